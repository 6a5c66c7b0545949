terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

resource "awork_project_type" "website" {
  name        = "Website"
  description = "New sites, from the first sketch to the launch."
  icon        = "work"
}

# Destroying archives: projects keep the type, and new ones cannot have it. To delete it, and give projects another one:
resource "awork_project_type" "campaign" {
  name           = "Campaign"
  on_destroy     = "delete"
  replacement_id = awork_project_type.website.id
}
