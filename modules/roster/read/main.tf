# What the files say, entry by entry and with the same attributes in each. Values that cannot be
# converted are null here; faults.tf tells what is wrong with them.

terraform {
  required_version = ">= 1.5"
}

locals {
  in_folder = var.path == null ? [] : sort(fileset(var.path, "**/*.{yaml,yml}"))
  files = var.path == null ? {} : (length(local.in_folder) == 0 ? { (var.path) = var.path } :
  { for name in local.in_folder : name => "${var.path}/${name}" })
  texts = { for name, path in local.files : name => try(file(path), null) }

  documents = merge(
    { for name, text in local.texts : name => try(merge({}, yamldecode(text)), {}) },
    { entries = var.entries },
  )

  # All entries of a section, whatever they are.
  written = { for section in local.sections : section =>
    merge([for name, document in local.documents : try(merge({}, document[section]), {})]...)
  }
  sections = ["people", "projects", "clients"]

  # The same, each of them a map.
  entries = { for section, entries in local.written : section =>
    { for handle, entry in entries : handle => try(merge({}, entry), {}) }
  }

  now = var.today == null ? plantimestamp() : "${var.today}T00:00:00Z"
}

locals {
  people = { for handle, entry in local.entries.people : handle => {
    managed            = try(tobool(entry.managed), true)
    id                 = try(tostring(entry.id), null)
    email              = try(tostring(entry.email), null)
    firstname          = try(tostring(entry.firstname), null)
    lastname           = try(tostring(entry.lastname), null)
    role               = try(coalesce(try(tostring(entry.role), null), var.defaults.role), null)
    timezone           = try(coalesce(try(tostring(entry.timezone), null), var.defaults.timezone), null)
    weekly_hours_limit = try(coalesce(try(tonumber(entry.weekly_hours_limit), null), var.defaults.weekly_hours_limit), null)
    archived           = try(tobool(entry.archived) == true, false) || try(timecmp(timeadd(local.dates["people/${handle}/until"], "24h"), local.now) <= 0, false)
  } }

  projects = { for handle, entry in local.entries.projects : handle => {
    name       = try(tostring(entry.name), null)
    start_date = try(formatdate("YYYY-MM-DD", local.dates["projects/${handle}/start_date"]), null)
    deadline   = try(formatdate("YYYY-MM-DD", local.dates["projects/${handle}/deadline"]), null)
    estimation = try(tonumber(entry.estimation), null)
    budget     = try(tonumber(entry.budget), null)
    notes      = try(tostring(entry.notes), null)
    icon       = try(tostring(entry.icon), null)
    archived   = try(tobool(entry.archived) == true, false)
  } }

  clients = { for handle, entry in local.entries.clients : handle => {
    email     = try(tostring(entry.email), null)
    firstname = try(tostring(entry.firstname), null)
    lastname  = try(tostring(entry.lastname), null)
    projects  = try([for project in entry.projects : tostring(project)], null)
    archived  = try(tobool(entry.archived) == true, false)
  } }

  # Who works on what. Nobody does who has left, and nobody on what is archived: WebWork hides these contracts.
  on_projects = { for handle, entry in local.entries.people : handle => try(merge({}, entry.projects), {}) }
  contracts = merge([for handle, projects in local.on_projects : {
    for project, contract in projects : "${handle}/${project}" => {
      person      = handle
      project     = project
      hours       = try(coalesce(try(tonumber(contract.hours), null), var.defaults.hours), null)
      screenshots = try(coalesce(try(tostring(contract.screenshots), null), var.defaults.screenshots), null)
      status      = try(tostring(contract.status), null)
      rate        = try(tonumber(contract.rate), null)
    } if !local.people[handle].archived && !try(local.projects[project].archived, true)
  }]...)

  # Days, as times at their beginning. YAML reads one without quotes as such a time.
  dates = merge([for section, names in local.days : merge([for handle, entry in local.entries[section] : {
    for name in names : "${section}/${handle}/${name}" => timeadd("${regex("^(\\d{4}-\\d{2}-\\d{2})(?:T00:00:00Z)?$", entry[name])[0]}T00:00:00Z", "0s")
    if can(timeadd("${regex("^(\\d{4}-\\d{2}-\\d{2})(?:T00:00:00Z)?$", entry[name])[0]}T00:00:00Z", "0s"))
  }]...)]...)
  days = { people = ["until"], projects = ["start_date", "deadline"] }
}
