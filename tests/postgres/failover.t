#!/bin/bash
# A primary and a synchronous standby.  A writer writes without pause, two servers serve; the primary dies by SIGKILL in the
# middle of a commit, and the standby is promoted.  Everything acknowledged is there, nothing is there twice, and everybody
# goes on by themselves.
. "$(dirname "$0")/cluster.sh"
TEST_DATABASE='' . "$(dirname "$0")/../cli/tap.sh"
export SAGSGANG_LANG=en
documents=${DOCUMENTS:-150}

free_port() {
	python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
first=$(mktemp -d /tmp/sagsgang-first-XXXXXX)
second=$(mktemp -d /tmp/sagsgang-second-XXXXXX)
first_port=$(free_port)
second_port=$(free_port)
servers=''
clean_up() {
	# shellcheck disable=SC2086
	[ -z "$servers" ] || kill $servers 2>/dev/null
	[ -z "${watcher:-}" ] || kill "$watcher" 2>/dev/null
	cluster_stop "$first"
	cluster_stop "$second"
	rm -rf "$first" "$second" "$first.log" "$second.log" "$work"
}
trap clean_up EXIT
on_first() { psql -qXAt "postgresql://sagsgang@127.0.0.1:$first_port/postgres" -c "$1"; }
on_second() { psql -qXAt "postgresql://sagsgang@127.0.0.1:$second_port/postgres" -c "$1"; }
wait_until() { # SECONDS COMMAND...
	tries=$(($1 * 20))
	shift
	until "$@"; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || return 1
		sleep 0.05
	done
}

cluster_make "$first" || exit 1
cluster_start "$first" listen_addresses=127.0.0.1 "port=$first_port" synchronous_standby_names=standby wal_keep_size=64MB ||
	exit 1
chown "$(stat -c %U "$first/data")" "$second" && chmod 700 "$second"
cluster_as "$cluster_bin/pg_basebackup" --pgdata="$second/data" --checkpoint=fast --write-recovery-conf --no-sync \
	--dbname="host=127.0.0.1 port=$first_port user=sagsgang application_name=standby" 2>"$second.log" ||
	{ cat "$second.log"; exit 1; }
cluster_start "$second" listen_addresses=127.0.0.1 "port=$second_port" || exit 1
follows() { [ "$(on_first "SELECT sync_state FROM pg_stat_replication")" = sync ]; }
wait_until 20 follows
ok $? 'the standby follows, synchronously'

# The password is for nobody: the clusters trust this machine.  What matters is that it is never shown.
either="postgresql://sagsgang:hemmelig@127.0.0.1:$first_port,127.0.0.1:$second_port/postgres?target_session_attrs=read-write"
export SAGSGANG_DB=$either
status 0 'the database is made' "$sagsgang" import --body 'Solbæk Kommune' "$EXAMPLES/documents/2024-01-30-attraktive-arbejdspladser-referat.txt"

ports=''
for i in 1 2 3; do
	port=$(free_port)
	# The third reads from the standby, and from nothing else.
	[ $i -lt 3 ] || export SAGSGANG_DB="postgresql://sagsgang:hemmelig@127.0.0.1:$second_port/postgres?target_session_attrs=any"
	"$sagsgang" serve --listen "127.0.0.1:$port" --workers 2 >/dev/null 2>"$work/server$i.log" &
	servers="$servers $!"
	ports="$ports $port"
done
export SAGSGANG_DB=$either
# shellcheck disable=SC2086
set -- $ports
page() { # PORT: the status of the front page
	curl -s -m 10 -o /dev/null -w '%{http_code}' "http://127.0.0.1:$1/"
}
is_up() { [ "$(page "$1")" = 200 ]; }
wait_until 20 is_up "$1" && wait_until 20 is_up "$2"
ok $? 'two servers serve from it'
wait_until 20 is_up "$3"
ok $? 'and one from the standby'

# What one process commits shows on both servers within a second, though they keep pages.
shows() { curl -s "http://127.0.0.1:$1/sitemap.xml" | grep -q "$2"; }
shows "$1" 2024-03-20
shows "$2" 2024-03-20
"$sagsgang" import "$EXAMPLES/documents/2024-03-20-oekonomiudvalget-protokol.txt" >/dev/null
wait_until 1 shows "$1" 2024-03-20 && wait_until 1 shows "$2" 2024-03-20
ok $? 'a change elsewhere shows on both within a second'
wait_until 10 shows "$3" 2024-03-20
ok $? 'and on the one that reads from the standby'
log_in() { # PORT: the status of a log-in with a wrong password, which is noted
	page=$(curl -s -c "$work/cookies" "http://127.0.0.1:$1/log-ind")
	token=$(printf '%s' "$page" | grep -o 'name="token" value="[^"]*' | head -1 | sed 's/.*"//')
	curl -s -b "$work/cookies" -o "$work/page" -w '%{http_code}' --data-urlencode "token=$token" -d email=anne@solbaek.example \
		-d adgangskode=forkert "http://127.0.0.1:$1/log-ind"
}
is "$(log_in "$3")" 500 'where nobody can log in, as nothing can be changed'

# Readers without pause: when, and with what.
(
	while :; do
		echo "$(date +%s.%N) $(page "$1") $(page "$2")"
		sleep 0.02
	done
) >"$work/pages" &
watcher=$!

python3 "$(dirname "$0")/../bench/documents.py" "$work" "$documents" 3 60
"$sagsgang" import "$work/documents" >"$work/said" 2>"$work/trouble" &
writer=$!
kept() { on_first 'SELECT count(*) FROM meeting'; }
some() { [ "$(kept)" -gt $((documents / 3)) ]; }
wait_until 60 some
ok $? 'a third is written'

# The standby stops listening, so that the next commit waits for it for ever; then the primary dies while it waits.
receiver=$(on_first 'SELECT 1' >/dev/null; pgrep -P "$(head -1 "$second/data/postmaster.pid")" -f walreceiver)
kill -STOP "$receiver"
waits() { [ "$(on_first "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")" -gt 0 ]; }
wait_until 10 waits
ok $? 'a commit waits for the standby'

# An administrator ends the waiting: the server warns and reports success, which is not knowing either.
waiting=$(on_first "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
on_first "SELECT pg_cancel_backend($waiting)" >/dev/null
waits_anew() { on_first "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'" | grep -qvx "$waiting"; }
wait_until 10 waits_anew
ok $? 'a cancelled wait makes the writer look again, on a new link, and go on'
on_first 'SELECT id, sha256 FROM content ORDER BY id' >"$work/acknowledged" # what waits is not to be seen yet
postmaster=$(head -1 "$first/data/postmaster.pid")
# shellcheck disable=SC2046
kill -KILL "$postmaster" $(pgrep -P "$postmaster")
died=$(date +%s.%N)
kill -CONT "$receiver"
sleep 1
cluster_as "$cluster_bin/pg_ctl" --pgdata="$second/data" promote --wait >/dev/null
promoted=$(date +%s.%N)

wait $writer
is $? 0 'the writer goes on by itself, and ends well'
cat "$work/trouble"
is "$(grep -c 'a new meeting' "$work/said")" "$documents" 'each document is told to be new, the uncertain one, too'
[ "$(wc -l <"$work/acknowledged")" -gt $((documents / 3)) ]
ok $? "$(wc -l <"$work/acknowledged") were acknowledged when the primary died"
on_second 'SELECT id, sha256 FROM content ORDER BY id' | head -"$(wc -l <"$work/acknowledged")" | cmp -s - "$work/acknowledged"
ok $? 'and every one of them is there, under its number'
is "$(on_second 'SELECT count(*) FROM meeting')" $((documents + 2)) 'each document is there'
is "$(on_second 'SELECT count(*) FROM revision')" $((documents + 2)) 'none twice'
is "$(on_second 'SELECT count(DISTINCT sha256) FROM content')" $((documents + 2)) 'nor its bytes'
status 0 'the journal is unbroken, and says each once' "$sagsgang" check
is "$(on_second 'SELECT count(*) FROM journal WHERE noun = '"'meeting'"'')" $((documents + 2)) 'and no more'
status 0 'all again change nothing' "$sagsgang" import "$work/documents"
has "$out" "$documents unchanged" 'as all are there'

wait_until 10 is_up "$1" && wait_until 10 is_up "$2"
ok $? 'both servers serve on'
# shellcheck disable=SC2086
kill -0 $servers
ok $? 'as the same processes'
kill "$watcher"
wait "$watcher" 2>/dev/null
watcher=''
awk -v died="$died" -v promoted="$promoted" '
	$2 != 200 || $3 != 200 { if (!from) from = $1; to = $1; bad++; if ($2 >= 500 && $2 != 503) odd++ }
	END { printf "# promotion took %.1f s; the first page failed %.1f s after the death, the last %.1f s after promotion\n",
		promoted - died, from - died, to - promoted
		exit !(to - promoted < 2 && !odd) }' "$work/pages"
ok $? 'readers see an error page no longer than two seconds past the promotion, and no other than 503'
"$sagsgang" import "$EXAMPLES/documents/2024-06-11-attraktive-arbejdspladser-referat.txt" >/dev/null
wait_until 1 shows "$1" 2024-06-11 && wait_until 1 shows "$2" 2024-06-11
ok $? 'and hear of changes as before'
wait_until 10 shows "$3" 2024-06-11
ok $? 'the third reads on from what is the primary now'
is "$(log_in "$3")" 400 'and changes what it is'
! grep -q hemmelig "$work"/*.log "$work/said" "$work/trouble"
ok $? 'and the password is in no output'
finish
