terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

data "awork_features" "this" {}

output "features" {
  description = "What the permissions of roles can be about."
  value       = data.awork_features.this.features
}
