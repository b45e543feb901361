# Sourced by the scripts beside it, which are called with the command and faults.so: a fault at each
# call of the system, or at each request for memory, in turn.
. "$(dirname "$0")/../hook/lib.sh"
shim=$(readlink -f -- "$2")

# Of the calls each $every-th is struck, so that a quick run has a part of them.
every=${3:-1}
kinds='EIO EACCES ENOSPC EINTR EMFILE EAGAIN short kill stop'

# struck OF AT AS COMMAND...: runs it with a fault; its status is in $got, the calls in ./calls.
struck() {
	of=$1 at=$2 as=$3
	shift 3
	rm -f "$temp/calls"
	got=0
	FAULT_PROGRAM=fencepost FAULT_OF=$of FAULT_AT=$at FAULT_AS=$as FAULT_LOG="$temp/calls" \
		LD_PRELOAD="$shim" "$@" >"$temp/out" 2>"$temp/err" </dev/null || got=$?
}

# at_each OF AS COMMAND...: calls `prepare`, runs the command with the fault and calls `judge`; again
# and again, until every call has had it. Both begin in the same folder.
at_each() {
	of=$1 as=$2
	shift 2
	here=$PWD
	prepare
	struck "$of" 0 "$as" "$@"
	count=$(wc -l <"$temp/calls")
	[ "$as" != EIO ] || [ "$count" -gt 20 ] || { echo "only $count calls"; cat "$temp/err"; return 1; }
	n=1
	while [ "$n" -le "$count" ]; do
		cd "$here"
		prepare
		struck "$of" "$n" "$as" "$@"
		if grep -qs '!' "$temp/calls" && ! judge >"$temp/verdict" 2>&1; then
			echo "$as at call $n of $count, status $got:" \
				"$(sed '/!/q' "$temp/calls" | tail -n 5 | tr '\n' ' ')"
			cat -v "$temp/verdict" "$temp/out" "$temp/err"
			return 1
		fi
		n=$((n + every))
	done
	cd "$here"
}

# The words of the system for the fault that was struck.
reason() {
	case $as in
	EIO) echo 'Input/output error' ;;
	EACCES) echo 'Permission denied' ;;
	ENOSPC) echo 'No space left on device' ;;
	EINTR) echo 'Interrupted system call' ;;
	EMFILE) echo 'Too many open files' ;;
	EAGAIN) echo 'Resource temporarily unavailable' ;;
	esac
}

# killed: whether the fault is an end that nobody can catch.
killed() {
	[ "$as" = kill ] || [ "$as" = stop ]
}

# whole FILE NAME: the file is wholly $faulty or wholly $mended; $state is `old` or `new`.
whole() {
	state=
	printf '%s\n' "$faulty" | cmp -s - "$1" && state=old
	printf '%s\n' "$mended" | cmp -s - "$1" && state=new
	[ -n "$state" ] || { echo "$1 is neither old nor new:"; cat -v "$1"; return 1; }
}
