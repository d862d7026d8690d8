#!/bin/bash
# What a user types wrong, and the statuses that scripts rely on.
. "$(dirname "$0")/tap.sh"

status 64 'no command' "$sagsgang"
status 0 'help' "$sagsgang" --help
for command in read import list show search serve backup check; do
	has "$("$sagsgang" --help)" "  $command " "help names $command"
	status 0 "help of $command" "$sagsgang" "$command" --help
	has "$out" '--db' 'and its options'
	has "$("$sagsgang" --manual)" "sagsgang $command" "the manual names $command"
done
status 64 'an unknown command' "$sagsgang" fly
status 64 'an unknown option' "$sagsgang" list --wings
status 64 'an option without its value' "$sagsgang" list --db
status 64 'a switch with a value' "$sagsgang" list --json=yes
status 64 'a missing argument' "$sagsgang" show
status 64 'an argument too many' "$sagsgang" list extra
status 3 'no database' "$sagsgang" list
has "$out" "$([ -n "${TEST_DATABASE:-}" ] && echo postgresql: || echo test.db)" 'which one is said'
printf 'not a database at all, but long enough to look like a file of one\n' >"$work/junk.db"
status 2 'a file that is no database' "$sagsgang" list --db "$work/junk.db"
sqlite3 "$work/other.db" 'CREATE TABLE t (a); PRAGMA user_version = 3'
status 2 'a database of another program' "$sagsgang" list --db "$work/other.db"
has "$("$sagsgang" list --lang en 2>&1)" 'There is no' 'English by setting'
[ -n "$("$sagsgang" list 2>&1 | grep -v 'There is no')" ]
ok $? 'Danish by default'
if [ -z "${TEST_DATABASE:-}" ]; then
	mkfifo "$work/pipe"
	status 2 'a pipe is no database, and nobody waits at it' timeout 20 "$sagsgang" list --db "$work/pipe"
	status 2 'nor is a device' timeout 20 "$sagsgang" list --db /dev/zero
fi
finish
