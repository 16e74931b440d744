#!/usr/bin/env bash
# npm run rotate-key: seals the passwords of mailboxes under another key.
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"
run bash bin/build.sh
exec node --enable-source-maps dist/src/tools/rotate-key.js "$@"
