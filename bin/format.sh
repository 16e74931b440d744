#!/usr/bin/env bash
# npm run format: formats the code and mends what the linter can mend by itself.
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"
run node_modules/.bin/biome check --write "$@"
