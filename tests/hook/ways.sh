#!/bin/sh
# `fencepost pre-commit --fix` as a hook, in each way by which git comes to a commit.
. "$(dirname "$0")/lib.sh"

# branches: `trunk` (checked out) and `side`, which have both changed c.txt since they parted.
branches() {
	repository r --fix
	put "$other_mended" a.md
	put first c.txt
	git add .
	git commit -q -m first
	git branch -M trunk
	git checkout -q -b side
	put side c.txt
	git commit -q -a -m side
	git checkout -q trunk
	put trunk c.txt
	git commit -q -a -m trunk
}

# on_side FILE: a commit there that adds the file, faulty.
on_side() {
	git checkout -q side
	put "$faulty" "$1"
	git add "$1"
	git commit -q --no-verify -m "$1"
	git checkout -q trunk
}

# solve: what a person does after a conflict, with a new fault in it.
solve() {
	put both c.txt
	put "$faulty" a.md
	git add a.md c.txt
}

mended_and_clean() {
	committed "$mended" a.md
	is "$mended" a.md
	clean
}

parents() {
	[ "$(git rev-list --parents -1 HEAD | wc -w)" -eq $(($1 + 1)) ]
}

merges_are_concluded_in_every_way() {
	branches
	on_side theirs.md
	start=$(git rev-parse HEAD)
	for how in '' -a '-i a.md c.txt'; do
		git reset -q --hard "$start"
		not git merge side >/dev/null 2>&1
		solve
		commits $how
		parents 2
		is "$faulty" theirs.md
		mended_and_clean
	done
	git reset -q --hard "$start"
	git commit -q --allow-empty -m more
	not git merge --squash side >/dev/null 2>&1
	solve
	commits
	parents 1
	is "$mended" theirs.md
	mended_and_clean
}

a_merge_of_many_answers_for_none_of_them() {
	repository r --fix
	git branch -M trunk
	for name in one two three; do
		git checkout -q -b $name trunk
		put "$faulty" $name.md
		git add .
		git commit -q --no-verify -m $name
	done
	git checkout -q trunk
	git commit -q --allow-empty -m more
	git merge -q --no-commit one two three >/dev/null 2>&1
	put "$faulty" a.md
	git add a.md
	commits
	parents 4
	for name in one two three; do
		is "$faulty" $name.md
	done
	mended_and_clean
}

picks_and_reverts_are_concluded() {
	branches
	start=$(git rev-parse HEAD)
	not git cherry-pick side >/dev/null 2>&1
	solve
	git cherry-pick --continue >"$temp/out" 2>&1
	mended_and_clean
	git reset -q --hard "$start"
	not git cherry-pick side >/dev/null 2>&1
	solve
	commits
	[ ! -e .git/CHERRY_PICK_HEAD ]
	mended_and_clean
	git reset -q --hard "$start"
	put again c.txt
	git commit -q -a -m again
	not git revert --no-edit HEAD~ >/dev/null 2>&1
	solve
	commits
	mended_and_clean
}

a_rebase_that_stops_is_gone_on_with() {
	branches
	not git rebase side >/dev/null 2>&1
	solve
	commits
	mended_and_clean
	git rebase --continue >/dev/null 2>&1
	mended_and_clean
}

rebase_edits_and_rewords() {
	repository r --fix
	for name in a b c; do
		put "$other_mended" $name.md
		git add .
		git commit -q -m $name
	done
	GIT_SEQUENCE_EDITOR='sed -i s/pick/edit/' git rebase -q -i HEAD~2 >/dev/null 2>&1
	put "$faulty" a.md
	git add a.md
	commits --amend
	mended_and_clean
	git rebase --continue >/dev/null 2>&1
	put "$faulty" new.md
	git add new.md
	commits
	git rebase --continue >/dev/null 2>&1
	[ "$(git log --format=%s | tr '\n' ' ')" = 'message c message a seed ' ]
	put "$faulty" b.md
	git commit -q --no-verify -a -m faulty
	GIT_EDITOR='sed -i 1s/$/,reworded/' GIT_SEQUENCE_EDITOR='sed -i s/pick/reword/' \
		git rebase -q -i HEAD~2 >/dev/null 2>&1
	[ "$(git log -2 --format=%s | tr '\n' ' ')" = 'faulty,reworded message,reworded ' ]
	is "$faulty" b.md
	clean
}

amends_fixups_and_squashes() {
	repository r --fix
	old_pages
	for how in --amend '--amend -a' '--amend a.md' '--amend -i a.md' '--amend --only a.md'; do
		put "$faulty" a.md
		echo "$how" >>a.md
		[ "$how" != --amend ] || git add a.md
		commits $how
		grep -qF '{"name": "value"}' a.md
		clean
	done
	for how in --fixup --squash; do
		put "$faulty" a.md
		echo $how >>a.md
		git commit -q -a $how HEAD >/dev/null 2>&1
		grep -qF '{"name": "value"}' a.md
		clean
	done
}

empty_commits_go_through() {
	repository r --fix
	commits --allow-empty
	commits --allow-empty --amend -m "so that it is another one within the second"
	git init -q ../first
	cd ../first
	hook .git --fix
	commits --allow-empty
	clean
}

a_branch_without_a_commit_and_a_detached_head() {
	repository r --fix
	old_pages
	git checkout -q --detach
	the_usual
	git checkout -q --orphan fresh
	put "$faulty" a.md
	git add a.md
	commits
	parents 0
	mended_and_clean
}

paths_from_a_file_a_folder_and_a_menu() {
	repository r --fix
	mkdir -p d/e
	put "$other_mended" d/a.md d/e/b.md a.md
	git add .
	git commit -q -m pages
	put "$faulty" d/a.md d/e/b.md a.md
	commits d
	is "$mended" d/a.md
	is "$mended" d/e/b.md
	[ "$(git status --porcelain)" = ' M a.md' ]
	echo a.md | git commit -q -m message --pathspec-from-file=- >"$temp/out" 2>&1
	mended_and_clean
	put "$faulty" d/e/b.md
	echo more >>d/e/b.md
	cd d/e
	commits b.md
	clean
	cd ../..
	put "$faulty" a.md
	echo more >>a.md
	printf 'u\n1\n\nq\n' | git commit --interactive -m message >"$temp/out" 2>&1
	grep -qF '{"name": "value"}' a.md
	clean
}

what_is_not_staged_stays_under_commit_path() {
	repository r --fix
	old_pages
	put "$faulty" a.md
	git add a.md
	printf '%s\nmine\n' "$faulty" >a.md
	put "$other" b.md new.md
	git add b.md
	git rm -q moved.md
	commits a.md
	printf '%s\nmine\n' "$mended" | cmp - a.md
	is "$other" b.md
	[ "$(git status --porcelain)" = "$(printf 'A  b.md\nD  moved.md\n?? new.md')" ]
	commits
	is "$other_mended" b.md
	git diff-files --quiet
	git diff-index --quiet HEAD
}

a_commit_that_git_gives_up_changes_nothing_but_the_mend() {
	repository r --fix
	old_pages
	for how in '' -a a.md; do
		put "$faulty" a.md
		[ -n "$how" ] || git add a.md
		not git commit -q -m '' $how >"$temp/out" 2>&1
		is "$mended" a.md
		sound
		git checkout -q -f HEAD -- a.md
	done
	put "$faulty" a.md
	git add a.md
	git commit --dry-run >/dev/null
	staged "$faulty" a.md
	is "$faulty" a.md
	commits
	mended_and_clean
}

tests merges_are_concluded_in_every_way a_merge_of_many_answers_for_none_of_them \
	picks_and_reverts_are_concluded a_rebase_that_stops_is_gone_on_with rebase_edits_and_rewords \
	amends_fixups_and_squashes empty_commits_go_through \
	a_branch_without_a_commit_and_a_detached_head paths_from_a_file_a_folder_and_a_menu \
	what_is_not_staged_stays_under_commit_path \
	a_commit_that_git_gives_up_changes_nothing_but_the_mend
