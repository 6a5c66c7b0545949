# Who works on what. Somebody who has left works on nothing.
locals {
  contracts = merge([
    for handle, person in local.people : {
      for project in try(person.projects, []) : "${handle}/${project}" => { person = handle, project = project }
    } if !try(person.archived, false)
  ]...)
}

resource "webwork_contract" "contract" {
  for_each = local.contracts

  user_id            = webwork_member.person[each.value.person].id
  project_id         = webwork_project.project[each.value.project].id
  weekly_hours_limit = 40
  screenshots        = "blurred"
}
