package lifecycle

import "slices"

// twin is what an object that exists under the natural key of a resource to be created means for it.
type twin struct {
	archived bool
	own      bool // it is the resource's own: about to be replaced, or archived by this run
	resumes  bool // an invitation that an interrupted run sent, not accepted yet
	returns  bool // it comes back with something that this run restores
	foreign  bool // it is of another kind after all
}

// question is what a decision depends on beside the twins.
type question struct {
	archived bool // the resource is to be archived
	adopt    bool // what exists may be taken into state
	restore  bool // what is archived may be brought back
}

// action is what becomes of a resource that is to be created.
type action int

const (
	create  action = iota // nothing is there
	replace               // only its own object is there, and goes first
	restore               // it is archived: bring it back
	adopt                 // it exists: take it into state
	keep                  // it is archived, and to stay so: take it into state
	refuse
)

// reason says why.
type reason int

const (
	nothing     reason = iota // no twin, no reason
	isOwn                     // the resource's own object
	isForeign                 // an object of another kind has the key
	isTaken                   // an active object has the key
	isTakenKeep               // likewise, where the resource is to be archived
	areSeveral                // several objects have the key
	isPending                 // an unfinished invitation
	comesBack                 // restored with its parent
	mayAdopt                  // adopt_existing
	isArchived                // an archived object has the key
	mayNot                    // likewise, and restore_archived is false
	noneToKeep                // there is nothing to archive
)

// verdict is the decision about a resource that is to be created, and the twin that decided; -1 if none did.
type verdict struct {
	action action
	reason reason
	twin   int
}

// decide weighs what exists under a natural key against what is to be created. Each line is a rule; the first that
// applies wins.
func decide(q question, twins []twin) verdict {
	foreign := slices.IndexFunc(twins, func(t twin) bool { return t.foreign && !t.own })
	active := indexes(twins, func(t twin) bool { return !t.archived && !t.own })
	own := slices.IndexFunc(twins, func(t twin) bool { return t.own })
	switch {
	case foreign >= 0:
		return verdict{refuse, isForeign, foreign}
	case len(active) > 1:
		return verdict{refuse, areSeveral, active[0]}
	case len(active) == 1:
		return meet(q, twins[active[0]], active[0])
	case own >= 0 && !twins[own].archived:
		return verdict{replace, isOwn, own}
	case own >= 0 && q.archived:
		return verdict{keep, isArchived, own}
	case own >= 0:
		return verdict{restore, isOwn, own}
	}
	return wake(q, indexes(twins, func(t twin) bool { return t.archived }))
}

// wake decides where at most archived twins are left, none of which is the resource's own.
func wake(q question, archived []int) verdict {
	switch {
	case len(archived) > 1:
		return verdict{refuse, areSeveral, archived[0]}
	case len(archived) == 1 && q.archived:
		return verdict{keep, isArchived, archived[0]}
	case len(archived) == 1 && !q.restore:
		return verdict{refuse, mayNot, archived[0]}
	case len(archived) == 1:
		return verdict{restore, isArchived, archived[0]}
	case q.archived:
		return verdict{refuse, noneToKeep, -1}
	}
	return verdict{create, nothing, -1}
}

// meet decides about the only active twin.
func meet(q question, t twin, at int) verdict {
	switch {
	case q.archived:
		return verdict{refuse, isTakenKeep, at}
	case t.resumes:
		return verdict{adopt, isPending, at}
	case t.returns:
		return verdict{adopt, comesBack, at}
	case q.adopt:
		return verdict{adopt, mayAdopt, at}
	}
	return verdict{refuse, isTaken, at}
}

func indexes(twins []twin, are func(twin) bool) []int {
	var all []int
	for i, t := range twins {
		if are(t) {
			all = append(all, i)
		}
	}
	return all
}
