# What a roster comes to, without any WebWork. Needs Terraform 1.7 or OpenTofu 1.8.

mock_provider "webwork" {}

variables {
  path     = "tests/people.yaml"
  defaults = { role = "Regular User", hours = 40 }
  today    = "2027-03-31"
}

run "last_day" {
  assert {
    condition     = toset(keys(webwork_member.person)) == toset(["mira", "tomas", "yuki"])
    error_message = "Members are others than the people who are managed."
  }
  assert {
    condition     = [for handle in ["mira", "tomas", "yuki"] : webwork_member.person[handle].archived] == [false, true, false]
    error_message = "Archived are others than those who have left; until is the last day with access."
  }
  assert {
    condition     = [for handle in ["mira", "yuki"] : webwork_member.person[handle].role] == ["Regular User", "Team manager"]
    error_message = "Defaults are for those who have no role of their own."
  }
  assert {
    condition     = toset(keys(webwork_contract.contract)) == toset(["mira/website", "olivia/website", "yuki/website"])
    error_message = "Whoever has left works on nothing, and nobody works on what is archived."
  }
  assert {
    condition     = [for handle in ["mira", "yuki"] : webwork_contract.contract["${handle}/website"].weekly_hours_limit] == [20, 40]
    error_message = "Hours are those of the contract, or the default ones."
  }
  assert {
    condition     = webwork_contract.contract["olivia/website"].user_id == "12" && output.people["olivia"] == "12"
    error_message = "The contract of somebody who is not managed has another user."
  }
  assert {
    condition     = webwork_project.project["website"].start_date == "2026-01-12" && webwork_project.project["app"].archived
    error_message = "Projects have other attributes than the file says."
  }
  assert {
    condition     = webwork_project_viewer.client["petra"].project_ids == toset([output.projects["website"], output.projects["app"]]) && webwork_project_viewer.client["jan"].project_ids == null
    error_message = "Clients see other projects than theirs; where none are given, they are not managed."
  }
}

run "day_after" {
  variables {
    today = "2027-04-01"
  }
  assert {
    condition     = webwork_member.person["yuki"].archived && !contains(keys(webwork_contract.contract), "yuki/website")
    error_message = "Access did not end."
  }
}

run "entries_of_elsewhere" {
  variables {
    entries = { people = { lena = { email = "lena@example.com", firstname = "Lena", lastname = "Braun", weekly_hours_limit = "10", projects = { website = { hours = "5" } } } } }
  }
  assert {
    condition     = webwork_member.person["lena"].weekly_hours_limit == 10 && webwork_contract.contract["lena/website"].weekly_hours_limit == 5 && length(webwork_member.person) == 4
    error_message = "Entries beside the files are missing."
  }
}
