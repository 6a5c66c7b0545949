package reading

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// Listing is how several objects are found, with C the model of the data source's configuration.
type Listing[T, C any] struct {
	// Filters are the attributes by which a configuration narrows the list.
	Filters map[string]schema.Attribute
	// Read reads what the configuration asks for.
	Read func(ctx context.Context, s *session.Session, config C) ([]T, error)
}

// Many makes the data source of all objects that match its filters. It has an attribute named
// after the objects that holds the list of them.
func Many[T, M, C any](kind Kind[T, M], description string, listing Listing[T, C]) datasource.DataSource {
	return &many[T, M, C]{kind: kind, description: description, listing: listing}
}

type many[T, M, C any] struct {
	session.DataSource

	kind        Kind[T, M]
	description string
	listing     Listing[T, C]
}

func (d *many[T, M, C]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + attribute(d.kind.nouns())
}

func (d *many[T, M, C]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		attribute(d.kind.nouns()): schema.ListNestedAttribute{
			Computed:            true,
			MarkdownDescription: "The " + d.kind.nouns() + " found, always in the same order; empty where there are none.",
			NestedObject:        schema.NestedAttributeObject{Attributes: d.kind.Attributes},
		},
	}
	maps.Copy(attributes, d.listing.Filters)
	resp.Schema = schema.Schema{MarkdownDescription: d.description, Attributes: attributes}
}

func (d *many[T, M, C]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config C
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	d.kind.checkIDs(ctx, req.Config, slices.Collect(maps.Keys(d.listing.Filters)), &resp.Diagnostics)
	view, ok := d.kind.open(ctx, d.Session, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	objects, err := d.listing.Read(ctx, d.Session, config)
	if err != nil {
		session.AddFailure(&resp.Diagnostics, "read "+d.kind.nouns(), "", err)
		return
	}
	slices.SortStableFunc(objects, d.kind.Order)
	models := make([]M, len(objects)) // never nil, which would be a null list
	for i, object := range objects {
		models[i] = d.kind.Show(object, view)
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attribute(d.kind.nouns())), models)...)
}

// Matching reads all objects that any of the filters lets through, with every field. With a filter that lets everything through the
// list is the one that resources are refreshed from. A filter that WebWork does not honour is
// honoured here.
func Matching[T interface{ ObjectID() string }, F interface {
	comparable
	Matches(object T) bool
}, R api.Reader[T, F]](
	ctx context.Context, s *session.Session, objects *collection.Collection[string, T], reader func(api.Scope) R, filters ...F,
) ([]T, error) {
	var everything F
	if slices.Contains(filters, everything) {
		all, err := objects.All(ctx)
		if err != nil {
			return nil, err
		}
		return objects.Complete(ctx, all)
	}
	scope, err := s.Scope(ctx)
	if err != nil {
		return nil, err
	}
	var found []T
	met := map[string]bool{}
	for _, filter := range filters {
		listed, err := api.All(ctx, reader(scope), filter, T.ObjectID)
		if err != nil {
			return nil, err
		}
		for _, object := range listed {
			if filter.Matches(object) && !met[object.ObjectID()] {
				met[object.ObjectID()] = true
				found = append(found, object)
			}
		}
	}
	return objects.Complete(ctx, found)
}
