package v1

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// change updates an object. WebWork documents that without an id in the path, which cannot be all of it. The id goes in the path as
// everywhere else; where WebWork does not know such a path, the documented one is used with the id in the form. Whether that was
// understood nobody says, so that the object is read afterwards; it is nil where the path had the id.
func (o objects[W, T, F]) change(ctx context.Context, id, idKey string, form url.Values) (*T, error) {
	if !o.client.idInForm.Load() {
		err := o.act(ctx, change(form, o.path, id))
		if !isUnknownPath(err) {
			return nil, err
		}
		// An object that does not exist may be answered in the same way.
		if _, err := o.Get(ctx, id); err != nil {
			return nil, err
		}
	}
	with := maps.Clone(form)
	with.Set(idKey, id)
	if err := o.act(ctx, change(with, o.path)); err != nil {
		return nil, err
	}
	o.client.idInForm.Store(true)
	held, err := o.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	return &held, nil
}

// takes reports whether an object has what was sent.
func takes[T comparable](sent api.Field[T], held *T) bool {
	value := sent.Value()
	return value == nil || held != nil && *held == *value
}

// notTaken is the error of an update that WebWork accepted and did not carry out.
func notTaken(path, key string) error {
	return &remote.Error{
		Service: api.Service, Op: "PUT /" + path, Status: http.StatusBadRequest, Own: true,
		Message: fmt.Sprintf("it was accepted, but %s is what it was before", key),
	}
}
