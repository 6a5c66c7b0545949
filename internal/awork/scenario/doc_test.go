// Package scenario_test tells whole stories of the provider.
package scenario_test
