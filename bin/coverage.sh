#!/usr/bin/env bash
# npm run coverage: the tests, all or those named, and which lines of src and scenes they ran (coverage/index.html).
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"
run bash bin/build.sh
run node_modules/.bin/vitest run --coverage --coverage.include='src/**/*.ts' --coverage.include='scenes/**/*.ts' \
  --coverage.reporter=text-summary --coverage.reporter=html "$@"
