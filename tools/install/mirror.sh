#!/usr/bin/env bash
# Lays the provider out as a mirror that terraform init and tofu init take it from.
#
# Usage: mirror.sh PROVIDER DIRECTORY VERSION    the built provider, or a release's archive for this machine
set -euo pipefail

name=$(basename "$1" | sed -E 's/(terraform-provider-[a-z]+).*/\1/')
platform=$(go env GOOS)_$(go env GOARCH)
for host in registry.terraform.io registry.opentofu.org; do
	room=$2/$host/workspace-as-code/${name#terraform-provider-}
	case $1 in
	*.zip)
		mkdir -p "$room"
		cp -f "$1" "$room/${name}_$3_$platform.zip" ;;
	*)
		mkdir -p "$room/$3/$platform"
		cp -f "$1" "$room/$3/$platform/${name}_v$3" ;;
	esac
done
