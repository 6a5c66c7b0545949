package api

import "strings"

// Matches reports whether the filter lets the member through.
func (f MemberFilter) Matches(m Member) bool {
	return (f.Email == "" || EmailKey(f.Email) == m.Key()) && matches(f.Status, m.Status) && matches(f.Role, m.Role)
}

// Matches reports whether the filter lets the project through.
func (f ProjectFilter) Matches(p Project) bool {
	return strings.Contains(strings.ToLower(p.Key()), strings.ToLower(NameKey(f.Name)))
}

// Matches reports whether the filter lets the contract through.
func (f ContractFilter) Matches(c Contract) bool {
	return matches(f.ProjectID, c.ProjectID) && matches(f.UserID, c.UserID) && matches(f.Status, c.Status)
}

// Matches reports whether the filter lets the viewer through.
func (f ViewerFilter) Matches(v Viewer) bool {
	return f.Email == "" || EmailKey(f.Email) == v.Key()
}

// Matches reports whether the filter lets the webhook through, which it always does.
func (WebhookFilter) Matches(Webhook) bool { return true }

// matches reports whether a field of a filter, which narrows nothing where it is zero, fits.
func matches[V comparable](wanted, held V) bool {
	var anything V
	return wanted == anything || wanted == held
}
