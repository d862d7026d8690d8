#!/bin/sh
# What htmlc must refuse, and with which words: *.cases (../refuse.sh).
set -eu
cd "$(dirname "$0")"
noun=noun.html
. ../refuse.sh

compile() {
	"$build/tools/htmlc" "$1" "$2"
}

refuse_all
