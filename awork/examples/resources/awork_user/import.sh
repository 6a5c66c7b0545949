# By id.
terraform import awork_user.jane 7c9e6679-7425-40de-944b-e07fc1f90ae7

# By e-mail address. Who is active goes before who is deactivated.
terraform import awork_user.jane jane.doe@example.com

# Either form with the workspace in front, to be safe.
terraform import awork_user.jane 3b1f0c5e-8d5a-4f6b-9a57-1c2d3e4f5a6b/jane.doe@example.com
