#!/bin/bash
# How the figures grow from 10^3 items on, on either engine: SIZES="1000 10000 100000" (10^6 wants an hour and 12 GB).
set -eu
cd "$(dirname "$0")/../.."
program=${SAGSGANG:-build/sagsgang}
. tests/postgres/cluster.sh
work=$(mktemp -d "${TMPDIR:-/var/tmp}/sagsgang-bench-XXXXXX")
trap 'cluster_stop "$work/server" fast; rm -rf "$work"' EXIT
chmod 755 "$work"
cluster_make "$work/server"
cluster_start "$work/server" shared_buffers=512MB work_mem=32MB max_wal_size=4GB
server="postgresql:///postgres?host=$work/server&user=sagsgang"

seconds() { # COMMAND...: wall clock
	local start
	start=$(date +%s.%N)
	"$@" >/dev/null
	echo "$(date +%s.%N) - $start" | bc
}

for size in ${SIZES:-1000 10000 100000}; do
	python3 tests/bench/documents.py "$work/$size" $((size / 10)) 10 120
	psql -qX "$server" -c "CREATE SCHEMA s$size"
	url="$server&options=-csearch_path%3Ds$size"
	file=$work/$size.db
	echo "== $size items in $((size / 10)) documents"
	took=$(seconds "$program" import --db "$file" "$work/$size/documents")
	echo "  file: import $(echo "$size / 10 / $took" | bc) documents/s, $(du -m "$file" | cut -f1) MB"
	if [ "$size" -le 20000 ]; then
		psql -qX "$server" -c "CREATE SCHEMA i$size"
		took=$(seconds "$program" import --db "$server&options=-csearch_path%3Di$size" "$work/$size/documents")
		echo "  server: import $(echo "$size / 10 / $took" | bc) documents/s"
		psql -qX "$server" -c "SET client_min_messages = warning; DROP SCHEMA i$size CASCADE"
	fi
	rm -rf "$work/$size/documents"
	took=$(seconds "$program" copy --from "$file" --to "$url")
	echo "  copied to the server, with its proof, in $took s"
	psql -qX "$server" -c "VACUUM ANALYZE"
	echo " file:"
	build/tests/bench/bench-growth "$file" "$work/$size/words.txt"
	echo " server:"
	build/tests/bench/bench-growth "$url" "$work/$size/words.txt"
done
