#!/bin/bash
# Killed at any moment, twice at once, without room on the disk: nothing double, nothing half, and the next try is whole.
. "$(dirname "$0")/tap.sh"
export SAGSGANG_LANG=en
# In a place of its own, by which its readers are known among those of other tests.
documents=$work/documents
cp -r "$EXAMPLES/documents" "$documents"
files=$(find "$documents" -type f | wc -l)

# Everything that a database holds, as numbers: rows of each table, and what cannot be told apart by them.
rows() { # DATABASE
	sqlite3 "$1" "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%' AND name NOT LIKE 'sqlite_%'
		ORDER BY name" | while read -r table; do
		echo "$table $(sqlite3 "$1" "SELECT count(*) FROM $table")"
	done
	sqlite3 "$1" "SELECT 'pieces', total(length(bytes)) FROM content_piece;
		SELECT 'indexed', count(*) FROM item i JOIN search s ON s.rowid = i.search_key" 2>/dev/null
}

status 0 'the examples are kept' "$sagsgang" import --db "$work/whole.db" "$documents"
rows "$work/whole.db" >"$work/whole.rows"

# The moments of killing go over the whole time that an import takes, and a little past it.
export SAGSGANG_DB="$work/killed.db"
halves=0
for i in $(seq 1 48); do
	"$sagsgang" import "$documents" >/dev/null 2>&1 &
	sleep "$(awk -v i="$i" 'BEGIN { srand(i); print rand() * 0.45 }')"
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
	[ -e "$SAGSGANG_DB" ] || continue
	kept=$(sqlite3 "$SAGSGANG_DB" 'SELECT count(*) FROM revision' 2>/dev/null)
	told=$(sqlite3 "$SAGSGANG_DB" 'SELECT count(*) FROM journal' 2>/dev/null)
	[ "$kept" = "$told" ] || halves=$((halves + 1))
	# From the beginning again, now and then: the first documents make the most.
	[ $((i % 8)) = 0 ] && {
		"$sagsgang" check >/dev/null 2>&1 || { [ $? = 2 ] || halves=$((halves + 1)); }
		[ "$i" -lt 48 ] && rm -f "$SAGSGANG_DB" "$SAGSGANG_DB-wal" "$SAGSGANG_DB-shm"
	}
done
is $halves 0 'after each kill, what is kept is whole and in the journal'
status 0 'import after kills' "$sagsgang" import "$documents"
rows "$SAGSGANG_DB" >"$work/killed.rows"
is "$(diff "$work/whole.rows" "$work/killed.rows")" '' 'and it is as if it had never been killed'
status 0 'the database is sound' "$sagsgang" check
sleep 0.2
is "$(pgrep -f "import $documents" | wc -l)" 0 'no reader is left behind'

# Two who import the same at once.
export SAGSGANG_DB="$work/twice.db"
pids=''
for i in 1 2 3; do
	"$sagsgang" import "$documents" >"$work/importer.$i" 2>&1 &
	pids="$pids $!"
done
failed=0
for pid in $pids; do wait "$pid" || failed=$((failed + 1)); done
is $failed 0 'three importers of the same documents at once'
[ $failed = 0 ] || sed 's/^/# /' "$work"/importer.*
is "$(cat "$work"/importer.* | grep -c ': a new ')" "$files" 'keep each document once'
rows "$SAGSGANG_DB" | grep -v -e indexed -e '^search ' >"$work/twice.rows"
is "$(grep -v -e indexed -e '^search ' "$work/whole.rows" | diff - "$work/twice.rows")" '' 'and all of it'
status 0 'the database is sound' "$sagsgang" check

# No room: files may not grow past what all documents take in the end.
export SAGSGANG_DB="$work/full.db"
# (the log beside it holds a page once more for every document that changed it)
room=$(($(stat -c %s "$work/whole.db") / 1024))
status 1 'a disk without room' bash -c "trap '' XFSZ; ulimit -f $room; exec '$sagsgang' import '$documents'"
has "$out" 'failed: ' 'is said of each document'
status 0 'what was kept is sound' "$sagsgang" check
kept=$(sqlite3 "$SAGSGANG_DB" 'SELECT count(*) FROM revision')
[ "$kept" -gt 0 ] && [ "$kept" -lt "$files" ]
ok $? "$kept of $files documents were kept"
status 0 'with room again' "$sagsgang" import "$documents"
rows "$SAGSGANG_DB" | grep -v -e indexed -e '^search ' >"$work/full.rows"
is "$(grep -v -e indexed -e '^search ' "$work/whole.rows" | diff - "$work/full.rows")" '' 'the rest is kept'

# Ctrl-C finishes the document at hand.
export SAGSGANG_DB="$work/stopped.db"
mkdir "$work/many"
for i in $(seq 40); do
	for file in "$documents"/*.txt; do
		sed "1s/\$/ /;\$s/\$/ $i/" "$file" >"$work/many/$i-$(basename "$file")"
	done
done
"$sagsgang" import "$work/many" >"$work/stopped.out" 2>&1 &
until grep -q ': a new ' "$work/stopped.out"; do sleep 0.02; done
kill -INT $!
wait $!
is $? 1 'stopped by Ctrl-C'
has "$(cat "$work/stopped.out")" 'Stopped; what is said below is kept' 'it says so'
status 0 'what was kept is sound' "$sagsgang" check
is "$(sqlite3 "$SAGSGANG_DB" 'SELECT count(*) FROM revision')" "$(grep -c ': a new ' "$work/stopped.out")" 'and is what was said'

# A backup while somebody imports is one moment of it, whole.
"$sagsgang" import "$work/many" >/dev/null 2>&1 &
importer=$!
for i in 1 2 3; do
	status 0 "backup $i while an import runs" "$sagsgang" backup "$work/moment$i.db"
	status 0 'is sound' "$sagsgang" check --db "$work/moment$i.db"
done
kill $importer 2>/dev/null
wait $importer 2>/dev/null
finish
