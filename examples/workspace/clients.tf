# Clients may look at their projects, and at nothing else.
resource "webwork_project_viewer" "client" {
  email       = "ops@client.example"
  firstname   = "Petra"
  lastname    = "Novak"
  project_ids = [webwork_project.project["website"].id, webwork_project.project["app"].id]
}

resource "webwork_webhook" "tracking" {
  url    = var.webhook_url
  events = ["tracker.started", "tracker.stopped"]
}

# The address often carries a key, so it is not written down here.
variable "webhook_url" {
  description = "Address that is told when somebody starts or stops the tracker."
  type        = string
  default     = "https://hooks.example.com/webwork"
  sensitive   = true
}
