#!/usr/bin/env bash
# npm run speech: what there is to hear voice notes with; -- fetch ru en, -- try FILE.
set -euo pipefail
# The file is named from where npm was called.
from=${INIT_CWD:-$PWD}
args=()
for arg in "$@"; do
  if [[ -f "$from/$arg" ]]; then args+=("$from/$arg"); else args+=("$arg"); fi
done
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"
run bash bin/build.sh >&2
exec node --enable-source-maps dist/src/tools/speech.js "${args[@]}"
