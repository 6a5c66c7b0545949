output "members" {
  description = "The id of each person by handle, for use in reports."
  value       = { for handle, person in webwork_member.person : handle => person.id }
}
