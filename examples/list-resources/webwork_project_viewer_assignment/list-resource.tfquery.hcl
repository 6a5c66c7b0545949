# Who may look at one project. Leave out viewers whose projects are managed with project_ids.
list "webwork_project_viewer_assignment" "website" {
  provider = webwork

  config {
    project_id = "500"
  }
}
