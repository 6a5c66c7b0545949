list "webwork_project_viewer" "all" {
  provider = webwork
  limit    = 1000
}

list "webwork_project_viewer" "ops" {
  provider = webwork

  config {
    email = "ops@client.example"
  }
}
