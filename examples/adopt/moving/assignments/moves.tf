# What Kim sees is there already.
import {
  to = webwork_project_viewer_assignment.website
  id = "${webwork_project_viewer.kim.id}:${webwork_project.website.id}"
}

import {
  to = webwork_project_viewer_assignment.shop
  id = "${webwork_project_viewer.kim.id}:${webwork_project.shop.id}"
}
