#!/bin/sh
# `validate --since REV`: only blocks that are new or changed since the merge base are reported.
. "$(dirname "$0")/lib.sh"

# A branch `topic` that left the other one, which has gone on since.
branches() {
	repository r
	rm .git/hooks/pre-commit
	mkdir docs
	put "$faulty" old.md docs/moved.md changed.md
	seq 1 30 >>docs/moved.md
	git add .
	git commit -q -m old
	git branch -M trunk
	git checkout -q -b topic
}

count() {
	grep -c ': error: ' "$temp/out" || :
}

only_what_is_new_or_changed_is_reported() {
	branches
	git mv docs/moved.md docs/there.md
	printf '\n%s\n' "$other" >>changed.md
	put "$other" new.md
	git add .
	git commit -q -m topic
	put "$other" untracked.md
	ends 1 validate --since trunk
	[ "$(count)" -eq 3 ]
	grep -q '^changed.md:10:12' "$temp/out"
	grep -q '^new.md:4:12' "$temp/out"
	grep -q '^untracked.md:4:12' "$temp/out"
	grep -q '^5 files, 3 blocks: 3 errors' "$temp/out"
	ends 1 validate
	[ "$(count)" -eq 6 ]
	ends 0 validate --since trunk old.md
}

it_is_the_merge_base_that_counts() {
	branches
	git checkout -q trunk
	put "$mended" old.md
	git commit -q -a -m 'mended in trunk'
	git checkout -q topic
	ends 0 validate --since trunk
	[ "$(tail -n1 "$temp/out")" = '3 files, 0 blocks: 0 errors, 0 warnings' ]
}

every_file_that_was_checked_counts() {
	branches
	printf '\n%s\n' "$other" >>changed.md
	echo text >none.md
	ends 1 validate --since HEAD --format json
	tr -d ' \n' <"$temp/out" | grep -q '"summary":{"files":4,"blocks":1,"errors":1,'
	tr -d ' \n' <"$temp/out" | grep -q '"line":9,"index":1'
}

only_what_is_new_is_mended() {
	branches
	printf '\n%s\n' "$other" >>changed.md
	put "$other" new.md
	ends 0 validate --since trunk --fix
	printf '%s\n\n%s\n' "$faulty" "$other_mended" | cmp - changed.md
	is "$other_mended" new.md
	is "$faulty" old.md
}

it_works_from_a_folder_and_for_absolute_names() {
	branches
	printf '\n%s\n' "$other" >>docs/moved.md
	put "$other" "docs/new
line.md"
	git add .
	cd docs
	ends 1 validate --since trunk
	[ "$(count)" -eq 2 ]
	ends 1 validate --since trunk "$PWD/moved.md" ../old.md
	[ "$(count)" -eq 1 ]
	cd "$temp"
	ends 2 validate --since trunk
	grep -q '^fencepost: git .*not a git repository' "$temp/err"
}

stdin_is_compared_by_its_name() {
	branches
	printf '%s\n\n%s\n' "$faulty" "$other" >"$temp/new"
	"$fencepost" validate --since trunk --stdin-filename old.md - <"$temp/new" >"$temp/out" && exit 1
	[ "$(count)" -eq 1 ]
	grep -q '^old.md:10:12' "$temp/out"
	"$fencepost" validate --since trunk - <"$temp/new" >"$temp/out" && exit 1
	[ "$(count)" -eq 2 ]
}

a_file_that_git_no_longer_tracks_is_compared_too() {
	branches
	git rm -q --cached old.md
	git commit -q -m 'no longer tracked'
	ends 0 validate --since trunk
	printf '\n%s\n' "$other" >>old.md
	ends 1 validate --since trunk
	[ "$(count)" -eq 1 ]
}

a_revision_that_does_not_serve_is_refused() {
	branches
	ends 2 validate --since nowhere
	[ "$(wc -l <"$temp/err")" -eq 1 ]
	[ ! -s "$temp/out" ]
	ends 2 validate --since --all
	git checkout -q --orphan lonely
	git commit -q -m lonely
	ends 2 validate --since trunk
	grep -q "^fencepost: HEAD and 'trunk' have no commit in common" "$temp/err"
}

tests only_what_is_new_or_changed_is_reported it_is_the_merge_base_that_counts \
	every_file_that_was_checked_counts only_what_is_new_is_mended \
	it_works_from_a_folder_and_for_absolute_names stdin_is_compared_by_its_name \
	a_file_that_git_no_longer_tracks_is_compared_too a_revision_that_does_not_serve_is_refused
