#!/bin/sh
# The pre-commit framework itself, with this source as the repository that it takes hooks from.
. "$(dirname "$0")/lib.sh"
command -v pre-commit >/dev/null || { echo '1..0 # SKIP no pre-commit'; exit 77; }
export PRE_COMMIT_HOME="$temp/cache" PRE_COMMIT_COLOR=never
unset PRE_COMMIT_FROM_REF SKIP
root=$(readlink -f -- "$(dirname "$0")/../..")

# The source as a repository of its own.
source=$temp/source
mkdir "$source"
(cd "$root" && tar -cf - --exclude './build*' --exclude ./.git --exclude node_modules .) |
	tar -xf - -C "$source" || exit 99
(cd "$source" && git init -q . && git add -A && git commit -q -m source) || exit 99

# framed ID: a repository in which the framework runs that hook.
framed() {
	git init -q docs
	cd docs
	printf 'repos:\n  - repo: file://%s\n    rev: %s\n    hooks:\n      - id: %s\n' \
		"$source" "$(git -C "$source" rev-parse HEAD)" "$1" >.pre-commit-config.yaml
	put "$mended" old.md
	git add .
	git commit -q -m seed
	pre-commit install >/dev/null
}

a_faulty_commit_is_stopped_and_a_good_one_goes_on() {
	framed fencepost
	put "$faulty" a.md
	git add a.md
	stopped
	told 'a.md:4:8: error:'
	is "$faulty" a.md
	put "$mended" a.md
	git add a.md
	commits
}

fix_mends_the_file_and_the_next_commit_goes_on() {
	framed fencepost-fix
	put "$faulty" a.md
	git add a.md
	stopped
	told 'files were modified by this hook'
	is "$mended" a.md
	staged "$faulty" a.md
	git add a.md
	commits
	committed "$mended" a.md
}

what_is_not_staged_is_neither_checked_nor_lost() {
	framed fencepost-fix
	put "$faulty" old.md
	put "$faulty" a.md
	git add a.md
	echo more >>old.md
	cp old.md "$temp/old"
	stopped
	is "$mended" a.md
	git add a.md
	commits
	cmp old.md "$temp/old"
}

an_old_fault_stops_nothing_but_a_run_over_all_files() {
	framed fencepost
	{ put "$faulty" old.md && cat old.md; } >both
	mv both old.md
	git commit -q --no-verify -a -m faulty
	{ cat old.md && printf '\n%s\n' "$mended"; } >both
	mv both old.md
	commits -a
	not pre-commit run --all-files >"$temp/out"
	told 'old.md:4:8: error:'
}

files_of_any_name_are_checked() {
	framed fencepost-fix
	put "$faulty" ./-q.md 'a b.md' 'é
.md'
	git add .
	not pre-commit run --all-files
	is "$mended" ./-q.md
	is "$mended" 'a b.md'
	is "$mended" 'é
.md'
	git add .
	commits
}

what_the_framework_passes_over_is_not_checked() {
	framed fencepost
	echo '        exclude: ^vendor/' >>.pre-commit-config.yaml
	mkdir vendor
	put "$faulty" vendor/a.md
	put "$mended" b.md
	git add .
	commits
	put "$faulty" c.md
	put "$other" vendor/a.md
	git add .
	stopped
	told 'c.md:4:8: error:'
	not grep -q vendor/a.md: "$temp/out"
}

old_faults_are_not_mended_at_a_commit() {
	framed fencepost-fix
	put "$faulty" old.md
	git commit -q --no-verify -a -m faulty
	printf '\n%s\n' "$other" >>old.md
	git add old.md
	stopped
	printf '%s\n\n%s\n' "$faulty" "$other_mended" | cmp - old.md
	git add old.md
	commits
}

# A machine without the libraries, whose sudo and apt-get tell of each call.
what_is_missing_is_named_and_not_installed() {
	mkdir bin
	printf '#!/bin/sh\nexit 1\n' >bin/pkg-config
	printf '#!/bin/sh\necho "$0" >>"%s/called"\n' "$PWD" >bin/sudo
	cp bin/sudo bin/apt-get
	chmod 755 bin/*
	git clone -q "$source" clone
	status=0
	PATH="$PWD/bin:$PATH" clone/hooks/framework check a.md >"$temp/out" 2>&1 || status=$?
	[ $status -eq 2 ]
	[ "$(cat "$temp/out")" = 'hooks/framework: packages are missing: libcmark-dev libgit2-dev libcjson-dev' ]
	[ ! -e called ]
}

tests a_faulty_commit_is_stopped_and_a_good_one_goes_on \
	fix_mends_the_file_and_the_next_commit_goes_on \
	what_is_not_staged_is_neither_checked_nor_lost \
	an_old_fault_stops_nothing_but_a_run_over_all_files \
	files_of_any_name_are_checked \
	what_the_framework_passes_over_is_not_checked \
	old_faults_are_not_mended_at_a_commit \
	what_is_missing_is_named_and_not_installed
