package doctor

import (
	"context"
	"math/bits"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/doctorkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// subject is a kind of object under examination.
type subject[T, F any] struct {
	*examination

	title string
	// key is what the document calls the list; empty if it tells nothing of it.
	key        string
	reader     remote.Reader[T, F]
	id         func(T) string
	documented remote.Fields
	sent       func(T) remote.Fields
	// archived tells archived objects, and marks by what: deleted_at, the status left. Both are
	// nil where there are none.
	archived func(T) bool
	marks    func(T) (deletedAt, left bool)
}

// listing is the first page of a list.
type listing[T any] struct {
	items  []T
	answer recording
	failed bool
	about  *list
}

// among is the same kind under the name of a narrower list, of which the document tells nothing.
func (s subject[T, F]) among(title string) subject[T, F] {
	s.title, s.key = title, ""
	return s
}

// list reads the first page of a list and reports how the list is paged.
func (s subject[T, F]) list(ctx context.Context, filter F) listing[T] {
	page, err := s.reader.Page(ctx, filter, 1)
	found := listing[T]{items: page.Items, answer: s.tape.Newest, failed: err != nil, about: &list{Shown: len(page.Items)}}
	s.document.tell(s.key, found.about, err)
	if err != nil {
		s.report.Unreadf(err, "%s: the list cannot be read: %s.", s.title, doctorkit.Reason(err))
		return found
	}
	if page.Total != remote.UnknownTotal {
		found.about.Total = new(page.Total)
	}
	if paging := found.answer.paging(); paging != "" {
		found.about.Paging = new(paging)
	}
	perPage := s.client.Documented().PerPage
	shown, where := len(page.Items), found.answer.whereaboutsOfPaging()
	switch {
	case shown > perPage:
		s.report.Oddf("%s: all %d at once; paging is ignored.", s.title, shown)
	case page.Total == remote.UnknownTotal && page.Final:
		s.report.Finef("%s: %d, on one page; %s, so that the end is where a page is short.", s.title, shown, where)
	case page.Total == remote.UnknownTotal:
		s.report.Finef("%s: more than %d; %s, so that the end is where a page is short.", s.title, shown, where)
	case page.Final && page.Total == shown:
		s.report.Finef("%s: %d, on one page; %s, and the total agrees.", s.title, shown, where)
	case page.Final:
		s.report.Oddf("%s: %d, but the total in the answer is %d; %s. The provider does not take such a list for complete, and asks for each object that it lacks.",
			s.title, shown, page.Total, where)
	case shown < perPage:
		s.report.Oddf("%s: %d, in pages of %d although %d are asked for; %s. Refreshing takes that many more requests.",
			s.title, page.Total, shown, perPage, where)
	default:
		s.report.Finef("%s: %d, in pages of %d; %s.", s.title, page.Total, shown, where)
	}
	if !page.Final && !s.paged {
		s.paged = true
		s.second(ctx, filter, page)
	}
	return found
}

// second reads the second page and reports whether it goes on from the first.
func (s subject[T, F]) second(ctx context.Context, filter F, first remote.Page[T]) {
	next, err := s.reader.Page(ctx, filter, 2)
	known := map[string]bool{}
	for _, item := range first.Items {
		known[s.id(item)] = true
	}
	repeated := 0
	for _, item := range next.Items {
		if known[s.id(item)] {
			repeated++
		}
	}
	switch {
	case err != nil:
		s.report.Unreadf(err, "%s: the second page cannot be read: %s.", s.title, doctorkit.Reason(err))
	case repeated > 0:
		s.report.Oddf("%s: the second page repeats %d objects of the first. The provider stops at a page that brings nothing new.", s.title, repeated)
	case next.Total != first.Total:
		s.report.Oddf("%s: the second page tells another total than the first. The provider does not take such a list for complete.", s.title)
	default:
		s.report.Finef("%s: the second page goes on from the first.", s.title)
	}
}

// compare reads one object of a list by itself and reports which fields the list lacks. It gives
// that object, if there is one.
func (s subject[T, F]) compare(ctx context.Context, found listing[T]) []T {
	at := slices.IndexFunc(found.items, func(item T) bool { return s.archived == nil || !s.archived(item) })
	if at < 0 {
		if !found.failed {
			s.report.Finef("%s: there is none to read by its id.", s.title)
		}
		return nil
	}
	single, err := s.reader.Get(ctx, s.id(found.items[at]))
	if err != nil {
		s.report.Unreadf(err, "%s: one that is in the list cannot be read by its id: %s.", s.title, doctorkit.Reason(err))
		return nil
	}
	found.about.Lacking = doctorkit.Lacking(found.answer.item(at), recording(s.tape.Newest).object())
	if len(found.about.Lacking) > 0 {
		s.report.Oddf("%s: list items lack %s. The provider reads each object by itself instead.", s.title, plaintext.List(found.about.Lacking))
	} else {
		s.report.Finef("%s: list items carry every field of a single object.", s.title)
	}
	if unsent := bits.OnesCount64(uint64(s.documented &^ s.sent(single))); unsent > 0 {
		s.report.Finef("%s: a single object lacks %d of the %d documented fields.", s.title, unsent, bits.OnesCount64(uint64(s.documented)))
	}
	return []T{single}
}

// findArchived reports where archived objects show. Left is the list of those with status=left,
// nil where there is no such filter.
func (s subject[T, F]) findArchived(ctx context.Context, plain listing[T], left *listing[T]) {
	if plain.failed {
		return
	}
	inPlain := s.archivedOf(plain)
	if left == nil {
		left = &listing[T]{}
	}
	inLeft := s.archivedOf(*left)
	shown := &archived{Listed: len(inPlain), WithStatusLeft: len(inLeft)}
	plain.about.Archived = shown
	sample := slices.Concat(inPlain, inLeft)
	if len(sample) == 0 {
		s.report.Finef("%s, archived: none is shown. Either there is none, or WebWork hides them; then only their ids bring them back.", s.title)
		return
	}
	switch {
	case len(inPlain) == 0:
		s.report.Finef("%s, archived: %d are listed with status=left, none without; %s.", s.title, len(inLeft), s.markedBy(sample[0]))
	default:
		s.report.Finef("%s, archived: %d are listed among the others; %s.", s.title, len(inPlain), s.markedBy(sample[0]))
	}
	single, err := s.reader.Get(ctx, s.id(sample[0]))
	switch {
	case remote.IsNotFound(err):
		shown.ByID = new(false)
		s.report.Finef("%s, archived: asked for by its id, WebWork answers 404. The provider takes that for archived where state knows the object.", s.title)
	case err != nil:
		s.report.Unreadf(err, "%s, archived: one cannot be read by its id: %s.", s.title, doctorkit.Reason(err))
	case !s.archived(single):
		s.report.Oddf("%s, archived: the list says so of an object that is active when asked for by its id.", s.title)
	default:
		shown.ByID = new(true)
		s.report.Finef("%s, archived: shown by id too.", s.title)
	}
}

func (s subject[T, F]) archivedOf(found listing[T]) []T {
	return slices.DeleteFunc(slices.Clone(found.items), func(item T) bool { return !s.archived(item) })
}

func (s subject[T, F]) markedBy(item T) string {
	switch deletedAt, left := s.marks(item); {
	case deletedAt && left:
		return "deleted_at and the status left mark them"
	case deletedAt:
		return "deleted_at marks them"
	default:
		return "the status left marks them"
	}
}
