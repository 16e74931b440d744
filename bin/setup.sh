# shellcheck shell=bash
# Sourced by the other scripts. Goes to the project's folder, checks Node, and installs what package-lock.json names,
# only when that has changed. Also defines `run`.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

say() { printf 'sloop: %s\n' "$*" >&2; }

# Runs a command so that a signal to this script ends the command too: bash alone would die and leave it running.
run() {
  local child status=0 stopped=''
  "$@" &
  child=$!
  # TERM for Ctrl-C too: a background command of a script is started deaf to INT.
  trap 'stopped=1; kill -TERM "$child" 2>/dev/null' INT TERM HUP
  wait "$child" || status=$?
  trap - INT TERM HUP
  if [[ -n "$stopped" ]]; then
    wait "$child" || true
    exit 143
  fi
  return "$status"
}

# One checksum over the names and contents of everything given, files and folders alike.
fingerprint() {
  find "$@" -type f -exec cksum {} + | LC_ALL=C sort | cksum
}

if ! command -v node >/dev/null; then
  say 'Node.js is not installed. Version 20.19 or newer is needed: https://nodejs.org'
  exit 1
fi
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
  say "Node.js 20.19 or newer is needed, this is $(node --version): https://nodejs.org"
  exit 1
fi

# In node_modules, so that an install cut short, which removes the folder first, is done again.
installed=node_modules/.installed
wanted="$(fingerprint package-lock.json) $(uname -sm)"
if [[ "$(cat "$installed" 2>/dev/null)" != "$wanted" ]]; then
  if [[ -L node_modules ]]; then
    # An install empties the folder first: what stands at the other end of a link is somebody else's.
    say "node_modules is a link to $(readlink node_modules), whose packages are not those of package-lock.json: it stays as it is, this folder gets its own."
    rm node_modules
  fi
  say 'Installing packages (only when package-lock.json changes) ...'
  run npm ci --include=dev --no-audit --no-fund --loglevel=error
  mkdir -p node_modules
  printf '%s\n' "$wanted" >"$installed"
fi
