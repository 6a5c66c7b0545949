package rest_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// pager is a list of users in pages, in one of the ways in which awork may number them.
type pager struct {
	count int
	// most is the size of pages that is not exceeded; refuses says that more is refused, and byAsked that pages are counted in the size
	// that was asked for all the same.
	most             int
	refuses, byAsked bool
	headers          func(page, size, items, total int) map[string]string
}

func (p pager) answer(request *http.Request, _ string) reply {
	query := request.URL.Query()
	page, _ := strconv.Atoi(query.Get("page"))
	asked, _ := strconv.Atoi(query.Get("pageSize"))
	size := min(asked, p.most)
	if size < asked && p.refuses {
		return reply{status: 400, body: `{"code":"validation-failed","description":"pageSize"}`}
	}
	step := size
	if p.byAsked {
		step = asked
	}
	from := min((page-1)*step, p.count)
	until := min(from+size, p.count)
	items := []string{}
	for number := from; number < until; number++ {
		items = append(items, fmt.Sprintf(`{"id":"11111111-1111-4111-8111-%012d"}`, number+1))
	}
	return reply{body: "[" + strings.Join(items, ",") + "]", header: p.headers(page, size, len(items), p.count)}
}

func everyHeader(page, size, items, total int) map[string]string {
	return map[string]string{"aw-page": itoa(page), "aw-pagesize": itoa(size), "aw-items": itoa(items), "aw-totalitems": itoa(total)}
}

func onlyTotal(_, _, _, total int) map[string]string {
	return map[string]string{"aw-totalitems": itoa(total)}
}

func noHeader(int, int, int, int) map[string]string { return nil }

func itoa(number int) string { return strconv.Itoa(number) }

// TestListsHoweverTheyAreNumbered come whole, in as few requests as their numbering allows.
func TestListsHoweverTheyAreNumbered(t *testing.T) {
	t.Parallel()
	unfiltered := func(page, size, items, _ int) map[string]string { return everyHeader(page, size, items, 5_000) }
	for name, test := range map[string]struct {
		pager    pager
		filter   api.UserFilter
		requests int
	}{
		"one page":                      {pager{count: 500, most: 1000, headers: everyHeader}, api.UserFilter{}, 1},
		"none":                          {pager{count: 0, most: 1000, headers: everyHeader}, api.UserFilter{}, 1},
		"none without headers":          {pager{count: 0, most: 1000, headers: noHeader}, api.UserFilter{}, 1},
		"a full page":                   {pager{count: 1000, most: 1000, headers: everyHeader}, api.UserFilter{}, 1},
		"three pages":                   {pager{count: 2500, most: 1000, headers: everyHeader}, api.UserFilter{}, 3},
		"total only":                    {pager{count: 2500, most: 1000, headers: onlyTotal}, api.UserFilter{}, 3},
		"no headers":                    {pager{count: 2500, most: 1000, headers: noHeader}, api.UserFilter{}, 3},
		"no headers, full pages":        {pager{count: 2000, most: 1000, headers: noHeader}, api.UserFilter{}, 3},
		"capped":                        {pager{count: 250, most: 100, headers: everyHeader}, api.UserFilter{}, 3},
		"capped and counted as asked":   {pager{count: 250, most: 100, byAsked: true, headers: everyHeader}, api.UserFilter{}, 3},
		"capped in silence":             {pager{count: 250, most: 100, byAsked: true, headers: onlyTotal}, api.UserFilter{}, 3},
		"capped without headers":        {pager{count: 250, most: 100, headers: noHeader}, api.UserFilter{}, 3},
		"refused":                       {pager{count: 250, most: 100, refuses: true, headers: everyHeader}, api.UserFilter{}, 4},
		"refused, without headers":      {pager{count: 250, most: 100, refuses: true, headers: noHeader}, api.UserFilter{}, 4},
		"total without the filter":      {pager{count: 3, most: 1000, headers: unfiltered}, api.UserFilter{Where: "a eq 1"}, 1},
		"total without a filter, pages": {pager{count: 1500, most: 1000, headers: unfiltered}, api.UserFilter{Where: "a eq 1"}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			network := &wire{answer: test.pager.answer}
			users, err := remote.All(t.Context(), open(t, network).Users(), test.filter, api.User.ObjectID)
			if err != nil || len(users) != test.pager.count || len(network.requests()) != test.requests {
				t.Errorf("%d users in %q: %v", len(users), network.requests(), err)
			}
		})
	}
}

// TestPagesTell what is known of the list.
func TestPagesTell(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		headers func(page, size, items, total int) map[string]string
		total   int
		last    int
		final   bool
	}{
		"every header": {everyHeader, 1500, 2, false},
		"total only":   {onlyTotal, 1500, 2, false},
		"no headers":   {noHeader, remote.UnknownTotal, 0, false},
	} {
		network := &wire{answer: pager{count: 1500, most: 1000, headers: test.headers}.answer}
		page, err := open(t, network).Users().Page(t.Context(), api.UserFilter{Archived: true}, 1)
		if err != nil || page.Total != test.total || page.LastPage != test.last || page.Final != test.final || len(page.Items) != 1000 {
			t.Errorf("%s: %d items, total %d, last %d, final %t: %v", name, len(page.Items), page.Total, page.LastPage, page.Final, err)
		}
		if asked := network.requests(); len(asked) != 1 || asked[0] != "GET /users?page=1&pageSize=1000&showArchived=true" {
			t.Errorf("asked %q", asked)
		}
	}
}

// TestListWithoutPages is whole whatever its headers say.
func TestListWithoutPages(t *testing.T) {
	t.Parallel()
	body := `[{"id":"` + jane + `","name":"A"},{"id":"` + admin + `","name":"B"}]`
	for _, header := range []map[string]string{nil, everyHeader(1, 10, 2, 2), everyHeader(1, 1, 2, 7)} {
		page, err := open(t, newWire(reply{body: body, header: header})).Roles().Page(t.Context(), api.RoleFilter{}, 1)
		if err != nil || len(page.Items) != 2 || page.Total != 2 || page.LastPage != 1 || !page.Final {
			t.Errorf("got %+v, %v", page, err)
		}
	}
}

// TestFilterIsEscapedOnce, with %20 for spaces.
func TestFilterIsEscapedOnce(t *testing.T) {
	t.Parallel()
	network := newWire(reply{body: `[]`})
	_, err := open(t, network).Users().Page(t.Context(), api.UserFilter{Where: "firstName eq 'O''Neil + Söhne & Co %26'"}, 1)
	want := "GET /users?filterby=firstName%20eq%20%27O%27%27Neil%20%2B%20S%C3%B6hne%20%26%20Co%20%2526%27&page=1&pageSize=1000"
	if asked := network.requests(); err != nil || len(asked) != 1 || asked[0] != want {
		t.Errorf("asked %q: %v", asked, err)
	}
}

// TestRefusedFilter is not asked for again in smaller pages.
func TestRefusedFilter(t *testing.T) {
	t.Parallel()
	network := newWire(reply{status: 400, body: `{"code":"invalid-filter-or-order","description":"bad"}`})
	_, err := open(t, network).Users().Page(t.Context(), api.UserFilter{Where: "x"}, 1)
	if api.Code(err) != api.CodeInvalidFilter || len(network.requests()) != 1 {
		t.Errorf("asked %q: %v", network.requests(), err)
	}
}

// TestWhatIsNoList is an error.
func TestWhatIsNoList(t *testing.T) {
	t.Parallel()
	for _, body := range []string{``, `null`, `{}`, `[{}]`, `["a"]`, `[{"id":"` + jane + `"},{"id":"x"}]`, `[`} {
		if page, err := open(t, newWire(reply{body: body})).Users().Page(t.Context(), api.UserFilter{}, 1); err == nil {
			t.Errorf("%s is taken for %+v", body, page)
		}
	}
}
