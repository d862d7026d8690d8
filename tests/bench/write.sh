#!/bin/bash
# Write transactions a second with full durability, on either engine, against the engine's own library in the same run.
set -eu
cd "$(dirname "$0")/../.."
seconds=${SECONDS_EACH:-10}
. tests/postgres/cluster.sh
work=$(mktemp -d "${TMPDIR:-/var/tmp}/sagsgang-bench-XXXXXX")
trap 'cluster_stop "$work/server" fast; rm -rf "$work"' EXIT
chmod 755 "$work"

echo "SQLite, WAL, synchronous=FULL:"
build/tests/bench/bench-write "$work/file.db" "$seconds"
cluster_make "$work/server"
cluster_start "$work/server" synchronous_commit=on fsync=on
echo "PostgreSQL $("$cluster_bin/postgres" --version | sed 's/.* //'), fsync=on, synchronous_commit=on, over a socket of the machine:"
build/tests/bench/bench-write "postgresql:///postgres?host=$work/server&user=sagsgang" "$seconds"
