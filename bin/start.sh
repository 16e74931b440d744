#!/usr/bin/env bash
# Starts the program on a fresh clone as on any other: installs and builds what has changed, then becomes the program.
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"
run bash bin/build.sh

# The heap grows by a fifth at a time instead of doubling, and little is kept for what lives for a moment: over a third
# less memory for about a tenth more processor time. There is no upper limit: a large export still gets what it needs.
# No source maps: they would take 20 MB, and the built files read like the sources, but for types (npm run dev has them).
# Native code shares two arenas: glibc would make eight a core, and give none of them back. (The Dockerfile starts the same.)
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"

# exec: npm signals its direct child only, which has to be the program itself.
exec node --heap-growing-percent=20 --max-semi-space-size=4 dist/src/main.js "$@"
