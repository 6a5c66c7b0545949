package collection

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Complete gives the items of a list as Get gives objects: items that lack fields are read one by
// one, unless a single object turns out to lack those fields too. An item that WebWork shows in
// the list only stays as it is.
func (c *Collection[K, V]) Complete(ctx context.Context, items []V) ([]V, error) {
	complete := make([]V, len(items))
	var single api.Fields
	compared := false
	for i, item := range items {
		complete[i] = item
		fields := c.source.fields(item)
		if fields.Covers(c.source.Full) || compared && fields.Covers(single) {
			continue
		}
		object, err := c.Get(ctx, c.source.ID(item))
		switch {
		case api.IsNotFound(err):
		case err != nil:
			return nil, err
		default:
			complete[i] = object
			single, compared = single|c.source.fields(object), true
		}
	}
	return complete, nil
}
