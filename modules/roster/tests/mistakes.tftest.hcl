# A roster with a mistake comes to nothing. The part that reads it needs no provider.

run "mistakes" {
  command = plan
  module {
    source = "./read"
  }
  variables {
    path = "tests/people.yaml" # where nobody has a role, nor is there a default one
  }
  expect_failures = [output.roster]
}
