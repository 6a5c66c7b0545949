#!/usr/bin/env bash
# Prints what CHANGELOG.md says of a version, for the notes of its release. A version that it does not know, or calls unreleased,
# is an error.
#
# Usage: notes.sh VERSION
set -euo pipefail

cd "$(dirname "$0")/../.."
awk -v version="$1" '
	/^## / { inside = $2 == version && !/[Uu]nreleased/; found = found || inside; next }
	inside { print }
	END { exit !found }
' CHANGELOG.md || { echo "CHANGELOG.md has no released section for $1." >&2; exit 1; }
