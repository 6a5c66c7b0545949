package reading

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Lookup is how one object is found.
type Lookup[R Run, T, M any] struct {
	// Keys are the attributes that make up the natural key.
	Keys []string
	// Wanted reads what the configuration asks for.
	Wanted func(config M) Wanted
	// In is where the objects are.
	In func(run R) Finder[T]
}

// Wanted names one object: by ID, or where that is empty by Key.
type Wanted struct {
	ID string
	// Key is the natural key in the form in which keys are compared.
	Key string
	// Label is the natural key as people know it.
	Label string
}

// Finder finds objects. Collections are finders.
type Finder[T any] interface {
	Get(ctx context.Context, id string) (T, error)
	Find(ctx context.Context, key string) ([]T, error)
}

// One makes the data source of one object.
func One[R Run, T interface{ ObjectID() string }, M any](kind Kind[T, M], description string, lookup Lookup[R, T, M]) datasource.DataSource {
	return &one[R, T, M]{kind: kind, description: description, lookup: lookup}
}

type one[R Run, T interface{ ObjectID() string }, M any] struct {
	source[R]

	kind        Kind[T, M]
	description string
	lookup      Lookup[R, T, M]
}

func (d *one[R, T, M]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + attribute(d.kind.Noun)
}

func (d *one[R, T, M]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := maps.Clone(d.kind.Attributes)
	for _, name := range append(d.lookup.Keys, "id") {
		attributes[name] = asked(attributes[name])
	}
	resp.Schema = schema.Schema{MarkdownDescription: d.description, Attributes: attributes}
}

func (d *one[R, T, M]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config M
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	d.kind.checkIDs(ctx, req.Config, append([]string{"id"}, d.lookup.Keys...), &resp.Diagnostics)
	view, ok := d.run.View(ctx, d.kind.Noun, d.kind.Account, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	wanted := d.lookup.Wanted(config)
	find := d.byKey
	if wanted.ID != "" {
		find = d.byID
	}
	object, problem := find(ctx, wanted)
	if problem != nil {
		resp.Diagnostics.Append(problem.Diagnostic())
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, d.kind.Show(object, view))...)
}

func (d *one[R, T, M]) byID(ctx context.Context, wanted Wanted) (T, *tfkit.Problem) {
	object, err := d.lookup.In(d.run).Get(ctx, wanted.ID)
	if remote.IsNotFound(err) {
		problem := d.missing(fmt.Sprintf("%s shows no %s with the id %s", d.run.Service(), d.kind.Noun, wanted.ID), "id")
		problem.Err = err
		return object, problem
	}
	if err != nil {
		return object, d.run.Explain("read "+d.kind.Noun, fmt.Sprintf("id %s", wanted.ID), err)
	}
	return object, nil
}

// byKey finds the object with a natural key. Archived ones count only where no other has the key.
func (d *one[R, T, M]) byKey(ctx context.Context, wanted Wanted) (T, *tfkit.Problem) {
	var none T
	objects := d.lookup.In(d.run)
	found, err := objects.Find(ctx, wanted.Key)
	if err != nil {
		return none, d.run.Explain("read "+d.kind.Noun, wanted.Label, err)
	}
	if active := slices.DeleteFunc(slices.Clone(found), archived[T]); len(active) > 0 {
		found = active
	}
	keys := strings.Join(d.lookup.Keys, " and ")
	switch len(found) {
	case 0:
		return none, d.missing(fmt.Sprintf("%s shows no %s with the %s %s", d.run.Service(), d.kind.Noun, keys, wanted.Label), d.lookup.Keys[0])
	case 1:
	default:
		ids := make([]string, len(found))
		for i, object := range found {
			ids[i] = fmt.Sprint(object.ObjectID())
		}
		return none, &tfkit.Problem{
			Summary:   "Could not choose " + d.kind.Noun,
			Detail:    fmt.Sprintf("There are several with the %s %s: ids %s. Read one of them by its id.", keys, wanted.Label, strings.Join(ids, ", ")),
			Attribute: d.lookup.Keys[0],
		}
	}
	// Lists may show fewer fields. Where they do not, this costs no request.
	object, err := objects.Get(ctx, found[0].ObjectID())
	switch {
	case remote.IsNotFound(err):
		return found[0], nil
	case err != nil:
		return none, d.run.Explain("read "+d.kind.Noun, wanted.Label, err)
	}
	return object, nil
}

// missing is the problem that an object is not shown.
func (d *one[R, T, M]) missing(what, attribute string) *tfkit.Problem {
	hint := "Check it, and that workspace_id names the right workspace. " + d.run.Service() + " may hide what is archived."
	if d.kind.Account {
		hint = "Check it, and whose token it is: workspaces that are blocked or that the account does not belong to are not shown."
	}
	return &tfkit.Problem{Summary: "Could not find " + d.kind.Noun, Detail: what + ". " + hint, Attribute: attribute}
}

func archived[T any](object T) bool {
	a, ok := any(object).(interface{ Archived() bool })
	return ok && a.Archived()
}
