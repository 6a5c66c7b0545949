package simulator

import (
	"fmt"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// Variant names one reading of something that WebWork's documentation leaves open.
type Variant string

// The variants. What Description says of each is what it does instead of the default.
const (
	WorkspaceInQuery Variant = "workspace-in-query"
	WorkspaceInBody  Variant = "workspace-in-body"

	ArchivedStatusLeft     Variant = "archived-status-left"
	ArchivedKeepsStatus    Variant = "archived-keeps-status"
	ArchivedUnlisted       Variant = "archived-unlisted"
	ArchivedListedByStatus Variant = "archived-listed-by-status"
	ArchivedFoundByStatus  Variant = "archived-found-by-status"
	ArchivedNotFound       Variant = "archived-not-found"
	ArchivedPurged         Variant = "archived-purged"
	ArchivedUpdatable      Variant = "archived-updatable"
	RestoreActiveNotFound  Variant = "restore-active-not-found"

	ProjectRestoreWorks      Variant = "project-restore-works"
	ProjectRestoreMissing    Variant = "project-restore-404"
	ProjectRestoreNotAllowed Variant = "project-restore-405"

	PagingInMeta      Variant = "paging-in-meta"
	PagingOnTop       Variant = "paging-on-top"
	PagingAbsent      Variant = "paging-absent"
	PagingSizeIgnored Variant = "paging-size-ignored"
	PagingIgnored     Variant = "paging-ignored"

	NumbersAsStrings  Variant = "numbers-as-strings"
	BooleansAsNumbers Variant = "booleans-as-numbers"
	BooleansAsStrings Variant = "booleans-as-strings"
	NullsAbsent       Variant = "nulls-absent"
	ThinLists         Variant = "thin-lists"
	DatesAsTimestamps Variant = "dates-as-timestamps"
	OddValues         Variant = "odd-values"
	NamesEscaped      Variant = "names-escaped"

	Validation422 Variant = "validation-422"
	Duplicate409  Variant = "duplicate-409"
	Duplicate422  Variant = "duplicate-422"
	// DuplicatesAllowed makes repeated creations visible, which a refusal would hide.
	DuplicatesAllowed Variant = "duplicates-allowed"
	CreateOK          Variant = "create-200"
	CreateCreated     Variant = "create-201"

	UpdateNull   Variant = "update-null"
	UpdateObject Variant = "update-object"
	UpdateEmpty  Variant = "update-empty"
	UpdateSparse Variant = "update-sparse"

	ClearNullIgnored  Variant = "clear-null-ignored"
	ClearNullRejected Variant = "clear-null-rejected"
	ClearToEmpty      Variant = "clear-to-empty"

	DeleteBodyStripped Variant = "delete-body-stripped"
	DeleteBodyRequired Variant = "delete-body-required"

	ViewersHidden      Variant = "viewers-hidden"
	ViewerPutIgnored   Variant = "viewer-put-ignored"
	ViewerPutRefused   Variant = "viewer-put-refused"
	AssignTwiceRefused Variant = "assign-twice-refused"
	AssignmentsStay    Variant = "assignments-stay"

	ContractsStay   Variant = "contracts-stay"
	ContractsGone   Variant = "contracts-gone"
	ContractRevived Variant = "contract-revived"
	ParentRefused   Variant = "parent-refused-400"

	WebhookIDChanges        Variant = "webhook-id-changes"
	WebhookIDNewest         Variant = "webhook-id-newest"
	WebhookTokenOnce        Variant = "webhook-token-once"
	WebhookListWithoutToken Variant = "webhook-list-without-token"
	WebhookEventsSorted     Variant = "webhook-events-sorted"

	RatesHidden       Variant = "rates-hidden"
	TeamManager       Variant = "team-manager"
	ClientCredentials Variant = "client-credentials"
	RoleChangeIgnored Variant = "role-change-ignored"
	OwnersChangeable  Variant = "owners-changeable"

	NamesNFC           Variant = "names-nfc"
	EmailsLowercased   Variant = "emails-lowercased"
	EmailFilterExact   Variant = "email-filter-exact"
	TimezonesCanonical Variant = "timezones-canonical"
	TimezoneUnset      Variant = "timezone-unset"
	DecimalsKept       Variant = "decimals-kept"
	DecimalsWhole      Variant = "decimals-whole"
	DecimalsHalfDown   Variant = "decimals-half-down"
	DecimalsHalfEven   Variant = "decimals-half-even"

	ListsLag        Variant = "lists-lag"
	CreatedNotFound Variant = "created-not-found"
	DeletedListed   Variant = "deleted-listed"

	RetryAfterDate  Variant = "retry-after-date"
	RateLimitDraft  Variant = "rate-limit-draft"
	RateLimitSilent Variant = "rate-limit-silent"
	RateLimitMillis Variant = "rate-limit-millis"
)

// VariantInfo describes a variant.
type VariantInfo struct {
	Name Variant
	// Question is what the documentation leaves open. At most one variant answers a question;
	// without any, the default holds.
	Question string
	// Description is the answer that the variant gives.
	Description string
}

// variantSet is the variants that hold.
type variantSet = simkit.VariantSet[Variant]

// Question is what a variant answers, "" where there is no such variant.
func (v Variant) Question() string {
	for _, info := range Variants() {
		if info.Name == v {
			return info.Question
		}
	}
	return ""
}

// Variants lists every variant, those of one question together.
func Variants() []VariantInfo {
	return append([]VariantInfo{
		{WorkspaceInQuery, "where a write has workspace_id", "only the query counts (default: query or body)"},
		{WorkspaceInBody, "where a write has workspace_id", "only the JSON body counts"},

		{ArchivedStatusLeft, "how archived objects show", "people with status left but without deleted_at (default: both)"},
		{ArchivedKeepsStatus, "how archived objects show", "people with deleted_at but the status of before"},
		{ArchivedUnlisted, "how archived objects show", "missing from lists, still shown by id"},
		{ArchivedListedByStatus, "how archived objects show", "listed only where status=left is asked for, still shown by id"},
		{ArchivedFoundByStatus, "how archived objects show", "listed only where status=left is asked for, 404 by id"},
		{ArchivedNotFound, "how archived objects show", "shown nowhere; they can still be restored by id"},
		{ArchivedPurged, "how archived objects show", "not at all: archiving deletes for good"},
		{ArchivedUpdatable, "updates of archived objects", "accepted (default: 404)"},
		{RestoreActiveNotFound, "restore of what is not archived", "answers 404 (default: nothing happens)"},

		{ProjectRestoreWorks, "restore of projects", "POST /projects/{id}/restore works (default: as the next)"},
		{ProjectRestoreMissing, "restore of projects", "POST /projects/{id}/restore answers 404: no such path"},
		{ProjectRestoreNotAllowed, "restore of projects", "POST /projects/{id}/restore answers 405"},

		{PagingInMeta, "where paging sits", "in meta.pagination of every list (default: as documented for each list)"},
		{PagingOnTop, "where paging sits", "in pagination beside meta of every list"},
		{PagingAbsent, "where paging sits", "nowhere"},
		{PagingSizeIgnored, "whether paging is honoured", "per_page is ignored: pages of 20"},
		{PagingIgnored, "whether paging is honoured", "page and per_page are ignored: always everything"},

		{NumbersAsStrings, "how numbers are written", "as strings"},
		{BooleansAsNumbers, "how booleans are written", "as 0 and 1"},
		{BooleansAsStrings, "how booleans are written", `as "0" and "1"`},
		{NullsAbsent, "how missing values are written", "left out (default: null)"},
		{ThinLists, "what list items carry", "only the main fields (default: what the single object carries)"},
		{DatesAsTimestamps, "how dates are written", "as 2024-01-15T00:00:00Z"},
		{
			OddValues, "values that the documentation does not know",
			`avatar and birth_date are false where they are missing, a project's status is a word, made-up team managers have the role Client`,
		},
		{NamesEscaped, "markup in names", "is escaped in answers: Tom &amp; Jerry (default: as sent)"},

		{Validation422, "how invalid input is refused", "422 with message and errors (default: 400)"},
		{Duplicate409, "how duplicates are refused", "409 (default: 400)"},
		{Duplicate422, "how duplicates are refused", "422 with message and errors"},
		{DuplicatesAllowed, "how duplicates are refused", "not at all: whoever is invited again gets another e-mail, and a contract is created twice"},
		{CreateOK, "status of a creation", "always 200 (default: 201 but for invitations and webhooks)"},
		{CreateCreated, "status of a creation", "always 201"},

		{UpdateNull, "what an update answers", "data is null (default: the object for projects and contracts only)"},
		{UpdateObject, "what an update answers", "always the object"},
		{UpdateEmpty, "what an update answers", "nothing: updates, archivals and restores have an empty body"},
		{UpdateSparse, "what an update answers", "the id and one more field"},

		{ClearNullIgnored, "how an optional value is cleared", `null is ignored, "" and 0 clear (default: null clears)`},
		{ClearNullRejected, "how an optional value is cleared", `null is refused with 400, "" and 0 clear`},
		{ClearToEmpty, "how an optional value is cleared", `what is cleared is answered as "" or 0`},

		{DeleteBodyStripped, "bodies of DELETE", "never arrive, as behind some proxies"},
		{DeleteBodyRequired, "bodies of DELETE", "are required, with workspace_id in them"},

		{ViewersHidden, "viewers among members", "hidden (default: shown with the role Project viewer)"},
		{ViewerPutIgnored, "PUT /members/{id} of a viewer", "accepted, but nothing changes (default: works)"},
		{ViewerPutRefused, "PUT /members/{id} of a viewer", "answers 404"},
		{AssignTwiceRefused, "assigning a project twice", "is refused as a duplicate (default: nothing happens)"},
		{AssignmentsStay, "archived projects of a viewer", "stay among projects (default: hidden until restored)"},

		{ContractsStay, "contracts of what is archived", "stay visible (default: hidden until restored)"},
		{ContractsGone, "contracts of what is archived", "are gone for good"},
		{ContractRevived, "a contract created again", "gets its old id back (default: a new one)"},
		{ParentRefused, "a new child of something archived or missing", "is refused with 400 (default: 404)"},

		{WebhookIDChanges, "webhook ids", "differ in every answer, all of them stay valid"},
		{WebhookIDNewest, "webhook ids", "differ in every answer, only the newest is valid"},
		{WebhookTokenOnce, "where the webhook token shows", "only in the answer to the creation"},
		{WebhookListWithoutToken, "where the webhook token shows", "not in lists"},
		{WebhookEventsSorted, "order of webhook events", "sorted (default: as sent)"},

		{RatesHidden, "whether the account may see rates", "rates are null, and those sent are ignored"},
		{TeamManager, "role of the account", "Team manager: lists are filtered, writes answer 403"},
		{ClientCredentials, "who the token belongs to", "nobody: workspaces carry no user_id and no role"},
		{RoleChangeIgnored, "changing a role", "is accepted, but nothing changes"},
		{
			OwnersChangeable, "what may happen to owners",
			"they are demoted and archived as others are, the last one and the token's own account too (default: 403)",
		},

		{NamesNFC, "Unicode in names", "is normalised to NFC"},
		{EmailsLowercased, "capitals in e-mail addresses", "are stored as small letters"},
		{EmailFilterExact, "the e-mail filter", "minds capitals (default: it does not)"},
		{TimezonesCanonical, "aliases of time zones", "are answered by their canonical name"},
		{TimezoneUnset, "time zone of a new person", "null (default: UTC)"},
		{DecimalsKept, "decimals", "are kept as sent (default: rounded to two places, 0.125 to 0.13)"},
		{DecimalsWhole, "decimals", "are rounded to whole numbers"},
		{DecimalsHalfDown, "decimals", "are rounded to two places, ties down: 0.125 and 0.135 to 0.12 and 0.13"},
		{DecimalsHalfEven, "decimals", "are rounded to two places, ties to the even one: 0.125 and 0.135 to 0.12 and 0.14"},

		{ListsLag, "when lists show a new object", fmt.Sprintf("only after %d further requests (default: at once)", lag)},
		{
			CreatedNotFound, "when lists show a new object",
			fmt.Sprintf("contracts, webhooks and assignments only after %d further requests; until then their id is 404 too", lag),
		},
		{
			DeletedListed, "when lists drop what is deleted",
			fmt.Sprintf("contracts, webhooks and assignments only after %d further lists (default: at once)", lag),
		},

		{RetryAfterDate, "how 429 tells the wait", "Retry-After as an HTTP date (default: in seconds)"},
		{RateLimitDraft, "how 429 tells the wait", "RateLimit-Limit, -Remaining and -Reset, no Retry-After"},
		{RateLimitMillis, "how 429 tells the wait", "X-RateLimit-Reset in milliseconds since 1970, no Retry-After"},
		{RateLimitSilent, "how 429 tells the wait", "not at all, and no answer has rate headers"},
	}, v1Variants()...)
}

// lag is the number of requests after which a new object shows, and of lists after which a deleted
// one is gone, where a variant lets that take time.
const lag = 3

// ParseVariants turns names into variants. A name that does not exist, or two answers to one
// question, is an error that lists what there is.
func ParseVariants(names ...string) ([]Variant, error) {
	variants := make([]Variant, 0, len(names))
	for _, name := range names {
		variants = append(variants, Variant(strings.TrimSpace(name)))
	}
	_, err := newVariantSet(variants)
	return variants, err
}

func newVariantSet(variants []Variant) (variantSet, error) {
	var known []Variant
	for _, info := range Variants() {
		known = append(known, info.Name)
	}
	return simkit.NewVariantSet(known, variants)
}
