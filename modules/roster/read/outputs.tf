# One output, so that no part of a roster with faults comes to anything.
output "roster" {
  value = {
    people    = local.people
    projects  = local.projects
    clients   = local.clients
    contracts = local.contracts
  }

  precondition {
    condition     = length(local.faults) == 0
    error_message = join("\n", concat(["The roster has mistakes."], [for fault in local.faults : " - ${fault}"]))
  }
}
