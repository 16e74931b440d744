#!/usr/bin/env bash
# Healthy when it takes writes; starts the replica set where that has not been done.
set -euo pipefail
mongosh --quiet -u sloop -p "$MONGO_PASSWORD" --eval '
  try { rs.status() } catch (error) { rs.initiate({ _id: "sloop", members: [{ _id: 0, host: "mongo:27017" }] }) }
  quit(db.hello().isWritablePrimary ? 0 : 1)
'
