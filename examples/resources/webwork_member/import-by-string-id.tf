import {
  to = webwork_member.jane
  id = "jane.doe@example.com"
}
