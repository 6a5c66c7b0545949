#!/usr/bin/env bash
# Lays the provider out as a mirror that terraform init and tofu init take it from.
#
# Usage: mirror.sh PROVIDER DIRECTORY VERSION    the built provider, or a release's archive for this machine
set -euo pipefail

platform=$(go env GOOS)_$(go env GOARCH)
for host in registry.terraform.io registry.opentofu.org; do
	room=$2/$host/workspace-as-code/webwork
	case $1 in
	*.zip)
		mkdir -p "$room"
		cp -f "$1" "$room/terraform-provider-webwork_$3_$platform.zip" ;;
	*)
		mkdir -p "$room/$3/$platform"
		cp -f "$1" "$room/$3/$platform/terraform-provider-webwork_v$3" ;;
	esac
done
