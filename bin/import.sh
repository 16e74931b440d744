#!/usr/bin/env bash
# npm run import -- [--json] [--zone ZONE] [--lang ru|en] FILE: what would become of a file of clients. Nothing is stored.
set -euo pipefail
# The file is named from where npm was called.
from=${INIT_CWD:-$PWD}
args=()
for arg in "$@"; do
  if [[ -e "$from/$arg" ]]; then args+=("$from/$arg"); else args+=("$arg"); fi
done
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"
run bash bin/build.sh >&2
exec node --enable-source-maps dist/src/tools/import.js "${args[@]}"
