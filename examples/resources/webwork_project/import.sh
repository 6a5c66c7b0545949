# By id.
terraform import webwork_project.website 500

# By name. What is active goes before what is archived; names that several projects have need the id.
terraform import webwork_project.website name:Website

# Either form with the workspace in front, to be safe.
terraform import webwork_project.website 7/name:Website
