#!/bin/sh
# `install` and `uninstall`: where the hook goes, and that no other hook is ever lost.
. "$(dirname "$0")/lib.sh"
source=$(dirname "$(readlink -f "$0")")/../../hooks/pre-commit

# plain [FOLDER]: an empty repository, entered.
plain() {
	git init -q "${1:-repository}"
	cd "${1:-repository}"
}

# foreign TEXT FILE: a hook that is not ours, of that body.
foreign() {
	mkdir -p "$(dirname "$2")"
	printf '#!/bin/sh\n%s\n' "$1" >"$2"
	chmod 755 "$2"
	cp -P "$2" "$temp/foreign"
}
untouched() {
	cmp "$1" "$temp/foreign"
}

stage() {
	put "$1" "$2"
	git add "$2"
}

a_commit_is_stopped_by_the_hook_that_was_put_in() {
	plain
	ends 0 install
	says "$PWD/.git/hooks/pre-commit: written; it checks what is staged"
	[ "$(stat -c %a .git/hooks/pre-commit)" = 755 ]
	stage "$faulty" a.md
	stopped
	told 'a.md:4:8: error:'
	ends 0 uninstall
	says "$PWD/.git/hooks/pre-commit: taken out"
	commits
}

twice_changes_nothing() {
	plain
	ends 0 install
	before=$(stat -c '%i %Y %Z' .git/hooks/pre-commit)
	ends 0 install
	says "$PWD/.git/hooks/pre-commit: there already; it checks what is staged"
	[ "$(stat -c '%i %Y %Z' .git/hooks/pre-commit)" = "$before" ]
	ends 0 install --force
	[ "$(stat -c '%i %Y %Z' .git/hooks/pre-commit)" = "$before" ]
	[ "$(ls .git/hooks | grep -vc sample)" = 1 ]
	ends 0 uninstall
	ends 0 uninstall
	says "$PWD/.git/hooks/pre-commit: no hook is there"
}

another_mode_is_written_and_told() {
	plain
	ends 0 install
	ends 0 install --fix
	says "it replaces the one that checks what is staged"
	grep -qx 'fix=yes' .git/hooks/pre-commit
	ends 0 install --fix
	says "$PWD/.git/hooks/pre-commit: there already; it checks what is staged and mends what it safely can"
	ends 0 install
	says "it replaces the one that checks what is staged and mends what it safely can"
	grep -qx 'fix=' .git/hooks/pre-commit
}

a_hook_that_is_not_executable_any_more_is_mended() {
	plain
	ends 0 install
	chmod 644 .git/hooks/pre-commit
	ends 0 install
	[ -x .git/hooks/pre-commit ]
}

what_is_written_is_the_hook_of_the_source_but_for_two_lines() {
	plain
	ends 0 install --fix
	sed "s|^fencepost=fencepost\$|fencepost='$fencepost'|; s|^fix=\$|fix=yes|" "$source" |
		cmp - .git/hooks/pre-commit
	not cmp -s "$source" .git/hooks/pre-commit
}

a_foreign_hook_is_left() {
	plain
	foreign 'exit 0' .git/hooks/pre-commit
	ends 2 install --fix
	warns "fencepost: $PWD/.git/hooks/pre-commit: a hook that is not fencepost's, left as it is; 'fencepost install --force' keeps it and calls it first"
	untouched .git/hooks/pre-commit
	ends 2 uninstall
	warns "fencepost: $PWD/.git/hooks/pre-commit: a hook that is not fencepost's, left as it is"
	untouched .git/hooks/pre-commit
	[ "$(ls .git/hooks | grep -vc sample)" = 1 ]
}

a_foreign_hook_that_speaks_of_us_is_foreign() {
	plain
	foreign '# fencepost hook: the har and json examples in what is staged.' .git/hooks/pre-commit
	sed -i '1a # mine' .git/hooks/pre-commit
	cp .git/hooks/pre-commit "$temp/foreign"
	ends 2 install
	: >.git/hooks/pre-commit
	ends 2 install
	[ ! -s .git/hooks/pre-commit ]
}

force_keeps_a_foreign_hook_and_calls_it_first() {
	plain
	foreign 'echo "$0 $# $PWD $GIT_INDEX_FILE $WORD" >>called' .git/hooks/pre-commit
	ends 0 install --force
	says "$PWD/.git/hooks/pre-commit.before-fencepost: the hook that was there; it is called first"
	untouched .git/hooks/pre-commit.before-fencepost
	stage "$mended" a.md
	WORD=word commits
	[ "$(cat called)" = ".git/hooks/pre-commit.before-fencepost 0 $PWD .git/index word" ]
	stage "$faulty" a.md
	stopped
	[ "$(wc -l <called)" = 2 ]
}

a_foreign_hook_that_fails_ends_the_commit_with_its_status() {
	plain
	foreign 'exit 7' .git/hooks/pre-commit
	ends 0 install --force
	stage "$mended" a.md
	stopped
	status=0
	.git/hooks/pre-commit || status=$?
	[ $status -eq 7 ]
}

a_second_force_leaves_what_is_kept() {
	plain
	foreign 'exit 0' .git/hooks/pre-commit
	ends 0 install --force
	ends 0 install --force --fix
	ends 0 install --force --fix
	untouched .git/hooks/pre-commit.before-fencepost
	ends 0 uninstall
	says "$PWD/.git/hooks/pre-commit: the hook that was there before is back"
	untouched .git/hooks/pre-commit
	[ -x .git/hooks/pre-commit ]
	[ "$(ls .git/hooks | grep -vc sample)" = 1 ]
}

two_foreign_hooks_cannot_both_be_kept() {
	plain
	foreign 'echo first' .git/hooks/pre-commit
	ends 0 install --force
	cp .git/hooks/pre-commit.before-fencepost "$temp/first"
	foreign 'echo second' .git/hooks/pre-commit
	ends 2 install --force
	untouched .git/hooks/pre-commit
	cmp .git/hooks/pre-commit.before-fencepost "$temp/first"
}

a_run_that_was_killed_between_the_two_names_is_finished() {
	plain
	foreign 'echo old' .git/hooks/pre-commit
	ln .git/hooks/pre-commit .git/hooks/pre-commit.before-fencepost
	ends 0 install --force
	untouched .git/hooks/pre-commit.before-fencepost
	ends 0 install
	ends 0 uninstall
	untouched .git/hooks/pre-commit
}

a_link_is_never_ours_nor_written_through() {
	plain
	ends 0 install
	mv .git/hooks/pre-commit elsewhere
	cp elsewhere "$temp/foreign"
	ln -s ../../elsewhere .git/hooks/pre-commit
	ends 2 install --fix
	ends 2 uninstall
	[ -L .git/hooks/pre-commit ]
	ends 0 install --fix --force
	[ ! -L .git/hooks/pre-commit ]
	[ "$(readlink .git/hooks/pre-commit.before-fencepost)" = ../../elsewhere ]
	untouched elsewhere
	ends 0 uninstall
	[ "$(readlink .git/hooks/pre-commit)" = ../../elsewhere ]
	rm elsewhere
	ends 2 install
	[ -L .git/hooks/pre-commit ] && [ ! -e elsewhere ]
}

a_linked_worktree_has_the_hooks_of_its_repository() {
	repository main
	rm .git/hooks/pre-commit
	git worktree add -q ../other
	cd ../other
	ends 0 install
	[ -x ../main/.git/hooks/pre-commit ]
	stage "$faulty" a.md
	stopped
}

a_submodule_has_its_own_hooks() {
	plain inner
	git commit -q --allow-empty -m seed
	cd ..
	plain outer
	git -c protocol.file.allow=always submodule --quiet add "$PWD/../inner" sub
	cd sub
	ends 0 install
	[ -x ../.git/modules/sub/hooks/pre-commit ]
	[ ! -e ../.git/hooks/pre-commit ]
	stage "$faulty" a.md
	stopped
}

hooks_path_counts_from_the_top_and_is_made() {
	plain
	git config core.hooksPath tools/git/hooks
	mkdir -p a/b
	cd a/b
	ends 0 install
	cd ../..
	[ -x tools/git/hooks/pre-commit ]
	[ ! -e a/b/tools ]
	stage "$faulty" a.md
	stopped
	git config core.hooksPath /dev/null
	ends 2 install
	warns 'fencepost: /dev/null: Not a directory'
}

a_hooks_folder_that_is_missing_is_made() {
	plain
	rm -r .git/hooks
	ends 0 install
	stage "$faulty" a.md
	stopped
}

hooks_of_all_repositories_are_changed_by_force_only() {
	plain
	GIT_CONFIG_GLOBAL=$temp/config
	git config --global core.hooksPath "$PWD/hooks of all"
	status=0
	ends 2 install
	grep -qF "$PWD/hooks of all/pre-commit: a global core.hooksPath leads there" "$temp/err"
	[ ! -e 'hooks of all' ]
	ends 0 install --force
	says "$PWD/hooks of all/pre-commit: written; it checks what is staged"
	stage "$faulty" a.md
	stopped
	git config core.hooksPath mine
	ends 0 install
	[ -x mine/pre-commit ]
	ends 0 uninstall
	[ ! -e mine/pre-commit ] && [ -x 'hooks of all/pre-commit' ]
}

git_dir_in_the_environment_names_the_repository() {
	git init -q --bare files.git
	mkdir tree
	cd tree
	export GIT_DIR="$PWD/../files.git" GIT_WORK_TREE="$PWD"
	ends 0 install
	[ -x ../files.git/hooks/pre-commit ]
}

outside_of_a_working_tree_nothing_is_put_in() {
	ends 2 install
	grep -qx 'fencepost: git rev-parse: fatal: not a git repository.*' "$temp/err"
	git init -q --bare bare
	cd bare
	ends 2 install
	grep -qx 'fencepost: git rev-parse: fatal: this operation must be run in a work tree' "$temp/err"
	[ ! -e hooks/pre-commit ]
	ends 2 install now
	warns "fencepost: 'fencepost install' takes no 'now'"
}

# The command under a name that a shell must not read, called by a client with a bare environment.
the_name_of_the_command_is_quoted() {
	mkdir 'it'\''s $HOME `here`'
	cp "$fencepost" 'it'\''s $HOME `here`/fencepost'
	plain 'a repository
of two lines'
	../it*/fencepost install >/dev/null
	stage "$faulty" a.md
	env -i PATH=/usr/bin:/bin HOME="$temp" git -c user.name=a -c user.email=a commit -m message >"$temp/out" 2>&1 &&
		return 1
	told 'a.md:4:8: error:'
}

where_the_command_has_gone_the_one_in_path_runs_or_nothing_passes() {
	mkdir first second
	cp "$fencepost" first/fencepost
	plain
	../first/fencepost install >/dev/null
	mv ../first/fencepost ../second/fencepost
	stage "$mended" a.md
	stopped
	told "fencepost: neither '"
	PATH="$PWD/../second:$PATH" commits
	printf 'no program' >../first/fencepost
	chmod 755 ../first/fencepost
	stage "$faulty" a.md
	stopped
	PATH="$PWD/../second:$PATH" stopped
	told 'a.md:4:8: error:'
}

tests a_commit_is_stopped_by_the_hook_that_was_put_in \
	twice_changes_nothing \
	another_mode_is_written_and_told \
	a_hook_that_is_not_executable_any_more_is_mended \
	what_is_written_is_the_hook_of_the_source_but_for_two_lines \
	a_foreign_hook_is_left \
	a_foreign_hook_that_speaks_of_us_is_foreign \
	force_keeps_a_foreign_hook_and_calls_it_first \
	a_foreign_hook_that_fails_ends_the_commit_with_its_status \
	a_second_force_leaves_what_is_kept \
	two_foreign_hooks_cannot_both_be_kept \
	a_run_that_was_killed_between_the_two_names_is_finished \
	a_link_is_never_ours_nor_written_through \
	a_linked_worktree_has_the_hooks_of_its_repository \
	a_submodule_has_its_own_hooks \
	hooks_path_counts_from_the_top_and_is_made \
	a_hooks_folder_that_is_missing_is_made \
	hooks_of_all_repositories_are_changed_by_force_only \
	git_dir_in_the_environment_names_the_repository \
	outside_of_a_working_tree_nothing_is_put_in \
	the_name_of_the_command_is_quoted \
	where_the_command_has_gone_the_one_in_path_runs_or_nothing_passes
