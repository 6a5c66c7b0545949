// Package bench measures what plans of large workspaces cost: requests, time and memory. The real
// CLI runs the built provider against a simulator. `make bench` runs it, prints tables, holds the
// figures against the limits that the project promises, and draws large-workspaces.svg.
package bench
