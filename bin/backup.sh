#!/usr/bin/env bash
# npm run backup -- FILE and npm run restore -- FILE.
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"
run bash bin/build.sh
exec node --enable-source-maps dist/src/tools/backup.js "$@"
