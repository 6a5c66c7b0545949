resource "webwork_project" "website" {
  name = "Website"
}

resource "webwork_project" "shop" {
  name = "Shop"
}

resource "webwork_project_viewer" "kim" {
  email     = "kim@client.example"
  firstname = "Kim"
  lastname  = "Sanders"
}

resource "webwork_project_viewer_assignment" "website" {
  viewer_id  = webwork_project_viewer.kim.id
  project_id = webwork_project.website.id
}

resource "webwork_project_viewer_assignment" "shop" {
  viewer_id  = webwork_project_viewer.kim.id
  project_id = webwork_project.shop.id
}
