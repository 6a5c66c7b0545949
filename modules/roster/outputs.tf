output "people" {
  description = "The id of each person by handle, of those who are only referred to as well."
  value       = local.members
}

output "projects" {
  description = "The id of each project by handle."
  value       = { for handle, project in webwork_project.project : handle => project.id }
}

output "clients" {
  description = "The id of each client by handle."
  value       = { for handle, client in webwork_project_viewer.client : handle => client.id }
}

output "contracts" {
  description = "The id of each contract by the handles of person and project, as in mira/website."
  value       = { for handles, contract in webwork_contract.contract : handles => contract.id }
}
