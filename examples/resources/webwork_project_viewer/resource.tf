terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

resource "webwork_project" "website" {
  name = "Website"
}

resource "webwork_project" "shop" {
  name = "Shop"
}

# The client sees exactly these projects, whatever is assigned in the app.
resource "webwork_project_viewer" "petra" {
  email       = "petra@client.example"
  firstname   = "Petra"
  lastname    = "Novak"
  project_ids = [webwork_project.website.id, webwork_project.shop.id]
}

# Projects that are assigned elsewhere stay as they are where project_ids is left out.
resource "webwork_project_viewer" "rosa" {
  email     = "rosa@client.example"
  firstname = "Rosa"
  lastname  = "Lind"
}
