#!/bin/sh
# tests/cases/run.sh COMMAND [NAME...]: every folder beside this file (or those named) -> a point of
# TAP each. A folder is a document and what the command has to make of it:
#
#   in.md       the document; also what the command reads on stdin
#   out.txt     what `validate in.md` prints
#   fixed.md    what `validate --fix` makes of it; not there: --fix changes nothing
#   unsafe.md   the same with --unsafe-fixes
#   out.NAME    what `validate --format NAME` prints (out.json, ...)
#   args        another command line than `validate in.md`; then what is looked at is what it prints,
#               and that in.md is fixed.md afterwards (not there: as it was)
#   err.txt     what it prints on stderr; not there: nothing
#   status      its exit status; not there: 1 if out.txt tells of an error, else 0
#
# The command runs in a copy of the folder, so whatever else lies in it (settings, more documents)
# is found. Fixing once has to be fixing twice, and --diff has to say what --fix does.
set -u
command=$(readlink -f -- "$1")
cases=$(dirname -- "$(readlink -f -- "$0")")
shift
if [ $# -eq 0 ]; then
	for case in "$cases"/*/; do
		case=${case%/}
		set -- "$@" "${case##*/}"
	done
fi

export LC_ALL=C GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
unset NO_COLOR FORCE_COLOR
temp=$(mktemp -d) || exit 99
trap 'rm -rf "$temp"' EXIT
trap 'exit 99' HUP INT TERM

# same WHAT EXPECTED FOUND: the same bytes; else says in $temp/why how they differ.
same() {
	cmp -s -- "$2" "$3" && return 0
	{
		echo "$1 is not as expected:"
		diff -a -u --label expected --label found -- "$2" "$3" | cat -v
	} >>"$temp/why"
	return 1
}

# A fresh copy of the case, to run in.
fresh() {
	rm -rf "$temp/run"
	cp -R "$case" "$temp/run" && cd "$temp/run" || exit 99
}

# Runs the command (behind $WRAPPER, say a valgrind); its output is in $temp/out and $temp/err, its
# exit status in $status.
run() {
	# shellcheck disable=SC2086 # a wrapper has options
	${WRAPPER-} "$command" "$@" <"$case/in.md" >"$temp/out" 2>"$temp/err"
	status=$?
}

# What the folder says of --fix, of NAME.md: the document itself where there is no such file.
wanted() {
	if [ -e "$case/$1" ]; then echo "$case/$1"; else echo "$case/in.md"; fi
}

check_output() {
	fresh
	# shellcheck disable=SC2046 # its words are arguments
	if [ -e args ]; then run $(cat args); else run validate in.md; fi
	if [ -e status ]; then
		cp status "$temp/status"
	else
		grep -q ': error: ' out.txt && echo 1 >"$temp/status" || echo 0 >"$temp/status"
	fi
	echo "$status" >"$temp/got"
	[ -e err.txt ] || : >err.txt
	same "what it prints" out.txt "$temp/out" && same "what stderr says" err.txt "$temp/err" &&
		same "the exit status" "$temp/status" "$temp/got"
}

# Formats that have a file of their own.
check_formats() {
	for expected in "$case"/out.*; do
		format=${expected##*/out.}
		[ "$format" != txt ] || continue
		fresh
		run validate --format "$format" in.md
		same "--format $format" "$expected" "$temp/out" || return 1
	done
}

# check_fix NAME OPTION...: fixing, and fixing once more, makes NAME of in.md.
check_fix() {
	result=$1
	shift
	fresh
	run validate --fix "$@" in.md
	same "the file after --fix $*" "$(wanted "$result")" in.md || return 1
	run validate --fix "$@" in.md
	same "the file after --fix $* twice" "$(wanted "$result")" in.md
}

check_diff() {
	fresh
	run validate --diff in.md
	[ -s "$temp/out" ] || return 0
	git apply --whitespace=nowarn "$temp/out" 2>>"$temp/why" || return 1
	same "the file after applying --diff" "$(wanted fixed.md)" in.md
}

check_case() {
	check_output || return 1
	if [ -e args ]; then
		same "the file afterwards" "$(wanted fixed.md)" in.md
		return
	fi
	check_formats && check_fix fixed.md && check_diff || return 1
	[ ! -e "$case/unsafe.md" ] || check_fix unsafe.md --unsafe-fixes
}

echo "1..$#"
number=0
failed=0
for name; do
	case=$cases/$name
	number=$((number + 1))
	: >"$temp/why"
	if check_case; then
		echo "ok $number - $name"
	else
		failed=1
		echo "not ok $number - $name"
		sed 's/^/# /' "$temp/why"
	fi
done
exit $failed
