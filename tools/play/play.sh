#!/usr/bin/env bash
# A shell in a directory with a small configuration, beside a WebWork in memory that it is applied to. No account is
# needed, and nothing outside the directory is touched; a token in the caller's environment is not used.
#
# Usage: play.sh PROVIDER CLI    the built provider, terraform or tofu
set -euo pipefail

provider=$(realpath "$1")
cli=$(realpath "$(command -v "$2")")
tools=$(realpath "$(dirname "$0")/..")

unset ${!TF_@}
export CHECKPOINT_DISABLE=1

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
"$tools/install/mirror.sh" "$provider" "$room/mirror" 0.1.0
cat >"$room/cli.tfrc" <<-END
	provider_installation {
	  filesystem_mirror {
	    path = "$room/mirror"
	  }
	}
END
export TF_CLI_CONFIG_FILE=$room/cli.tfrc

mkdir "$room/bin" "$room/webwork"
ln -s "$cli" "$room/bin/$(basename "$cli")"
cp "$provider" "$room/bin/"
export PATH=$room/bin:$PATH

cd "$room/webwork"
cp "$tools/play/main.tf" .
"$cli" init -no-color -input=false >"$room/log" 2>&1 || { cat "$room/log" >&2; exit 1; }

cat <<-END
	This is $PWD, which is gone when you leave. main.tf declares a person, a project and a contract
	in a WebWork that exists only in memory. Try

	  $(basename "$cli") plan        what would happen
	  $(basename "$cli") apply       make it so
	  \$EDITOR main.tf       archive somebody: archived = true
	  $(basename "$cli") destroy     archives, too: WebWork never deletes people

	and leave with exit.
END
"$provider" simulate --exec -- "${SHELL:-/bin/sh}"
