package rest

import (
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// id is that of an object. An object without one is of no use to anybody.
type id struct{ reference }

// Check implements lenient.Value.
func (i *id) Check() (bool, error) {
	sent, err := i.reference.Check()
	if err == nil && i.String() == "" {
		err = lenient.ErrMissing
	}
	return sent, err
}

// reference is the id of another object, which there need not be.
type reference struct{ lenient.Vital }

// String is the id in the one spelling in which ids are compared; empty where there is none.
func (r *reference) String() string {
	written := strings.ToLower(r.Or(""))
	if written == api.NoID {
		return ""
	}
	return written
}

// Check implements lenient.Value.
func (r *reference) Check() (bool, error) {
	if sent, err := r.Vital.Check(); err != nil || r.String() == "" {
		return sent, err
	}
	_, err := api.ParseID(r.String())
	return r.Sent, err
}

// flag is a yes or no that decisions hang on.
type flag struct{ lenient.Flag }

// Check implements lenient.Value.
func (f *flag) Check() (bool, error) { return f.Sent, f.Err }

// object is a JSON object that decisions hang on.
type object[W any] struct{ lenient.Field[W] }

// UnmarshalJSON never fails.
func (o *object[W]) UnmarshalJSON(raw []byte) error {
	*o = object[W]{lenient.Field[W]{Sent: true}}
	if string(raw) == "null" {
		return nil
	}
	wire := new(W)
	if o.Err = lenient.Decode(raw, wire); o.Err == nil {
		_, o.Err = lenient.Inspect(wire)
	}
	o.Value = wire
	return nil
}

// Check implements lenient.Value.
func (o *object[W]) Check() (bool, error) { return o.Sent, o.Err }

// carried has a bit for each of the parts of an object that an answer had. Lists may have items that lack some of them; values that
// are null are left out by awork everywhere.
func carried(parts ...bool) (fields remote.Fields) {
	for i, there := range parts {
		if there {
			fields |= 1 << i
		}
	}
	return fields
}

// auditWire is who made an object and changed it last.
type auditWire struct {
	CreatedOn lenient.Text `json:"createdOn"`
	CreatedBy lenient.Text `json:"createdBy"`
	UpdatedOn lenient.Text `json:"updatedOn"`
	UpdatedBy lenient.Text `json:"updatedBy"`
}

func (w auditWire) audit() api.Audit {
	return api.Audit{CreatedOn: w.CreatedOn.Value, CreatedBy: w.CreatedBy.Value, UpdatedOn: w.UpdatedOn.Value, UpdatedBy: w.UpdatedBy.Value}
}
