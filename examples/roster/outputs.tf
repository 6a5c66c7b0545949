output "people" {
  description = "The id of each person by handle, for use in reports."
  value       = module.roster.people
}
