#!/usr/bin/env bash
# npm run letters -- FILE...: what the product makes of letters (.eml).
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"
run bash bin/build.sh
exec node --enable-source-maps dist/src/tools/letters.js "$@"
