#!/bin/sh
# Log-in by a real provider in a real browser: see sso.mjs.
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] || npm ci --no-audit --no-fund --silent >/dev/null
[ -d ../browser/node_modules ] || (cd ../browser && npm ci --no-audit --no-fund --silent >/dev/null)
exec node --no-warnings sso.mjs 2>&1
