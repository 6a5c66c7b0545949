# By id.
terraform import awork_project_type.website 7c9e6679-7425-40de-944b-e07fc1f90ae7

# By name.
terraform import awork_project_type.website name:Website

# Either form with the workspace in front, to be safe.
terraform import awork_project_type.website 3b1f0c5e-8d5a-4f6b-9a57-1c2d3e4f5a6b/name:Website
