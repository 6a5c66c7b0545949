terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

data "awork_account" "this" {}

output "is_admin" {
  value = data.awork_account.this.is_admin
}
