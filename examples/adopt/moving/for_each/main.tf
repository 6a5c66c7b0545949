locals {
  team = ["jane", "omar"]
}

resource "webwork_member" "team" {
  for_each  = toset(local.team)
  email     = "${each.key}@example.com"
  firstname = title(each.key)
  lastname  = "Doe"
  role      = "Regular User"
}
