#!/bin/sh
# `validate --fix` replaces a file whole or not at all.
. "$(dirname "$0")/lib.sh"

fixing_mends_and_says_what_is_left() {
	put "$faulty" a.md
	put "$hopeless" b.md
	ends 1 validate --fix
	is "$mended" a.md
	is "$hopeless" b.md
	not grep -q '^a.md' "$temp/out"
	grep -q '^b.md:' "$temp/out"
	ends 0 validate --fix a.md
	quiet
}

a_file_that_is_well_is_not_touched() {
	put "$mended" a.md
	touch -d '2001-01-01' a.md
	before=$(stat -c '%i %Y %Z' a.md)
	ends 0 validate --fix a.md
	[ "$(stat -c '%i %Y %Z' a.md)" = "$before" ]
}

mode_and_owner_are_kept() {
	put "$faulty" a.md
	chmod 640 a.md
	[ "$(id -u)" -ne 0 ] || chown 65534:65534 a.md
	before=$(stat -c '%a %u %g' a.md)
	ends 0 validate --fix a.md
	is "$mended" a.md
	[ "$(stat -c '%a %u %g' a.md)" = "$before" ]
}

a_link_that_is_named_is_written_through() {
	mkdir real links
	put "$faulty" real/a.md
	ln -s ../real/a.md links/a.md
	ends 0 validate --fix links/a.md
	[ -L links/a.md ]
	[ ! -L real/a.md ]
	is "$mended" real/a.md
	[ "$(ls -A links real)" = "$(printf 'links:\na.md\n\nreal:\na.md')" ]
}

both_names_of_a_hard_link_are_mended() {
	put "$faulty" a.md
	ln a.md b.md
	ends 0 validate --fix
	is "$mended" a.md
	is "$mended" b.md
}

a_file_that_may_not_be_written_is_told_and_left() {
	put "$faulty" a.md b.md
	chmod 444 a.md
	if [ "$(id -u)" -eq 0 ]; then
		command -v setpriv >/dev/null || skip 'no setpriv to give up being root'
		chmod 755 ..
		chmod 777 .
		chown 65534 a.md b.md
		setpriv --reuid 65534 --regid 65534 --clear-groups test -x "$fencepost" ||
			skip 'another user cannot reach the command'
		set -- setpriv --reuid 65534 --regid 65534 --clear-groups
	else
		set --
	fi
	status=0
	"$@" "$fencepost" validate --fix a.md b.md >"$temp/out" 2>"$temp/err" || status=$?
	[ $status -eq 2 ]
	warns 'fencepost: a.md: cannot be written: Permission denied'
	is "$faulty" a.md
	is "$mended" b.md
}

a_full_disk_leaves_the_file_as_it_was() {
	mkdir disk
	mount -t tmpfs -o size=64k none disk 2>/dev/null || skip 'no disk to fill'
	trap 'umount disk' EXIT
	put "$faulty" disk/a.md
	head -c 1000000 /dev/zero >disk/full 2>/dev/null || true
	ends 2 validate --fix disk/a.md
	warns 'fencepost: disk/a.md: cannot be written: No space left on device'
	is "$faulty" disk/a.md
	[ "$(ls -A disk)" = "$(printf 'a.md\nfull')" ]
}

a_file_over_the_size_limit_of_the_shell_leaves_no_temporary() {
	{ printf '%s\n' "$faulty"; head -c 4000 /dev/zero | tr '\0' 'x'; } >a.md
	cp a.md before
	(ulimit -f 1 && ends 2 validate --fix -q a.md)
	warns 'fencepost: a.md: cannot be written: File too large'
	cmp a.md before
	[ "$(ls -A)" = "$(printf 'a.md\nbefore')" ]
}

a_signal_leaves_every_file_whole_and_no_temporary() {
	i=0
	while [ $i -lt 600 ]; do
		put "$faulty" $i.md
		i=$((i + 1))
	done
	for delay in 0.004 0.006 0.008 0.01 0.015 0.02 0.025 0.03 0.04 0.05; do
		"$fencepost" validate --fix -q . &
		sleep $delay
		kill -TERM $! 2>/dev/null || true
		wait $! || true
	done
	[ "$(ls -A | grep -vc '^[0-9]*\.md$')" -eq 0 ]
	printf '%s\n' "$faulty" >"$temp/old"
	printf '%s\n' "$mended" >"$temp/new"
	for file in *.md; do
		cmp -s "$file" "$temp/old" || cmp "$file" "$temp/new"
	done
}

unsafe_fixes_are_applied_where_they_are_asked_for() {
	printf '```har\n{"method": "GET", "url": "https://example.com//a"}\n```\n' >a.md
	cp a.md before
	ends 0 validate --fix a.md
	cmp a.md before
	ends 0 validate --fix --unsafe-fixes a.md
	not cmp -s a.md before
}

tests fixing_mends_and_says_what_is_left \
	a_file_that_is_well_is_not_touched \
	mode_and_owner_are_kept \
	a_link_that_is_named_is_written_through \
	both_names_of_a_hard_link_are_mended \
	a_file_that_may_not_be_written_is_told_and_left \
	a_full_disk_leaves_the_file_as_it_was \
	a_file_over_the_size_limit_of_the_shell_leaves_no_temporary \
	a_signal_leaves_every_file_whole_and_no_temporary \
	unsafe_fixes_are_applied_where_they_are_asked_for
