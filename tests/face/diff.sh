#!/bin/sh
# `validate --diff` says what --fix would do, in a form that git apply and patch take.
. "$(dirname "$0")/lib.sh"

# A tree with all sorts of names and line ends.
make_tree() {
	mkdir -p 'docs/with blank' docs/sub
	put "$faulty" a.md 'docs/with blank/b c.md' docs/sub/d.md "docs/$(printf 'tab\tquote"back\\slash').md" docs/é.md
	printf '```json\r\n{"a" 1}\r\n```\r\n' >docs/crlf.md
	printf '```json\n{"a" 1}' >docs/open.md
	printf 'x\000y\n\n```json\n{"a" 1}\n```' >docs/nul.md
}

# What --fix makes of the tree is in ./fixed, beside ./tree.
make_both() {
	mkdir tree fixed
	(cd tree && make_tree)
	(cd fixed && make_tree && "$fencepost" validate --fix -q .) || true
	not diff -r tree fixed >/dev/null
}

git_apply_does_what_fix_does() {
	make_both
	(cd tree && "$fencepost" validate --diff -q . | git apply --whitespace=nowarn)
	diff -r tree fixed
}

patch_does_what_fix_does() {
	command -v patch >/dev/null || skip 'no patch'
	make_both
	(cd tree && "$fencepost" validate --diff -q . | patch -p1 --binary)
	diff -r tree fixed
}

both_work_in_a_folder_of_a_repository() {
	make_both
	git init -q .
	git add .
	cp -R tree again
	(cd tree/docs && "$fencepost" validate --diff -q . | git apply --whitespace=nowarn)
	diff -r tree/docs fixed/docs
	if command -v patch >/dev/null; then
		(cd again/docs && "$fencepost" validate --diff -q . | patch -p1 --binary)
		diff -r again/docs fixed/docs
	fi
}

git_apply_works_in_the_index_too() {
	make_both
	cd tree
	git init -q .
	git add .
	"$fencepost" validate --diff -q . | git apply --whitespace=nowarn --index
	cd ..
	rm -rf tree/.git
	diff -r tree fixed
}

the_diff_alone_is_on_stdout_and_nothing_is_written() {
	put "$faulty" a.md
	put "$hopeless" b.md
	ends 1 validate --diff
	is "--- a/a.md
+++ b/a.md
@@ -1,5 +1,5 @@
 # A page
 
 \`\`\`json
-{\"name\" \"value\"}
+{\"name\": \"value\"}
 \`\`\`" "$temp/out"
	grep -q '^b.md:.*: error: ' "$temp/err"
	is "$faulty" a.md
	ends 1 validate --diff --fix a.md
	is "$faulty" a.md
}

what_is_left_is_told_at_its_place_in_the_file_as_it_is() {
	printf '```json\n{\n  "a": 1\n```\n\n```json\n{"b" 1,\n "c": 2, "c": 3}\n```\n' >a.md
	ends 1 validate --diff a.md
	says '+}'
	warns 'a.md:8:10: warning: "c" is already given at 8:2 [json-duplicate-key]'
	warns '     8 |  "c": 2, "c": 3}'
	ends 0 validate --fix a.md
	says 'a.md:9:10: warning: "c" is already given at 9:2 [json-duplicate-key]'
}

the_exit_status_tells_whether_there_is_a_diff() {
	put "$faulty" a.md
	put "$mended" b.md
	ends 1 validate --diff -q a.md
	ends 0 validate --diff -q b.md
	silent
	ends 0 validate --diff --exit-zero a.md
}

a_diff_goes_to_a_file_and_a_report_beside_it() {
	put "$faulty" a.md
	ends 1 validate --diff --output a.diff --format json=a.json a.md
	git apply a.diff
	is "$mended" a.md
	grep -q '"fixed": 1' a.json
}

names_count_from_the_current_folder() {
	mkdir docs
	put "$faulty" docs/a.md
	ln -s docs/a.md link.md
	ends 1 validate --diff -q "$PWD/docs/a.md"
	says '--- a/docs/a.md'
	ends 1 validate --diff -q link.md
	says '--- a/docs/a.md'
	cd docs
	ends 1 validate --diff -q ../docs/a.md
	says '--- a/a.md'
	quiet
}

a_file_above_the_current_folder_is_shown_and_that_is_said() {
	mkdir docs
	put "$faulty" a.md
	cd docs
	ends 1 validate --diff -q ../a.md
	says '--- a/../a.md'
	warns 'fencepost: ../a.md: does not lie below the current directory; git apply and patch will refuse its diff here'
}

stdin_is_diffed_under_its_name() {
	put "$faulty" a.md
	"$fencepost" validate --diff -q --stdin-filename a.md - <a.md | git apply
	is "$mended" a.md
}

without_libgit2_the_rest_still_works() {
	put "$faulty" a.md
	mkdir broken
	for file in $(LD_DEBUG=libs "$fencepost" validate --diff a.md 2>&1 |
		sed -n 's/.*find library=\(libgit2\.so[0-9.]*\).*/\1/p'); do
		echo 'not a library' >"broken/$file"
	done
	test -n "$(ls broken)" || skip 'the loader does not tell what it looks for'
	export LD_LIBRARY_PATH="$PWD/broken"
	ends 1 validate a.md
	ends 2 validate --diff a.md
	grep -q '^fencepost: .*libgit2 cannot be loaded: ' "$temp/err"
	is "$faulty" a.md
}

tests git_apply_does_what_fix_does \
	patch_does_what_fix_does \
	both_work_in_a_folder_of_a_repository \
	git_apply_works_in_the_index_too \
	the_diff_alone_is_on_stdout_and_nothing_is_written \
	what_is_left_is_told_at_its_place_in_the_file_as_it_is \
	the_exit_status_tells_whether_there_is_a_diff \
	a_diff_goes_to_a_file_and_a_report_beside_it \
	names_count_from_the_current_folder \
	a_file_above_the_current_folder_is_shown_and_that_is_said \
	stdin_is_diffed_under_its_name \
	without_libgit2_the_rest_still_works
