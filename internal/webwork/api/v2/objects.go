package v2

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// objects are the objects T of one kind, with the filter F for their list. W is how
// an object is written in JSON.
type objects[W, T, F any] struct {
	scope

	path    string
	convert func(W, remote.Fields) T
	query   func(F) url.Values
}

// Get reads one object.
func (o objects[W, T, F]) Get(ctx context.Context, id string) (T, error) {
	got, err := o.do(ctx, call{method: http.MethodGet, path: o.at(id)})
	if err != nil {
		var none T
		return none, err
	}
	return one(got, o.convert)
}

// Page reads one page of the objects that match the filter.
func (o objects[W, T, F]) Page(ctx context.Context, filter F, page int) (remote.Page[T], error) {
	query := o.query(filter)
	query.Set("page", strconv.Itoa(page))
	query.Set("per_page", strconv.Itoa(perPage))
	got, err := o.do(ctx, call{method: http.MethodGet, path: []string{o.path}, query: query})
	if err != nil {
		return remote.Page[T]{}, err
	}
	return many(got, page, o.convert)
}

func (o objects[W, T, F]) create(ctx context.Context, b body) (T, error) {
	got, err := o.do(ctx, call{method: http.MethodPost, path: []string{o.path}, body: b})
	if err != nil {
		var none T
		return none, err
	}
	return made(got, b, o.convert)
}

func (o objects[W, T, F]) update(ctx context.Context, id string, b body) (*T, error) {
	got, err := o.do(ctx, call{method: http.MethodPut, path: o.at(id), body: b})
	if err != nil {
		return nil, err
	}
	return maybe(got, b, o.convert)
}

// act makes a call of whose answer nothing but success is of interest.
func (o objects[W, T, F]) act(ctx context.Context, method string, path []string, b body) error {
	_, err := o.do(ctx, call{method: method, path: path, body: b})
	return err
}

// at is the path of an object, or of something below it.
func (o objects[W, T, F]) at(id string, below ...string) []string {
	return append([]string{o.path, id}, below...)
}

// deletable objects are gone once they are deleted.
type deletable[W, T, F any] struct{ objects[W, T, F] }

// Delete removes an object.
func (d deletable[W, T, F]) Delete(ctx context.Context, id string) error {
	return d.act(ctx, http.MethodDelete, d.at(id), nil)
}

// archivable objects stay where they are when they are deleted, and can be restored.
type archivable[W, T, F any] struct{ objects[W, T, F] }

// Archive archives an object.
func (a archivable[W, T, F]) Archive(ctx context.Context, id string) error {
	return a.act(ctx, http.MethodDelete, a.at(id), nil)
}

// Restore brings an archived object back.
func (a archivable[W, T, F]) Restore(ctx context.Context, id string) error {
	return a.act(ctx, http.MethodPost, a.at(id, "restore"), nil)
}
