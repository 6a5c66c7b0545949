// Package tfkit is Terraform glue that any provider can use: value types that compare as people
// do, checks that run only on new values, import ids, identity beside state, and private state.
// It knows nothing of the service that a provider talks to.
package tfkit
