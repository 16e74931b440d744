#!/usr/bin/env bash
# Runs the benchmarks, all or those named: npm run bench -- journal. With --quick only to see that they run.
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"
run bash bin/build.sh
# Compiled beside the product: measuring through a TypeScript loader would measure the loader.
run node_modules/.bin/tsc -p tsconfig.bench.json
exec node --enable-source-maps dist/test/bench/run.js "$@"
