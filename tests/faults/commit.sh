#!/bin/sh
# `git commit` with a hook that mends, whatever fails in it: index and files are each wholly old or
# wholly new, the repository is sound, no unstaged change is lost, a commit that was stopped says
# why, and the next one goes on.
. "$(dirname "$0")/lib.sh"
unstaged='
What is not staged.'

# template: a repository with a commit and the hook, copied for each run.
template() {
	repository template --fix
	put 'a page' a.md b.md
	git add a.md b.md
	git commit -q --no-verify -m pages
	cd ..
}

# begin: a fresh copy, entered; its files have changed since.
begin() {
	rm -rf copy
	cp -a template copy
	cd copy
	put "$faulty" a.md b.md
	head=$(git rev-parse HEAD)
}

# one_of FILE TEXT TEXT: the file is the one or the other.
one_of() {
	printf '%s\n' "$2" | cmp -s - "$1" || printf '%s\n' "$3" | cmp -s - "$1" ||
		{ echo "$1 is torn:"; cat -v "$1"; return 1; }
}

# whole_index PATH: what is staged there is $faulty or $mended.
whole_index() {
	git cat-file blob ":$1" >"$temp/staged" && whole "$temp/staged"
}

# went_on PATH: the commit holds what is mended; or it was stopped, and that was told.
went_on() {
	if [ "$(git rev-parse HEAD)" = "$head" ]; then
		[ $got -ne 0 ] || { echo 'no commit and no failure'; return 1; }
		killed || grep -q '^fencepost: .*' "$temp/err"
	else
		[ $got -eq 0 ] && git cat-file blob "HEAD:$1" >"$temp/blob" && whole "$temp/blob" &&
			[ "$state" = new ] || { echo 'committed as it was'; return 1; }
	fi
}

# mended_or_left TEXT FILE: the file has that text, or was left as it was, and that was told.
mended_or_left() {
	grep -q "^fencepost: $2: .*the file is left as it is" "$temp/err" || is "$1" "$2"
}

plain_commit() {
	template
	prepare() {
		begin
		git add a.md b.md
		put "$faulty$unstaged" a.md
	}
	judge() {
		sound_but_for_kill && went_on a.md && whole_index a.md && whole_index b.md &&
			one_of a.md "$faulty$unstaged" "$mended$unstaged" && one_of b.md "$faulty" "$mended" &&
			next_goes_on && mended_or_left "$mended$unstaged" a.md && mended_or_left "$mended" b.md
	}
	for kind in $kinds; do
		at_each system "$kind" git commit -q -m message
	done
}

commit_all() {
	template
	prepare() {
		begin
	}
	judge() {
		sound_but_for_kill && went_on a.md &&
			one_of a.md "$faulty" "$mended" && one_of b.md "$faulty" "$mended" &&
			next_goes_on -a && mended_or_left "$mended" a.md && mended_or_left "$mended" b.md
	}
	for kind in $kinds; do
		at_each system "$kind" git commit -q -a -m message
	done
}

commit_path() {
	template
	prepare() {
		begin
		put other c.txt
		git add c.txt
	}
	judge() {
		sound_but_for_kill && went_on a.md && one_of a.md "$faulty" "$mended" &&
			is "$faulty" b.md && staged other c.txt &&
			next_goes_on a.md && mended_or_left "$mended" a.md && staged "$mended" a.md &&
			staged other c.txt && is "$faulty" b.md
	}
	for kind in $kinds; do
		at_each system "$kind" git commit -q -m message a.md
	done
}

# A run that was killed is tidied up by its guard, which may take a moment; and where that one was not
# there yet, by the next run.
sound_but_for_kill() {
	killed || { sound; return; }
	for moment in 1 2 3 4 5 6 7 8 9 10; do
		[ -z "$(find .git -name '*.lock' -o -name 'fencepost-*')" ] || sleep 0.05
	done
	[ -z "$(find .git -name '*.lock')" ] || { find .git -name '*.lock'; return 1; }
	git fsck --strict >"$temp/fsck" 2>&1 || { cat "$temp/fsck"; return 1; }
}

# next_goes_on ARGUMENT...: after a commit that was stopped, the same without a fault.
next_goes_on() {
	if [ "$(git rev-parse HEAD)" = "$head" ]; then
		git commit -q -m message "$@" >"$temp/next" 2>&1 || { cat "$temp/next"; return 1; }
	fi
	sound
}

without_memory() {
	template
	prepare() {
		begin
		git add a.md b.md
		put "$faulty$unstaged" a.md
	}
	judge() {
		sound && went_on a.md && whole_index a.md && whole_index b.md &&
			one_of a.md "$faulty$unstaged" "$mended$unstaged" && one_of b.md "$faulty" "$mended" &&
			next_goes_on && mended_or_left "$mended$unstaged" a.md
	}
	at_each memory ENOMEM git commit -q -m message
}

# shellcheck disable=SC2086 # names
tests ${4:-plain_commit commit_all commit_path without_memory}
