package session

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Tagger marks the objects of one kind with words, and takes words from them.
type Tagger interface {
	AddTags(ctx context.Context, id string, tags []api.Tag) error
	RemoveTags(ctx context.Context, id string, names []string) error
}

// Retag gives an object that has some tags the wanted ones, and takes all others away.
func Retag(ctx context.Context, objects Tagger, id string, has []api.Tag, wanted types.Set) error {
	add, remove := tagChanges(has, tfkit.Strings(wanted))
	if len(add) > 0 {
		if err := objects.AddTags(ctx, id, add); err != nil {
			return err
		}
	}
	if len(remove) > 0 {
		return objects.RemoveTags(ctx, id, remove)
	}
	return nil
}

// TagNames are the names of tags.
func TagNames(tags []api.Tag) types.Set {
	names := make([]string, len(tags))
	for i, tag := range tags {
		names[i] = tag.Name
	}
	return tfkit.SetOfStrings(names)
}

// tagChanges are the tags to add to those that a user has, and the names of those to remove.
func tagChanges(has []api.Tag, wanted []string) (add []api.Tag, remove []string) {
	named := func(tags []api.Tag, name string) bool {
		return slices.ContainsFunc(tags, func(t api.Tag) bool { return api.NameKey(t.Name) == api.NameKey(name) })
	}
	for _, name := range wanted {
		if !named(has, name) {
			add = append(add, api.Tag{Name: name})
		}
	}
	for _, tag := range has {
		if !slices.ContainsFunc(wanted, func(name string) bool { return api.NameKey(name) == api.NameKey(tag.Name) }) {
			remove = append(remove, tag.Name)
		}
	}
	return add, remove
}
