package simkit_test

import (
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// words is a table of words by their first letter.
func words(all ...string) simkit.Table[byte, string] {
	table := simkit.NewTable[byte, string]()
	for i, word := range all {
		table.Add(word[0], &word, uint64(i)+1) // the first request is number 1
	}
	return table
}

func seen(table simkit.Table[byte, string], view simkit.View) string {
	var all []string
	for _, word := range table.Seen(view, func(word *string) bool { return *word != "hidden" }) {
		all = append(all, *word)
	}
	return strings.Join(all, " ")
}

func TestATableKeepsTheOrder(t *testing.T) {
	t.Parallel()
	table := words("zebra", "ape", "hidden", "mole")
	now := simkit.View{Requests: 4}
	equal(t, "all", seen(table, now), "zebra ape mole")
	equal(t, "one", *table.Get('a'), "ape")
	table.Remove('a')
	equal(t, "without one", seen(table, now), "zebra mole")
	equal(t, "the one removed", table.Get('a') == nil, true)
	equal(t, "where", len(table.Where(func(word *string) bool { return strings.Contains(*word, "e") })), 3)
}

func TestAListMayNotKnowTheNewest(t *testing.T) {
	t.Parallel()
	table := words("zebra", "ape")
	equal(t, "early", seen(table, simkit.View{Requests: 1}), "zebra")
	equal(t, "knows the first", table.Knows(simkit.View{Requests: 1}, 'z'), true)
	equal(t, "knows the second", table.Knows(simkit.View{Requests: 1}, 'a'), false)
	equal(t, "knows the second later", table.Knows(simkit.View{Requests: 2}, 'a'), true)
}

func TestAListMayShowWhatIsBuried(t *testing.T) {
	t.Parallel()
	table := words("zebra", "ape")
	table.Bury('z', 3)
	before, after := simkit.View{Requests: 9, Lists: 2}, simkit.View{Requests: 9, Lists: 3}
	equal(t, "before", seen(table, before), "zebra ape")
	equal(t, "after", seen(table, after), "ape")
	equal(t, "by id", table.Get('z') == nil, true)
	equal(t, "known", table.Knows(before, 'z'), false)
	again := "zebu"
	table.Add('z', &again, 5)
	equal(t, "come back", seen(table, before), "ape zebu")
}
