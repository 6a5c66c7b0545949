# Every plan and every apply warns while somebody is in the workspace whom the configuration does not have.
locals {
  managed_people = concat(
    [for member in webwork_member.all : member.id],
    [for viewer in webwork_project_viewer.all : viewer.id],
  )
}

# Not within the check: there it would be read once more by every apply, for which no plan would be empty.
data "webwork_members" "everybody" {}

check "everybody_is_managed" {
  assert {
    condition = alltrue([
      for member in data.webwork_members.everybody.members :
      member.archived || member.role == "Owner" || contains(local.managed_people, member.id)
    ])
    error_message = join(" ", [
      "Not managed:",
      join(", ", [
        for member in data.webwork_members.everybody.members : member.email
        if !(member.archived || member.role == "Owner" || contains(local.managed_people, member.id))
      ]),
    ])
  }
}
