# Without these, the projects would first be taken from Kim.
removed {
  from = webwork_project_viewer_assignment.website

  lifecycle {
    destroy = false
  }
}

removed {
  from = webwork_project_viewer_assignment.shop

  lifecycle {
    destroy = false
  }
}
