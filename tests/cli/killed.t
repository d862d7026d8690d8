#!/bin/bash
# Killed at any moment, twice at once, without room on the disk: nothing double, nothing half, and the next try is whole.
. "$(dirname "$0")/tap.sh"
export SAGSGANG_LANG=en
# In a place of its own, by which its readers are known among those of other tests.
documents=$work/documents
cp -r "$EXAMPLES/documents" "$documents"
files=$(find "$documents" -type f | wc -l)

if [ -z "${TEST_DATABASE:-}" ]; then
	ask() { sqlite3 "$1" "$2"; } # DATABASE QUESTION
	tables="SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%' AND name NOT LIKE 'sqlite_%' ORDER BY name"
	search_key=rowid
else
	ask() { psql -qXAt "$1" -c "$2"; }
	tables='SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename'
	search_key=key
fi

# Everything that a database holds, as numbers: rows of each table, and what cannot be told apart by them.
rows() { # DATABASE
	ask "$1" "$tables" | while read -r table; do
		echo "$table $(ask "$1" "SELECT count(*) FROM $table")"
	done
	echo "pieces $(ask "$1" 'SELECT sum(length(bytes)) FROM content_piece')"
	echo "indexed $(ask "$1" "SELECT count(*) FROM item i JOIN search s ON s.$search_key = i.search_key")"
}

whole=$(database whole)
status 0 'the examples are kept' "$sagsgang" import --db "$whole" "$documents"
rows "$whole" >"$work/whole.rows"
begun=$EPOCHREALTIME
"$sagsgang" import --db "$(database timed)" "$documents" >/dev/null
takes=$(awk -v from="$begun" -v to="$EPOCHREALTIME" 'BEGIN { print to - from }')

# The moments of killing go over the whole time that an import takes, and a little past it.
SAGSGANG_DB=$(database killed0)
halves=0
for i in $(seq 1 48); do
	"$sagsgang" import "$documents" >/dev/null 2>&1 &
	sleep "$(awk -v i="$i" -v takes="$takes" 'BEGIN { srand(i); print rand() * takes * 1.1 }')"
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
	# One question: a server may still be ending what the dead one had sent.
	[ "$(ask "$SAGSGANG_DB" 'SELECT (SELECT count(*) FROM revision) - (SELECT count(*) FROM journal)' 2>/dev/null || echo 0)" = 0 ] ||
		halves=$((halves + 1))
	# From the beginning again, now and then: the first documents make the most.
	[ $((i % 8)) = 0 ] && {
		"$sagsgang" check >/dev/null 2>&1 || { [ $? = 2 ] || halves=$((halves + 1)); }
		[ "$i" -lt 48 ] && SAGSGANG_DB=$(database "killed$i")
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
SAGSGANG_DB=$(database twice)
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

# No room: files may not grow past what all documents take in the end.  A server looks after its own disks.
if [ -z "${TEST_DATABASE:-}" ]; then
	SAGSGANG_DB=$(database full)
	# The tables are there before; the log beside the file holds a page once more for every document that changed it.
	mkdir "$work/none"
	"$sagsgang" import "$work/none" >/dev/null 2>&1
	room=$(($(stat -c %s "$whole") / 1024))
	status 1 'a disk without room' bash -c "trap '' XFSZ; ulimit -f $room; exec '$sagsgang' import '$documents'"
	has "$out" 'failed: ' 'is said of each document'
	status 0 'what was kept is sound' "$sagsgang" check
	kept=$(ask "$SAGSGANG_DB" 'SELECT count(*) FROM revision')
	[ "$kept" -gt 0 ] && [ "$kept" -lt "$files" ]
	ok $? "$kept of $files documents were kept"
	status 0 'with room again' "$sagsgang" import "$documents"
	rows "$SAGSGANG_DB" | grep -v -e indexed -e '^search ' >"$work/full.rows"
	is "$(grep -v -e indexed -e '^search ' "$work/whole.rows" | diff - "$work/full.rows")" '' 'the rest is kept'
fi

# Ctrl-C finishes the document at hand.
SAGSGANG_DB=$(database stopped)
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
is "$(ask "$SAGSGANG_DB" 'SELECT count(*) FROM revision')" "$(grep -c ': a new ' "$work/stopped.out")" 'and is what was said'

# A backup while somebody imports is one moment of it, whole.  A server has tools of its own for that.
if [ -z "${TEST_DATABASE:-}" ]; then
	"$sagsgang" import "$work/many" >/dev/null 2>&1 &
	importer=$!
	for i in 1 2 3; do
		status 0 "backup $i while an import runs" "$sagsgang" backup "$work/moment$i.db"
		status 0 'is sound' "$sagsgang" check --db "$work/moment$i.db"
	done
	kill $importer 2>/dev/null
	wait $importer 2>/dev/null
fi
finish
