#!/bin/sh
# What sqlc makes: that it compiles is seen by tests/unit/store; here what no test there runs.
set -eu
cd "$(dirname "$0")"
sqlc=${BUILD:-../../build-test}/tools/sqlc
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/noun.sql" <<'END'
-- :one n(id item_id, name text, weight real, bytes blob, sure bool) -> int
-- /* Ends */ no comment.
SELECT count(*) FROM item i WHERE i.id = :id AND i.title = :name || 'æ"\??/' AND i.weight = :weight
	AND i.bytes = :bytes AND :sure AND i.id = :id

-- :one engine() -> text
-- Two bodies.
-- :sqlite
SELECT 'sqlite'

-- :postgres
SELECT 'postgres'::text
END

n=0
check() { # NAME FILE TEXT
	n=$((n + 1))
	if grep -qF -e "$3" "$work/$2"; then echo "ok $n - $1"; else echo "not ok $n - $1"; fi
}

echo 1..8
"$sqlc" compile "$work" schema.sql -- "$work/noun.sql"
check 'SQLite takes numbers' noun.c 'i.id = ?1 AND i.title = ?2 ||'
check 'a parameter keeps its number' noun.c 'AND ?5 AND i.id = ?1"'
check 'PostgreSQL takes numbers with types' noun.c 'i.id = $1::bigint AND i.title = $2::text ||'
check 'PostgreSQL knows the other types' noun.c 'AND i.bytes = $4::bytea AND $5::bigint AND'
check 'PostgreSQL has its own body' noun.c ".postgres = \"SELECT 'postgres'::text\""
check 'text is escaped for C' noun.c "'æ\\\"\\\\?\\?/'"
check 'a purpose cannot end its comment' noun.h '/ * Ends * / no comment.'
check 'an id is a type' types.h 'struct item_id {'
