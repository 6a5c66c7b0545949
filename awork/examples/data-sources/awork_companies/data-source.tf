terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

data "awork_companies" "retail" {
  industry = "Retail"
}

output "retail" {
  value = [for c in data.awork_companies.retail.companies : c.name]
}
