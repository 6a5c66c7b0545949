terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

resource "webwork_webhook" "people" {
  url    = var.webhook_url
  events = ["member.invited", "member.activated", "member.archived"]
}

# Where the address carries a key, it comes from outside (TF_VAR_webhook_url), and the variable is
# declared as sensitive.
variable "webhook_url" {
  description = "Address that is told when people come and go."
  type        = string
  default     = "https://hooks.example.com/webwork"
}
