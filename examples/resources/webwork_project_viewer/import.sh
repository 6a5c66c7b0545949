# By id.
terraform import webwork_project_viewer.petra 100

# By e-mail address. Who is active goes before who is archived.
terraform import webwork_project_viewer.petra petra@client.example

# Either form with the workspace in front, to be safe.
terraform import webwork_project_viewer.petra 7/petra@client.example
