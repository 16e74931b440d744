#!/usr/bin/env bash
# Starts the program on a fresh clone as on any other: installs and builds what has changed, then becomes the program.
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"
run bash bin/build.sh

# exec: npm signals its direct child only, which has to be the program itself.
exec node --enable-source-maps dist/src/main.js "$@"
