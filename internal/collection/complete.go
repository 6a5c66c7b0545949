package collection

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// Complete gives the items of a list as Get gives objects: items that lack fields are read one by
// one, but for those that lack only what objects turned out to lack, too. An item that the service shows
// in the list only stays as it is.
func (c *Collection[K, V]) Complete(ctx context.Context, items []V) ([]V, error) {
	complete := make([]V, len(items))
	var learnt coverage
	for i, item := range items {
		complete[i] = item
		fields := c.source.fields(item)
		if learnt.use(c.source.Full, fields) == useful {
			continue
		}
		object, err := c.Get(ctx, c.source.ID(item))
		switch {
		case remote.IsNotFound(err):
		case err != nil:
			return nil, err
		default:
			complete[i] = object
			learnt.compare(c.source.Full, fields, c.source.fields(object))
		}
	}
	return complete, nil
}
