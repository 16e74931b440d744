#!/usr/bin/env bash
# Runs the suite of faults: long, and therefore not part of npm test.
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"
run bash bin/build.sh
left_out=.cache/left-out.txt # written by test/harness/left-out.ts
rm -f "$left_out"
status=0
run node_modules/.bin/vitest run --config vitest.faults.config.ts "$@" || status=$?
if [[ -s "$left_out" ]]; then
  printf '\n!!!!!!!!!!!!!!!!!!!! LEFT OUT OF THIS RUN !!!!!!!!!!!!!!!!!!!!\n'
  sort -u "$left_out"
fi
exit "$status"
