list "webwork_webhook" "all" {
  provider = webwork
}
