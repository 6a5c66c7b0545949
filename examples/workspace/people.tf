locals {
  people = yamldecode(file("${path.module}/people.yaml"))
}

resource "webwork_member" "person" {
  for_each = local.people

  email              = each.value.email
  firstname          = each.value.firstname
  lastname           = each.value.lastname
  role               = each.value.role
  timezone           = try(each.value.timezone, null)
  weekly_hours_limit = try(each.value.weekly_hours_limit, null)
  archived           = try(each.value.archived, false)
}
