terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

data "webwork_workspaces" "mine" {}

# By id: the account that Terraform itself uses.
data "webwork_member" "self" {
  id = data.webwork_workspaces.mine.workspaces[0].user_id
}

# By e-mail address, compared without regard to case.
data "webwork_member" "same" {
  email = upper(data.webwork_member.self.email)
}

output "self" {
  value = "${data.webwork_member.same.firstname} ${data.webwork_member.same.lastname}, ${data.webwork_member.same.role}"
}
