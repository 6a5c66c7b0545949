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
		{DeactivatedJoin, "adding who is deactivated", "is accepted (default: 400 deactivated-user)"},
	}
}
