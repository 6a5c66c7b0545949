import {
  to = webwork_webhook.people
  id = "https://hooks.example.com/webwork"
}
