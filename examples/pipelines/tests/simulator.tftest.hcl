# Applies the configuration to a WebWork in memory: terraform-provider-webwork simulate --exec -- terraform test

# Stops the test before anything is sent to a real workspace.
run "only_simulated" {
  command = plan

  module {
    source = "./tests/simulated"
  }
}

run "everybody_arrives" {
  assert {
    condition     = alltrue([for person in webwork_member.person : person.id != ""])
    error_message = "Somebody of people.yaml did not become a member."
  }
}
