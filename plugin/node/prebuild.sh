#!/bin/sh
# prebuild.sh NODE ADDON STAMP: puts the addon, without what only a debugger reads, where index.cjs
# looks for it on this platform. A checkout that cannot be written to is left as it is.
set -eu
here=$(dirname -- "$(readlink -f -- "$0")")
folder=$here/prebuilds/$("$1" -p 'require(process.argv[1])' "$here/platform.cjs")
if mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ]; then
	strip --strip-unneeded -o "$folder/.new" "$2" 2>/dev/null || cp "$2" "$folder/.new"
	mv "$folder/.new" "$folder/fencepost.node"
fi
: >"$3"
