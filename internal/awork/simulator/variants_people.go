package simulator

// The variants of people and their roles.
const (
	InviteNotFound     Variant = "invite-404"
	InviteNotAllowed   Variant = "invite-405"
	InviteUnauthorized Variant = "invite-401"
	InviteAtEdge       Variant = "invite-403"
	InvitePasscode     Variant = "invite-passcode"
	InvitePage         Variant = "invite-html"

	SeatsUnauthorized Variant = "seats-401"

	InvitedTwiceInvalid     Variant = "invited-twice-invalid"
	InvitedTwiceDuplication Variant = "invited-twice-duplication"
	InvitedTwiceSent        Variant = "invited-twice-sent"
	ReinvitedOldID          Variant = "reinvited-old-id"
	ReinvitedRefused        Variant = "reinvited-refused"

	PendingFrozen          Variant = "pending-frozen"
	PendingUnlistedInRoles Variant = "pending-unlisted-in-roles"

	DeletedShown        Variant = "deleted-shown"
	DeletedUnauthorized Variant = "deleted-401"
	DeactivatedUnlisted Variant = "deactivated-unlisted"
	APIUsersArchived    Variant = "api-users-archived"

	EmailWithoutSubType Variant = "email-without-subtype"
	EmailsSeveral       Variant = "emails-several"
	EmailMissing        Variant = "email-missing"
	EmailCapitals       Variant = "email-capitals"

	KeyRoleZero           Variant = "key-role-zero"
	KeyPermissionsRefused Variant = "key-permissions-400"

	ManageExpanded   Variant = "manage-expanded"
	LevelsChecked    Variant = "levels-checked"
	NewRolesPreset   Variant = "new-roles-preset"
	RoleNameNotFound Variant = "role-name-404"
	PresetsEditable  Variant = "presets-editable"
)

func peopleVariants() []VariantInfo {
	return []VariantInfo{
		{InviteNotFound, "inviting", "answers 404 (default: works)"},
		{InviteNotAllowed, "inviting", "answers 405"},
		{InviteUnauthorized, "inviting", "answers 401, as where a right is missing"},
		{InviteAtEdge, "inviting", "answers 403 with a page, from the edge"},
		{InvitePasscode, "inviting", "is refused with 400, a passcode being needed"},
		{InvitePage, "inviting", "answers 200 with a page, and does nothing"},
		{SeatsUnauthorized, "inviting without free seats", "answers 401 (default: 400 insufficient-seats)"},
		{InvitedTwiceInvalid, "inviting somebody who is there", "is refused as invalid-operation (default: already-exist-error)"},
		{InvitedTwiceDuplication, "inviting somebody who is there", "is refused as duplication-violation"},
		{InvitedTwiceSent, "inviting somebody who is there", "answers 200 with their id, and mails them again"},
		{ReinvitedOldID, "inviting somebody who was deleted", "gives them their old id (default: a new one)"},
		{ReinvitedRefused, "inviting somebody who was deleted", "is refused"},
		{PendingFrozen, "deactivating and activating who is invited", "is refused as invalid-operation (default: works)"},
		{PendingUnlistedInRoles, "who is invited among the users of a role", "is missing until they accept (default: shown)"},
		{DeletedShown, "a deleted user, asked for by id", "answers 200 with deletedOn (default: 404)"},
		{DeletedUnauthorized, "a deleted user, asked for by id", "answers 401"},
		{DeactivatedUnlisted, "deactivated users in the list", "only with showArchived (default: listed)"},
		{APIUsersArchived, "API users in the list", "only with showArchived (default: listed)"},
		{EmailWithoutSubType, "the login among contact infos", "has no subType (default: an email for work)"},
		{EmailsSeveral, "the login among contact infos", "stands behind another e-mail address"},
		{EmailMissing, "the login among contact infos", "is missing"},
		{EmailCapitals, "the login among contact infos", "has other capitals"},
		{KeyRoleZero, "the permissions of an API key", "have all zeros for a role, and isAdmin (default: as a user's)"},
		{KeyPermissionsRefused, "the permissions of an API key", "answer 400"},
		{ManageExpanded, "levels of access", "manage comes back as read, write and delete (default: as sent)"},
		{LevelsChecked, "levels of access", "those that are unknown are refused"},
		{NewRolesPreset, "a new role", "has some permissions (default: none)"},
		{RoleNameNotFound, "a role whose name is unknown", "answers 404 (default: 400)"},
		{PresetsEditable, "editing the roles Admin, User and Guest", "is accepted (default: invalid-operation)"},
	}
}
