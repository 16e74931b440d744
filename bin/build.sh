#!/usr/bin/env bash
# Compiles src and scenes into dist, only when they have changed.
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"

wanted="$(fingerprint src scenes package.json package-lock.json tsconfig.json tsconfig.build.json bin/build.sh)"
if [[ "$(cat dist/.fingerprint 2>/dev/null)" == "$wanted" ]]; then exit 0; fi

say 'Building ...'
# Made beside and then put in place: no stale file stays, and a build cut short changes nothing.
fresh=.cache/build-$$
trap 'rm -rf "$fresh" "$fresh.old"' EXIT
mkdir -p "$fresh"
run node_modules/.bin/tsc -p tsconfig.build.json --outDir "$fresh"
if [[ -d src/sandbox/page ]]; then
  mkdir -p "$fresh/src/sandbox"
  cp -R src/sandbox/page "$fresh/src/sandbox/page"
fi
printf '%s\n' "$wanted" >"$fresh/.fingerprint"
if [[ -d dist ]]; then mv dist "$fresh.old"; fi
mv "$fresh" dist
