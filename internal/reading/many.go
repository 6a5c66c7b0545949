package reading

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// Listing is how several objects are found, with C the model of the data source's configuration.
type Listing[R Run, T, C any] struct {
	// Filters are the attributes by which a configuration narrows the list.
	Filters map[string]schema.Attribute
	// Read reads what the configuration asks for.
	Read func(ctx context.Context, run R, config C) ([]T, error)
}

// Many makes the data source of all objects that match its filters. It has an attribute named
// after the objects that holds the list of them.
func Many[R Run, T, M, C any](kind Kind[T, M], description string, listing Listing[R, T, C]) datasource.DataSource {
	return &many[R, T, M, C]{kind: kind, description: description, listing: listing}
}

type many[R Run, T, M, C any] struct {
	source[R]

	kind        Kind[T, M]
	description string
	listing     Listing[R, T, C]
}

func (d *many[R, T, M, C]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + attribute(d.kind.nouns())
}

func (d *many[R, T, M, C]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
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

func (d *many[R, T, M, C]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config C
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	d.kind.checkIDs(ctx, req.Config, slices.Collect(maps.Keys(d.listing.Filters)), &resp.Diagnostics)
	view, ok := d.run.View(ctx, d.kind.Noun, d.kind.Account, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	objects, err := d.listing.Read(ctx, d.run, config)
	if err != nil {
		resp.Diagnostics.Append(d.run.Explain("read "+d.kind.nouns(), "", err).Diagnostic())
		return
	}
	slices.SortStableFunc(objects, d.kind.Order)
	models := make([]M, len(objects)) // never nil, which would be a null list
	for i, object := range objects {
		models[i] = d.kind.Show(object, view)
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attribute(d.kind.nouns())), models)...)
}

// Matching reads all objects that any of the filters lets through, with every field.
func Matching[T interface{ ObjectID() string }, F Narrowing[T]](
	ctx context.Context, objects *collection.Collection[string, T], reader func(context.Context) (remote.Reader[T, F], error), filters ...F,
) ([]T, error) {
	found, err := Listed(ctx, objects, reader, filters...)
	if err != nil {
		return nil, err
	}
	return objects.Complete(ctx, found)
}

// Narrowing narrows a list; the zero filter lets everything through.
type Narrowing[T any] interface {
	comparable
	Matches(object T) bool
}

// Listed is Matching with objects as lists show them, which may be with fewer fields. With a filter that lets everything through the list is the one that
// resources are refreshed from. A filter that the service does not honour is honoured here.
func Listed[T interface{ ObjectID() string }, F Narrowing[T]](
	ctx context.Context, objects *collection.Collection[string, T], reader func(context.Context) (remote.Reader[T, F], error), filters ...F,
) ([]T, error) {
	var everything F
	if slices.Contains(filters, everything) {
		return objects.All(ctx)
	}
	lists, err := reader(ctx)
	if err != nil {
		return nil, err
	}
	var found []T
	met := map[string]bool{}
	for _, filter := range filters {
		listed, err := remote.All(ctx, lists, filter, T.ObjectID)
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
	return found, nil
}
