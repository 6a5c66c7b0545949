# By id.
terraform import webwork_webhook.people a1b2c3d4

# By address, if only one webhook calls it.
terraform import webwork_webhook.people https://hooks.example.com/webwork

# Either form with the workspace in front, to be safe.
terraform import webwork_webhook.people 7/https://hooks.example.com/webwork
