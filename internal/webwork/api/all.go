package api

import (
	"context"
	"fmt"
)

// mostPages bounds a list that repeats itself under new ids for ever: more than WebWork can hold.
const mostPages = 10_000

// All reads every page of the objects that match the filter, each object once.
func All[T, F any](ctx context.Context, r Reader[T, F], filter F, id func(T) string) ([]T, error) {
	var all []T
	seen := map[string]bool{}
	for number := 1; number <= mostPages; number++ {
		page, err := r.Page(ctx, filter, number)
		if err != nil {
			return nil, err
		}
		fresh := 0
		for _, item := range page.Items {
			if key := id(item); !seen[key] {
				seen[key] = true
				all = append(all, item)
				fresh++
			}
		}
		if fresh == 0 || page.Last(number) {
			return all, nil
		}
	}
	return nil, fmt.Errorf("the list has no end: %d pages were read", mostPages)
}
