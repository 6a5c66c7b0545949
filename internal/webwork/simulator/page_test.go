package simulator_test

import (
	"fmt"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestPagingPlacesByDefault(t *testing.T) {
	t.Parallel()
	a := with(t)
	for path, place := range map[string]string{
		"/workspaces": "meta", "/members": "meta", "/webhooks": "meta", "/contracts": "top", "/projects": "", "/project-viewers": "",
	} {
		equal(t, path, pagingPlaces(a, path), place)
	}
}

func TestEveryObjectIsOnOnePage(t *testing.T) {
	t.Parallel()
	for _, total := range []int{0, 1, 100, 101, 300} {
		population := simulator.Population{Members: max(1, total), Projects: total, Contracts: total, Viewers: total, Webhooks: total}
		a := start(t, simulator.Options{Populate: population, Variants: []simulator.Variant{simulator.PagingInMeta}})
		for _, path := range []string{"/members?role=Project%20viewer&", "/projects?", "/contracts?", "/project-viewers?", "/webhooks?"} {
			t.Run(fmt.Sprintf("%d of %s", total, path), func(t *testing.T) {
				t.Parallel()
				seen := map[string]bool{}
				pages := max(1, (total+99)/100)
				for number := 1; number <= pages; number++ {
					a.get(fmt.Sprintf("%sper_page=100&page=%d", path, number)).ok().
						has(fmt.Sprintf(`"total":%d,"per_page":100,"current_page":%d,"last_page":%d`, total, number, pages))
					for _, item := range a.list(fmt.Sprintf("%sper_page=100&page=%d", path, number)) {
						seen[fmt.Sprint(item["id"])] = true
					}
				}
				equal(t, "objects", len(seen), total)
				equal(t, "objects beyond", len(a.list(fmt.Sprintf("%sper_page=100&page=%d", path, pages+1))), 0)
			})
		}
	}
}

func TestPageSizes(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{Populate: simulator.Population{Members: 60, Webhooks: 60}})
	equal(t, "members", len(a.list("/members")), 20)
	a.get("/members?page=4").has(`"from":61,"to":61`)
	a.get("/members?page=5").has(`"from":null,"to":null`)
	equal(t, "webhooks", len(a.list("/webhooks")), 50)
	equal(t, "webhooks", len(a.list("/webhooks?per_page=60")), 60)
}
