package rest

import (
	"context"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
)

type tagWire struct {
	Name  lenient.Vital `json:"name"`
	Color lenient.Text  `json:"color"`
}

func (w tagWire) tag() api.Tag { return api.Tag{Name: w.Name.Or(""), Color: w.Color.Value} }

// tagForm is a word as it is sent.
type tagForm struct {
	Name  string  `json:"name"`
	Color *string `json:"color,omitempty"`
}

// addTags marks an object of a kind with words.
func (c *Client) addTags(ctx context.Context, kind, id string, tags []api.Tag) error {
	body := make([]tagForm, len(tags))
	for i, tag := range tags {
		body[i] = tagForm(tag)
	}
	return c.bring(ctx, business(body, at(kind, id, "addtags")...), func() (bool, error) {
		held, err := c.tags(ctx, kind, id)
		return !slices.ContainsFunc(tags, func(tag api.Tag) bool { return !slices.Contains(held, tag.Name) }), err
	})
}

// removeTags takes words from an object of a kind.
func (c *Client) removeTags(ctx context.Context, kind, id string, names []string) error {
	body := make([]tagForm, len(names))
	for i, name := range names {
		body[i] = tagForm{Name: name}
	}
	return c.bring(ctx, business(body, at(kind, id, "deletetags")...), func() (bool, error) {
		held, err := c.tags(ctx, kind, id)
		return !slices.ContainsFunc(names, func(name string) bool { return slices.Contains(held, name) }), err
	})
}

// tags are the words that an object of a kind is marked with.
func (c *Client) tags(ctx context.Context, kind, id string) ([]string, error) {
	got, err := c.do(ctx, reading(kind, id))
	if err != nil {
		return nil, err
	}
	return one(got, taggedWire.names)
}

// taggedWire is what of an object says how it is marked.
type taggedWire struct {
	Tags lenient.Vitals[tagWire] `json:"tags"`
}

func (w taggedWire) names() []string {
	return lenient.Mapped(w.Tags.List, func(tag tagWire) string { return tag.Name.Or("") })
}
