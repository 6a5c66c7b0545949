terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

resource "webwork_webhook" "audit" {
  url    = "https://audit.example.com/webwork"
  events = ["member.invited", "member.archived"]
}

# By address. Here it waits for the webhook above to exist; id works as well.
data "webwork_webhook" "audit" {
  url        = "https://audit.example.com/webwork"
  depends_on = [webwork_webhook.audit]
}

output "token" {
  description = "The secret that WebWork issued for the webhook."
  value       = data.webwork_webhook.audit.token
  sensitive   = true
}
