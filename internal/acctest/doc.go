// Package acctest runs acceptance tests, which drive a real Terraform or OpenTofu.
//
// Most of them use Factories: the provider then lives in the test's own process and the steps are
// those of terraform-plugin-testing. What needs the built binary (a killed run, memory between two
// walks, what ends up in logs) uses a Workspace.
//
// Acceptance tests have names that begin with TestAcc and run only if TF_ACC is set. Both ways take
// the CLI from TF_ACC_TERRAFORM_PATH, else from PATH, so one run of the suite tests one CLI.
package acctest
