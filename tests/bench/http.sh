#!/bin/bash
# A public meeting's page over HTTP, against nginx serving the same bytes from a file in the same run: kept by the page cache,
# and built anew each time.  Two processes each, and all of it on the same processors as the load, so that only ratios mean
# something; rounds take turns, and the middle one counts.
#
#   ROUNDS=5 SECONDS_EACH=4 CONNECTIONS=64 tests/bench/http.sh
set -eu
cd "$(dirname "$0")/../.."
program=${SAGSGANG:-build/sagsgang}
[ -x "$program" ] || program=build/sagsgang
rounds=${ROUNDS:-5}
seconds=${SECONDS_EACH:-4}
connections=${CONNECTIONS:-64}
work=$(mktemp -d)
chmod 755 "$work" # nginx reads it as somebody else
pids=''
# shellcheck disable=SC2086
trap '[ -z "$pids" ] || kill $pids 2>/dev/null; wait; rm -rf "$work"' EXIT

"$program" import --db "$work/portal.db" --body "Solbæk Kommune" --open-sources examples/documents | tail -1

await() { # URL
	for _ in $(seq 200); do
		curl -sfo /dev/null "$1" && return
		sleep 0.05
	done
	echo "nobody answers at $1" >&2
	exit 1
}

"$program" serve --db "$work/portal.db" --listen 127.0.0.1:18081 --workers 2 >/dev/null 2>&1 &
kept=$!
"$program" serve --db "$work/portal.db" --listen 127.0.0.1:18082 --workers 2 --cache 0 >/dev/null 2>&1 &
anew=$!
pids="$kept $anew"
await http://127.0.0.1:18081/healthz
await http://127.0.0.1:18082/healthz

# The meeting with the longest page.
page=''
longest=0
for address in $(curl -s http://127.0.0.1:18081/sitemap.xml | grep -o '<loc>[^<]*/moeder/[^</]*</loc>' |
	sed 's|</*loc>||g; s|https*://[^/]*||'); do
	n=$(curl -s "http://127.0.0.1:18081$address" | wc -c)
	[ "$n" -le "$longest" ] || { longest=$n page=$address; }
done
[ -n "$page" ] || { echo "no meeting is served" >&2; exit 1; }
mkdir -p "$work/html$(dirname "$page")"
curl -s "http://127.0.0.1:18081$page" >"$work/html$page"
cmp -s "$work/html$page" <(curl -s "http://127.0.0.1:18082$page") || { echo "the two servers differ" >&2; exit 1; }

cat >"$work/nginx.conf" <<NGINX
worker_processes 2;
daemon off;
pid $work/nginx.pid;
error_log $work/nginx.log;
events { worker_connections 1024; }
http {
	access_log off;
	sendfile on;
	tcp_nopush on;
	open_file_cache max=100;
	keepalive_requests 1000000000;
	default_type text/html;
	client_body_temp_path $work/b; proxy_temp_path $work/p; fastcgi_temp_path $work/f; uwsgi_temp_path $work/u; scgi_temp_path $work/s;
	server { listen 127.0.0.1:18083; root $work/html; }
}
NGINX
nginx -c "$work/nginx.conf" &
pids="$pids $!"
await "http://127.0.0.1:18083$page"

measure() { # NAME PORT: a line "requests/s p99" added to a file of that name
	wrk -t1 -c"$connections" -d"$seconds"s --latency "http://127.0.0.1:$2$page" >"$work/wrk"
	if grep -q 'Non-2xx\|Socket errors' "$work/wrk"; then
		cat "$work/wrk" >&2
		exit 1
	fi
	awk '/Requests\/sec/ { rate = $2 } /99%/ { p99 = $2 } END { print rate, p99 }' "$work/wrk" >>"$work/$1"
}
memory() { # PID: MiB of a supervisor and its workers, what they share counted once
	cat /proc/"$1"/smaps_rollup $(sed 's|\([0-9]*\) |/proc/\1/smaps_rollup |g' /proc/"$1"/task/"$1"/children) |
		awk '/^Pss:/ { kib += $2 } END { printf "%.1f", kib / 1024 }'
}

for _ in $(seq "$rounds"); do
	measure nginx 18083
	measure kept 18081
	measure anew 18082
done

middle() { sort -n "$work/$1" | awk '{ rate[NR] = $1; p99[NR] = $2 } END { print rate[int((NR + 1) / 2)], p99[int((NR + 1) / 2)] }'; }
# The ratio of each round by itself: what disturbs one, disturbs its neighbour too.
ratio() { paste -d' ' "$work/$1" "$work/nginx" | awk '{ print $1 / $3 }' | sort -n | awk '{ r[NR] = $1 } END { printf "%.2f", r[int((NR + 1) / 2)] }'; }

echo "page: $page, $longest bytes; $connections connections, $rounds rounds of $seconds s"
read -r rate p99 <<<"$(middle nginx)"
printf '%-24s %9.0f requests/s   p99 %s\n' "nginx, from a file" "$rate" "$p99"
for name in kept anew; do
	read -r rate p99 <<<"$(middle $name)"
	printf '%-24s %9.0f requests/s   p99 %-9s %s of nginx\n' "sagsgang, $name" "$rate" "$p99" "$(ratio $name)"
done
echo "memory: $(memory "$kept") MiB kept, $(memory "$anew") MiB anew"
awk -v kept="$(ratio kept)" -v anew="$(ratio anew)" -v a="$(memory "$kept")" -v b="$(memory "$anew")" 'BEGIN {
	exit !(kept >= 0.8 && anew >= 0.2 && a < 64 && b < 64) }' || { echo "below what is wanted: 0.8, 0.2, 64 MiB" >&2; exit 1; }
