# By id.
terraform import webwork_contract.jane_website 900

# By the ids of project and member, in this order.
terraform import webwork_contract.jane_website 500:100

# Either form with the workspace in front, to be safe.
terraform import webwork_contract.jane_website 7/500:100
