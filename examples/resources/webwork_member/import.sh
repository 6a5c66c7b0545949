# By id.
terraform import webwork_member.jane 100

# By e-mail address. Who is active goes before who is archived.
terraform import webwork_member.jane jane.doe@example.com

# Either form with the workspace in front, to be safe.
terraform import webwork_member.jane 7/jane.doe@example.com
