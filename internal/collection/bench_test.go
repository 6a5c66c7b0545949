package collection_test

import (
	"context"
	"sync/atomic"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// BenchmarkRefresh is ten readers that read 5,000 objects from a server that answers at once.
func BenchmarkRefresh(b *testing.B) {
	const objects = 5000
	ids := idsTo(objects)
	things := make([]thing, objects)
	for i, id := range ids {
		things[i] = thing{id: id, fields: fullThing}
	}
	source := collection.Source[int64, thing]{
		Name: "things",
		ID:   func(t thing) int64 { return t.id },
		Key:  func(t thing) string { return t.key },
		Get:  func(_ context.Context, id int64) (thing, error) { return things[id-1], nil },
		Page: func(_ context.Context, number int) (remote.Page[thing], error) {
			from := (number - 1) * perPage
			return remote.Page[thing]{Items: things[from : from+perPage], Total: objects, LastPage: objects / perPage, Final: number*perPage == objects}, nil
		},
		Full:   fullThing,
		Fields: func(t thing) remote.Fields { return t.fields },
		Clone:  cloneThing,
	}
	for b.Loop() {
		c := collection.New(source, nil)
		var failures atomic.Int64
		inParallel(10, pauses(nil, 0), ids, func(id int64) {
			if _, err := c.Get(b.Context(), id); err != nil {
				failures.Add(1)
			}
		})
		if failures.Load() > 0 {
			b.Fatalf("%d reads failed", failures.Load())
		}
		_, requests := c.Stats()
		b.ReportMetric(float64(requests), "requests")
	}
}
