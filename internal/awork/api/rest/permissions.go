package rest

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
)

// permissionWire is what may be done with a feature.
type permissionWire struct {
	Feature lenient.Code                  `json:"feature"`
	Levels  lenient.Vitals[lenient.Vital] `json:"accessLevels"`
}

func (w permissionWire) permission() api.Permission {
	return api.Permission{
		Feature: w.Feature.Or(""), Levels: lenient.Mapped(w.Levels.List, func(level lenient.Vital) string { return level.Or("") }),
	}
}

// permissionForm is a permission as it is sent. Without levels the feature is taken away.
type permissionForm struct {
	Feature string   `json:"feature"`
	Levels  []string `json:"accessLevels"`
}

// permissions are what a role of a kind permits.
func (c *Client) permissions(ctx context.Context, kind, id string) ([]api.Permission, error) {
	return list[permissionWire, api.Permission]{client: c, path: at(kind, id, "permissions"), convert: permissionWire.permission}.
		all(ctx, func(permission api.Permission) string { return permission.Feature })
}

// permit sets the access levels of one feature of a role of a kind.
func (c *Client) permit(ctx context.Context, kind, id string, permission api.Permission) error {
	levels := permission.Levels
	if levels == nil {
		levels = []string{}
	}
	return c.act(ctx, business(permissionForm{permission.Feature, levels}, at(kind, id, "permissions")...))
}
