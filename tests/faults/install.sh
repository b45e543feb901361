#!/bin/sh
# `install` and `uninstall`, whatever fails in them: there is a hook at every moment where there was
# one, ours or the one of before, the latter is never lost, what could not be done is told and ends
# with 2, and the next run does it.
. "$(dirname "$0")/lib.sh"
kinds="$kinds EPERM EOPNOTSUPP"
hook=.git/hooks/pre-commit
kept=$hook.before-fencepost

# begin: a repository without a hook, entered; $ours and $theirs are hooks.
begin() {
	git init -q --template= r
	cd r
	"$fencepost" install --fix >/dev/null
	ours=$temp/ours
	mv $hook "$ours"
	theirs=$temp/theirs
	printf '#!/bin/sh\n# not ours\n' >"$theirs"
	chmod 755 "$theirs"
}

# has FILE HOOK: the hook is there, whole and executable; ours names the command in one way or another.
has() {
	sed 's/^fencepost=.*//' "$1" >"$temp/has" 2>&1 &&
		sed 's/^fencepost=.*//' "$2" | cmp -s - "$temp/has" && [ -x "$1" ]
}

# told_or_done: the work was done, or it was told that and why it was not. A report that could not be
# printed is told too, when all is done.
told_or_done() {
	case $got in
	0) [ -z "${1:-}" ] || { echo 'not done, and not told'; return 1; } ;;
	2) [ "$(wc -l <"$temp/err")" = 1 ] && grep -q '^fencepost: .' "$temp/err" ;;
	137) killed ;;
	*) return 1 ;;
	esac
}

# nothing_else NAME...: only a run that was killed, or may not remove it, leaves something beside the hooks.
nothing_else() {
	[ $got -eq 137 ] || grep -q '^unlink!' "$temp/calls" ||
		[ "$(ls -A .git/hooks | paste -s -d ' ')" = "$*" ] || { ls -A .git/hooks; return 1; }
}

a_hook_is_put_in_whole_or_not_at_all() {
	begin
	prepare() { rm -rf .git/hooks; }
	judge() {
		if [ -e $hook ]; then
			has $hook "$ours" && told_or_done && nothing_else pre-commit
		else
			told_or_done not && { [ ! -e .git/hooks ] || nothing_else; }
		fi && "$fencepost" install --fix >/dev/null && has $hook "$ours"
	}
	for kind in $kinds; do
		at_each system "$kind" "$fencepost" install --fix
	done
	at_each memory ENOMEM "$fencepost" install --fix
}

another_mode_takes_the_place_of_the_old_one() {
	begin
	prepare() {
		rm -rf .git/hooks
		"$fencepost" install >/dev/null
		cp $hook "$temp/other"
	}
	judge() {
		if has $hook "$temp/other"; then
			told_or_done not
		else
			has $hook "$ours" && told_or_done
		fi && nothing_else pre-commit && "$fencepost" install --fix >/dev/null && has $hook "$ours"
	}
	for kind in $kinds; do
		at_each system "$kind" "$fencepost" install --fix
	done
}

# Where it was killed between the two names, the hook of before has both.
a_foreign_hook_is_in_force_until_ours_calls_it() {
	begin
	prepare() {
		rm -rf .git/hooks
		mkdir .git/hooks
		cp -p "$theirs" $hook
	}
	judge() {
		if has $hook "$theirs"; then
			told_or_done not && nothing_else pre-commit
		else
			has $hook "$ours" && has $kept "$theirs" && told_or_done &&
				nothing_else pre-commit pre-commit.before-fencepost
		fi && "$fencepost" install --force --fix >/dev/null && has $hook "$ours" &&
			has $kept "$theirs"
	}
	for kind in $kinds; do
		at_each system "$kind" "$fencepost" install --force --fix
	done
	at_each memory ENOMEM "$fencepost" install --force --fix
}

ours_is_in_force_until_the_one_of_before_is_back() {
	begin
	prepare() {
		rm -rf .git/hooks
		mkdir .git/hooks
		cp -p "$ours" $hook
		cp -p "$theirs" $kept
	}
	judge() {
		if has $hook "$ours"; then
			has $kept "$theirs" && told_or_done not
		else
			has $hook "$theirs" && [ ! -e $kept ] && told_or_done && return
		fi && "$fencepost" uninstall >/dev/null && has $hook "$theirs" && [ ! -e $kept ]
	}
	for kind in $kinds; do
		at_each system "$kind" "$fencepost" uninstall
	done
}

# shellcheck disable=SC2086 # names
tests ${4:-a_hook_is_put_in_whole_or_not_at_all another_mode_takes_the_place_of_the_old_one \
	a_foreign_hook_is_in_force_until_ours_calls_it \
	ours_is_in_force_until_the_one_of_before_is_back}
