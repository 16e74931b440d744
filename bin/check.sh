#!/usr/bin/env bash
# What a machine can say about the code without running the product: types, style, and who may import whom.
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"

status=0
step() {
  say "$1"
  run "${@:2}" || status=1
}
step 'Types ...' node_modules/.bin/tsc -p tsconfig.json
step 'Style ...' node_modules/.bin/biome ci
step 'Layers ...' bash bin/build.sh
if ((status == 0)); then run node_modules/.bin/vitest run test/layers.test.ts test/architecture.test.ts || status=1; fi
exit "$status"
