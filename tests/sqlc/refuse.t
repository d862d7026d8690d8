#!/bin/sh
# What sqlc must refuse, and with which words: *.cases (../refuse.sh).
set -eu
cd "$(dirname "$0")"
noun=noun.sql
. ../refuse.sh

compile() {
	"$build/tools/sqlc" compile "$1" schema.sql -- "$2"
}

refuse_all
