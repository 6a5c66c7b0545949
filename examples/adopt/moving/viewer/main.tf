resource "webwork_project_viewer" "kim" {
  email     = "kim@client.example"
  firstname = "Kim"
  lastname  = "Sanders"
}
