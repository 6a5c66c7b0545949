resource "webwork_member" "kim" {
  email     = "kim@client.example"
  firstname = "Kim"
  lastname  = "Sanders"
  role      = "Project viewer"
}
