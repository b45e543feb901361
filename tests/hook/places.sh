#!/bin/sh
# `fencepost pre-commit --fix` as a hook, wherever a repository, its working tree, its index and its
# objects may lie.
. "$(dirname "$0")/lib.sh"

# usual_in_all_ways: the usual commit, and then one that commits a path and one that commits all.
usual_in_all_ways() {
	the_usual
	for how in a.md -a '-i a.md'; do
		put "$faulty" a.md
		echo "$how" >>a.md
		commits $how
		grep -qF '{"name": "value"}' a.md
		clean
	done
}

# empty_of_ours FOLDER...: whether nothing of a run is left there.
empty_of_ours() {
	left=$(find "$@" -maxdepth 1 -name '*fencepost-*' -o -maxdepth 1 -name '*.lock')
	[ -z "$left" ] || { echo "left behind: $left"; return 1; }
}

a_git_dir_elsewhere() {
	git init -q --separate-git-dir="$PWD/git dir" r
	cd r
	hook '../git dir' --fix
	old_pages
	usual_in_all_ways
	empty_of_ours '../git dir'
}

links_in_the_place_of_git_dir_index_and_top() {
	repository r --fix
	old_pages
	mv .git ../git
	ln -s ../git .git
	mv .git/index ../index
	ln -s ../index .git/index
	ln -s r ../link
	cd ../link
	usual_in_all_ways
	[ -L .git/index ] && [ -L .git ]
	empty_of_ours .. ../git
}

a_working_tree_and_an_index_on_another_device() {
	away=$(mktemp -d /dev/shm/test-XXXXXX 2>/dev/null) || skip 'no /dev/shm'
	trap 'rm -rf "$away"' EXIT
	[ "$(stat -c %d "$away")" != "$(stat -c %d .)" ] || skip '/dev/shm is no other device'
	git init -q --separate-git-dir="$PWD/git" "$away/tree"
	here=$PWD
	cd "$away/tree"
	hook "$here/git" --fix
	old_pages
	usual_in_all_ways
	put "$faulty" a.md
	git add a.md
	cp "$here/git/index" "$away/index"
	export GIT_INDEX_FILE="$away/index"
	ends 0 pre-commit --fix
	is "$mended" a.md
	staged "$mended" a.md
	empty_of_ours "$here/git" "$away" . docs
}

a_linked_worktree_with_settings_of_its_own() {
	repository r --fix
	old_pages
	git config extensions.worktreeConfig true
	git worktree add -q -b side ../linked
	cd ../linked
	git config --worktree core.sparseCheckout true
	usual_in_all_ways
	empty_of_ours ../r/.git ../r/.git/worktrees/linked
}

a_worktree_of_a_bare_repository() {
	git init -q --bare bare
	hook bare --fix
	git -C bare update-ref refs/heads/main \
		"$(git -C bare commit-tree -m seed "$(git -C bare mktree </dev/null)")"
	git -C bare worktree add -q ../tree main
	cd tree
	old_pages
	usual_in_all_ways
	empty_of_ours ../bare ../bare/worktrees/tree
}

a_submodule_and_what_is_around_it() {
	repository r
	old_pages
	cd ..
	repository around --fix
	git -c protocol.file.allow=always submodule --quiet add ../r sub
	commits
	hook .git/modules/sub --fix
	cd sub
	usual_in_all_ways
	cd ..
	put "$faulty" a.md
	git add a.md sub
	commits
	committed "$mended" a.md
	clean
}

options_and_variables_that_name_git_dir_and_tree() {
	git init -q --bare dots
	hook dots --fix
	mkdir tree tree/sub
	git -C dots config core.bare false
	put "$faulty" tree/a.md tree/sub/b.md
	dots() {
		git --git-dir=dots --work-tree=tree "$@"
	}
	dots add .
	dots commit -q -m message
	is "$mended" tree/a.md
	is "$mended" tree/sub/b.md
	put "$faulty" tree/a.md
	echo more >>tree/a.md
	dots commit -q -a -m message
	[ -z "$(dots status --porcelain)" ]
	git -C dots config core.worktree ../tree
	put "$faulty" tree/a.md
	cd tree
	git --git-dir=../dots commit -q -a -m message
	cd ..
	is "$mended" tree/a.md
	empty_of_ours dots
}

# Not as git calls it, which is always at the top.
what_is_relative_counts_from_where_it_was_called() {
	git init -q --bare dots
	git -C dots config core.bare false
	mkdir -p tree/sub
	put "$faulty" tree/a.md tree/sub/b.md
	cd tree/sub
	export GIT_DIR=../../dots GIT_WORK_TREE=..
	git add ..
	ends 1 pre-commit
	grep -q '^sub/b.md:4:8: error' "$temp/out"
	ends 0 pre-commit --fix
	is "$mended" ../a.md
	staged "$mended" sub/b.md
	export GIT_INDEX_FILE=../dots/index
	ends 0 pre-commit
}

# What git keeps is then the lock of that index, not of the one in the git dir.
commit_path_with_an_index_of_ones_own_mends_that_one() {
	repository r
	printf '#!/bin/sh\nsh -c '\''"$0" pre-commit --fix; exit $?'\'' "%s"\nexit $?\n' "$fencepost" \
		>.git/hooks/pre-commit
	old_pages
	before=$(git ls-files -s)
	mkdir ../away
	for own in ../away/index .git/other "$PWD/../away/linked"; do
		export GIT_INDEX_FILE="$own"
		ln -sf index ../away/linked
		git read-tree HEAD
		git update-index -q --refresh
		put "$faulty" a.md
		echo "$own" >>a.md
		put "$own" staged.txt
		git add staged.txt
		commits a.md
		grep -qF '{"name": "value"}' a.md
		staged "$(cat a.md)" a.md
		committed "$(cat a.md)" a.md
		[ "$(git status --porcelain)" = 'A  staged.txt' ] || { git status --porcelain; return 1; }
		git rm -q -f staged.txt
		clean
	done
	[ -L ../away/linked ]
	unset GIT_INDEX_FILE
	[ "$(git ls-files -s)" = "$before" ]
	empty_of_ours .git ../away .
}

sparse_checkouts_of_each_kind() {
	for kind in --cone '--cone --sparse-index' --no-cone; do
		rm -rf r
		repository r --fix
		mkdir in out
		put "$other_mended" in/a.md out/b.md out/c.md
		git add .
		git commit -q -m pages
		git sparse-checkout set $kind in
		put "$faulty" in/a.md
		commits -a
		committed "$mended" in/a.md
		clean
		mkdir out
		put "$faulty" out/b.md
		git add --sparse out/b.md
		commits
		committed "$mended" out/b.md
		is "$mended" out/b.md
		clean
		[ ! -e out/c.md ]
		cd ..
	done
}

what_is_staged_outside_of_a_sparse_checkout() {
	repository r --fix
	mkdir in out
	put "$other_mended" in/a.md out/b.md
	git add .
	git commit -q -m pages
	git sparse-checkout set --no-cone in
	put "$faulty" "$temp/faulty.md"
	git update-index --cacheinfo "100644,$(git hash-object -w "$temp/faulty.md"),out/b.md"
	git update-index --skip-worktree out/b.md
	commits
	not grep -q 'mended in' "$temp/out"
	committed "$mended" out/b.md
	[ ! -e out ]
	clean
}

clones_that_lack_something() {
	repository r
	old_pages
	git commit -q --allow-empty -m more
	git config uploadpack.allowFilter true
	git config uploadpack.allowAnySHA1InWant true
	for how in --depth=1 --filter=blob:none --shared; do
		git clone -q $how "file://$PWD" ../clone 2>/dev/null || git clone -q $how . ../clone
		cd ../clone
		hook .git --fix
		the_usual
		cd ../r
		rm -rf ../clone
	done
}

a_blob_that_cannot_be_fetched_stops_the_commit() {
	repository r
	old_pages
	git config uploadpack.allowFilter true
	cd ..
	git clone -q --no-checkout --filter=blob:none "file://$PWD/r" partial
	cd partial
	git read-tree HEAD
	put "$faulty" a.md
	git add a.md
	mv ../r ../gone
	ends 2 pre-commit --fix
	grep -q '^fencepost: ' "$temp/err"
	mv ../gone ../r
	ends 0 pre-commit --fix
	is "$mended" a.md
	sound
}

objects_and_commits_that_are_not_what_they_seem() {
	repository r --fix
	old_pages
	git commit -q --allow-empty -m more
	git replace HEAD HEAD~
	the_usual
	cd ..
	repository grafted --fix
	old_pages
	git replace --graft HEAD
	the_usual
}

names_that_could_be_taken_for_a_commit() {
	repository r --fix
	old_pages
	echo HEAD >HEAD
	git update-ref refs/heads/HEAD HEAD
	git add HEAD
	put "$faulty" a.md
	git add a.md
	commits
	committed "$mended" a.md
	ends 0 validate --since HEAD
	git init -q ../first
	cd ../first
	hook .git --fix
	echo x >4b825dc642cb6eb9a060e54bf8d69288fbee4904
	put "$faulty" a.md
	git add .
	commits
	committed "$mended" a.md
	clean
}

each_version_and_extension_of_the_index() {
	for version in 2 3 4; do
		repository r$version --fix
		old_pages
		git update-index --index-version $version
		the_usual
		cd ..
	done
	repository watched --fix
	old_pages
	printf '#!/bin/sh\nprintf "token\\0"\nexec git -c core.fsmonitor= ls-files -z\n' >.git/watch
	chmod +x .git/watch
	git config core.fsmonitor .git/watch
	git config core.untrackedCache true
	git update-index --fsmonitor --untracked-cache
	git status >/dev/null
	the_usual
}

# Each writer of a split index takes away the shared parts that it takes for old.
a_split_index_keeps_what_it_shares() {
	repository r --fix
	old_pages
	git config core.splitIndex true
	git config splitIndex.maxPercentChange 0
	git config splitIndex.sharedIndexExpire now
	usual_in_all_ways
}

shared_repositories_stay_writable_for_the_group() {
	umask 022
	git init -q --shared=group r
	cd r
	hook .git --fix
	old_pages
	usual_in_all_ways
	[ "$(stat -c %a .git/index)" = 664 ]
	[ -z "$(find .git/objects -type d ! -perm -g+w)" ]
}

tests a_git_dir_elsewhere links_in_the_place_of_git_dir_index_and_top \
	a_working_tree_and_an_index_on_another_device a_linked_worktree_with_settings_of_its_own \
	a_worktree_of_a_bare_repository a_submodule_and_what_is_around_it \
	options_and_variables_that_name_git_dir_and_tree \
	what_is_relative_counts_from_where_it_was_called \
	commit_path_with_an_index_of_ones_own_mends_that_one sparse_checkouts_of_each_kind \
	what_is_staged_outside_of_a_sparse_checkout clones_that_lack_something \
	a_blob_that_cannot_be_fetched_stops_the_commit objects_and_commits_that_are_not_what_they_seem \
	names_that_could_be_taken_for_a_commit each_version_and_extension_of_the_index \
	a_split_index_keeps_what_it_shares shared_repositories_stay_writable_for_the_group
