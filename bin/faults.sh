#!/usr/bin/env bash
# Runs the suite of faults: long, and therefore not part of npm test.
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"
run bash bin/build.sh
exec node_modules/.bin/vitest run --config vitest.faults.config.ts "$@"
