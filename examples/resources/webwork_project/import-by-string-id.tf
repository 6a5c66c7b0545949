# Needs Terraform 1.5, or any OpenTofu. The forms of the id are those of the command below.
import {
  to = webwork_project.website
  id = "name:Website"
}
