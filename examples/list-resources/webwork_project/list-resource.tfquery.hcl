list "webwork_project" "all" {
  provider = webwork
  limit    = 1000
}

# Projects whose name contains a text, archived ones included.
list "webwork_project" "websites" {
  provider = webwork

  config {
    name             = "website"
    include_archived = true
  }
}
