package reading

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
)

// Sole makes the data source of an object of which there is only one, such as the account itself, so that nothing names it.
func Sole[R Run, T, M any](kind Kind[T, M], description string, read func(ctx context.Context, run R) (T, error)) datasource.DataSource {
	return &sole[R, T, M]{kind: kind, description: description, read: read}
}

type sole[R Run, T, M any] struct {
	source[R]

	kind        Kind[T, M]
	description string
	read        func(ctx context.Context, run R) (T, error)
}

func (d *sole[R, T, M]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + attribute(d.kind.Noun)
}

func (d *sole[R, T, M]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: d.description, Attributes: d.kind.Attributes}
}

func (d *sole[R, T, M]) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	view, ok := d.run.View(ctx, d.kind.Noun, d.kind.Account, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	object, err := d.read(ctx, d.run)
	if err != nil {
		resp.Diagnostics.Append(d.run.Explain("read "+d.kind.Noun, "", err).Diagnostic())
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, d.kind.Show(object, view))...)
}
