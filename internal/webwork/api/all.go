package api

import "context"

// All reads every page of the objects that match the filter, each object once.
func All[K comparable, T, F any](ctx context.Context, r Reader[K, T, F], filter F, id func(T) K) ([]T, error) {
	var all []T
	seen := map[K]bool{}
	for number := 1; ; number++ {
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
}
