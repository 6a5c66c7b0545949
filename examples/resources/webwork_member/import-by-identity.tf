import {
  to = webwork_member.jane
  identity = {
    workspace_id = "1"
    id           = "100"
  }
}
