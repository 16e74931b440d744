#!/usr/bin/env bash
# A replica set of one that wants a password, made on the first start: a keyfile (a replica set with authentication needs
# one), the user, and the set itself. Further members join with the same keyfile and rs.add().
set -euo pipefail

keyfile=/data/db/keyfile
if [[ ! -s "$keyfile" ]]; then
  openssl rand -base64 756 >"$keyfile"
  chmod 400 "$keyfile"
  chown mongodb:mongodb "$keyfile"
fi
export MONGO_INITDB_ROOT_USERNAME=sloop MONGO_INITDB_ROOT_PASSWORD="$MONGO_PASSWORD"
exec docker-entrypoint.sh mongod --replSet sloop --bind_ip_all --keyFile "$keyfile"
