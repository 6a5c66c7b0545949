provider "webwork" {
  api_version = "v1" # with WEBWORK_EMAIL and WEBWORK_API_KEY
}
