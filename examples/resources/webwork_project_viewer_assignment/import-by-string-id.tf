import {
  to = webwork_project_viewer_assignment.website
  id = "100:500"
}
