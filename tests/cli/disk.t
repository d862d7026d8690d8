#!/bin/bash
# A disk that is full, and a file that may only be read: a clear sentence, and nothing lost.
. "$(dirname "$0")/tap.sh"
export SAGSGANG_LANG=en
if [ -n "${TEST_DATABASE:-}" ]; then
	echo '1..0 # SKIP a server looks after its own disks'
	exit 0
fi

documents=$EXAMPLES/documents
one=$documents/2024-03-20-oekonomiudvalget-protokol.txt
"$sagsgang" import --body 'Solbæk Kommune' "$one" >/dev/null
first=$("$sagsgang" list --json | jq '.[0].id')
before=$("$sagsgang" show "$first" --as json)

# A limit on the size of files.
out=$(ulimit -f 700 && "$sagsgang" import "$documents" 2>&1)
is $? 1 'an import that may not write further'
has "$out" 'failed: The disk fails under the database' 'says so'
kept=$(printf '%s' "$out" | grep -c 'a new meeting')
status 0 'the database is sound' "$sagsgang" check
is "$("$sagsgang" list --json | jq length)" $((kept + 1)) 'and holds what was said to be kept, and no more'
is "$("$sagsgang" show "$first" --as json)" "$before" 'what it held before stands as it was'
status 0 'with room again the rest is kept' "$sagsgang" import "$documents"/*.txt
status 0 'and the database is sound' "$sagsgang" check

# Half as large again as what it would hold in the end: the log beside it finds no room.
size=$(($(stat -c %s "$SAGSGANG_DB") * 3 / 2))
if [ "$(id -u)" = 0 ] && mkdir "$work/small" && mount -t tmpfs -o "size=$size" none "$work/small" 2>/dev/null; then
	trap 'umount "$work/small"; rm -rf "$work"' EXIT
	out=$("$sagsgang" import --db "$work/small/a.db" --body 'Solbæk Kommune' "$documents" 2>&1)
	is $? 1 'a small disk that is full'
	has "$out" 'There is no room on the disk' 'says so'
	status 0 'and its database is sound' "$sagsgang" check --db "$work/small/a.db"
fi
finish
