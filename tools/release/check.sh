#!/usr/bin/env bash
# Rehearses a release: builds it for every platform, signs it with a key that is thrown away, looks through what came out, has
# terraform init install it from a mirror for the demo, and runs the module by its version as `go run` does. Nothing is published,
# and nothing is asked of a service but the Go module proxy.
#
# Usage: check.sh VERSION CLI    goreleaser and cyclonedx-gomod are on PATH
set -euo pipefail

version=$1
cli=$2
cd "$(dirname "$0")/../.."
module=$(go list -m)
name=${module##*/}

room=$(mktemp -d)
trap 'status=$?; gpgconf --homedir "$room/keys" --kill all 2>/dev/null || true; chmod -R u+w "$room"; rm -rf "$room"; exit $status' EXIT
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
step() { printf '\n== %s\n' "$*"; }

step "A key for this rehearsal"
export GNUPGHOME=$room/keys GPG_PASSPHRASE=rehearsal SNAPSHOT_VERSION=$version
mkdir -m 700 "$GNUPGHOME"
gpg --batch --quiet --pinentry-mode loopback --passphrase "$GPG_PASSPHRASE" --quick-generate-key "Rehearsal <rehearsal@example.com>" rsa3072 sign never 2>"$room/log" || { cat "$room/log" >&2; exit 1; }
GPG_FINGERPRINT=$(gpg --batch --list-secret-keys --with-colons 2>/dev/null | awk -F: '$1 == "fpr" { print $10; exit }')
export GPG_FINGERPRINT

step "The release, without its container image and published nowhere"
goreleaser check
goreleaser release --snapshot --clean --skip=docker

cd dist
step "Signature and checksums"
sums=${name}_${version}_SHA256SUMS
gpg --batch --quiet --verify "$sums.sig" "$sums" 2>/dev/null || fail "the signature is not good"
cp ../terraform-registry-manifest.json "${name}_${version}_manifest.json" # published beside the archives, under this name
sha256sum --quiet --check "$sums"
grep -q '"6.0"' "${name}_${version}_manifest.json" || fail "the manifest does not name protocol 6"
grep -q "_manifest.json$" "$sums" || fail "the manifest has no checksum"

step "Archives"
for platform in {darwin,freebsd,linux,windows}_{amd64,arm64} {freebsd,linux,windows}_386 {freebsd,linux}_arm; do
	archive=${name}_${version}_$platform
	program=${name}_v$version
	[ "${platform%_*}" != windows ] || program+=.exe
	[ "$(unzip -Z1 "$archive.zip" | sort | paste -sd' ')" = "LICENSE $program" ] || fail "$archive.zip holds: $(unzip -Z1 "$archive.zip")"
	grep -q "\"name\": \"$module\"" "$archive.cdx.json" || fail "$archive.cdx.json does not list what $archive.zip is made of"
	printf '%6.1f MB  %s.zip: %s\n' "$(($(wc -c <"$archive.zip") / 100000))e-1" "$archive" "$program"
done
[ "$(printf '%s\n' *.zip | wc -l)" = 13 ] || fail "there are other archives too: $(echo *.zip)"

step "Installed by $cli, and used"
archive=$PWD/${name}_${version}_$(go env GOOS)_$(go env GOARCH).zip
unzip -q "$archive" 'terraform-provider-*' -d "$room/program"
said=$("$room"/program/"$name"* version)
[ "$said" = "$name $version" ] || fail "the program says it is: $said"
cd ..
tools/demo/demo.sh "$archive" "$cli"

step "go run $module@v$version"
# The module proxy that will serve the tag has what is committed, without the modules below it.
proxy=$room/proxy/$module/@v
mkdir -p "$proxy"
git archive --format=zip --prefix="$module@v$version/" -o "$proxy/v$version.zip" HEAD -- . ':!tools/*/go.mod' ':!tools/*/go.sum'
git show HEAD:go.mod >"$proxy/v$version.mod"
printf '{"Version":"v%s"}' "$version" >"$proxy/v$version.info"
echo "v$version" >"$proxy/list"
at_version() {
	(cd "$room" && GOFLAGS=-trimpath GONOSUMDB=$module GOMODCACHE=$room/modules \
		GOPROXY="file://$room/proxy,file://$(go env GOMODCACHE)/cache/download,$(go env GOPROXY)" \
		go run "$module@v$version" "$@")
}
said=$(at_version version)
[ "$said" = "$name $version" ] || fail "it says it is: $said"
at_version export --help >/dev/null || fail "it has no export"
echo "$said"

printf '\nRehearsed. The release is in dist/.\n'
