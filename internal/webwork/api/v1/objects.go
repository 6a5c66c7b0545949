package v1

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// objects are the objects T of one kind, with the filter F for their list. W is how an object is written in JSON.
type objects[W, T any, F filter[T]] struct {
	scope

	path    string
	convert func(W, remote.Fields) T
	id      func(T) string
	// query is what WebWork itself narrows the list by; the rest is left to the filter.
	query func(F) url.Values
}

// filter lets objects through.
type filter[T any] interface{ Matches(object T) bool }

// Get reads one object.
func (o objects[W, T, F]) Get(ctx context.Context, id string) (T, error) {
	got, err := o.do(ctx, reading(nil, o.path, id))
	if err != nil {
		var none T
		return none, err
	}
	return one(got, o.convert)
}

// Page reads the list, which is not paged: the first page has all that match the filter.
func (o objects[W, T, F]) Page(ctx context.Context, filter F, page int) (remote.Page[T], error) {
	if page > 1 {
		return remote.Page[T]{Total: remote.UnknownTotal, LastPage: 1, Final: true}, nil
	}
	all, err := o.list(ctx, o.query(filter))
	if err != nil {
		return remote.Page[T]{}, err
	}
	all = slices.DeleteFunc(all, func(object T) bool { return !filter.Matches(object) })
	return remote.Page[T]{Items: all, Total: len(all), LastPage: 1, Final: true}, nil
}

func (o objects[W, T, F]) list(ctx context.Context, query url.Values) ([]T, error) {
	got, err := o.do(ctx, reading(query, o.path))
	if err == nil {
		return many(got, got.content, o.convert, o.id)
	}
	// A filter by which nothing is found may be answered like an object that does not exist.
	if len(query) > 0 && remote.IsNotFound(err) && !isUnknownPath(err) {
		return nil, nil
	}
	return nil, err
}

// create sends a creation and finds what it made by its natural key.
func (o objects[W, T, F]) create(ctx context.Context, finder *finder[T], form url.Values, key string, s search[T]) (T, error) {
	c := creation(form, o.path)
	return finder.create(ctx, key, c.exchange().Op(), func() error { return o.act(ctx, c) }, s)
}

// newest is the object with the largest id of those that fit. Ids count up.
func newest[T any](all []T, id func(T) string, fits func(T) bool) *T {
	var found *T
	for i := range all {
		if fits(all[i]) && (found == nil || later(id(all[i]), id(*found))) {
			found = &all[i]
		}
	}
	return found
}

func later(id, than string) bool {
	if len(id) != len(than) {
		return len(id) > len(than)
	}
	return strings.Compare(id, than) > 0
}

// byEmail narrows a list to one address.
func byEmail(email string) url.Values {
	if email == "" {
		return nil
	}
	return url.Values{"email": {email}}
}

// lookFor asks for one person by their address, and for several with the whole list.
func (o objects[W, T, F]) lookFor(ctx context.Context, emails []string) ([]T, error) {
	if len(emails) == 1 {
		return o.list(ctx, byEmail(emails[0]))
	}
	return o.list(ctx, nil)
}
