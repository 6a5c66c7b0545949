package simulator

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// state is everything that a workspace holds. It knows rules but no wire format; whoever uses it holds
// the simulator's lock.
type state struct {
	variants  simkit.VariantSet[Variant]
	now       func() time.Time
	received  func() uint64 // how many requests there have been
	workspace Workspace
	features  Features
	users     *collection[User]
	roles     *collection[Role]
	mails     []Mail

	companies    *collection[Company]
	projectTypes *collection[Sort]
	typesOfWork  *collection[Sort]
	projectRoles *collection[ProjectRole]
	workflows    *collection[Workflow]
	templates    *collection[Template]
	statuses     *collection[ProjectStatus]
	projects     *collection[Project]
	teams        *collection[Team]
	webhooks     *collection[Webhook]

	accept     map[string]invitationCode
	violations []Violation
	stopped    map[string]int // how often writes have been stopped, by reason and path

	ids                 map[string]bool // which have been given
	lastID, lastVersion int64
	lastSecret          int
}

func newState(variants simkit.VariantSet[Variant], now func() time.Time, received func() uint64) *state {
	s := &state{
		variants: variants, now: now, received: received,
		accept: map[string]invitationCode{}, stopped: map[string]int{}, ids: map[string]bool{}, lastVersion: firstVersion,
	}
	s.users = newCollection(s, "User", (*User).object)
	s.roles = newCollection(s, "Role", (*Role).object)
	s.companies = newCollection(s, "Company", (*Company).object)
	s.projectTypes = newCollection(s, "ProjectType", (*Sort).object)
	s.typesOfWork = newCollection(s, "TypeOfWork", (*Sort).object)
	s.projectRoles = newCollection(s, "ProjectRole", (*ProjectRole).object)
	s.workflows = newCollection(s, "Workflow", (*Workflow).object)
	s.templates = newCollection(s, "ProjectTemplate", (*Template).object)
	s.statuses = newCollection(s, "ProjectStatus", (*ProjectStatus).object)
	s.projects = newCollection(s, "Project", (*Project).object)
	s.teams = newCollection(s, "Team", (*Team).object)
	s.webhooks = newCollection(s, "Webhook", (*Webhook).object)
	return s
}

// firstVersion is a number that no float64 holds: whoever reads versions as one reads another.
const firstVersion = 1<<53 + 1

// lag is the number of requests after which lists show a new object, where a variant lets that take time.
const lag = 3

// today gives the time as awork stores it: in UTC, to the microsecond.
func (s *state) today() time.Time { return s.now().UTC().Truncate(time.Microsecond) }

// newID makes another GUID each time, the same in every run.
func (s *state) newID(what string) string {
	for {
		s.lastID++
		if id := guidOf(fmt.Sprintf("%s %d", what, s.lastID)); !s.ids[id] {
			return id
		}
	}
}

// guidOf makes a GUID of a text.
func guidOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	b := sum[:16]
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80 //nolint:mnd // the version and variant of random GUIDs
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// secret makes a value that nobody can guess who has not read this code, the same in every run.
func (s *state) secret(purpose string) string {
	s.lastSecret++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", purpose, s.lastSecret))
	return hex.EncodeToString(sum[:16])
}

// fill gives a value where there is none.
func fill[T comparable](target *T, value T) {
	var none T
	if *target == none {
		*target = value
	}
}
