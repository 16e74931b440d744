#!/usr/bin/env bash
# Runs the tests, all or those named: npm test -- test/store. Arguments go to vitest.
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"
run bash bin/build.sh

left_out=.cache/left-out.txt # written by test/harness/left-out.ts
rm -f "$left_out"
status=0
run node_modules/.bin/vitest run "$@" || status=$?

if [[ -s "$left_out" ]]; then
  printf '\n!!!!!!!!!!!!!!!!!!!! LEFT OUT OF THIS RUN !!!!!!!!!!!!!!!!!!!!\n'
  sort -u "$left_out"
  printf '!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!\n'
fi
exit "$status"
