package simulator_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// variantTests has one test for each variant, which fails where the variant does not hold.
func variantTests() map[simulator.Variant]func(*testing.T, *api) {
	tests := lifeVariants()
	maps.Copy(tests, wireVariants())
	maps.Copy(tests, ruleVariants())
	maps.Copy(tests, legacyVariants())
	return tests
}

func TestEachVariant(t *testing.T) {
	t.Parallel()
	tests := variantTests()
	for _, info := range simulator.Variants() {
		t.Run(string(info.Name), func(t *testing.T) {
			t.Parallel()
			test, ok := tests[info.Name]
			if !ok {
				t.Fatal("the variant has no test")
			}
			test(t, with(t, info.Name))
		})
	}
	equal(t, "tests", len(tests), len(simulator.Variants()))
}

func TestVariantsThatContradictEachOtherAreRefused(t *testing.T) {
	t.Parallel()
	for names, says := range map[string]string{
		"paging-in-meta,paging-on-top": "where paging sits",
		"paging-nowhere":               `there is no variant "paging-nowhere". Allowed: workspace-in-query, `,
		"pagin-absent":                 `there is no variant "pagin-absent". Did you mean "paging-absent"? Allowed: `,
	} {
		_, err := simulator.ParseVariants(strings.Split(names, ",")...)
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: the error does not say %q: %v", names, says, err)
		}
	}
	variants, err := simulator.ParseVariants("paging-in-meta", " thin-lists", "paging-in-meta")
	done(t, err)
	equal(t, "variants", len(variants), 3)
	_, err = simulator.New(simulator.Options{Variants: variants})
	done(t, err)
}

func lists() []string {
	return []string{"/workspaces", "/members", "/projects", "/contracts", "/project-viewers", "/webhooks"}
}

// pagingPlaces tells where the answer of a list has paging.
func pagingPlaces(a *api, path string) string {
	a.t.Helper()
	answer := a.call("GET", path, nil)
	if path == "/workspaces" {
		answer = a.exact("GET", path, nil)
	}
	var places []string
	if meta, _ := answer.ok().body["meta"].(fields); meta["pagination"] != nil {
		places = append(places, "meta")
	}
	if answer.body["pagination"] != nil {
		places = append(places, "top")
	}
	return strings.Join(places, " ")
}

func addProjects(a *api, count int) {
	a.t.Helper()
	for range count {
		_, err := a.AddProject(simulator.Project{Name: "P"})
		done(a.t, err)
	}
}

func archiveBoth(a *api) (string, string) {
	a.t.Helper()
	jane, project := a.invite("jane@acme.example"), a.project("Website")
	a.delete(jane).ok()
	a.delete(project).ok()
	return jane, project
}

func fullProject(a *api) string {
	a.t.Helper()
	project := a.project("X")
	a.put(project, fields{"notes": "n", "deadline": "2024-02-01", "budget": 5}).ok()
	return project
}

// struck gives the headers of a 429.
func struck(a *api) http.Header {
	a.t.Helper()
	a.Inject(simkit.Fault{Kind: simkit.FaultTooManyRequests})
	return a.get("/members").is(http.StatusTooManyRequests).header
}

// rounded shows what is stored of some decimals.
func rounded(a *api) string {
	a.t.Helper()
	var stored []string
	for _, sent := range []string{"1", "0.125", "0.135", "0.1351", "1.005", "2.675", "7.995"} {
		body := fields{"name": "X", "budget": json.Number(sent)}
		stored = append(stored, number(a.post("/projects", body).is(http.StatusCreated).data()["budget_estimation"]))
	}
	return strings.Join(stored, " ")
}

func TestDecimalsAreRoundedUpFromTheMiddle(t *testing.T) {
	t.Parallel()
	equal(t, "rounded", rounded(with(t)), "1 0.13 0.14 0.14 1.01 2.68 8")
}
