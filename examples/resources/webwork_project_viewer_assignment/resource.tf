terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

# For teams that each assign their own projects: an assignment adds to what the viewer sees already.
# The viewer must not have project_ids, which stands for all projects at once.
resource "webwork_project_viewer" "petra" {
  email     = "petra@client.example"
  firstname = "Petra"
  lastname  = "Novak"
}

resource "webwork_project" "website" {
  name = "Website"
}

resource "webwork_project_viewer_assignment" "website" {
  viewer_id  = webwork_project_viewer.petra.id
  project_id = webwork_project.website.id
}
