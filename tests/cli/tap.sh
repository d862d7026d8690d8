# Counts checks and prints TAP; each test script is sourced below it and works in a folder of its own.
set -u
count=0
failures=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sagsgang=${SAGSGANG:-build/sagsgang}

# What --db takes: a new file, or a new schema where TEST_DATABASE names a PostgreSQL (tests/postgres/with).
database() { # NAME
	if [ -z "${TEST_DATABASE:-}" ]; then
		echo "$work/$1.db"
		return
	fi
	psql -qX "$TEST_DATABASE" -c "CREATE SCHEMA cli_$$_$1" >&2
	echo "$TEST_DATABASE&options=-csearch_path%3Dcli_$$_$1"
}
SAGSGANG_DB=$(database test)
export SAGSGANG_DB
unset SAGSGANG_LANG SAGSGANG_NOW

ok() { # STATUS WHAT
	count=$((count + 1))
	if [ "$1" = 0 ]; then
		echo "ok $count - $2"
	else
		echo "not ok $count - $2"
		failures=$((failures + 1))
	fi
}

# is GOT WANTED WHAT
is() {
	[ "$1" = "$2" ]
	ok $? "$3"
	[ "$1" = "$2" ] || printf '# got:    %s\n# wanted: %s\n' "$(printf %s "$1" | head -c 600)" "$(printf %s "$2" | head -c 600)" |
		sed 's/^\([^#]\)/# \1/'
}

# has TEXT WORDS WHAT
has() {
	case $1 in
	*"$2"*) ok 0 "$3" ;;
	*)
		ok 1 "$3"
		printf '%s\n' "$1" | head -20 | sed 's/^/# /'
		;;
	esac
}

# status WANTED WHAT COMMAND...: runs it, its output in $out
status() {
	wanted=$1
	what=$2
	shift 2
	out=$("$@" 2>&1)
	is $? "$wanted" "$what"
}

finish() {
	echo "1..$count"
	[ $failures = 0 ]
	exit
}
