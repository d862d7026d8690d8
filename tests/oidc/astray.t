#!/bin/sh
# What a provider may do wrong: see astray.mjs.
set -eu
cd "$(dirname "$0")"
exec node --no-warnings astray.mjs 2>&1
