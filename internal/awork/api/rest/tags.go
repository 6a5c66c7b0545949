package rest

import (
	"context"

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
	return c.act(ctx, business(body, at(kind, id, "addtags")...))
}

// removeTags takes words from an object of a kind.
func (c *Client) removeTags(ctx context.Context, kind, id string, names []string) error {
	body := make([]tagForm, len(names))
	for i, name := range names {
		body[i] = tagForm{Name: name}
	}
	return c.act(ctx, business(body, at(kind, id, "deletetags")...))
}
