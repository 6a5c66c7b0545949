terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

resource "webwork_project_viewer" "client" {
  email     = "kim@client.example"
  firstname = "Kim"
  lastname  = "Client"
}

# By id.
data "webwork_project_viewer" "client" {
  id = webwork_project_viewer.client.id
}

# By e-mail address. Here it waits for the project viewer above to exist.
data "webwork_project_viewer" "by_email" {
  email      = "kim@client.example"
  depends_on = [webwork_project_viewer.client]
}

output "projects" {
  value = data.webwork_project_viewer.by_email.projects[*].project_name
}
