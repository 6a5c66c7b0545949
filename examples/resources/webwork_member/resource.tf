terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

resource "webwork_member" "jane" {
  email              = "jane.doe@example.com"
  firstname          = "Jane"
  lastname           = "Doe"
  role               = "Regular User"
  timezone           = "Europe/Berlin"
  weekly_hours_limit = 32
}

# Whoever leaves keeps the entry: archived = true takes access away at once and keeps the history. Without the line, the
# same member is restored; nobody is invited again.
#
#   archived = true
