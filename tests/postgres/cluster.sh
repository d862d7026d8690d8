# A PostgreSQL cluster of one's own, in a temporary folder, on a socket there and (where a port is given) on 127.0.0.1.  To be
# sourced.  The server refuses to run as root, so root runs it as the user postgres, whom its package makes.
#
#   cluster_make FOLDER [initdb's arguments]
#   cluster_start FOLDER [NAME=VALUE of postgresql.conf...]
#   cluster_stop FOLDER
#   cluster_as COMMAND...     runs it as the server's user

cluster_bin=${POSTGRES_BIN:-$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)}
[ -x "$cluster_bin/initdb" ] || cluster_bin=$(dirname "$(command -v initdb || echo /)")

cluster_as() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --reuid=postgres --regid=postgres --clear-groups env HOME=/tmp LC_ALL=C "$@"
	else
		env LC_ALL=C "$@"
	fi
}

cluster_make() {
	folder=$1
	shift
	if [ ! -x "$cluster_bin/initdb" ]; then
		echo "PostgreSQL is missing: tools/deps test installs it" >&2
		return 1
	fi
	mkdir -p "$folder"
	[ "$(id -u)" != 0 ] || chown postgres "$folder"
	chmod 755 "$folder"
	cluster_as "$cluster_bin/initdb" --pgdata="$folder/data" --username=sagsgang --auth=trust --encoding=UTF8 \
		--locale=C --no-sync "$@" >"$folder.log" 2>&1 || { cat "$folder.log" >&2; return 1; }
}

cluster_start() {
	folder=$1
	shift
	settings="-c unix_socket_directories=$folder -c listen_addresses="
	for setting in "$@"; do settings="$settings -c $setting"; done
	cluster_as "$cluster_bin/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --options="$settings" --wait --timeout=60 \
		start >"$folder.log" 2>&1 || { cat "$folder.log" "$folder/log" >&2; return 1; }
}

cluster_stop() { # FOLDER [MODE]
	[ ! -f "$1/data/postmaster.pid" ] ||
		cluster_as "$cluster_bin/pg_ctl" --pgdata="$1/data" --mode="${2:-immediate}" --wait stop >/dev/null 2>&1
}
