# What the configuration comes to, without any WebWork: `terraform test -filter=tests/mocks.tftest.hcl`.
# Needs Terraform 1.7 or OpenTofu 1.8. A mocked provider makes up ids, and checks values but not what WebWork has.

mock_provider "webwork" {}

run "plan" {
  command = plan

  assert {
    condition     = length(webwork_member.person) == length(yamldecode(file("people.yaml")))
    error_message = "Everybody in people.yaml is a member."
  }
  assert {
    condition     = toset(keys(webwork_contract.contract)) == toset(["mira/website", "mira/app", "tomas/website", "yuki/app"])
    error_message = "Who is on which project differs from what people.yaml says."
  }
}

run "apply" {
  assert {
    condition     = alltrue([for handle, contract in webwork_contract.contract : contract.user_id == webwork_member.person[split("/", handle)[0]].id])
    error_message = "A contract is another person's than its handle says."
  }
}
