package simulator

// The variants of projects and of what stands around them.
const (
	NamesUnique         Variant = "names-unique"
	NamesUniqueArchived Variant = "names-unique-archived"

	PrivateUnauthorized  Variant = "private-401"
	PrivateShownToAdmins Variant = "private-shown-to-admins"

	CreatorJoins  Variant = "creator-joins"
	NoFirstStatus Variant = "status-zero"
	TypeByDefault Variant = "type-by-default"
	KeyIgnored    Variant = "key-ignored"

	TemplateSlow       Variant = "template-slow"
	DatesLocalMidnight Variant = "dates-local-midnight"
	BudgetZero         Variant = "budget-zero"

	JoinedTwiceInvalid     Variant = "joined-twice-invalid"
	JoinedTwiceKept        Variant = "joined-twice-200"
	JoinedTwiceServerError Variant = "joined-twice-500"
	ResponsibleMoves       Variant = "responsible-moves"
	DeactivatedJoin        Variant = "deactivated-join"

	SecretMasked  Variant = "webhook-secret-masked"
	SecretLeftOut Variant = "webhook-secret-left-out"
	SecretKept    Variant = "webhook-secret-kept"
	SecretNeeded  Variant = "webhook-secret-needed"
	EventsSorted  Variant = "webhook-events-sorted"
	EventsSpaced  Variant = "webhook-events-spaced"
	PausedActive  Variant = "webhook-paused-active"
)

func projectVariants() []VariantInfo {
	return []VariantInfo{
		{NamesUnique, "names of types, types of work, project roles, companies and projects", "are unique (default: need not be)"},
		{NamesUniqueArchived, "names of types, types of work, project roles, companies and projects", "are unique, archived ones included"},
		{PrivateUnauthorized, "a private project of others", "answers 401 (default: 404)"},
		{PrivateShownToAdmins, "a private project of others", "is shown to admins"},
		{CreatorJoins, "the members of a new project", "whoever made it (default: none)"},
		{NoFirstStatus, "the status of a new project", "all zeros (default: the first that is not-started)"},
		{TypeByDefault, "the type of a new project", "the first one (default: none)"},
		{KeyIgnored, "the key of a new project", "is made of the name, whatever was sent (default: as sent)"},
		{TemplateSlow, "the statuses of a new project from a template", "show only after some requests (default: at once)"},
		{DatesLocalMidnight, "dates of projects", "come back as midnight in Berlin, which is 23:00 the day before (default: as sent)"},
		{BudgetZero, "a time budget that is cleared", "comes back as 0 (default: null)"},
		{JoinedTwiceInvalid, "adding to a project or team who is in", "is refused as invalid-operation (default: already-exist-error)"},
		{JoinedTwiceKept, "adding to a project or team who is in", "succeeds and changes nothing"},
		{JoinedTwiceServerError, "adding to a project or team who is in", "answers 500"},
		{ResponsibleMoves, "a second one who is responsible for a project", "takes the place of the first (default: 400)"},
		{SecretMasked, "the secret of a webhook", "is shown as *** (default: as sent)"},
		{SecretLeftOut, "the secret of a webhook", "is left out"},
		{SecretKept, "a webhook that is written without its secret", "keeps it (default: it has none any more)"},
		{SecretNeeded, "a webhook that is written without its secret", "is refused"},
		{EventsSorted, "the events of a webhook", "come back sorted (default: as sent)"},
		{EventsSpaced, "the events of a webhook", "come back with spaces between them"},
		{PausedActive, "a webhook that failed too often", "is active, with a lastFailureReason (default: not active)"},
		{DeactivatedJoin, "adding who is deactivated", "is accepted (default: 400 deactivated-user)"},
	}
}
