output "people" {
  description = "The id of each person by handle, of those who are only referred to as well."
  value       = local.people_ids
}

output "projects" {
  description = "The id of each project by handle."
  value       = local.project_ids
}

output "clients" {
  description = "The id of each client by handle."
  value       = { for handle, client in webwork_project_viewer.client : handle => client.id }
}

output "contracts" {
  description = "The id of each contract by the handles of person and project, as in mira/website."
  value       = { for handles, contract in webwork_contract.contract : handles => contract.id }
}
