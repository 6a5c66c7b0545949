import {
  to = webwork_project.website
  id = "name:Website"
}
