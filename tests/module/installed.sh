#!/bin/sh
# installed.sh BUILD SOURCE: installs the library to a temporary place, and builds and runs small.c
# against what is there, as pkg-config says: as C11 and as C++17, with gcc and with clang. A point of
# TAP for each compiler; those that are not installed are skipped.
set -u
build=$1 source=$2
temp=$(mktemp -d) || exit 99
trap 'rm -rf "$temp"' EXIT

meson install -C "$build" --no-rebuild --quiet --destdir "$temp/root" >"$temp/log" 2>&1 ||
	{ cat "$temp/log" && exit 99; }
pc=$(find "$temp/root" -name fencepost.pc)
export PKG_CONFIG_PATH="${pc%/*}" PKG_CONFIG_SYSROOT_DIR="$temp/root"
flags=$(pkg-config --cflags --libs fencepost) || exit 99
LD_LIBRARY_PATH=$(dirname "$(find "$temp/root" -name libfencepost.so)")
export LD_LIBRARY_PATH
printf '```json\n{"a": 1}\n```\n' >"$temp/expected"

# host COMPILER STANDARD LANGUAGE
host() {
	number=$((number + 1))
	if ! command -v "$1" >/dev/null; then
		echo "ok $number - $1 $2 # SKIP not installed"
		return
	fi
	# shellcheck disable=SC2086 # flags are words
	if "$1" -std="$2" -x "$3" -Wall -Wextra -pedantic -Werror "$source/small.c" \
		-o "$temp/small" $flags 2>"$temp/log" &&
		"$temp/small" >"$temp/out" 2>"$temp/log" && cmp "$temp/out" "$temp/expected" >>"$temp/log"; then
		echo "ok $number - $1 $2"
	else
		echo "not ok $number - $1 $2"
		sed 's/^/# /' "$temp/log"
	fi
}

echo "1..4"
number=0
host gcc c11 c
host g++ c++17 c++
host clang c11 c
host clang++ c++17 c++
