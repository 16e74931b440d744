#!/usr/bin/env bash
# Runs the tests, all or those named: npm test -- test/store. Arguments go to vitest. With --all first (npm run test:all)
# also what takes long: matrices of servers, zones, soaks.
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"
run bash bin/build.sh

config=vitest.config.ts
if [[ "${1:-}" == --all ]]; then
  config=vitest.all.config.ts
  shift
fi

left_out=.cache/left-out.txt # written by test/harness/left-out.ts
rm -f "$left_out"
status=0
run node_modules/.bin/vitest run --config "$config" "$@" || status=$?

if [[ -s "$left_out" ]]; then
  printf '\n!!!!!!!!!!!!!!!!!!!! LEFT OUT OF THIS RUN !!!!!!!!!!!!!!!!!!!!\n'
  sort -u "$left_out"
  printf '!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!\n'
fi
exit "$status"
