#!/bin/sh
# locale.sh LOCALE: runs that program (locale.c) in locales that it makes itself, where this machine has
# what they are made of. TAP.
set -u
temp=$(mktemp -d) || exit 99
trap 'rm -rf "$temp"' EXIT
export LOCPATH="$temp"

set -- "$1" de_DE.ISO-8859-1 tr_TR.ISO-8859-9 tr_TR.UTF-8
program=$1
shift
for name; do
	localedef -i "${name%.*}" -f "${name#*.}" "$temp/$name" >"$temp/log" 2>&1
done
exec "$program" "$@"
