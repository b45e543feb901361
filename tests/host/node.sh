# Sourced after lib.sh by the hosts that run on Node.js; they are called with the command and the module.
. "$(dirname "$0")/../node/lib.sh"

# Where the faults stand, with columns in UTF-16 units: `é😀` is one more.
mended_places16='mended.md:12:79 json-missing-colon
mended.md:18:25 json-missing-colon
mended.md:24:9 json-missing-comma'
left_places16='left.md:11:30 har-wrong-type
left.md:17:34 har-wrong-type'

# needs HOST PACKAGE: ends the script where tests/run has not installed that.
needs() {
	host_modules=$FENCEPOST_NPM/$1/node_modules
	[ -e "$host_modules/$2/package.json" ] || skip_all "no $2 in $FENCEPOST_NPM/$1"
	ln -s "$host_modules" "$temp/node_modules"
}

# at_level LEVEL FILE PLACES: whether each place is said once, at that level.
at_level() {
	names_once "$2" "$3" || return 1
	printf '%s\n' "$3" >"$temp/places"
	while read -r place rule; do
		grep -F -e "$place" "$2" | grep -qE "(^|[^a-z])$1([^a-z]|$)" ||
			{ echo "$place is not $1:"; cat -v "$2"; return 1; }
	done <"$temp/places"
}
