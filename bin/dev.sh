#!/usr/bin/env bash
# npm run dev: the program from its sources, started again at every change, with a log that a person can read.
set -euo pipefail
# shellcheck source=bin/setup.sh
. "$(dirname "$0")/setup.sh"
run bash bin/build.sh
export LOG_LEVEL="${LOG_LEVEL:-debug}"
# The page of the sandbox is served as it is in the sources: a change shows on reload.
rm -rf dist/src/sandbox/page && ln -s "$PWD/src/sandbox/page" dist/src/sandbox/page
# The next build that is not one of these starts from scratch: what lies in dist is newer than its fingerprint.
rm -f dist/.fingerprint
node_modules/.bin/tsc -p tsconfig.build.json --watch --preserveWatchOutput &
compiler=$!
trap 'kill "$compiler" 2>/dev/null || true' EXIT
# SIGTERM: the program ends in good order before it starts again.
node_modules/.bin/nodemon --quiet --watch dist --ext js --delay 1 --signal SIGTERM \
  --exec 'node --enable-source-maps' dist/src/main.js "$@" |
  node_modules/.bin/pino-pretty --colorize --translateTime SYS:HH:MM:ss --ignore pid,hostname
