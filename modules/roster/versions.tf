terraform {
  required_version = ">= 1.5" # plantimestamp; OpenTofu has it from 1.6

  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}
