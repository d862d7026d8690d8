#!/bin/bash
# A whole installation from a file to a PostgreSQL server and back: the same, whatever interrupts it.
[ -n "${TEST_DATABASE:-}" ] || exec "$(dirname "$0")/with" "$0"
. "$(dirname "$0")/../cli/tap.sh"
export SAGSGANG_LANG=en

file=$work/file.db
python3 "$(dirname "$0")/../bench/documents.py" "$work" 24 7 120
"$sagsgang" import --db "$file" --body 'Solbæk Kommune' --open-sources "$EXAMPLES/documents" "$work/documents" >/dev/null
first=$(find "$EXAMPLES/documents" -name '*referat.txt' | LC_ALL=C sort | head -1)
sed 's/Meddelelser/Meddelelser fra formanden/' "$first" >"$work/$(basename "$first")"
"$sagsgang" import --db "$file" "$work/$(basename "$first")" >/dev/null

dump() { # FILE: every row of every table, but what the full-text index makes of them
	sqlite3 "$1" .dump | grep -v '_schema\|INSERT INTO search_' | LC_ALL=C sort | sha256sum
}
same() { # DATABASE DATABASE WHAT
	is "$(shown "$1")" "$(shown "$2")" "$3"
}
shown() {
	for id in $("$sagsgang" list --json --db "$1" | jq '.[].id' | awk 'NR % 4 == 1'); do
		"$sagsgang" show "$id" --as json --db "$1"
	done | sha256sum
}
count() {
	"$sagsgang" list --json --db "$1" | jq length
}

server=$(database whole)
status 0 'from a file to a server' "$sagsgang" copy --from "$file" --to "$server"
has "$out" "Meetings that read the same on both, byte by byte: $(count "$file")" 'and the proof is told'
same "$file" "$server" 'every meeting is shown the same, looked at from outside'
status 0 'the copy is sound, and its journal unbroken' "$sagsgang" check --db "$server"
status 0 'back into a file' "$sagsgang" copy --from "$server" --to "$work/back.db"
is "$(dump "$work/back.db")" "$(dump "$file")" 'every row is as it was'
status 0 'which is sound' "$sagsgang" check --db "$work/back.db"
for word in ledere sygefraværets '"Anne Holm"' 22-011382 '"til efterretning"' kommu; do
	is "$("$sagsgang" search --json --db "$server" "$word" | jq .total)" \
		"$("$sagsgang" search --json --db "$file" "$word" | jq .total)" "$word is found as often"
done

# Life goes on in the copy: the next ids are beyond those that came along.
printf 'REFERAT Kulturudvalget d. 03-02-2026\n\nMødedato 03-02-2026 kl. 16:00\n\nPunkt 1: Nyt\n\nBeslutning\n\nGodkendt.\n' >"$work/new.txt"
status 0 'a document is kept in the copy' "$sagsgang" import --db "$server" "$work/new.txt"
status 0 'and a dry run there knows it' "$sagsgang" import --db "$server" --dry-run "$work/new.txt"
has "$out" '1 unchanged' 'as unchanged'

status 5 'a database that holds something is refused' "$sagsgang" copy --from "$file" --to "$server"
status 5 'a file likewise' "$sagsgang" copy --from "$server" --to "$work/back.db"
status 3 'a source that is not there' "$sagsgang" copy --from "$work/none.db" --to "$(database none)"
status 64 'an end without the other' "$sagsgang" copy --from "$file"

# Killed at many moments, in either direction.
interrupted() { # FROM TO
	kills=0
	for i in $(seq 1 25); do
		"$sagsgang" copy --from "$1" --to "$2" >"$work/said" 2>&1 &
		sleep "$(printf '0.%02d' $((4 + i * 2)))"
		kill -9 $! 2>/dev/null && kills=$((kills + 1))
		wait $! 2>/dev/null && break
	done
	"$sagsgang" copy --from "$1" --to "$2" >"$work/said" 2>&1
	code=$?
}
half=$(database half)
interrupted "$file" "$half"
[ "$kills" -gt 3 ]
ok $? "$kills times killed on the way to a server"
same "$file" "$half" 'and whole in the end'
status 0 'and sound' "$sagsgang" check --db "$half"
interrupted "$half" "$work/half.db"
[ "$kills" -gt 3 ]
ok $? "$kills times killed on the way to a file"
is "$(dump "$work/half.db")" "$(dump "$file")" 'and whole in the end'

# What is half a copy is not copied on; and when the source has changed meanwhile it begins anew.
again=$(database again)
"$sagsgang" copy --from "$file" --to "$again" >/dev/null
psql -qX "$again" -c "DELETE FROM journal WHERE id > 3; INSERT INTO copying (id, head) VALUES (1, 'as it stood then')"
status 2 'half a copy is no source' "$sagsgang" copy --from "$again" --to "$work/never.db"
status 0 'the source has changed: the copy begins anew' "$sagsgang" copy --from "$file" --to "$again"
same "$file" "$again" 'and holds what the source holds'
status 0 'whole' "$sagsgang" check --db "$again"
is "$(psql -qXAt "$again" -c 'SELECT count(*) FROM copying')" 0 'and no copy any more'
finish
