terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

resource "webwork_project" "website" {
  name   = "Website relaunch"
  budget = 5000
}

# By id.
data "webwork_project" "website" {
  id = webwork_project.website.id
}

# By name, exactly as it is written. Here it waits for the project above to exist.
data "webwork_project" "by_name" {
  name       = "Website relaunch"
  depends_on = [webwork_project.website]
}

output "billable" {
  value = data.webwork_project.by_name.is_billable
}
