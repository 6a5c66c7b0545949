import {
  to = webwork_project_viewer.petra
  id = "petra@client.example"
}
