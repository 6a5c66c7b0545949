# The roster as resources. What the files say is read and checked in ./read, so that nothing is planned
# from a roster with a mistake in it, not even with -target.

module "read" {
  source = "./read"

  path     = var.path
  entries  = var.entries
  defaults = var.defaults
  today    = var.today
}

# Terraform walks through all that for_each and attributes refer to, once for each instance: what is shallow and made once keeps
# plans of many people fast. So entries are JSON here.
locals {
  people    = { for handle, person in module.read.roster.people : handle => jsonencode(person) if person.managed }
  projects  = { for handle, project in module.read.roster.projects : handle => jsonencode(project) }
  contracts = { for handles, contract in module.read.roster.contracts : handles => jsonencode(contract) }
  clients   = { for handle, client in module.read.roster.clients : handle => jsonencode(client) }

  people_ids = merge(
    { for handle, person in module.read.roster.people : handle => person.id if !person.managed },
    { for handle, member in webwork_member.person : handle => member.id },
  )
  project_ids = { for handle, project in webwork_project.project : handle => project.id }
}

resource "webwork_member" "person" {
  for_each = local.people

  email              = jsondecode(each.value).email
  firstname          = jsondecode(each.value).firstname
  lastname           = jsondecode(each.value).lastname
  role               = jsondecode(each.value).role
  timezone           = jsondecode(each.value).timezone
  weekly_hours_limit = jsondecode(each.value).weekly_hours_limit
  archived           = jsondecode(each.value).archived
}

resource "webwork_project" "project" {
  for_each = local.projects

  name       = jsondecode(each.value).name
  start_date = jsondecode(each.value).start_date
  deadline   = jsondecode(each.value).deadline
  estimation = jsondecode(each.value).estimation
  budget     = jsondecode(each.value).budget
  notes      = jsondecode(each.value).notes
  icon       = jsondecode(each.value).icon
  archived   = jsondecode(each.value).archived
}

resource "webwork_contract" "contract" {
  for_each = local.contracts

  user_id            = local.people_ids[jsondecode(each.value).person]
  project_id         = local.project_ids[jsondecode(each.value).project]
  weekly_hours_limit = jsondecode(each.value).hours
  screenshots        = jsondecode(each.value).screenshots
  status             = jsondecode(each.value).status
  rate               = jsondecode(each.value).rate
}

resource "webwork_project_viewer" "client" {
  for_each = local.clients

  email       = jsondecode(each.value).email
  firstname   = jsondecode(each.value).firstname
  lastname    = jsondecode(each.value).lastname
  project_ids = jsondecode(each.value).projects == null ? null : toset([for handle in jsondecode(each.value).projects : local.project_ids[handle]])
  archived    = jsondecode(each.value).archived
}
