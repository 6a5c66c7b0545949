// Package remote says what a list of a service is, and what its errors mean: pages and their totals, how a list is read that
// shifts meanwhile, which fields an answer carried, and whether something may have happened although an error came back.
//
// It knows no service and nothing of Terraform. What is on the wire is the business of the dialects, which make these values.
package remote
