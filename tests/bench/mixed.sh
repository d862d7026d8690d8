#!/bin/bash
# Readers and writers at once through the server: of every hundred requests over 64 connections five are changes (a role is
# given or taken away: checked, journalled and committed with full durability), the others pages that are built from the
# database whenever something has changed.  On a file, and on a PostgreSQL on this machine.
#
#   SECONDS_EACH=10 CONNECTIONS=64 WORKERS=2 tests/bench/mixed.sh
set -eu
cd "$(dirname "$0")/../.."
program=${SAGSGANG:-build/sagsgang}
seconds=${SECONDS_EACH:-10}
connections=${CONNECTIONS:-64}
workers=${WORKERS:-2}
. tests/postgres/cluster.sh
work=$(mktemp -d "${TMPDIR:-/var/tmp}/sagsgang-bench-XXXXXX")
chmod 755 "$work"
server=''
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; wait; cluster_stop "$work/cluster" fast 2>/dev/null; rm -rf "$work"' EXIT
password='en lang og god sætning'

free_port() {
	python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

token_of() { # the first form's token on a page that is asked for with the cookies
	curl -sf -b "$work/cookies" -c "$work/cookies" "$origin$1" | grep -o 'name="token" value="[^"]*' | head -1 | sed 's/.*"//'
}

measure() { # DATABASE NAME
	origin="http://127.0.0.1:$(free_port)"
	rm -f "$work/cookies"
	"$program" import --db "$1" --body "Solbæk Kommune" examples/documents >/dev/null
	link=$("$program" user add --db "$1" --origin "$origin" --role administrator anne@solbaek.example Anne Holm)
	"$program" user add --db "$1" bo@solbaek.example Bo Krogh >/dev/null
	"$program" serve --db "$1" --listen "${origin#http://}" --workers "$workers" --no-access-log >/dev/null 2>"$work/log" &
	server=$!
	for _ in $(seq 200); do
		curl -sfo /dev/null "$origin/healthz" && break
		sleep 0.05
	done
	path=${link#"$origin"}
	curl -sf -o /dev/null -b "$work/cookies" -c "$work/cookies" --data-urlencode "token=$(token_of "$path")" \
		--data-urlencode "adgangskode=$password" --data-urlencode "igen=$password" "$link"
	curl -sf -o /dev/null -b "$work/cookies" -c "$work/cookies" --data-urlencode "token=$(token_of /log-ind)" \
		--data-urlencode "email=anne@solbaek.example" --data-urlencode "adgangskode=$password" "$origin/log-ind"
	token=$(token_of /konti/2)
	cookie=$(awk '$6 == "sagsgang" { print $7 }' "$work/cookies")
	[ -n "$token" ] && [ -n "$cookie" ] || { echo "the log-in failed" >&2; exit 1; }
	pages=$(curl -sf "$origin/sitemap.xml" | grep -o '<loc>[^<]*/moeder/[^<]*' | sed 's|<loc>https*://[^/]*||' | head -12)
	cat >"$work/load.lua" <<LUA
local pages = {}
for page in ([[$pages]]):gmatch("%S+") do pages[#pages + 1] = page end
local form = { ["Content-Type"] = "application/x-www-form-urlencoded", Cookie = "sagsgang=$cookie", Origin = "$origin" }
local n, roles = 0, { "clerk", "officer", "approver", "member", "auditor" }
request = function()
	n = n + 1
	if n % 20 ~= 0 then return wrk.format("GET", pages[n % #pages + 1]) end
	local turn = n / 20
	local change = turn % 2 == 1 and "giv" or "fratag"
	return wrk.format("POST", "/konti/2", form, "token=$token&hvad=" .. change .. "&rolle=" .. roles[math.floor((turn - 1) / 2) % #roles + 1])
end
done = function(summary, latency)
	io.write(string.format("%d requests/s, p50 %.1f ms, p99 %.1f ms, most %.1f ms, %d errors\n",
		summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
		latency.max / 1000, summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
LUA
	before=$("$program" verify --db "$1" --lang en | grep -o '[0-9]*')
	echo "$2: $(wrk -t1 -c"$connections" -d"${seconds}s" -s "$work/load.lua" "$origin" | tail -1)"
	after=$("$program" verify --db "$1" --lang en | grep -o '[0-9]*')
	echo "    $(((after - before) / seconds)) changes/s, each in the journal, whose chain is whole"
	kill "$server"
	wait "$server" 2>/dev/null || true
	server=''
}

measure "$work/file.db" "SQLite, $workers workers"
cluster_make "$work/cluster"
cluster_start "$work/cluster" synchronous_commit=on fsync=on
measure "postgresql:///postgres?host=$work/cluster&user=sagsgang" "PostgreSQL, $workers workers"
