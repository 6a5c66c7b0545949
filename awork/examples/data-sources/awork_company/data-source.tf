terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

data "awork_company" "globex" {
  name = "Globex"
}

output "globex" {
  value = data.awork_company.globex.id
}
