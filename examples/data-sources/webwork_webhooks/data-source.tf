terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

data "webwork_webhooks" "all" {}

output "listeners" {
  description = "How many webhooks are called at each event."
  value = {
    for event in toset(flatten(data.webwork_webhooks.all.webhooks[*].events)) :
    event => length([for w in data.webwork_webhooks.all.webhooks : w if contains(w.events, event)])
  }
}
