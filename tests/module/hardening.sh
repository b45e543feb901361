#!/bin/sh
# hardening.sh COMMAND LIBRARY: both are built so that a fault in them is hard to make use of, as the
# default options have it. TAP.
set -u

point() {
	number=$((number + 1))
	if [ "$1" = 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}

# has OPTION PATTERN FILE...: whether readelf with that option shows the pattern for every file.
has() {
	option=$1 pattern=$2
	shift 2
	for file; do
		readelf -W "$option" "$file" | grep -q -e "$pattern" || return 1
	done
}

command -v readelf >/dev/null || { echo '1..0 # SKIP no readelf'; exit 0; }
echo "1..6"
number=0
has -h 'Type: *DYN' "$1" "$2"
point $? "the command and the library lie at any address"
has -l GNU_RELRO "$1" "$2" && has -d BIND_NOW "$1" "$2"
point $? "what the linker has filled in is read-only from the start"
has -l 'GNU_STACK.* RW ' "$1" "$2"
point $? "the stack holds no code"
has -s '__stack_chk_fail' "$1" "$2"
point $? "stacks have canaries"
has -s '__[a-z]*_chk@' "$1" "$2"
point $? "calls that copy know the room there is"
case $(readelf -h "$1") in
*X86-64*) objdump -d "$1" | grep -A 1 '<main>:' | grep -q endbr64 ;;
esac
point $? "jumps go to the beginnings of functions"
