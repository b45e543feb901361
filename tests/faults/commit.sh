#!/bin/sh
# `git commit` with a hook that mends, whatever fails in it: index and files are each wholly old or
# wholly new, the repository is sound, no unstaged change is lost, a commit that was stopped says
# why, and the next one goes on.
. "$(dirname "$0")/lib.sh"
unstaged='
What is not staged.'

# The same as ids, by which texts are told apart in a few processes: there are thousands of looks.
id_of() {
	printf '%s\n' "$1" | git hash-object --stdin
}
faulty_id=$(id_of "$faulty")
mended_id=$(id_of "$mended")
faulty_and_more=$(id_of "$faulty$unstaged")
mended_and_more=$(id_of "$mended$unstaged")
other_id=$(id_of other)

# template: a repository with a commit and the hook, copied for each run. What git would start on its
# own, or to verify what is not there, is left out.
template() {
	repository template --fix
	put 'a page' a.md b.md
	put 'no page' c.txt
	git add .
	git commit -q --no-verify -m pages
	git config maintenance.auto false
	git config core.multiPackIndex false
	git config core.commitGraph false
	rm -f .git/hooks/*.sample
	head=$(git rev-parse HEAD)
	cd ..
}

# begin: a fresh copy, entered; its files have changed since.
begin() {
	rm -rf copy
	cp -a template copy
	cd copy
	put "$faulty" a.md b.md
}

# look: what there is: $now is HEAD, the others are the ids of texts.
look() {
	git rev-parse HEAD HEAD:a.md :a.md :b.md :c.txt >"$temp/ids" &&
		git hash-object --no-filters a.md b.md >>"$temp/ids" || return 1
	{
		read -r now
		read -r committed
		read -r staged_a
		read -r staged_b
		read -r staged_c
		read -r file_a
		read -r file_b
	} <"$temp/ids"
}

# same WHAT ID WANTED...: the id is one of those.
same() {
	what=$1
	found=$2
	shift 2
	for wanted; do
		[ "$found" != "$wanted" ] || return 0
	done
	echo "$what is torn, or what it should not be:"
	git cat-file -p "$found" || cat -v a.md b.md
	return 1
}

# went_on: the commit holds what is mended; or it was stopped, and that was told.
went_on() {
	if [ "$now" = "$head" ]; then
		[ $got -ne 0 ] || { echo 'no commit and no failure'; return 1; }
		killed || grep -q '^fencepost: .*' "$temp/err" || { echo 'not told'; return 1; }
	else
		[ $got -eq 0 ] && same 'the commit' "$committed" "$mended_id"
	fi
}

# left FILE: it was left as it is, and that was told.
left() {
	grep -q "^fencepost: $1: .*the file is left as it is" "$temp/err"
}

# next_goes_on ARGUMENT...: after a commit that was stopped, the same without a fault.
next_goes_on() {
	[ "$now" = "$head" ] || return 0
	git commit -q -m message "$@" >"$temp/next" 2>&1 || { cat "$temp/next"; return 1; }
	whole_repository && look
}

# whole_repository: nothing is left behind, and git has nothing to say against it.
whole_repository() {
	rest=$(find . -name '*.lock' -o -name '*fencepost-*')
	[ -z "$rest" ] || { echo "left behind: $rest"; return 1; }
	git fsck --strict >"$temp/fsck" 2>&1 || { cat "$temp/fsck"; return 1; }
}

# A run that was killed is tidied up by its guard, which may take a moment; and where that one was not
# there yet, by the next run.
sound_but_for_kill() {
	killed || { whole_repository; return; }
	for moment in 1 2 3 4 5 6 7 8 9 10; do
		[ -z "$(find .git -name '*.lock' -o -name 'fencepost-*')" ] && break
		sleep 0.05
	done
	[ -z "$(find .git -name '*.lock')" ] || { find .git -name '*.lock'; return 1; }
	git fsck --strict >"$temp/fsck" 2>&1 || { cat "$temp/fsck"; return 1; }
}

prepare_plain() {
	begin
	git add a.md b.md
	put "$faulty$unstaged" a.md
}

judge_plain() {
	sound_but_for_kill && look && went_on && same ':a.md' "$staged_a" "$faulty_id" "$mended_id" &&
		same ':b.md' "$staged_b" "$faulty_id" "$mended_id" &&
		same a.md "$file_a" "$faulty_and_more" "$mended_and_more" &&
		same b.md "$file_b" "$faulty_id" "$mended_id" && next_goes_on &&
		{ left a.md || same a.md "$file_a" "$mended_and_more"; } &&
		{ left b.md || same b.md "$file_b" "$mended_id"; }
}

plain_commit() {
	template
	prepare() { prepare_plain; }
	judge() { judge_plain; }
	for kind in $kinds; do
		at_each system "$kind" git commit -q -m message
	done
}

commit_all() {
	template
	prepare() { begin; }
	judge() {
		sound_but_for_kill && look && went_on &&
			same a.md "$file_a" "$faulty_id" "$mended_id" &&
			same b.md "$file_b" "$faulty_id" "$mended_id" && next_goes_on -a &&
			{ left a.md || same a.md "$file_a" "$mended_id"; } &&
			{ left b.md || same b.md "$file_b" "$mended_id"; }
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
		sound_but_for_kill && look && went_on &&
			same a.md "$file_a" "$faulty_id" "$mended_id" &&
			same b.md "$file_b" "$faulty_id" && same :c.txt "$staged_c" "$other_id" &&
			next_goes_on a.md && { left a.md || same a.md "$file_a" "$mended_id"; } &&
			same :a.md "$staged_a" "$mended_id" && same :c.txt "$staged_c" "$other_id" &&
			same b.md "$file_b" "$faulty_id"
	}
	for kind in $kinds; do
		at_each system "$kind" git commit -q -m message a.md
	done
}

# More documents than are written down to the disk one by one.
many_documents() {
	repository r --fix
	for i in $(seq 70); do
		put "$faulty" "$i.md"
	done
	git add .
	struck system 0 EIO "$fencepost" pre-commit --fix
	[ $got -eq 0 ]
	[ "$(grep -c '^fsync$' "$temp/calls")" = 1 ] # of the index
	git ls-files | grep '[.]md$' | while read -r name; do
		is "$mended" "$name" && put "$faulty" "$name"
	done
	git add .
	struck system syncfs EIO "$fencepost" pre-commit --fix
	grep -q '^syncfs!$' "$temp/calls"
	[ $got -eq 2 ]
	[ "$(cat "$temp/err")" = "fencepost: $PWD/.git/$(sed -n 's,.*/\(fencepost-[^:]*\):.*,\1,p' \
		"$temp/err"): Input/output error" ]
	for i in $(seq 70); do
		is "$faulty" "$i.md"
	done
	whole_repository
	git commit -q -m message
	git diff --quiet HEAD && git diff-files --quiet
	[ "$(git grep -l '"name": ' HEAD | wc -l)" = 70 ]
}

without_memory() {
	template
	prepare() { prepare_plain; }
	judge() { judge_plain; }
	at_each memory ENOMEM git commit -q -m message
}

# shellcheck disable=SC2086 # names
tests ${4:-plain_commit commit_all commit_path many_documents without_memory}
