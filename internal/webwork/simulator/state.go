package simulator

import (
	"strings"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// The roles of a workspace, as WebWork spells them.
const (
	RoleOwner            = "Owner"
	RoleExecutiveManager = "Executive manager"
	RoleTeamManager      = "Team manager"
	RoleProjectManager   = "Project manager"
	RoleRegularUser      = "Regular User"
	RoleProjectViewer    = "Project viewer"

	// RoleClient is one that the documentation of members lacks. Some workspaces have it.
	RoleClient = "Client"
)

// The statuses of a person. Somebody who was invited and has not accepted is StatusInactive.
const (
	StatusActive   = "active"
	StatusInactive = "inactive"
	StatusLeft     = "left"
	StatusUnknown  = "unknown"
)

// The statuses of a contract.
const (
	ContractActive = "active"
	ContractPaused = "paused"
)

// assignableRoles are those that a person can be invited with or be given.
func assignableRoles() []string {
	return []string{RoleRegularUser, RoleProjectManager, RoleTeamManager, RoleExecutiveManager, RoleProjectViewer}
}

func allRoles() []string { return append(assignableRoles(), RoleOwner, RoleClient) }

func memberStatuses() []string {
	return []string{StatusActive, StatusInactive, StatusLeft, StatusUnknown}
}

func contractStatuses() []string { return []string{ContractActive, ContractPaused} }

// screenshotModes are the modes a contract can have, each with its label.
func screenshotModes() map[string]string {
	return map[string]string{
		"full":                 "Screenshot on",
		"blurred":              "Blurred screenshot on",
		"no_preview":           "Silent screenshot",
		"no_screenshot":        "No screenshot",
		"background_blurred":   "Background blurred screenshot",
		"video_full":           "Video on",
		"video_blurred":        "Blurred video on",
		"video_full_silent":    "Silent video",
		"video_blurred_silent": "Silent blurred video",
	}
}

// state is everything that a WebWork holds. It knows rules but no wire format; whoever uses it
// holds the simulator's lock.
type state struct {
	variants    variantSet
	now         func() time.Time
	received    func() uint64   // how many requests there have been
	lists       map[list]uint64 // how many times each list has been shown
	workspaces  []*workspace
	invitations []Invitation
	accept      map[string]int64 // the person whom an invitation's code belongs to

	lastPerson, lastProject, lastContract, lastWebhook, lastSecret int64
}

// Invitation is an e-mail that WebWork would have sent, which nobody can take back.
type Invitation struct {
	WorkspaceID int64     `json:"workspace_id"`
	UserID      int64     `json:"user_id"`
	Email       string    `json:"email"`
	Role        string    `json:"role"`
	At          time.Time `json:"at"`
}

// workspace is one workspace with its indexes.
type workspace struct {
	Workspace // without its lists, which are the tables

	people    simkit.Table[int64, Member]
	byEmail   map[string]*Member
	projects  simkit.Table[int64, Project]
	contracts simkit.Table[int64, Contract]
	byPair    map[pair]*Contract
	byProject map[int64]map[int64]*Contract // contracts by project and contract id
	dropped   map[pair]int64                // the id that a deleted contract had
	webhooks  simkit.Table[int64, webhook]
	assigned  map[pair]uint64 // how many requests there had been when a viewer was given a project
	ghosts    map[pair]uint64 // projects taken from viewers: how many times lists of viewers still show them
}

// pair names a contract by its project and member, or an assignment by its project and viewer.
type pair struct{ project, user int64 }

func newWorkspace(info Workspace) *workspace {
	info.Members, info.Projects, info.Contracts, info.Webhooks = nil, nil, nil, nil
	return &workspace{
		Workspace: info,
		people:    simkit.NewTable[int64, Member](),
		byEmail:   map[string]*Member{},
		projects:  simkit.NewTable[int64, Project](),
		contracts: simkit.NewTable[int64, Contract](),
		byPair:    map[pair]*Contract{},
		byProject: map[int64]map[int64]*Contract{},
		dropped:   map[pair]int64{},
		webhooks:  simkit.NewTable[int64, webhook](),
		assigned:  map[pair]uint64{},
		ghosts:    map[pair]uint64{},
	}
}

// emailKey is the form in which addresses are compared: without regard to case.
func emailKey(email string) string { return strings.ToLower(email) }

// today gives the time as WebWork stores it: in UTC, to the second.
func (s *state) today() time.Time { return s.now().UTC().Truncate(time.Second) }

func (s *state) workspace(id int64) *workspace {
	for _, w := range s.workspaces {
		if w.ID == id {
			return w
		}
	}
	return nil
}

// view is what a list knows now. Contracts, webhooks and assignments, which come and go for good, may
// be slower than people and projects.
func (s *state) view(l list) simkit.View {
	v := simkit.View{Requests: s.received(), Lists: s.lists[l]}
	if s.variants[ListsLag] || s.comesAndGoes(l) && s.variants[CreatedNotFound] {
		v.Requests -= min(v.Requests, lag+1)
	}
	return v
}

// single is what the answer for one object knows, of the kind that a list has.
func (s *state) single(l list) simkit.View {
	v := simkit.View{Requests: s.received(), Lists: ^uint64(0)}
	if s.comesAndGoes(l) && s.variants[CreatedNotFound] {
		v.Requests = s.view(l).Requests
	}
	return v
}

// comesAndGoes tells kinds that are deleted from those that are archived. For viewers it is what
// they may look at: the people themselves are in memberList.
func (s *state) comesAndGoes(l list) bool {
	return l == contractList || l == webhookList || l == viewerList
}

// lingers gives how many times a list still shows what is deleted now, and whether it does at all.
func (s *state) lingers(l list) (until uint64, does bool) {
	return s.lists[l] + lag, s.variants[DeletedListed]
}

// archivedHidden reports whether lists leave archived objects out. People can be asked for by
// status.
func (s *state) archivedHidden(askedByStatus bool) bool {
	return s.variants.Any(ArchivedUnlisted, ArchivedNotFound) ||
		!askedByStatus && s.variants.Any(ArchivedListedByStatus, ArchivedFoundByStatus)
}

// shown reports whether an object shows when it is asked for by its id.
func (s *state) shown(archived bool) bool {
	return !archived || !s.variants.Any(ArchivedNotFound, ArchivedFoundByStatus)
}

// writable reports whether an object can be changed.
func (s *state) writable(archived bool) bool { return !archived || s.variants[ArchivedUpdatable] }

// restorable refuses a restore of what is not archived, where that is an error.
func (s *state) restorable(archived bool, what string) error {
	if !archived && s.variants[RestoreActiveNotFound] {
		return refuse(notFound, "%s not found", what)
	}
	return nil
}

// missingParent refuses a child of something that is archived or does not exist.
func (s *state) missingParent(field, what string) error {
	if s.variants[ParentRefused] {
		return refuseField(invalid, field, "The selected %s is invalid.", field)
	}
	return refuse(notFound, "%s not found", what)
}
