# Sourced by the scripts beside it, which are called with the path of the command. A test is a shell
# function; `tests NAME...` runs each in a folder of its own and prints a point of TAP. What a
# failing test has printed follows it, commented out.
set -u
fencepost=$(readlink -f -- "$1")
export LC_ALL=C.UTF-8 GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 TERM=xterm
unset NO_COLOR GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
temp=$(mktemp -d) || exit 99
trap 'chmod -R u+rwX "$temp"; rm -rf "$temp"' EXIT
trap 'exit 99' HUP INT TERM

# A document with a fault that --fix mends, what it becomes, one with a fault that no fix mends.
faulty='# A page

```json
{"name" "value"}
```'
mended='# A page

```json
{"name": "value"}
```'
hopeless='```har
[]
```'

# put TEXT FILE...: writes the text and a line end.
put() {
	text=$1
	shift
	for file; do
		printf '%s\n' "$text" >"$file" || return 1
	done
}

# is TEXT FILE: whether the file holds that text and a line end.
is() {
	printf '%s\n' "$1" | cmp - "$2" || { cat -v -- "$2"; return 1; }
}

# ends STATUS ARGUMENT...: runs the command; what it prints is in ./out and ./err afterwards.
ends() {
	wanted=$1
	shift
	got=0
	"$fencepost" "$@" >"$temp/out" 2>"$temp/err" || got=$?
	[ $got -ne "$wanted" ] || return 0
	echo "fencepost $*: exit status $got, not $wanted"
	cat -v "$temp/out" "$temp/err"
	return 1
}

# says TEXT / warns TEXT: whether stdout / stderr of the last run has that line.
says() {
	grep -qxF -e "$1" "$temp/out" || { echo "stdout lacks: $1"; cat -v "$temp/out"; return 1; }
}
warns() {
	grep -qxF -e "$1" "$temp/err" || { echo "stderr lacks: $1"; cat -v "$temp/err"; return 1; }
}

# quiet: whether stderr of the last run is empty; silent: stdout too.
quiet() {
	[ ! -s "$temp/err" ] || { echo "stderr:"; cat -v "$temp/err"; return 1; }
}
silent() {
	quiet && [ ! -s "$temp/out" ] || { echo "stdout:"; cat -v "$temp/out"; return 1; }
}

# not COMMAND...: whether it fails (`! COMMAND` alone would not end a test).
not() {
	if "$@"; then
		echo "unexpected: $*"
		return 1
	fi
}

# skip WHY: ends a test that cannot run here.
skip() {
	echo "$1" >"$temp/skip"
	exit 0
}

tests() {
	echo "1..$#"
	number=0
	failed=0
	for name; do
		number=$((number + 1))
		rm -f "$temp/skip"
		mkdir "$temp/$number" && cd "$temp/$number" || exit 99
		# Not as a condition: there `set -e` would count for nothing.
		(set -e; "$name") >"$temp/log" 2>&1
		if [ $? -eq 0 ]; then
			if [ -e "$temp/skip" ]; then
				echo "ok $number - $name # SKIP $(cat "$temp/skip")"
			else
				echo "ok $number - $name"
			fi
		else
			failed=1
			echo "not ok $number - $name"
			sed 's/^/# /' "$temp/log"
		fi
	done
	exit $failed
}
