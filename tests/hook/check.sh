#!/bin/sh
# `fencepost pre-commit` as a hook that only checks: each way of committing, and what is in scope.
. "$(dirname "$0")/lib.sh"

a_clean_commit_goes_through_without_a_word() {
	repository r
	put "$mended" a.md
	git add a.md
	commits
	not grep -q fencepost "$temp/out"
	not grep -q ' block' "$temp/out"
	clean
}

a_fault_stops_the_commit_and_a_way_to_mend_it_is_told() {
	repository r
	put "$faulty" a.md
	git add a.md
	stopped
	told 'a.md:4:8: error: expected'
	told "'fencepost pre-commit --fix'"
	staged "$faulty" a.md
	is "$faulty" a.md
	commits --no-verify
}

what_is_staged_counts_not_the_file() {
	repository r
	put "$faulty" a.md
	git add a.md
	put "$mended" a.md
	stopped
	git add a.md
	put "$faulty" a.md
	commits
}

the_first_commit_is_checked() {
	git init -q r
	cd r
	hook .git
	put "$faulty" a.md
	git add a.md
	stopped
	put "$mended" a.md
	git add a.md
	commits
	clean
}

commit_all_path_include_and_only_are_checked() {
	repository r
	put "$mended" a.md b.md
	git add .
	commits
	put "$faulty" a.md
	stopped -a
	told "'fencepost validate --fix FILE'"
	stopped a.md
	stopped --only a.md
	echo more >>seed.txt
	git add seed.txt
	stopped -i a.md
	commits --only seed.txt
	git checkout -q a.md
	clean
}

a_patch_is_checked_as_far_as_it_is_taken() {
	repository r
	seq 1 40 >a.md
	git add a.md
	commits
	{ echo '```json'; echo '[1]'; echo '```'; seq 1 40; printf '%s\n' "$faulty"; } >a.md
	printf 'y\nn\n' >"$temp/answers"
	git commit -p -m message <"$temp/answers" >"$temp/out" 2>&1
	printf 'y\n' >"$temp/answers"
	not git commit -p -m message <"$temp/answers" >"$temp/out" 2>&1
	told 'a.md:47:8: error'
}

an_amend_is_compared_with_the_commit_it_replaces() {
	repository r
	put "$faulty" a.md
	git add a.md
	commits --no-verify
	git commit -q --amend -m other
	echo more >>a.md
	git add a.md
	commits --amend
	put "$other" b.md
	git add b.md
	stopped --amend
}

an_old_block_is_not_answered_for() {
	repository r
	put "$faulty" a.md
	git add a.md
	commits --no-verify
	{ echo first; cat a.md; } >b
	mv b a.md
	commits -a
	printf '\n%s\n' "$other" >>a.md
	stopped -a
	told 'a.md:11:12: error: trailing comma'
	not grep -q 'a.md:5' "$temp/out"
}

all_answers_for_the_whole_file() {
	repository r --all
	put "$faulty" a.md
	git add a.md
	commits --no-verify
	echo more >>a.md
	stopped -a
	told 'a.md:4:8'
}

a_file_that_moves_brings_its_blocks() {
	repository r --all
	hook .git
	{ printf '%s\n' "$faulty"; seq 1 50; } >a.md
	git add a.md
	commits --no-verify
	mkdir docs
	git mv a.md docs/b.md
	commits
	git mv docs/b.md c.md
	echo more >>c.md
	git add c.md
	commits
	clean
}

a_change_of_mode_brings_nothing() {
	repository r
	put "$faulty" a.md
	git add a.md
	commits --no-verify
	chmod +x a.md
	commits -a
	[ "$(git ls-tree HEAD a.md | cut -c1-6)" = 100755 ]
}

links_and_submodules_are_no_documents() {
	repository r
	put "$faulty" "$temp/out.md"
	ln -s "$temp/out.md" a.md
	git init -q sub.md
	git -C sub.md commit -q --allow-empty -m x
	git -c advice.addEmbeddedRepo=false add a.md sub.md
	commits
	rm a.md
	put "$faulty" a.md
	stopped -a
}

what_is_only_promised_is_passed_over() {
	repository r
	put "$faulty" a.md
	git add -N a.md
	put "$mended" b.md
	git add b.md
	commits b.md
	git add a.md
	stopped
}

a_finding_in_no_block_counts_if_its_line_is_new() {
	repository r
	printf '`json {"a": 1}\n```json x`y\n[1]\n```\n' >a.md
	git add a.md
	git commit -q --no-verify -m old
	echo more >>a.md
	commits -a
	clean
}

a_comment_that_silences_an_old_block_is_of_use() {
	repository r
	put "$faulty" a.md
	git add a.md
	git commit -q --no-verify -m old
	{ echo '<!-- fencepost-ignore -->'; cat a.md; } | sed '1{h;d};2{p;s/.*//;p;g}' >b
	mv b a.md
	commits -a
	not grep -q unused-ignore "$temp/out"
}

a_merge_answers_for_neither_side() {
	repository r
	put "$mended" a.md
	git add a.md
	commits
	git checkout -q -b side
	put "$faulty" ours.md
	printf '\nside\n' >>a.md
	git add .
	git commit -q --no-verify -m side
	git checkout -q -
	printf '\nmain\n' >>a.md
	git commit -q --no-verify -a -m main
	not git merge side >/dev/null
	printf '%s\n\nboth\n' "$mended" >a.md
	git add a.md
	commits
	[ "$(git rev-list --parents -1 HEAD | wc -w)" -eq 3 ]
	clean
}

a_fault_made_in_the_merge_is_found() {
	repository r
	printf 'a\n' >a.md
	git add a.md
	commits
	git checkout -q -b side
	echo side >a.md
	git commit -q -a -m side
	git checkout -q -
	echo main >a.md
	git commit -q -a -m main
	not git merge side >/dev/null
	put "$faulty" a.md
	git add a.md
	stopped
	[ -e .git/MERGE_HEAD ]
}

a_step_of_cherry_pick_and_rebase_is_checked() {
	repository r
	echo a >a.md
	git add a.md
	commits
	git checkout -q -b side
	echo side >a.md
	git commit -q -a -m side
	git checkout -q -
	echo main >a.md
	git commit -q -a -m main
	not git cherry-pick side >/dev/null 2>&1
	put "$faulty" a.md
	git add a.md
	not git cherry-pick --continue >"$temp/out" 2>&1
	told 'a.md:4:8: error'
	put "$mended" a.md
	git add a.md
	git cherry-pick --continue
	git checkout -q --detach
	put "$other" b.md
	git add b.md
	stopped
	commits --no-verify
	GIT_SEQUENCE_EDITOR='sed -i s/pick/edit/' git rebase -q -i HEAD~1
	put "$faulty" b.md
	git add b.md
	stopped --amend
	git rebase --abort
}

linked_worktrees_and_submodules_are_checked() {
	repository r
	git worktree add -q ../linked
	cd ../linked
	put "$faulty" a.md
	git add a.md
	stopped
	stopped a.md
	put "$mended" a.md
	git add a.md
	commits
	clean
	cd ..
	repository super
	git -c protocol.file.allow=always submodule --quiet add ../r sub
	hook .git/modules/sub
	cd sub
	put "$faulty" s.md
	git add s.md
	stopped
}

git_dir_and_work_tree_in_the_environment_count() {
	mkdir home
	git init -q --bare dots
	hook dots
	cd home
	export GIT_DIR="$PWD/../dots" GIT_WORK_TREE="$PWD"
	git config core.bare false
	put "$faulty" a.md
	git add a.md
	stopped
	put "$mended" a.md
	git add a.md
	commits
	mkdir sub
	cd sub
	put "$faulty" b.md
	git add b.md
	stopped
	ends 1 pre-commit
	grep -q '^sub/b.md:4:8' "$temp/out"
}

hooks_elsewhere_and_another_index_are_honoured() {
	repository r
	hook hooked
	rm .git/hooks/pre-commit
	git config core.hooksPath hooked/hooks
	put "$faulty" a.md
	git add a.md
	stopped
	put "$mended" a.md
	git add a.md
	cp .git/index .git/other
	put "$faulty" a.md
	export GIT_INDEX_FILE=.git/other
	git add a.md
	ends 1 pre-commit
	export GIT_INDEX_FILE=.git/index
	ends 0 pre-commit
}

any_name_is_checked() {
	repository r
	latin=$(printf 'latin-\344.md')
	for name in '-a.md' ':(top)b.md' '*.md' 'a"b.md' "$(printf 'new\nline.md')" "$latin" 'ü ü.md' \
		'!x.md' ' .md' '\.md'; do
		put "$faulty" "./$name"
	done
	git add .
	stopped
	[ "$(grep -c ':4:8: error' "$temp/out")" -eq 10 ]
	told 'new\nline.md:4:8'
	told 'latin-\xe4.md:4:8'
	not grep -q "$latin" "$temp/out"
}

settings_are_those_that_are_staged() {
	repository r
	put '{"ignore": ["skip/**"], "extensions": ["txt"], "rules": {"json-trailing-comma": "off"}}' \
		.fencepost.json
	git add .fencepost.json
	rm .fencepost.json
	mkdir skip
	put "$faulty" skip/a.txt a.md
	put "$other" b.txt
	git add -A skip a.md b.txt
	commits
	put '{"rules": {"json-missing-colon": "off"}}' .fencepost.json
	put "$faulty" c.txt
	git add c.txt
	stopped
	git rm -q --cached .fencepost.json
	git mv -f c.txt c.md
	commits
	put '{"wrong": 1}' .fencepost.json
	git add .fencepost.json
	put "$mended" c.md
	git add c.md
	stopped
	told '.fencepost.json:1:2: unknown key "wrong"'
}

every_kind_of_repository_is_read() {
	git init -q --object-format=sha256 sha256
	cd sha256
	hook .git
	put "$faulty" a.md
	git add a.md
	stopped
	put "$mended" a.md
	git add a.md
	commits
	put "$faulty" a.md
	stopped -a
	cd ..
	repository split
	git update-index --split-index
	put "$faulty" a.md
	git add a.md
	stopped
	git -c index.sparse=true sparse-checkout set --cone --sparse-index docs
	stopped
}

a_partial_clone_fetches_what_it_needs() {
	repository r
	{ printf '%s\n' "$faulty"; seq 1 50; } >a.md
	git add a.md
	commits --no-verify
	git config uploadpack.allowFilter true
	git config uploadpack.allowAnySHA1InWant true
	cd ..
	git clone -q --no-checkout --filter=blob:none "file://$PWD/r" partial
	cd partial
	git config core.hooksPath "$PWD/../r/.git/hooks"
	git read-tree HEAD
	{ seq 1 50; printf '%s\n' "$faulty"; } >a.md
	git add a.md
	commits
	put "$faulty" b.md
	git add b.md
	stopped
}

a_file_that_is_too_large_ends_with_2_and_the_rest_is_checked() {
	repository r
	put '{"maxBytes": 60}' .fencepost.json
	{ printf '%s\n' "$mended"; seq 1 50; } >a.md
	put "$faulty" b.md
	git add .
	ends 2 pre-commit
	grep -q '^fencepost: a.md: larger than' "$temp/err"
	grep -q '^b.md:4:8' "$temp/out"
}

a_repository_that_cannot_be_read_stops_the_commit() {
	repository r
	put "$mended" a.md
	git add a.md
	rm -f ".git/objects/$(git rev-parse :a.md | sed 's,^..,&/,')"
	ends 2 pre-commit
	grep -q '^fencepost: a.md: ' "$temp/err"
	cd "$temp"
	ends 2 pre-commit
	grep -q '^fencepost: git rev-parse: fatal: not a git repository' "$temp/err"
	cd -
	PATH=/nowhere ends 2 pre-commit
	grep -q '^fencepost: git diff-index cannot be run' "$temp/err"
}

files_and_folders_can_be_named() {
	repository r
	mkdir docs docs2
	put "$faulty" a.md docs/b.md docs2/c.md ./-d.md
	git add .
	ends 1 pre-commit docs ./a.md
	[ "$(grep -c ':4:8: error' "$temp/out")" -eq 2 ]
	ends 1 pre-commit -- -d.md
	[ "$(grep -c ':4:8: error' "$temp/out")" -eq 1 ]
	ends 0 pre-commit seed.txt
	cd docs
	ends 1 pre-commit b.md
	grep -q '^docs/b.md:4:8: error' "$temp/out"
	ends 2 pre-commit a.md
	warns 'fencepost: a.md: is not in the index, nor does the commit take it out'
	ends 1 pre-commit .
	[ "$(grep -c ':4:8: error' "$temp/out")" -eq 1 ]
	ends 1 pre-commit "$PWD/b.md"
	ends 2 pre-commit ../a.md
	warns 'fencepost: ../a.md: is no path from here down in the working tree'
	ends 0 pre-commit --fix b.md
	staged "$mended" docs/b.md
	staged "$faulty" a.md
	is "$faulty" ../a.md
}

# The pre-commit framework names what is staged, whatever it is and whatever is in it.
names_that_git_knows_and_others() {
	repository r
	mkdir docs
	put "$mended" old.md same.md docs/b.md gone.md docs/gone.md moved.md
	git add .
	git commit -q --no-verify -m pages
	put "$faulty" promised.md untracked.md
	git add -N promised.md
	git rm -q gone.md docs/gone.md
	git mv moved.md to.md
	echo more >>old.md
	ln -s old.md link.md
	git add old.md link.md
	for name in old.md same.md docs docs/ docs/b.md gone.md docs/gone.md moved.md to.md link.md \
		promised.md seed.txt . "$PWD" "$PWD/gone.md"; do
		ends 0 pre-commit "$name"
		silent
	done
	for name in untracked.md none.md doc docs/none.md same.md/x gone same gone.md/x none/ .git; do
		ends 2 pre-commit old.md "$name"
		warns "fencepost: $name: is not in the index, nor does the commit take it out"
	done
	ends 2 pre-commit ''
	put "$faulty" old.md
	git add old.md
	ends 2 pre-commit --fix old.md none.md
	staged "$faulty" old.md
	is "$faulty" old.md
	sound
	git init -q ../first
	cd ../first
	put "$faulty" a.md
	ends 2 pre-commit a.md
	git add a.md
	ends 1 pre-commit a.md
	ends 1 pre-commit .
}

machines_read_a_report() {
	repository r
	put "$faulty" a.md
	git add a.md
	mkdir sub
	cd sub
	ends 1 pre-commit --format json=out.json --format github
	grep -q '"path": "a.md"' out.json
	grep -q '^::error file=a.md,line=4' "$temp/out"
	ends 2 pre-commit --format nothing
}

tests a_clean_commit_goes_through_without_a_word \
	a_fault_stops_the_commit_and_a_way_to_mend_it_is_told \
	what_is_staged_counts_not_the_file the_first_commit_is_checked \
	commit_all_path_include_and_only_are_checked a_patch_is_checked_as_far_as_it_is_taken \
	an_amend_is_compared_with_the_commit_it_replaces an_old_block_is_not_answered_for \
	all_answers_for_the_whole_file a_file_that_moves_brings_its_blocks \
	a_change_of_mode_brings_nothing links_and_submodules_are_no_documents \
	what_is_only_promised_is_passed_over a_finding_in_no_block_counts_if_its_line_is_new \
	a_comment_that_silences_an_old_block_is_of_use a_merge_answers_for_neither_side \
	a_fault_made_in_the_merge_is_found a_step_of_cherry_pick_and_rebase_is_checked \
	linked_worktrees_and_submodules_are_checked git_dir_and_work_tree_in_the_environment_count \
	hooks_elsewhere_and_another_index_are_honoured any_name_is_checked \
	settings_are_those_that_are_staged every_kind_of_repository_is_read \
	a_partial_clone_fetches_what_it_needs \
	a_file_that_is_too_large_ends_with_2_and_the_rest_is_checked \
	a_repository_that_cannot_be_read_stops_the_commit files_and_folders_can_be_named \
	names_that_git_knows_and_others machines_read_a_report
