#!/usr/bin/env bash
# Lays the built provider out as a mirror that terraform init and tofu init take it from.
#
# Usage: mirror.sh PROVIDER DIRECTORY VERSION
set -euo pipefail

platform=$(go env GOOS)_$(go env GOARCH)
for host in registry.terraform.io registry.opentofu.org; do
	room=$2/$host/workspace-as-code/webwork/$3/$platform
	mkdir -p "$room"
	cp -f "$1" "$room/terraform-provider-webwork_v$3"
done
