# Without this, Kim would be archived.
removed {
  from = webwork_project_viewer.kim

  lifecycle {
    destroy = false
  }
}

import {
  to = webwork_member.kim
  id = "kim@client.example"
}
