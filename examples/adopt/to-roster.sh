#!/bin/sh
# Moves people, projects, contracts and clients that are managed one by one into a roster. Nothing happens to them.
set -eu
webwork=$(find -L .terraform/providers -type f -name 'terraform-provider-webwork_v*' | head -n 1)
state=$(mktemp)
trap 'rm -f "$state"' EXIT

terraform show -json > "$state"
"$webwork" export --style roster --state "$state"
rm -f members.tf projects.tf contracts.tf project_viewers.tf # the resources that move

terraform init -input=false -no-color
terraform plan -input=false -no-color
