#!/bin/sh
# Which documents are checked, and that the number of threads changes nothing.
. "$(dirname "$0")/lib.sh"

# names: the paths with findings, in their order.
names() {
	grep -o '^.*:4:8: error' "$temp/out" | sed 's/:4:8: error$//'
}

the_current_folder_is_searched_where_no_path_is_given() {
	mkdir -p b/c node_modules
	put "$faulty" a.md b/c/d.mdx b/e.markdown b/f.txt node_modules/g.md
	ends 1 validate
	[ "$(names)" = "$(printf 'a.md\nb/c/d.mdx\nb/e.markdown')" ]
	grep -q '^3 files, 3 blocks: 3 errors,' "$temp/out"
}

what_git_ignores_is_passed_over() {
	git init -q .
	mkdir -p build docs
	put "$faulty" a.md build/b.md docs/c.md docs/d.md
	printf 'build\n*.md\n!a.md\n' >.gitignore
	echo '!d.md' >docs/.gitignore
	ends 1 validate
	[ "$(names)" = "$(printf 'a.md\ndocs/d.md')" ]
	ends 1 validate build/b.md
	[ "$(names)" = build/b.md ]
}

patterns_that_cannot_be_read_are_told_and_the_files_checked() {
	[ "$(id -u)" -ne 0 ] || skip 'root may read everything'
	git init -q .
	mkdir -p docs .config/git
	put "$faulty" a.md docs/b.md
	echo a.md >.gitignore
	echo b.md >docs/.gitignore
	ends 0 validate
	chmod 0 docs/.gitignore
	ends 2 validate
	warns 'fencepost: docs/.gitignore: Permission denied; its ignore patterns are not applied'
	[ "$(names)" = docs/b.md ]
	(cd docs && ends 2 validate)
	chmod 644 docs/.gitignore
	chmod 0 .git/info/exclude
	ends 2 validate
	grep -qx 'fencepost: .*/.git/info/exclude: Permission denied; its ignore patterns are not applied' \
		"$temp/err"
	chmod 644 .git/info/exclude
	: >.config/git/ignore
	chmod 0 .config/git/ignore
	HOME=$PWD XDG_CONFIG_HOME= ends 0 validate # as git does: it may be the home of another
	grep -q 'git/ignore: Permission denied; its ignore patterns are not applied$' "$temp/err"
}

a_folder_that_is_gone_is_told() {
	mkdir gone
	cd gone
	rmdir ../gone
	ends 2 validate
	grep -q '^fencepost: .: its true path cannot be found' "$temp/err"
}

a_list_of_paths_is_read_from_a_file_or_stdin() {
	newline='
'
	mkdir d
	put "$faulty" "d/a${newline}b.md" c.txt 'two words.md'
	printf 'c.txt\ntwo words.md\n' | ends 1 validate --files-from -
	[ "$(names)" = "$(printf 'c.txt\ntwo words.md')" ]
	find . -name '*.md' -print0 >list
	ends 1 validate -0 --files-from list
	[ "$(names)" = "$(printf 'd/a\\nb.md\ntwo words.md')" ]
	: >list
	ends 0 validate --files-from list
	ends 2 validate --files-from missing
	warns 'fencepost: missing: No such file or directory'
}

a_file_that_is_named_twice_is_checked_once() {
	put "$faulty" a.md
	ln -s a.md b.md
	ends 1 validate a.md ./a.md b.md . "$PWD/a.md"
	[ "$(names)" = a.md ]
}

names_with_any_byte_are_mended() {
	bytes=$(printf 'a\001\n\t"\\\377 b')
	put "$faulty" "$bytes.md" './-x.md'
	ends 0 validate --fix .
	is "$mended" "$bytes.md"
	is "$mended" ./-x.md
	put "$faulty" ./-x.md
	ends 0 validate --fix -- -x.md
	is "$mended" ./-x.md
}

stdin_is_a_document() {
	printf '%s\n' "$faulty" | ends 1 validate -
	[ "$(names)" = - ]
	printf '%s\n' "$faulty" | ends 1 validate --stdin-filename docs/x.md -
	[ "$(names)" = docs/x.md ]
	printf '%s\n' "$mended" | ends 0 validate -
}

a_name_of_standard_input_alone_means_that_it_is_read() {
	put "$faulty" a.md
	printf '%s\n' "$faulty" | ends 1 validate --stdin-filename docs/x.md
	[ "$(names)" = docs/x.md ]
	printf '%s\n' "$faulty" | ends 0 payload --stdin-filename docs/x.md
	printf '%s\n' "$faulty" | ends 2 validate --fix --stdin-filename docs/x.md
	for command in validate payload; do
		printf 'a.md\n' | ends 2 $command --stdin-filename docs/x.md a.md
		grep -q "^fencepost: --stdin-filename names standard input, but '-' is not" "$temp/err"
		printf 'a.md\n' | ends 2 $command --files-from - -
		grep -q '^fencepost: standard input cannot be both' "$temp/err"
	done
}

a_named_pipe_is_read_where_it_is_named() {
	mkfifo pipe.md
	printf '%s\n' "$faulty" >pipe.md &
	ends 1 validate pipe.md
	[ "$(names)" = pipe.md ]
	ends 0 validate .
}

any_number_of_threads_prints_the_same_bytes() {
	i=0
	while [ $i -lt 400 ]; do
		mkdir -p d$((i % 7))
		put "text $i
$faulty" d$((i % 7))/$i.md
		i=$((i + 1))
	done
	truncate -s 67108865 d3/big.md
	for format in human json; do
		for jobs in 1 2 3 8; do
			"$fencepost" validate -j $jobs --format $format . >$format.$jobs 2>$format.$jobs.err || true
			cmp $format.1 $format.$jobs
			cmp $format.1.err $format.$jobs.err
		done
	done
	"$fencepost" validate -j1 --diff . >diff.1 2>/dev/null || true
	"$fencepost" validate -j8 --diff . >diff.8 2>/dev/null || true
	cmp diff.1 diff.8
	[ "$(grep -c '^---' diff.1)" -eq 400 ]
}

tests the_current_folder_is_searched_where_no_path_is_given \
	what_git_ignores_is_passed_over \
	patterns_that_cannot_be_read_are_told_and_the_files_checked \
	a_folder_that_is_gone_is_told \
	a_list_of_paths_is_read_from_a_file_or_stdin \
	a_file_that_is_named_twice_is_checked_once \
	names_with_any_byte_are_mended \
	stdin_is_a_document \
	a_name_of_standard_input_alone_means_that_it_is_read \
	a_named_pipe_is_read_where_it_is_named \
	any_number_of_threads_prints_the_same_bytes
