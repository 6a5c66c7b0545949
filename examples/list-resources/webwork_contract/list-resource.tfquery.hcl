list "webwork_contract" "all" {
  provider = webwork
  limit    = 1000
}

# Every given filter applies.
list "webwork_contract" "paused" {
  provider = webwork

  config {
    project_id = "500"
    status     = "paused"
  }
}
