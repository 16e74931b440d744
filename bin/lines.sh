#!/usr/bin/env bash
# npm run lines -- [--json] FILE... and npm run line -- "TEXT".
set -euo pipefail
# Files are named from where npm was called.
verb=$1
shift
from=${INIT_CWD:-$PWD}
args=()
for arg in "$@"; do
  if [[ $verb == lines && $arg != --* && $arg != /* ]]; then args+=("$from/$arg"); else args+=("$arg"); fi
done
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh" >&2
run bash bin/build.sh >&2
exec node --enable-source-maps "dist/src/tools/$verb.js" "${args[@]}"
