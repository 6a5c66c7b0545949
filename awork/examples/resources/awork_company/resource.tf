terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

resource "awork_company" "internal" {
  name = "Internal"
}

resource "awork_company" "globex" {
  name     = "Globex"
  industry = "Retail"
  tags     = ["key account"]

  # When Globex is destroyed, its projects are for this company. Without it, destroying is refused as long as there are projects.
  move_to_company_id = awork_company.internal.id
}
