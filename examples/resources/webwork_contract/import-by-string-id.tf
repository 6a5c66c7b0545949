import {
  to = webwork_contract.jane_website
  id = "500:100"
}
