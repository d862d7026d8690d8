#!/bin/sh
# Meetings and agendas in a real browser: see agenda.mjs.
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] || npm ci --no-audit --no-fund --silent >/dev/null
exec node agenda.mjs
