package export

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Who has left may have had the address of somebody who is there.
func TestOfTwoWithOneAddressTheOneWhoIsThereIsInTheRoster(t *testing.T) {
	t.Parallel()
	somebody := func(id, email string, archived bool) object {
		said := []attribute{{name: "email", literal: tftypes.NewValue(tftypes.String, email)}}
		if archived {
			said = append(said, attribute{name: "archived", literal: tftypes.NewValue(tftypes.Bool, true)})
		}
		return object{label: "p" + id, id: id, attributes: said}
	}
	d := &draft{sections: map[kind]*section{}, tallies: map[kind]*tally{}, labels: map[string]*names{}, style: inRoster()}
	for _, k := range allKinds {
		d.sections[k], d.tallies[k] = &section{kind: k}, &tally{kind: k}
	}
	d.sections[members].objects = []object{somebody("1", "Jane@acme.example", true), somebody("2", "jane@acme.example", false), somebody("3", "mo@acme.example", false)}
	d.sections[viewers].objects = []object{somebody("4", "MO@acme.example", false)}
	d.document.sources = []*thing{{kind: members, id: "5", labelled: "p5", names: []string{"JANE@acme.example"}, key: "jane@acme.example"}}
	d.enlist()
	text, err := d.document.roster.document()
	if err != nil || strings.Contains(text, "p1:") || strings.Contains(text, "p4:") || strings.Count(strings.ToLower(text), "jane@acme.example") != 1 || !strings.Contains(text, "p5:") {
		t.Errorf("%v\n%s", err, text)
	}
	if missing := slices.Concat(d.tallies[members].missing, d.tallies[viewers].missing); len(missing) != 2 || !strings.Contains(missing[0].reason.Error(), "also that of 2") {
		t.Errorf("missing are %v", missing)
	}
}

func TestLabelsOfARosterAreShortEnough(t *testing.T) {
	t.Parallel()
	n := names{longest: longestLabel}
	seen := map[string]bool{}
	for _, id := range []string{"1", "2", "3", "44", "555"} {
		for _, name := range []string{strings.Repeat("long ", 40), strings.Repeat("7 long ", 40), strings.Repeat("a", 61) + "_44"} {
			label := n.next("member", id, name)
			if seen[label] || len(label) > longestLabel || strings.HasSuffix(label, "_") {
				t.Errorf("%q is no label, or there already", label)
			}
			seen[label] = true
		}
	}
}
