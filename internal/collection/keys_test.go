package collection_test

import (
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
)

// Somebody with several addresses is found under each, whether lists answer or the service itself.
func TestSeveralKeys(t *testing.T) {
	t.Parallel()
	for name, offered := range map[string]bool{"by lists": false, "by the service": true} {
		inBubble(t, name, func(t *testing.T) {
			s := filled(2)
			s.put(thing{id: 3, key: "first", tags: []string{"second"}})
			source := s.source()
			source.Keys = func(v thing) []string { return append([]string{v.key}, v.tags...) }
			find := source.Find
			source.Find = nil
			if offered {
				source.Find = find
				s.put(thing{id: 3, key: "second", tags: []string{"first"}}) // the service compares one of them only
			}
			c := collection.New(source, nil)
			for _, key := range []string{"second", "neither"} {
				found, err := c.Find(t.Context(), key)
				if err != nil || (len(found) == 1) != (key == "second") {
					t.Errorf("%d things are called %s: %v", len(found), key, err)
				}
			}
			c.Written(3, "first", "second")
			s.remove(3)
			if found, err := c.Find(t.Context(), "second"); err != nil || len(found) > 0 {
				t.Errorf("it is found after it has gone: %v, %v", found, err)
			}
		})
	}
}
