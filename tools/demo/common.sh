# What demonstrations have in common. Sourced with the variables package, cli, examples, service and prefix, with which the provider's variables begin.
unset ${!TF_@}
for name in $(compgen -v "$prefix"); do unset "$name"; done # a developer's own settings have no part in this
root=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1

room=$(mktemp -d)
log=$room/log
simulator=
trap 'status=$?; [ -z "$simulator" ] || kill "$simulator" 2>/dev/null || true; rm -rf "$room"; exit $status' EXIT

count=0
step() { printf '%2d. %s\n' "$((count += 1))" "$*"; }
show() { sed 's/^/      /'; }
fail() {
	printf 'FAILED: %s\n' "$*" >&2
	[ ! -s "$log" ] || show <"$log" >&2
	exit 1
}

# run: a command of the CLI that must end with the given exit code; what it printed is in $log.
run() {
	local want=$1 command=$2 code=0
	shift 2
	"$cli" "$command" -no-color -input=false "$@" >"$log" 2>&1 || code=$?
	[ "$code" = "$want" ] || fail "$command ended with $code and not with $want"
}
plan_is_empty() { run 0 plan -detailed-exitcode; }
plan_has_changes() { run 2 plan -detailed-exitcode "$@"; }
ids() { "$cli" show -no-color | sed -nE 's|^ +id += ||p' | sort; }
expect() { grep -qE "$1" "$log" || fail "the output lacks: $1"; }

provider=$package
case $package in *.zip)
	unzip -q "$package" 'terraform-provider-*' -d "$room/program"
	provider=$(echo "$room"/program/*) ;;
esac

step "A simulated $service starts on this machine."
"$provider" simulate >"$room/simulator" 2>"$log" &
simulator=$!
for _ in $(seq 100); do
	grep -q "${prefix}TOKEN" "$room/simulator" && break
	kill -0 "$simulator" 2>/dev/null || fail "the simulator ended"
	sleep 0.1
done
grep -q "${prefix}TOKEN" "$room/simulator" || fail "the simulator does not say how to reach it"
eval "$(grep "^export $prefix" "$room/simulator")"
address=${prefix}BASE_URL
show <<<"${!address}"

step "The provider is laid out as a mirror, so that init downloads nothing."
"$(dirname "${BASH_SOURCE[0]}")/../install/mirror.sh" "$package" "$room/mirror" 0.1.0
cat >"$room/cli.tfrc" <<-END
	provider_installation {
	  filesystem_mirror {
	    path = "$room/mirror"
	  }
	}
END
export TF_CLI_CONFIG_FILE=$room/cli.tfrc

step "The example gets a directory of its own: $("$cli" version | head -n 1), ${examples#"$root"/}."
cp -R "$examples" "$room/workspace"
cd "$room/workspace"
rm -rf .terraform .terraform.lock.hcl terraform.tfstate*
run 0 init
