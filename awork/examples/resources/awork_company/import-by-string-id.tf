# Needs Terraform 1.5, or any OpenTofu. The forms of the id are those of the command below.
import {
  to = awork_company.globex
  id = "name:Globex"
}
