#!/bin/sh
# `fencepost pre-commit --fix` as a hook: what is staged is mended, and the file as far as it may be.
. "$(dirname "$0")/lib.sh"

plain_all_path_only_include_and_amend_commit_what_is_mended() {
	repository r --fix
	for how in '' -a a.md '--only a.md' '-i a.md' --amend; do
		put "$other" a.md
		git add a.md
		commits --no-verify
		put "$faulty" a.md
		[ -n "$how" ] && [ "$how" != --amend ] || git add a.md
		commits $how
		committed "$mended" a.md
		is "$mended" a.md
		git diff-files --quiet
		git diff-index --quiet HEAD
		clean
	done
}

the_first_commit_is_mended() {
	git init -q r
	cd r
	hook .git --fix
	put "$faulty" a.md
	git add a.md
	commits
	committed "$mended" a.md
	is "$mended" a.md
	clean
}

what_else_is_staged_stays_staged_under_commit_path() {
	repository r --fix
	put "$other" b.md
	git add b.md
	put "$faulty" a.md
	git add a.md
	commits a.md
	committed "$mended" a.md
	staged "$other" b.md
	is "$other" b.md
	[ "$(git status --porcelain)" = 'A  b.md' ]
	sound
}

only_what_is_unstaged_is_committed_under_commit_path() {
	repository r --fix
	put "$hopeless" a.md
	git add a.md
	commits --no-verify
	put "$other" a.md
	git add a.md
	put "$faulty" a.md
	commits a.md
	committed "$mended" a.md
	is "$mended" a.md
	clean
}

a_patch_is_mended_as_far_as_it_is_taken() {
	repository r --fix
	seq 1 40 >a.md
	git add a.md
	commits
	{ printf '%s\n' "$other"; seq 1 40; printf '%s\n' "$faulty"; } >a.md
	printf 'y\nn\n' >"$temp/answers"
	git commit -p -m message <"$temp/answers" >"$temp/out" 2>&1
	git cat-file blob HEAD:a.md | grep -qxF '{"other": 1}'
	grep -qxF '{"other": 1}' a.md
	grep -qxF '{"name" "value"}' a.md
	[ "$(git status --porcelain)" = ' M a.md' ]
	sound
}

edits_beside_a_mended_line_stay_and_stay_unstaged() {
	repository r --fix
	put "$faulty" a.md
	git add a.md
	{ echo above; sed 's/# A page/# A page, changed/' a.md; echo below; } >b
	mv b a.md
	commits
	committed "$mended" a.md
	printf 'above\n%s\nbelow\n' "$mended" | sed 's/# A page/# A page, changed/' | cmp - a.md
	not grep -q 'a.md: mended' "$temp/out"
	[ "$(git status --porcelain)" = ' M a.md' ]
	sound
}

an_edit_on_the_line_next_to_it_stays() {
	repository r --fix
	printf '```json\n{\n"a" 1,\n"b": 2,\n"c": 3\n}\n```\n' >a.md
	git add a.md
	printf '```json\n{\n"a" 1,\n"b": 22,\n"c": 3\n}\n```\n' >a.md
	commits
	printf '```json\n{\n"a": 1,\n"b": 22,\n"c": 3\n}\n```\n' | cmp - a.md
	git cat-file blob HEAD:a.md | grep -qxF '"b": 2,'
	sound
}

an_edit_on_the_mended_line_is_kept_and_told() {
	repository r --fix
	printf '%s\n\n%s\n' "$faulty" "$other" >a.md
	git add a.md
	sed -i 's/"name" "value"/"name" "changed"/' a.md
	commits
	told 'a.md: mended in what is staged; the file is left where it has changes'
	git cat-file blob HEAD:a.md | grep -qxF '{"name": "value"}'
	grep -qxF '{"name" "changed"}' a.md
	grep -qxF '{"other": 1}' a.md
	sound
}

what_is_mended_in_the_file_already_is_not_told() {
	repository r --fix
	put "$faulty" a.md
	git add a.md
	printf '%s\nmore\n' "$mended" >a.md
	commits
	not grep -q 'a.md: mended' "$temp/out"
	printf '%s\nmore\n' "$mended" | cmp - a.md
	put "$faulty" b.md
	git add b.md
	put "$mended" b.md
	commits
	is "$mended" b.md
	git diff-files --quiet -- b.md
	sound
}

the_same_line_twice_is_told_apart() {
	repository r --fix
	printf '%s\n\n```text\n{"name" "value"}\n```\n' "$faulty" >a.md
	git add a.md
	{ printf '```text\n{"name" "value"}\n```\n'; cat a.md; } >b
	mv b a.md
	commits
	printf '```text\n{"name" "value"}\n```\n%s\n\n```text\n{"name" "value"}\n```\n' "$mended" |
		cmp - a.md
	sound
}

the_authors_bytes_stay() {
	repository r --fix
	echo '*.md text eol=crlf ident' >.gitattributes
	git add .gitattributes
	commits
	printf '\357\273\277$Id: mine $\r\n%s' "$faulty" | sed 's/$/\r/' | tr -d '\n' | tr '\r' '\n' |
		sed 's/$/\r/' >a.md
	printf 'mixed\nends\r\nno end' >>a.md
	sed 's/"name" "value"/"name": "value"/' a.md >"$temp/mended.md"
	git add a.md 2>/dev/null
	commits
	cmp a.md "$temp/mended.md"
	git cat-file blob HEAD:a.md | grep -qxF '{"name": "value"}'
	sound
}

lines_that_come_and_go_go_in_together() {
	repository r --fix
	printf '```json\n{"a": "x\ny"}\n```\ntext\n' >a.md
	git add a.md
	{ echo above; cat a.md; } >b
	mv b a.md
	commits || commits --no-verify
	git cat-file blob HEAD:a.md >"$temp/head"
	{ echo above; cat "$temp/head"; } | cmp - a.md
	sound
}

what_git_filters_is_left_and_told() {
	repository r --fix
	git config filter.up.clean 'tr a-z A-Z'
	git config filter.up.smudge 'tr A-Z a-z'
	echo 'a.md filter=up' >.gitattributes
	echo 'b.md working-tree-encoding=UTF-16LE' >>.gitattributes
	git add .gitattributes
	commits
	put "$faulty" a.md
	put "$faulty" "$temp/b.md"
	iconv -t UTF-16LE "$temp/b.md" >b.md
	git add a.md b.md
	cp a.md "$temp/a.before"
	cp b.md "$temp/b.before"
	commits
	told 'a.md: mended in what is staged; the file is left as it is: git filters'
	told 'b.md: mended in what is staged; the file is left as it is: git filters'
	git cat-file blob HEAD:a.md | grep -qxF '{"NAME": "VALUE"}'
	committed "$mended" b.md
	cmp a.md "$temp/a.before"
	cmp b.md "$temp/b.before"
	sound
}

what_is_no_plain_file_is_left_and_told() {
	repository r --fix
	mkdir d
	put "$faulty" gone.md link.md fifo.md folder.md d/behind.md
	git add .
	rm gone.md link.md fifo.md folder.md
	put "$faulty" "$temp/elsewhere.md"
	ln -s "$temp/elsewhere.md" link.md
	mkfifo fifo.md
	mkdir folder.md
	mv d "$temp/d"
	ln -s "$temp/d" d
	commits
	for name in gone link fifo folder d/behind; do
		told "$name.md: mended in what is staged; the file is left as it is: "
		committed "$mended" $name.md
	done
	is "$faulty" "$temp/elsewhere.md"
	is "$faulty" "$temp/d/behind.md"
	[ -L link.md ] && [ -p fifo.md ] && [ -d folder.md ] && [ -L d ]
	sound
}

what_is_not_wanted_in_the_tree_is_left_in_silence() {
	repository r --fix
	put "$other_mended" a.md b.md
	git add .
	commits
	put "$faulty" a.md b.md
	git add .
	git update-index --skip-worktree a.md
	git update-index --assume-unchanged b.md
	commits
	not grep -q 'mended in' "$temp/out"
	is "$faulty" a.md
	is "$mended" b.md
	[ "$(git ls-files -v a.md b.md)" = "$(printf 'S a.md\nh b.md')" ]
	committed "$mended" a.md
	sound
}

a_sparse_checkout_is_mended() {
	repository r --fix
	mkdir in out
	put "$other_mended" in/a.md out/b.md
	git add .
	commits
	git sparse-checkout set --cone --sparse-index in
	put "$faulty" in/a.md
	git add in/a.md
	commits
	committed "$mended" in/a.md
	git ls-files --sparse | grep -qx out/
	clean
	[ ! -e out ]
}

what_may_not_be_written_is_left_and_told() {
	[ "$(id -u)" -ne 0 ] || skip 'root may write everything'
	repository r --fix
	mkdir d
	put "$faulty" a.md d/b.md
	git add .
	chmod 444 a.md
	chmod 555 d
	commits
	chmod 755 d
	told 'a.md: mended in what is staged; the file is left as it is: Permission denied'
	told 'd/b.md: mended in what is staged; the file is left as it is: Permission denied'
	is "$faulty" a.md
	is "$faulty" d/b.md
	sound
}

mode_and_owner_stay() {
	repository r --fix
	put "$faulty" a.md
	chmod 751 a.md
	git add a.md
	[ "$(id -u)" -ne 0 ] || chown 65534:65534 a.md
	before=$(stat -c '%a %u %g' a.md)
	chmod 640 .git/index
	commits
	is "$mended" a.md
	[ "$(stat -c '%a %u %g' a.md)" = "$before" ]
	[ "$(git ls-tree HEAD a.md | cut -c1-6)" = 100755 ]
	clean
}

what_no_fix_mends_stops_the_commit_and_the_rest_is_mended() {
	repository r --fix
	put "$faulty" a.md
	put "$hopeless" b.md
	git add .
	stopped
	told 'b.md:2:1: error'
	not grep -q '^a.md' "$temp/out"
	staged "$mended" a.md
	is "$mended" a.md
	staged "$hopeless" b.md
	sound
}

a_mend_that_leaves_nothing_stops_the_commit() {
	repository r --fix
	put "$mended" a.md
	git add a.md
	commits
	put "$faulty" a.md
	git add a.md
	stopped
	told 'nothing is left to commit'
	clean
	put "$faulty" a.md
	stopped -a
	told 'nothing is left to commit'
	is "$mended" a.md
	clean
	put "$faulty" a.md
	echo more >>seed.txt
	commits -a
	clean
	git init -q sub
	git -C sub commit -q --allow-empty -m one
	git -c advice.addEmbeddedRepo=false add sub
	commits
	git -C sub commit -q --allow-empty -m two
	put "$faulty" a.md
	git add a.md sub
	commits
	clean
}

a_merge_is_concluded_with_what_is_mended() {
	repository r --fix
	echo a >a.md
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
	commits
	committed "$mended" a.md
	[ "$(git rev-list --parents -1 HEAD | wc -w)" -eq 3 ]
	[ ! -e .git/MERGE_HEAD ]
	clean
}

old_faults_are_not_mended_unless_all_are_asked_for() {
	repository r --fix
	put "$faulty" a.md
	git add a.md
	commits --no-verify
	printf '%s\n\n%s\n' "$faulty" "$other" >a.md
	commits -a
	printf '%s\n\n%s\n' "$faulty" "$other_mended" | cmp - a.md
	clean
	hook .git --fix --all
	echo more >>a.md
	commits -a
	grep -qxF '{"name": "value"}' a.md
	clean
}

settings_say_what_may_be_mended() {
	repository r --fix
	put '{"fix": "none"}' .fencepost.json
	put "$faulty" a.md
	git add .
	stopped
	staged "$faulty" a.md
	put '{"fix": "unsafe"}' .fencepost.json
	printf '```json\n{"a": enabled}\n```\n' >a.md
	git add .
	commits
	grep -qxF '{"a": "enabled"}' a.md
	clean
}

any_name_is_mended() {
	repository r --fix
	latin=$(printf 'latin-\344.md')
	line=$(printf 'new\nline.md')
	mkdir "$(printf 'dir\nectory')"
	deep=$(printf 'dir\nectory/a.md')
	for name in '-a.md' ':(top)b.md' '*.md' 'a"b.md' "$line" "$latin" 'ü ü.md' '!x.md' ' .md' \
		'\.md' "$deep"; do
		put "$faulty" "./$name"
	done
	git add .
	commits
	for name in '-a.md' ':(top)b.md' '*.md' 'a"b.md' "$line" "$latin" 'ü ü.md' '!x.md' ' .md' \
		'\.md' "$deep"; do
		is "$mended" "./$name"
		committed "$mended" "$name"
	done
	clean
}

every_kind_of_repository_is_mended() {
	git init -q --object-format=sha256 "$(printf 'sha\n256')"
	cd sha*
	hook .git --fix
	put "$faulty" a.md
	git add a.md
	commits
	committed "$mended" a.md
	clean
	cd ..
	repository split --fix
	git update-index --split-index
	put "$faulty" a.md
	git add a.md
	commits
	committed "$mended" a.md
	clean
	git worktree add -q ../linked
	cd ../linked
	put "$faulty" b.md
	git add b.md
	commits b.md
	committed "$mended" b.md
	is "$mended" b.md
	clean
}

git_dir_work_tree_and_another_index_are_mended() {
	mkdir home
	git init -q --bare dots
	hook dots --fix
	cd home
	export GIT_DIR="$PWD/../dots" GIT_WORK_TREE="$PWD"
	git config core.bare false
	mkdir sub
	put "$faulty" a.md sub/b.md
	git add a.md
	commits
	committed "$mended" a.md
	cd sub
	git add b.md
	ends 0 pre-commit --fix
	staged "$mended" sub/b.md
	is "$mended" b.md
	cd ..
	export GIT_INDEX_FILE="$temp/elsewhere"
	put "$faulty" c.md
	git add c.md
	ends 0 pre-commit --fix
	staged "$mended" c.md
	is "$mended" c.md
	git fsck --strict
}

a_lock_of_another_stops_a_mend_and_nothing_else() {
	repository r --fix
	put "$faulty" a.md
	git add a.md
	: >.git/index.lock
	ends 2 pre-commit --fix
	grep -q '^fencepost: .*index.lock: another git process' "$temp/err"
	[ -e .git/index.lock ]
	staged "$faulty" a.md
	is "$faulty" a.md
	ends 1 pre-commit
	put "$mended" a.md
	GIT_INDEX_FILE=.git/other git add a.md
	GIT_INDEX_FILE=.git/other ends 0 pre-commit --fix
	rm .git/index.lock
	sound
}

a_killed_run_leaves_no_lock_and_is_tidied_up() {
	repository r --fix
	put "$faulty" a.md
	git add a.md
	mkdir -p "$temp/bin"
	for victim in hash-object update-index add; do
		printf '#!/bin/sh\n[ "$1" = %s ] && kill -9 $PPID\nexec %s "$@"\n' $victim \
			"$(command -v git)" >"$temp/bin/git"
		chmod +x "$temp/bin/git"
		put "$faulty" a.md
		git add a.md
		PATH="$temp/bin:$PATH" "$fencepost" pre-commit --fix >/dev/null 2>&1 && exit 1
		sleep 0.2
		[ ! -e .git/index.lock ]
		staged "$faulty" a.md
		[ $victim = add ] || is "$faulty" a.md
		ends 0 pre-commit --fix
		staged "$mended" a.md
		is "$mended" a.md
		sound
	done
}

the_lock_of_git_is_not_made_again() {
	repository r
	put "$faulty" a.md
	git add a.md
	cp .git/index .git/index.lock
	mkdir -p "$temp/bin"
	printf '#!/bin/sh\n[ "$1" = add ] && rm .git/index.lock\nexec %s "$@"\n' \
		"$(command -v git)" >"$temp/bin/git"
	chmod +x "$temp/bin/git"
	export GIT_INDEX_FILE="$PWD/.git/index.lock"
	PATH="$temp/bin:$PATH" ends 2 pre-commit --fix
	grep -q 'git has given it up' "$temp/err"
	unset GIT_INDEX_FILE
	[ ! -e .git/index.lock ]
	staged "$faulty" a.md
	is "$mended" a.md
	sound
}

tests plain_all_path_only_include_and_amend_commit_what_is_mended the_first_commit_is_mended \
	what_else_is_staged_stays_staged_under_commit_path \
	only_what_is_unstaged_is_committed_under_commit_path \
	a_patch_is_mended_as_far_as_it_is_taken edits_beside_a_mended_line_stay_and_stay_unstaged \
	an_edit_on_the_line_next_to_it_stays an_edit_on_the_mended_line_is_kept_and_told \
	what_is_mended_in_the_file_already_is_not_told the_same_line_twice_is_told_apart \
	the_authors_bytes_stay lines_that_come_and_go_go_in_together \
	what_git_filters_is_left_and_told what_is_no_plain_file_is_left_and_told \
	what_is_not_wanted_in_the_tree_is_left_in_silence a_sparse_checkout_is_mended \
	what_may_not_be_written_is_left_and_told mode_and_owner_stay \
	what_no_fix_mends_stops_the_commit_and_the_rest_is_mended \
	a_mend_that_leaves_nothing_stops_the_commit a_merge_is_concluded_with_what_is_mended \
	old_faults_are_not_mended_unless_all_are_asked_for settings_say_what_may_be_mended \
	any_name_is_mended every_kind_of_repository_is_mended \
	git_dir_work_tree_and_another_index_are_mended \
	a_lock_of_another_stops_a_mend_and_nothing_else a_killed_run_leaves_no_lock_and_is_tidied_up \
	the_lock_of_git_is_not_made_again
