package simulator

import (
	"fmt"
	"net/http"
	"slices"
)

// invitationPath is where invitations are accepted, as in WebWork's own links.
const invitationPath = "/dashboard/accept-invitation/"

// invitationLink is the link of an invitation. It leads to the simulator itself, so that whoever
// follows it joins.
func (c *call) invitationLink(code string) string { return c.Link(invitationPath + code) }

// Invitations gives the e-mails that a real WebWork would have sent by now, those to people who had
// one already too.
func (s *Simulator) Invitations() []Invitation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.state.invitations)
}

// acceptByLink is what an invited person does with the link.
func (s *Simulator) acceptByLink(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	id, ok := s.state.accept[r.PathValue("code")]
	s.mu.Unlock()
	if !ok || s.AcceptInvitation(id) != nil {
		http.Error(w, "This invitation does not exist.", http.StatusNotFound)
		return
	}
	_, _ = fmt.Fprintln(w, "Welcome!") // what is written is buffered: it cannot fail
}
