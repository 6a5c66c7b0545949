# Everybody who is not archived, project viewers apart.
list "webwork_member" "everybody" {
  provider = webwork
  limit    = 1000
}

# Every given filter applies.
list "webwork_member" "project_managers" {
  provider = webwork

  config {
    role   = "Project manager"
    status = "active"
  }
}

# Archived members too, with what reading them brings, also where no configuration is generated.
list "webwork_member" "ever" {
  provider         = webwork
  limit            = 1000
  include_resource = true

  config {
    include_archived = true
  }
}
