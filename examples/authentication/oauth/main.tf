terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

variable "client_id" {
  description = "Id of an OAuth2 application with the grant type Client Credentials."
  type        = string
}

variable "client_secret" {
  description = "Its secret."
  type        = string
  sensitive   = true
}

provider "webwork" {
  workspace_id = "7"

  oauth = {
    client_id     = var.client_id
    client_secret = var.client_secret
    scopes        = ["read"] # enough for plans and data sources
  }
}
