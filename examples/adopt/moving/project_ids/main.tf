resource "webwork_project" "website" {
  name = "Website"
}

resource "webwork_project" "shop" {
  name = "Shop"
}

resource "webwork_project_viewer" "kim" {
  email       = "kim@client.example"
  firstname   = "Kim"
  lastname    = "Sanders"
  project_ids = [webwork_project.website.id, webwork_project.shop.id]
}
