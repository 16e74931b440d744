#!/usr/bin/env bash
# Compiles src and scenes into dist, only when they have changed, and only what has changed.
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"

settings="$(fingerprint package.json package-lock.json tsconfig.json tsconfig.build.json bin/build.sh)"
wanted="$(fingerprint src scenes) $settings"
if [[ "$(cat dist/.fingerprint 2>/dev/null)" == "$wanted" ]]; then exit 0; fi

say 'Building ...'
# The compiler keeps here what it made of each file, and writes what it remembers of them last; with other settings it
# starts from nothing.
compiled=.cache/compiled
if [[ "$(cat "$compiled/.settings" 2>/dev/null)" != "$settings" ]]; then rm -rf "$compiled"; fi
mkdir -p "$compiled"
printf '%s\n' "$settings" >"$compiled/.settings"
run node_modules/.bin/tsc -p tsconfig.build.json --outDir "$compiled" --incremental --tsBuildInfoFile "$compiled/.tsbuildinfo"
# What was compiled from a source that is gone.
find "$compiled" -name '*.js' | while read -r made; do
  source="${made#"$compiled"/}"
  [[ -f "${source%.js}.ts" ]] || rm -f "$made" "$made.map"
done

# Made beside and then put in place: no stale file stays, and a build cut short changes nothing.
fresh=.cache/build-$$
trap 'rm -rf "$fresh" "$fresh.old"' EXIT
cp -R "$compiled" "$fresh"
rm -rf "$fresh/.settings" "$fresh/.tsbuildinfo" "$fresh/src/sandbox/page"
if [[ -d src/sandbox/page ]]; then cp -R src/sandbox/page "$fresh/src/sandbox/page"; fi
printf '%s\n' "$wanted" >"$fresh/.fingerprint"
if [[ -d dist ]]; then mv dist "$fresh.old"; fi
mv "$fresh" dist
