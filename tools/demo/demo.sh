#!/usr/bin/env bash
# A short tour: a roster of people becomes a simulated workspace, one of them leaves and
# comes back. Nothing outside a temporary directory is touched, and no account is needed.
#
# Usage: demo.sh PROVIDER CLI [PERSON]    the built provider or a release's archive, terraform or tofu, an e-mail of the roster
set -euo pipefail

package=$(realpath "$1")
cli=$(realpath "$(command -v "$2")")
examples=$(realpath "$(dirname "$0")/../../examples/workspace")
service=WebWork prefix=WEBWORK_
. "$(dirname "$0")/common.sh"

step "Apply invites the people and creates the projects."
run 0 apply -auto-approve
expect '^Apply complete! Resources: [1-9][0-9]* added, 0 changed, 0 destroyed'
grep '^Apply complete' "$log" | show

step "A second plan is empty: what was read back is what was written."
plan_is_empty
ids >"$room/ids"

person=${3:-$(sed -n 's/^ *\(- \)\{0,1\}email: *["'\'']\{0,1\}\([^"'\'' ]*\).*/\2/p' people.yaml | head -n 1)}
step "$person leaves: 'archived: true' in the roster."
cp people.yaml "$room/people.yaml"
awk -v person="$person" '
	{ print }
	/email:/ && index($0, person) && !done { sub(/email:.*/, ""); gsub(/-/, " "); print $0 "archived: true"; done = 1 }
' "$room/people.yaml" >people.yaml
! cmp -s "$room/people.yaml" people.yaml || { : >"$log" && fail "people.yaml has no $person"; }

step "The plan archives that person and destroys nothing."
plan_has_changes -out="$room/plan"
expect 'archived +(= false -> true|= true)'
expect '^Plan: 0 to add, [1-9][0-9]* to change, 0 to destroy'
sed -nE '/^  # /,/^Plan:/p' "$log" | show
run 0 apply "$room/plan"

step "The next plan is empty: archived people stay in state."
plan_is_empty

step "$person returns: the roster is as it was."
cp "$room/people.yaml" people.yaml
plan_has_changes -out="$room/plan"
expect 'archived +(= true -> false|= false)'
expect '^Plan: 0 to add, [1-9][0-9]* to change, 0 to destroy'
grep '^Plan:' "$log" | show
run 0 apply "$room/plan"

step "The plan is empty again, and everybody has the id of before."
plan_is_empty
ids | cmp -s "$room/ids" - || fail "ids changed"

step "A merge gone wrong leaves one person of the roster. The plan would archive the others, and is stopped."
{ cat people.yaml; for i in $(seq 4); do
	printf 'extra%s:\n  email: extra%s@example.com\n  firstname: Extra\n  lastname: Person\n  role: Regular User\n' "$i" "$i"
done; } >"$room/people.yaml"
mv "$room/people.yaml" people.yaml
run 0 apply -auto-approve
cp people.yaml "$room/people.yaml"
awk '/^[a-z]/ { seen++ } seen < 2' "$room/people.yaml" >people.yaml
(
	unset WEBWORK_MAX_ARCHIVAL_SHARE # a quarter of the people, unless told otherwise
	run 1 plan
)
expect 'This plan archives at least 5 of [0-9]+ people'
sed -nE '/This plan archives/,/^╵|^$/p' "$log" | sed -E 's/^│ ?//' | show
cp "$room/people.yaml" people.yaml

step "Destroy archives everybody, which has to be meant: WEBWORK_MAX_ARCHIVAL_SHARE=1. In WebWork nothing is lost."
export WEBWORK_MAX_ARCHIVAL_SHARE=1
run 0 destroy -auto-approve
grep '^Destroy complete' "$log" | show

cat <<END
Done. Next:

  make play      the same WebWork in memory, and a shell to try a configuration of your own
  make install   puts the provider where terraform init finds it; README.md goes on from there
END
