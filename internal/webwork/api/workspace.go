package api

// Workspace is one workspace as the account sees it, with the account's own place in it.
type Workspace struct {
	ID      string
	OwnerID string
	// UserID is the account's own member id; 0 where WebWork does not say.
	UserID string
	Name   string
	// Role is the account's role in the workspace; empty where WebWork does not say.
	Role        string
	Status      string
	CreatedAt   *string
	ActivatedAt *string
}

// ObjectID is the workspace's id.
func (w Workspace) ObjectID() string { return w.ID }

// Key is the name in the form in which names are compared.
func (w Workspace) Key() string { return NameKey(w.Name) }
