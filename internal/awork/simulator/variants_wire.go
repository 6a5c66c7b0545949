package simulator

import (
	"fmt"
	"slices"
)

// The variants of how requests and answers are written, and of what holds for all kinds.
const (
	PutKeeps   Variant = "put-keeps"
	PutRefused Variant = "put-400"

	NullKeeps   Variant = "null-keeps"
	EmptyStays  Variant = "empty-stays"
	NullsAbsent Variant = "nulls-absent"

	DeniedWithoutTrace Variant = "denied-without-trace"
	DeniedNested       Variant = "denied-nested"
	DeniedEmpty        Variant = "denied-empty"

	DeadTokenMessage   Variant = "dead-token-message"
	DeadTokenExp       Variant = "dead-token-exp"
	DeadTokenWorkspace Variant = "dead-token-workspaceid"
	DeadTokenFlat      Variant = "dead-token-unauthorized"
	DeadTokenHTML      Variant = "dead-token-html"

	ListsFiltered  Variant = "lists-filtered"
	ListsEmpty     Variant = "lists-empty"
	DeniedNotFound Variant = "denied-404"

	PagingTotalOnly Variant = "paging-total-only"
	PagingOnlyPaged Variant = "paging-only-paged"
	TotalUnfiltered Variant = "total-unfiltered"
	PageSizeCapped  Variant = "page-size-100"
	PageSizeRefused Variant = "page-size-400"
	ThinLists       Variant = "thin-lists"
	ListsLag        Variant = "lists-lag"

	EqMindsCase   Variant = "eq-minds-case"
	EqOnlyNFC     Variant = "eq-nfc"
	NestedFilters Variant = "nested-filters"
	OrderRefused  Variant = "orderby-400"

	DatesLong        Variant = "dates-7-digits"
	DatesWithoutZone Variant = "dates-without-zone"

	InUseValidation  Variant = "in-use-validation"
	InUseServerError Variant = "in-use-500"

	ArchivedUsable  Variant = "archived-usable"
	ArchivedRenamed Variant = "archived-renamed"

	DeletedTwiceDone    Variant = "deleted-twice-204"
	DeletedTwiceInvalid Variant = "deleted-twice-400"
	SuccessSwapped      Variant = "success-swapped"

	CollidesOnce   Variant = "collides-once"
	CollidesTwice  Variant = "collides-twice"
	CollidesAlways Variant = "collides-always"
	CollidesAs409  Variant = "collides-409"
	CommitFails    Variant = "commit-fails-400"
	CommitFails500 Variant = "commit-fails-500"
	EdgeSuspicious Variant = "edge-suspicious"
)

// Variants lists the variants, those that answer one question beside each other.
func Variants() []VariantInfo {
	return slices.Concat(peopleVariants(), projectVariants(), wireVariants(), tokenVariants())
}

func wireVariants() []VariantInfo {
	return []VariantInfo{
		{PutKeeps, "fields that a PUT lacks", "stay as they are (default: they are emptied)"},
		{PutRefused, "fields that a PUT lacks", "are refused"},
		{NullKeeps, "how a field is cleared", `only by "", null leaves it (default: by both)`},
		{EmptyStays, "how a field is cleared", `"" comes back as ""`},
		{NullsAbsent, "fields without a value", "are left out (default: null)"},
		{DeniedWithoutTrace, "a 401 where a right is missing", "has no trace id (default: an error object with one)"},
		{DeniedNested, "a 401 where a right is missing", "is nested, as the gateway's"},
		{DeniedEmpty, "a 401 where a right is missing", "has no body"},
		{DeadTokenMessage, "a 401 where the token is dead", `is {"message":"Unauthorized"} (default: the message is an object)`},
		{DeadTokenExp, "a 401 where the token is dead", `is {"exp":"token expired"}`},
		{DeadTokenWorkspace, "a 401 where the token is dead", "is an error object with the code workspaceid-missing"},
		{DeadTokenFlat, "a 401 where the token is dead", "is an error object with the code unauthorized"},
		{DeadTokenHTML, "a 401 where the token is dead", "is a page"},
		{ListsFiltered, "a list without the right to read", "shows what is the account's own (default: 401)"},
		{ListsEmpty, "a list without the right to read", "is empty"},
		{DeniedNotFound, "an object without the right to read", "answers 404 (default: 401)"},
		{PagingTotalOnly, "headers of lists", "are aw-totalitems only (default: all four)"},
		{PagingOnlyPaged, "headers of lists", "are missing where there are no pages"},
		{TotalUnfiltered, "headers of lists", "count what the filter leaves out, too"},
		{PageSizeCapped, "pages of 1000", "have 100, and aw-pagesize says so (default: 1000)"},
		{PageSizeRefused, "pages of 1000", "are refused, 100 is the most"},
		{ThinLists, "objects in lists", "lack members, contact infos and permissions (default: as by id)"},
		{ListsLag, "when lists show a new object", fmt.Sprintf("only after %d further requests (default: at once)", lag)},
		{EqMindsCase, "eq on texts", "minds case (default: it does not)"},
		{EqOnlyNFC, "eq on texts", "finds what is spelled in NFC only, texts being so compared"},
		{NestedFilters, "filters on contact infos and on status", "work (default: 400 invalid-filter-or-order)"},
		{OrderRefused, "orderby", "is refused (default: works)"},
		{DatesLong, "how times are written", "with seven digits after the second (default: as they were sent)"},
		{DatesWithoutZone, "how times are written", "without a zone"},
		{InUseValidation, "deleting what is used, with nothing in its place", "is refused as validation-failed (default: invalid-operation)"},
		{InUseServerError, "deleting what is used, with nothing in its place", "answers 500"},
		{ArchivedUsable, "using what is archived", "is accepted (default: 400 entity-archived)"},
		{ArchivedRenamed, "renaming what is archived", "is accepted (default: 400 entity-archived)"},
		{DeletedTwiceDone, "deleting what is deleted", "answers 204 (default: 404)"},
		{DeletedTwiceInvalid, "deleting what is deleted", "is refused as invalid-operation"},
		{CollidesOnce, "writes to an object that somebody else writes to", "are refused once each (default: nobody else writes)"},
		{CollidesTwice, "writes to an object that somebody else writes to", "are refused twice each"},
		{CollidesAlways, "writes to an object that somebody else writes to", "are refused for ever"},
		{CollidesAs409, "the status of a concurrency-violation", "409 (default: 400)"},
		{CommitFails, "whether writes are committed", "the first to each path fails with 400 database-commit (default: all are)"},
		{CommitFails500, "whether writes are committed", "the first to each path fails with 500 database-commit"},
		{EdgeSuspicious, "suspicious texts", "answer 403 with a page and X-Edge-Ref: quotes in a body, <script (default: nothing is)"},
		{SuccessSwapped, "statuses of success without an answer", "200 where 204 is documented, and the reverse"},
	}
}
