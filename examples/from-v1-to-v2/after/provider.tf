provider "webwork" {} # with WEBWORK_TOKEN
