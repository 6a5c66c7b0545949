#!/bin/sh
# What was done in the app and not in the configuration. Runs where `terraform init` was run, and needs a token with the scope read.
# Exit codes: 0 nothing; 2 something differs or is not managed; anything else: it could not be looked at.
set -u
umask 077
webwork=$(find -L .terraform/providers -type f -name 'terraform-provider-webwork_v*' | head -n 1)
state=$(mktemp)
trap 'rm -f "$state"' EXIT

terraform plan -detailed-exitcode -input=false -lock=false -no-color
changed=$?
terraform show -json > "$state" && "$webwork" export --unmanaged "$state"
added=$?

case "$changed$added" in
  00) exit 0 ;;
  02 | 20 | 22) exit 2 ;;
  *) exit 1 ;;
esac
