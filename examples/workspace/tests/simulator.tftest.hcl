# The same against a WebWork in memory, which answers as the real one does and invites nobody:
# `terraform-provider-webwork simulate --exec -- terraform test`. What is applied here is archived at the end.

# Stops the test before anything is sent to a real workspace.
run "only_simulated" {
  command = plan

  module {
    source = "./tests/simulated"
  }
}

run "everybody_arrives" {
  assert {
    condition     = webwork_project_viewer.client.project_ids == toset([for name in ["website", "app"] : webwork_project.project[name].id])
    error_message = "The client sees other projects than the website and the app."
  }
}

# What WebWork has, whatever Terraform believes.
run "everybody_is_there" {
  command = plan

  module {
    source = "./tests/simulated"
  }

  assert {
    condition = {
      # Project viewers are listed among the members.
      for member in data.webwork_members.invited.members : member.email => member.role if member.role != "Project viewer"
      } == {
      for person in values(yamldecode(file("people.yaml"))) : person.email => person.role
    }
    error_message = "Invited are others than those in people.yaml, or to other roles."
  }
}
