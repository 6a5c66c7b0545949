// Package listing is what all list resources have in common: what exists of a kind, narrowed by filters, for
// terraform query, with the configuration that takes it under control if that is asked for.
package listing

import (
	"context"
	"fmt"
	"iter"
	"slices"

	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// Kind is a kind of object T that can be listed, with F the model of a list block's configuration.
type Kind[T, F any] struct {
	// Type is the resource's type without the provider's name.
	Type string
	// Noun is what people call one object, such as "project viewer". With an s it means several.
	Noun string
	// Description is that of the list resource.
	Description string
	// Filters are the attributes by which a configuration narrows the list, as data sources have them.
	Filters map[string]dataschema.Attribute
	// Find reads what the configuration asks for, with at least the fields that lists show.
	Find func(ctx context.Context, s *session.Session, config F) ([]T, error)
	// In is where objects have all their fields; nil where Find brings them.
	In func(*session.Session) Completer[T]
	// Order is the order in which objects are listed, as slices.SortFunc takes it. Equals are one object.
	Order func(a, b T) int
	// Label is the object as people know it.
	Label func(T) string
	// Show gives the object as reading its resource right after an import has it, and the resource's identity.
	Show func(object T, workspaceID string) (model, identity any)
}

// Completer gives objects the fields that lists leave out. Collections are completers.
type Completer[T any] interface {
	Complete(ctx context.Context, objects []T) ([]T, error)
}

// New makes the list resource of a kind.
func New[T, F any](kind Kind[T, F]) list.ListResource { return &lister[T, F]{kind: kind} }

type lister[T, F any] struct {
	session.Listing

	kind Kind[T, F]
}

func (l *lister[T, F]) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + l.kind.Type
}

func (l *lister[T, F]) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema.MarkdownDescription = l.kind.Description + "\n\n" + forWhat
	resp.Schema.Attributes = attributes(l.kind.Filters)
}

const forWhat = "Needs Terraform 1.14. `terraform query` shows what the list blocks of `.tfquery.hcl` files find; with `-generate-config-out=FILE` it writes " +
	"configuration and `import` blocks for all of it, after which a plan has nothing to change. " +
	"A block lists 100 at most unless it sets another `limit`; a warning says so where that leaves something out. It only reads, and needs the account of an Owner or Executive manager, as resources do."

// List reads everything before the first result, so that the order does not depend on WebWork's. What goes wrong is a result, too.
func (l *lister[T, F]) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var diags diag.Diagnostics
	found, workspaceID := l.find(ctx, req, &diags)
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	stream.Results = l.results(ctx, req, found, workspaceID, diags)
}

func (l *lister[T, F]) find(ctx context.Context, req list.ListRequest, diags *diag.Diagnostics) (found []T, workspaceID string) {
	var config F
	diags.Append(req.Config.Get(ctx, &config)...)
	if diags.HasError() {
		return nil, ""
	}
	workspace, ok := l.Session.WorkspaceFor(ctx, types.StringNull(), diags)
	if !ok {
		return nil, ""
	}
	found, err := l.kind.Find(ctx, l.Session, config)
	if err == nil {
		slices.SortStableFunc(found, l.kind.Order)
		found = slices.CompactFunc(found, func(a, b T) bool { return l.kind.Order(a, b) == 0 })
		found = l.within(req.Limit, found, diags)
		if req.IncludeResource && l.kind.In != nil {
			found, err = l.kind.In(l.Session).Complete(ctx, found)
		}
	}
	if err != nil {
		session.AddFailure(diags, "list "+l.nouns(), "", err)
	}
	return found, workspace.ID
}

// within gives as many of all as a list block takes, and says how many it leaves out: nobody should take a part for the whole.
func (l *lister[T, F]) within(limit int64, all []T, diags *diag.Diagnostics) []T {
	if limit <= 0 || int64(len(all)) <= limit {
		return all
	}
	diags.AddWarning("Not all "+l.nouns()+" listed", fmt.Sprintf(
		"%d of %d %s are listed: the limit of the list block is %d, and 100 where it has none. Set limit = %d to list all of them.",
		limit, len(all), l.nouns(), limit, len(all)))
	return all[:limit]
}

// results shows the objects one by one. What is to be said of the whole list comes with the first.
func (l *lister[T, F]) results(ctx context.Context, req list.ListRequest, found []T, workspaceID string, said diag.Diagnostics) iter.Seq[list.ListResult] {
	return func(push func(list.ListResult) bool) {
		for i, object := range found {
			result := req.NewListResult(ctx)
			if i == 0 {
				result.Diagnostics.Append(said...)
			}
			model, identity := l.kind.Show(object, workspaceID)
			result.DisplayName = plaintext.Line(l.kind.Label(object))
			result.Diagnostics.Append(result.Identity.Set(ctx, identity)...)
			if req.IncludeResource {
				result.Diagnostics.Append(result.Resource.Set(ctx, model)...)
			}
			if !push(result) {
				return
			}
		}
	}
}

// nouns is what people call several objects.
func (l *lister[T, F]) nouns() string { return l.kind.Noun + "s" }
