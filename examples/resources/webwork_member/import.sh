# By id, or by e-mail address; the workspace id may stand before it.
terraform import webwork_member.jane 100
terraform import webwork_member.jane jane.doe@example.com
terraform import webwork_member.jane 1/jane.doe@example.com
