locals {
  projects = {
    website = {
      name       = "Website relaunch"
      start_date = "2026-01-12"
      deadline   = "2026-06-30"
      estimation = 640
      budget     = 52000
      notes      = "Phase one ends with the new shop."
    }
    app = {
      name       = "Mobile app"
      start_date = "2026-03-01"
      estimation = 1200.5
    }
    internal = {
      name = "Internal"
    }
  }
}

resource "webwork_project" "project" {
  for_each = local.projects

  name       = each.value.name
  start_date = try(each.value.start_date, null)
  deadline   = try(each.value.deadline, null)
  estimation = try(each.value.estimation, null)
  budget     = try(each.value.budget, null)
  notes      = try(each.value.notes, null)
}
