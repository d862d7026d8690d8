#!/bin/bash
# Keeping: import, again, changed, dry, killed; and what the other commands then show.
. "$(dirname "$0")/tap.sh"
export SAGSGANG_LANG=en

documents=$EXAMPLES/documents
files=$(find "$documents" -type f | wc -l)

status 0 'a dry run works without a database' "$sagsgang" import --dry-run "$documents"
dry=${out##*$'\n'}
status 3 'a dry run makes no database' "$sagsgang" list

status 0 'the examples are kept' "$sagsgang" import --body 'Solbæk Kommune' "$documents"
is "${out##*$'\n'}" "$dry" 'and as many as the dry run said'
status 0 'they are kept again' "$sagsgang" import "$documents"
has "$out" "0 new, 0 changed, $files unchanged, 0 not recognised" 'and nothing changes'
status 0 'the database is sound' "$sagsgang" check

meetings=$("$sagsgang" list --json | jq length)
[ "$meetings" -gt 8 ]
ok $? "there are $meetings meetings"
is "$("$sagsgang" list --json | jq '[.[] | has("id") and has("kind") and has("state") and has("organization") and has("start") and has("items")] | all')" \
	true 'each with its id, kind, state, organization, start and items'

for id in $("$sagsgang" list --json | jq '.[].id'); do
	"$sagsgang" show "$id" --as json | jq -S 'del(.source, .setAside, .findings, .kindStated)' >"$work/kept.json"
	"$sagsgang" show "$id" --as text >"$work/kept.txt"
	"$sagsgang" read --json "$work/kept.txt" | jq -S 'del(.source, .setAside, .findings, .kindStated)' >"$work/again.json"
	cmp -s "$work/kept.json" "$work/again.json"
	ok $? "the text of meeting $id read again is the same record"
	diff "$work/kept.json" "$work/again.json" | head -10 | sed 's/^/# /'
	status 0 "meeting $id as HTML" "$sagsgang" show "$id" --as html
done

mkdir "$work/changed"
first=$(find "$documents" -name '*referat.txt' | LC_ALL=C sort | head -1)
sed 's/Meddelelser/Meddelelser fra formanden/' "$first" >"$work/changed/$(basename "$first")"
status 0 'a changed file is kept' "$sagsgang" import "$work/changed"
has "$out" '0 new, 1 changed' 'as a new revision'
is "$("$sagsgang" list --json | jq length)" "$meetings" 'of the same meeting'

mkdir "$work/mixed"
cp "$first" "$work/mixed/"
printf 'Kære borger\n\nTak for dit brev.\n' >"$work/mixed/letter.txt"
: >"$work/mixed/empty.txt"
status 1 'a bad file makes the status 1' "$sagsgang" import "$work/mixed"
has "$out" '1 unchanged, 2 not recognised' 'and does not stop the rest'
has "$out" 'letter.txt: not recognised: ' 'and says why'
mkdir "$work/odd"
name=$(printf '\033[31m\302\233large.txt')
truncate -s 70M "$work/odd/$name"
status 1 'a file with a name that terminals obey, and too large' "$sagsgang" import "$work/odd"
is "$(printf %s "$out" | tr -d '\033' | sed 's/\xc2\x9b//g')" "$out" 'does not reach the terminal as it is'
has "$out" 'large.txt: ' 'and is told all the same'
status 3 'a file that is not there' "$sagsgang" import "$work/nowhere"

status 0 'words are found in another inflection' "$sagsgang" search --json sygefraværets
[ "$(printf '%s' "$out" | jq .total)" -gt 0 ]
ok $? 'with a total'
status 0 'nothing is found' "$sagsgang" search --json zebraer
is "$(printf '%s' "$out" | jq .total)" 0 'total is 0 then'
status 0 'odd questions are only questions' "$sagsgang" search --json '" OR * NEAR( ^a - {title}:'

if [ -z "${TEST_DATABASE:-}" ]; then
	status 0 'a backup' "$sagsgang" backup "$work/copy.db"
	status 0 'is a sound database' "$sagsgang" check --db "$work/copy.db"
	is "$("$sagsgang" list --json --db "$work/copy.db" | jq -S .)" "$("$sagsgang" list --json | jq -S .)" 'that holds the same'
else
	status 2 'a backup is the server'"'"'s business' "$sagsgang" backup "$work/copy.db"
	has "$out" pg_dump 'and it says how'
fi

# Killed half-way, again and again: nothing double, nothing half.
SAGSGANG_DB=$(database killed)
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	"$sagsgang" import "$documents" >/dev/null 2>&1 &
	sleep "0.0$((i * 5))"
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
done
status 0 'import after kills' "$sagsgang" import "$documents"
is "$("$sagsgang" list --json | jq length)" "$meetings" 'nothing is double'
status 0 'nothing is half' "$sagsgang" check
finish
