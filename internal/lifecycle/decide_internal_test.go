package lifecycle

import "testing"

// TestDecide has a row for each rule of what becomes of a resource that is to be created.
func TestDecide(t *testing.T) {
	t.Parallel()
	var (
		active  = twin{}
		old     = twin{archived: true}
		pending = twin{resumes: true}
		own     = twin{own: true}
		ownOld  = twin{own: true, archived: true}
		foreign = twin{foreign: true}
	)
	usual, adopting := question{restore: true}, question{restore: true, adopt: true}
	archiving, forbidding := question{restore: true, archived: true}, question{}
	for rule, c := range map[string]struct {
		question
		twins []twin
		want  verdict
	}{
		"nothing exists: it is created":                                   {usual, nil, verdict{create, nothing, -1}},
		"an active twin is an error":                                      {usual, []twin{active}, verdict{refuse, isTaken, 0}},
		"also beside an archived one":                                     {usual, []twin{old, active}, verdict{refuse, isTaken, 1}},
		"and where restoring is forbidden":                                {forbidding, []twin{active}, verdict{refuse, isTaken, 0}},
		"with adopt_existing it is adopted":                               {adopting, []twin{active}, verdict{adopt, mayAdopt, 0}},
		"beside an archived one, too":                                     {adopting, []twin{old, active}, verdict{adopt, mayAdopt, 1}},
		"several active ones are never adopted":                           {adopting, []twin{active, active}, verdict{refuse, areSeveral, 0}},
		"an unfinished invitation is adopted":                             {usual, []twin{pending}, verdict{adopt, isPending, 0}},
		"also where restoring is forbidden":                               {forbidding, []twin{pending}, verdict{adopt, isPending, 0}},
		"what comes back with its parent is adopted":                      {usual, []twin{{returns: true}}, verdict{adopt, comesBack, 0}},
		"an archived twin is restored":                                    {usual, []twin{old}, verdict{restore, isArchived, 0}},
		"adopt_existing changes nothing about that":                       {adopting, []twin{old}, verdict{restore, isArchived, 0}},
		"unless restore_archived is false":                                {forbidding, []twin{old}, verdict{refuse, mayNot, 0}},
		"several archived ones are an error":                              {usual, []twin{old, old}, verdict{refuse, areSeveral, 0}},
		"archived = true takes an archived twin as it is":                 {archiving, []twin{old}, verdict{keep, isArchived, 0}},
		"also where restoring is forbidden, since nothing is restored":    {question{archived: true}, []twin{old}, verdict{keep, isArchived, 0}},
		"archived = true never touches an active twin":                    {archiving, []twin{active}, verdict{refuse, isTakenKeep, 0}},
		"not even with adopt_existing":                                    {question{archived: true, adopt: true, restore: true}, []twin{active}, verdict{refuse, isTakenKeep, 0}},
		"nor an unfinished invitation":                                    {archiving, []twin{pending}, verdict{refuse, isTakenKeep, 0}},
		"archived = true never creates":                                   {archiving, nil, verdict{refuse, noneToKeep, -1}},
		"somebody of another kind is an error":                            {usual, []twin{foreign}, verdict{refuse, isForeign, 0}},
		"with adopt_existing, too":                                        {adopting, []twin{active, foreign}, verdict{refuse, isForeign, 1}},
		"what is being replaced is not in the way":                        {usual, []twin{own}, verdict{replace, isOwn, 0}},
		"nor with archived = true":                                        {archiving, []twin{own}, verdict{replace, isOwn, 0}},
		"nor where it has become of another kind":                         {usual, []twin{{own: true, foreign: true}}, verdict{replace, isOwn, 0}},
		"any other twin is, while one is replaced":                        {usual, []twin{own, active}, verdict{refuse, isTaken, 1}},
		"what this run archived to replace it is restored":                {usual, []twin{ownOld}, verdict{restore, isOwn, 0}},
		"also where restoring is forbidden: nobody is brought back":       {forbidding, []twin{ownOld}, verdict{restore, isOwn, 0}},
		"also among other archived ones":                                  {usual, []twin{old, ownOld, old}, verdict{restore, isOwn, 1}},
		"or kept, where the resource is to be archived":                   {archiving, []twin{old, ownOld}, verdict{keep, isArchived, 1}},
		"an active other one goes before what this run archived":          {usual, []twin{ownOld, active}, verdict{refuse, isTaken, 1}},
		"which adopt_existing takes instead":                              {adopting, []twin{ownOld, active}, verdict{adopt, mayAdopt, 1}},
		"an unfinished invitation of another one is adopted all the same": {usual, []twin{ownOld, pending}, verdict{adopt, isPending, 1}},
	} {
		if got := decide(c.question, c.twins); got != c.want {
			t.Errorf("%s: got %+v, want %+v", rule, got, c.want)
		}
	}
}

// The order in which a list shows twins decides nothing but which of several is named first.
func TestDecideWhateverTheOrder(t *testing.T) {
	t.Parallel()
	kinds := []twin{{}, {archived: true}, {own: true}, {own: true, archived: true}, {resumes: true}, {returns: true}, {foreign: true}}
	for _, q := range []question{{}, {restore: true}, {adopt: true}, {restore: true, adopt: true}, {archived: true}, {archived: true, restore: true, adopt: true}} {
		for _, a := range kinds {
			for _, b := range kinds {
				if a.own && b.own {
					continue // a resource has one object
				}
				there, back := decide(q, []twin{a, b}), decide(q, []twin{b, a})
				if there.action != back.action || there.reason != back.reason {
					t.Errorf("%+v of %+v and %+v: %+v, and the other way round %+v", q, a, b, there, back)
				}
			}
		}
	}
}
