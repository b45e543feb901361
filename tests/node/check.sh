#!/bin/sh
# check.sh FENCEPOST ADDON: what check() does, told by check.mjs in TAP.
set -eu
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
. "$(dirname "$0")/lib.sh"
install_into "$temp"
cp "$(dirname "$0")/check.mjs" "$temp"
cd "$temp"
node --expose-gc --test-reporter=tap check.mjs
