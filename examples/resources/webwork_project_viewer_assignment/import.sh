# By the ids of viewer and project.
terraform import webwork_project_viewer_assignment.website 100:500

# With the workspace in front, to be safe.
terraform import webwork_project_viewer_assignment.website 7/100:500
