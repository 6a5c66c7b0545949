# What is wrong with the roster: all of it at once, each fault with the handle of the entry and the file that has it.

locals {
  faults = distinct(concat(local.faults_of_files, local.faults_of_entries, local.faults_of_values, local.faults_between))

  # What entries may have. The schema for editors says the same.
  keys = {
    people    = ["managed", "id", "email", "firstname", "lastname", "role", "archived", "until", "timezone", "weekly_hours_limit", "projects"]
    unmanaged = ["managed", "id", "email", "firstname", "lastname", "projects"]
    projects  = ["name", "start_date", "deadline", "estimation", "budget", "notes", "icon", "archived"]
    clients   = ["email", "firstname", "lastname", "projects", "archived"]
    contracts = ["hours", "screenshots", "status", "rate"]
  }
  required = {
    people    = ["email", "firstname", "lastname", "role"]
    unmanaged = ["id"]
    projects  = ["name"]
    clients   = ["email", "firstname", "lastname"]
  }
  texts_of   = ["id", "email", "firstname", "lastname", "role", "timezone", "name", "notes", "icon", "screenshots", "status"]
  numbers_of = ["weekly_hours_limit", "estimation", "budget", "hours", "rate"]
  truths_of  = ["managed", "archived"]
}

locals {
  faults_of_files = flatten([
    [for name, text in local.texts : "${name}: there is no such file, or no YAML file in such a folder." if text == null],
    [for name, text in local.texts : "${name}: this is no YAML. The line is told by: echo 'yamldecode(file(\"${local.files[name]}\"))' | terraform console"
    if text != null && !can(yamldecode(text))],
    [for name, text in local.texts : "${name}: this is no map of people, projects and clients." if can(yamldecode(text)) && !can(keys(yamldecode(text)))],
    [for name, document in local.documents : [
      for key in setsubtract(try(keys(document), []), local.sections) : "${name}: there is no \"${key}\" in a roster. Allowed: ${join(", ", local.sections)}."
    ]],
    [for name, document in local.documents : [
      for section in local.sections : "${name}: ${section} is no map from handles to entries." if try(document[section], null) != null && !can(keys(document[section]))
    ]],

    # YAML would take the last one, and whoever stands in the first would be archived.
    [for name, twice in local.twice : [for key in twice : "${name}: ${key} is there twice, of which YAML takes the last."]],
  ])

  # Sections and handles that a file has more than once. Handles are indented as the first one is.
  sections_in = { for name, text in local.texts : name => flatten(regexall("(?m)^(${join("|", local.sections)})\\s*:", coalesce(text, "-"))) }
  indents = { for name, text in local.texts : name =>
    try(regex("(?m)^(?:${join("|", local.sections)})\\s*:[^\\n]*\\n(?:\\s*(?:#[^\\n]*)?\\n)*( +)", text)[0], "  ")
  }
  handles_in = { for name, text in local.texts : name => flatten(regexall("(?m)^${local.indents[name]}['\"]?([^\\s'\":#]+)['\"]?\\s*:", coalesce(text, "-"))) }
  twice = { for name, text in local.texts : name => concat(
    [for section, times in { for section in local.sections_in[name] : section => section... } : section if length(times) > 1],
    [for handle, times in { for handle in local.handles_in[name] : handle => handle... } : handle
    if length(times) > length([for section in local.sections : section if can(local.documents[name][section][handle])])],
  ) }

  # The files that have an entry, in words.
  whence = { for section, entries in local.written : section => { for handle, entry in entries : handle =>
    join(" and ", [for name, document in local.documents : name if can(document[section][handle])])
  } }

  # Every entry, and every contract, with the place where it stands.
  all = concat(
    flatten([for section, entries in local.written : [for handle, entry in entries : {
      sort    = section == "people" && !try(local.people[handle].managed, true) ? "unmanaged" : section
      handles = [handle]
      place   = "${section}.${handle} (${local.whence[section][handle]})"
      entry   = local.entries[section][handle]
      is_map  = can(keys(entry))
    }]]),
    flatten([for handle, projects in local.on_projects : [for project, contract in projects : {
      sort    = "contracts"
      handles = []
      place   = "people.${handle}.projects.${project} (${local.whence.people[handle]})"
      entry   = try(merge({}, contract), {})
      is_map  = contract == null || can(keys(contract))
    }]]),
  )
}

locals {
  faults_of_entries = flatten([for it in local.all : it.is_map ? concat(
    [for handle in it.handles : "${it.place}: a handle is made of a-z, 0-9, _ and -, at most 64 of them. It stays when the address changes, so it is no e-mail address."
    if !can(regex("^[a-z0-9_-]{1,64}$", handle))],
    [for key in setsubtract(keys(it.entry), local.keys[it.sort]) : it.sort == "unmanaged" && contains(local.keys.people, key) ?
      "${it.place}: ${key} does not go with managed: false." :
    "${it.place}: there is no \"${key}\". Allowed: ${join(", ", local.keys[it.sort])}."],
    [for key in lookup(local.required, it.sort, []) : "${it.place}: ${key} is missing."
    if try(it.entry[key], null) == null && !(key == "role" && var.defaults.role != null)],
    it.sort == "people" && try(it.entry.id, null) != null ? ["${it.place}: id goes with managed: false only."] : [],
  ) : ["${it.place}: this is no map of ${join(", ", local.keys[it.sort])}."]])

  faults_of_values = flatten([for it in local.all : [for key, value in it.entry :
    contains(local.texts_of, key) && contains(["true", "false"], jsonencode(value)) ? ["${it.place}: ${key} is ${jsonencode(value)} to YAML, as yes, no, on and off are. Put it in quotes."] :
    contains(local.texts_of, key) && !can(tostring(value)) ? ["${it.place}: ${key} is no text."] :
    contains(local.numbers_of, key) && !can(tonumber(value)) ? ["${it.place}: ${key} is no number."] :
    contains(local.truths_of, key) && !can(tobool(value)) ? ["${it.place}: ${key} is neither true nor false."] :
    contains(lookup(local.days, it.sort, []), key) && value != null && !can(local.dates["${it.sort}/${it.handles[0]}/${key}"]) ?
    ["${it.place}: ${key} is no day. Write it as 2027-03-31."] : []
  ]])

  faults_between = flatten([
    [for handle, entry in local.entries.people : "people.${handle} (${local.whence.people[handle]}): projects is no map. Write each project with what its contract has: projects: { website: { hours: 20 } }"
    if try(entry.projects, null) != null && !can(keys(entry.projects))],
    [for handle, projects in local.on_projects : [
      for project in keys(projects) : "people.${handle} (${local.whence.people[handle]}): there is no project \"${project}\" in the roster." if !can(local.projects[project])
    ]],
    [for handle, client in local.clients : "clients.${handle} (${local.whence.clients[handle]}): projects is no list. Write the handles of projects: projects: [website, app]"
    if try(local.entries.clients[handle].projects, null) != null && (client.projects == null || can(keys(local.entries.clients[handle].projects)))],
    [for handle, client in local.clients : [
      for project in coalesce(client.projects, []) : "clients.${handle} (${local.whence.clients[handle]}): there is no project \"${project}\" in the roster." if !can(local.projects[project])
    ]],
    [for section in local.sections : [
      for handle, files in local.whence[section] : "${section}.${handle} is in several files: ${files}." if length(regexall(" and ", files)) > 0
    ]],
    [for email, places in local.places : "${join(" and ", places)} have the same e-mail address, ${email}.${length(distinct([for place in places : split(".", place)[0]])) > 1 ?
      " Somebody is either a member or a client." : ""}"
    if length(places) > 1],
  ])

  # Where each address stands, whatever its case.
  places = { for it in concat(
    [for handle, person in local.people : { email = person.email, place = "people.${handle}" }],
    [for handle, client in local.clients : { email = client.email, place = "clients.${handle}" }],
  ) : lower(it.email) => it.place... if it.email != null }
}
