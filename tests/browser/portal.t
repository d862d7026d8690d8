#!/bin/sh
# Every page of the portal in a real browser: see portal.mjs.
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] || npm ci --no-audit --no-fund --silent >/dev/null
exec node portal.mjs
