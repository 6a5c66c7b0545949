terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

resource "awork_role" "planner" {
  name = "Planner"

  permissions = {
    project-master-data   = ["read", "write"]
    project-planning-data = ["read", "write"]
    user-master-data      = ["read"]
  }
}

resource "awork_user" "jane" {
  email      = "jane.doe@example.com"
  role_id    = awork_role.planner.id
  first_name = "Jane"
  last_name  = "Doe"
  position   = "Designer"
  tags       = ["remote"]
}

# Whoever leaves keeps the entry: deactivated = true takes access away at once, frees the seat and keeps the history. Without
# the line the same user is activated; nobody is invited again.
#
#   deactivated = true
