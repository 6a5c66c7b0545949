# Without this, Kim would be archived.
removed {
  from = webwork_member.kim

  lifecycle {
    destroy = false
  }
}

import {
  to = webwork_project_viewer.kim
  id = "kim@client.example"
}
