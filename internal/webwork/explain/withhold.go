package explain

import "slices"

// withhold takes out of the plan what must not be shown: pay, and whatever is sensitive. An attribute that is sensitive in any part
// of the plan is so in all of them, for the object at the same address and for the person with the same id.
func (p *plan) withhold() {
	var records []*record
	afters := map[*record]values{}
	for _, changes := range [][]change{p.changes, p.drift} {
		for i := range changes {
			records = append(records, &changes[i].record)
			afters[&changes[i].record] = changes[i].after
		}
	}
	for i := range p.state {
		records = append(records, &p.state[i])
	}

	hidden := map[string]marks{}
	for _, r := range records {
		for _, sign := range r.signs(afters[r]) {
			hidden[sign] = hidden[sign].with(r.hidden)
		}
	}
	for _, r := range records {
		all := r.hidden
		for _, sign := range r.signs(afters[r]) {
			all = all.with(hidden[sign])
		}
		r.hidden = all
		r.withheld = r.hides(afters[r])
		r.before.drop(all)
		afters[r].drop(all)
	}
}

// signs are what a record has in common with others of the same object.
func (r *record) signs(after values) []string {
	signs := []string{"at " + r.address}
	if r.previous != "" {
		signs = append(signs, "at "+r.previous)
	}
	for _, id := range []string{r.before.text("id"), after.text("id")} {
		if id != "" && r.isPerson() {
			signs = append(signs, "person "+id)
		}
	}
	return signs
}

// hides says whether something differs that must not be shown.
func (r *record) hides(after values) bool {
	return slices.ContainsFunc(looked, func(name string) bool {
		return (isPay(name) || r.hidden.has(name)) && !same(r.before[name], after[name])
	})
}

// drop takes out pay, and what is hidden.
func (v values) drop(hidden marks) {
	for name := range v {
		if isPay(name) || hidden.has(name) {
			delete(v, name)
		}
	}
}

func isPay(name string) bool { return slices.Contains(pay, name) }
