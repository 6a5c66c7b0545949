#!/usr/bin/env bash
# A short tour: a roster of people and their roles become a simulated awork, one of them leaves and
# comes back. Nothing outside a temporary directory is touched, and no account is needed.
#
# Usage: demo-awork.sh PROVIDER CLI    the built provider, terraform or tofu
set -euo pipefail

package=$(realpath "$1")
cli=$(realpath "$(command -v "$2")")
examples=$(realpath "$(dirname "$0")/../../awork/examples/workspace")
service=awork prefix=AWORK_
. "$(dirname "$0")/common.sh"
export AWORK_MAX_DEACTIVATION_SHARE=1

step "Apply creates the roles and invites the people."
run 0 apply -auto-approve
expect '^Apply complete! Resources: [1-9][0-9]* added, 0 changed, 0 destroyed'
grep '^Apply complete' "$log" | show

step "A second plan is empty: what was read back is what was written."
plan_is_empty
ids >"$room/ids"

step "Mia leaves: 'deactivated: true' in people.yaml. The plan deactivates her and destroys nothing."
cp people.yaml "$room/people.yaml"
printf '  deactivated: true\n' >>people.yaml
plan_has_changes -out="$room/plan"
expect 'deactivated +(= false -> true|= true)'
expect '^Plan: 0 to add, 1 to change, 0 to destroy'
sed -nE '/^  # /,/^Plan:/p' "$log" | show
run 0 apply "$room/plan"
plan_is_empty

step "Mia returns: people.yaml is as it was, and everybody has the id of before."
cp "$room/people.yaml" people.yaml
plan_has_changes -out="$room/plan"
expect '^Plan: 0 to add, 1 to change, 0 to destroy'
grep -A 6 'comes back' "$log" | show
run 0 apply "$room/plan"
plan_is_empty
ids | cmp -s "$room/ids" - || fail "ids changed"

step "Freelancers get another right, and Mia another role."
sed -i.old 's/project-master-data = \["read"\]/project-master-data = ["read", "write"]/' main.tf
sed -i.old 's/role: Freelancer/role: Planner/' people.yaml
run 0 apply -auto-approve
expect '^Apply complete! Resources: 0 added, 2 changed, 0 destroyed'
grep '^Apply complete' "$log" | show
plan_is_empty

step "Destroy deletes invitations that nobody has accepted, deactivates everybody else, and deletes the roles."
run 0 destroy -auto-approve
grep '^Destroy complete' "$log" | show

echo "Done."
