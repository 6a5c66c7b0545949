# The roster as resources. What the files say is read and checked in ./read, so that nothing is planned
# from a roster with a mistake in it, not even with -target.

module "read" {
  source = "./read"

  path     = var.path
  entries  = var.entries
  defaults = var.defaults
  today    = var.today
}

resource "webwork_member" "person" {
  for_each = { for handle, person in module.read.roster.people : handle => person if person.managed }

  email              = each.value.email
  firstname          = each.value.firstname
  lastname           = each.value.lastname
  role               = each.value.role
  timezone           = each.value.timezone
  weekly_hours_limit = each.value.weekly_hours_limit
  archived           = each.value.archived
}

resource "webwork_project" "project" {
  for_each = module.read.roster.projects

  name       = each.value.name
  start_date = each.value.start_date
  deadline   = each.value.deadline
  estimation = each.value.estimation
  budget     = each.value.budget
  notes      = each.value.notes
  icon       = each.value.icon
  archived   = each.value.archived
}

locals {
  members = merge(
    { for handle, person in module.read.roster.people : handle => person.id if !person.managed },
    { for handle, member in webwork_member.person : handle => member.id },
  )
}

resource "webwork_contract" "contract" {
  for_each = module.read.roster.contracts

  user_id            = local.members[each.value.person]
  project_id         = webwork_project.project[each.value.project].id
  weekly_hours_limit = each.value.hours
  screenshots        = each.value.screenshots
  status             = each.value.status
  rate               = each.value.rate
}

resource "webwork_project_viewer" "client" {
  for_each = module.read.roster.clients

  email       = each.value.email
  firstname   = each.value.firstname
  lastname    = each.value.lastname
  project_ids = each.value.projects == null ? null : toset([for handle in each.value.projects : webwork_project.project[handle].id])
  archived    = each.value.archived
}
