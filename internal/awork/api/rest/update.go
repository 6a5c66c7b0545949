package rest

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
)

// An update replaces the whole form of an object: what is left out is emptied. It therefore begins with what awork has, to the letter,
// and changes in it only what is managed. What awork has beside the form cannot be written, and is left out.

// form are the fields that can be written of one kind.
type form struct {
	// nullable are those that may be empty: where awork has left one out of its answer it was null. The others are never sent as null.
	nullable, required []string
}

// change is a field of an update, by its name in the form.
type change struct {
	name  string
	sent  bool
	value any
}

func changed[T any](name string, field api.Field[T]) change {
	if field.Value() == nil {
		return change{name: name, sent: field.Sent()}
	}
	return change{name, field.Sent(), *field.Value()}
}

// update changes an object at the path. It starts over where somebody else writes at the same time.
func update[W, T any](ctx context.Context, c *Client, path []string, form form, convert func(W) T, changes ...change) (*T, error) {
	return again(ctx, func() (*T, error) {
		held, err := c.do(ctx, reading(path...))
		if err != nil {
			return nil, err
		}
		body, err := form.of(held)
		if err != nil {
			return nil, err
		}
		for _, change := range changes {
			if change.sent {
				body[change.name] = change.value
			}
		}
		got, err := c.do(ctx, replacement(body, path...))
		if err != nil {
			return nil, err
		}
		return maybe(got, convert)
	})
}

// of is the form of an object as awork has it.
func (f form) of(held answer) (map[string]any, error) {
	var fields map[string]json.RawMessage
	if held.empty() {
		return nil, held.malformed(errors.New("there is no object in it"))
	}
	if err := lenient.Decode(held.content, &fields); err != nil {
		return nil, held.malformed(err)
	}
	body := map[string]any{}
	for _, name := range f.nullable {
		body[name] = fields[name] // a nil json.RawMessage is written as null
	}
	for _, name := range f.required {
		if value := fields[name]; value != nil && string(value) != "null" {
			body[name] = value
		}
	}
	return body, nil
}
