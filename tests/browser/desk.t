#!/bin/sh
# The desk in a real browser: see desk.mjs.
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] || npm ci --no-audit --no-fund --silent >/dev/null
exec node desk.mjs
