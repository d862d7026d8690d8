#!/bin/sh
# Governance in a real browser: see govern.mjs.
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] || npm ci --no-audit --no-fund --silent >/dev/null
exec node govern.mjs
