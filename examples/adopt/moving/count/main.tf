locals {
  team = ["jane", "omar"]
}

resource "webwork_member" "team" {
  count     = length(local.team)
  email     = "${local.team[count.index]}@example.com"
  firstname = title(local.team[count.index])
  lastname  = "Doe"
  role      = "Regular User"
}
