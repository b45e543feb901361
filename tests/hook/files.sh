#!/bin/sh
# `fencepost pre-commit --fix` as a hook, whatever the files are like, and whoever else is at work.
. "$(dirname "$0")/lib.sh"

long_and_deep_names() {
	repository r --fix
	long=$(printf '%0250d' 0)
	mkdir $long
	put "$faulty" $long.md $long/$long.md a.md
	git add .
	deep=
	while [ ${#deep} -lt 4200 ]; do # no path that the system takes
		deep=$deep$long/
	done
	git update-index --add --cacheinfo "100644,$(git rev-parse :a.md),${deep}b.md"
	commits
	told 'b.md: mended in what is staged; the file is left as it is: it is not there'
	is "$mended" $long/$long.md
	[ "$(git ls-tree -r HEAD | grep -c "$(git rev-parse HEAD:a.md)")" -eq 4 ]
	git diff --cached --quiet
	sound
}

names_that_could_be_options_revisions_or_patterns() {
	repository r --fix
	count=0
	for name in -- --all - '~' '@{u}' HEAD:x ':!x' ':^x' ':(glob)x' 'x[1]' 'x*' '\"' "'" '$(id)' \
		'a&b|c;d' '%s%n' '#x' index "$(printf 'a\tb')" "$(printf 'a\rb')" \
		"$(printf '\001\033[31m')" "$(printf '\377\376')" 'a ' ' a'; do
		mkdir "./$name"
		put "$faulty" "./$name.md" "./$name/$name.md"
		count=$((count + 2))
	done
	git add .
	commits
	clean
	[ "$(git grep -lz -F '{"name": "value"}' HEAD | tr -dc '\0' | wc -c)" -eq $count ]
	put "$faulty" ./*.md
	for name in ./*.md; do
		echo more >>"$name"
	done
	commits ./*.md
	clean
}

modes_stay_what_they_were() {
	repository r --fix
	old_pages
	put "$faulty" a.md
	chmod +x a.md
	git add a.md
	commits
	[ "$(git ls-tree HEAD a.md | cut -c1-6)" = 100755 ]
	clean
	git config core.fileMode false
	put "$faulty" a.md
	echo more >>a.md
	chmod -x a.md
	git add a.md
	commits
	[ "$(git ls-tree HEAD a.md | cut -c1-6)" = 100755 ]
	[ ! -x a.md ]
	clean
}

files_links_folders_and_submodules_change_places() {
	repository r --fix
	ln -s seed.txt a.md
	put "$other_mended" b.md
	git add .
	commits
	rm a.md b.md
	mkdir b.md
	put "$faulty" a.md b.md/c.md
	git init -q sub.md
	git -C sub.md commit -q --allow-empty -m x
	git -c advice.addEmbeddedRepo=false add -A
	commits
	is "$mended" a.md
	is "$mended" b.md/c.md
	clean
	rm -r a.md b.md
	ln -s seed.txt a.md
	put "$faulty" b.md
	git add -A
	commits
	is "$mended" b.md
	clean
}

line_ends_of_each_kind() {
	for attributes in 'text=auto eol=crlf' 'text eol=lf' -text text=auto ident; do
		for auto in true input false; do
			rm -rf r
			git init -q r
			cd r
			hook .git --fix
			git config core.autocrlf $auto
			echo "*.md $attributes" >.gitattributes
			printf '$Id$\n%s\n' "$faulty" >a.md
			sed 's/$/\r/' a.md >b.md
			git add . 2>/dev/null
			rm a.md b.md
			git checkout -q a.md b.md
			sed 's/"name" /"name": /' a.md >"$temp/a"
			sed 's/"name" /"name": /' b.md >"$temp/b"
			commits
			cmp a.md "$temp/a"
			cmp b.md "$temp/b"
			clean
			cd ..
		done
	done
}

an_encoded_file_is_no_change_after_the_commit_that_left_it() {
	repository r --fix
	git config filter.same.clean cat
	echo '*.md filter=same' >.gitattributes
	put "$faulty" a.md
	git add .
	commits
	told 'a.md: mended in what is staged; the file is left as it is: git filters'
	is "$faulty" a.md
	[ "$(git status --porcelain)" = ' M a.md' ]
	echo 'a.md -filter' >>.gitattributes
	put "$other" a.md
	git add .
	commits
	is "$other_mended" a.md
	clean
}

twins_that_differ_by_case() {
	repository r --fix
	git config core.ignorecase true
	put "$faulty" README.md
	git add README.md
	put "$other" "$temp/other.md"
	git update-index --add --cacheinfo "100644,$(git hash-object -w "$temp/other.md"),readme.md"
	commits
	committed "$mended" README.md
	committed "$other_mended" readme.md
	is "$mended" README.md
	sound
}

what_is_promised_or_in_conflict_elsewhere_stays_so() {
	repository r --fix
	put "$faulty" promised.md a.md
	git add -N promised.md
	git add a.md
	commits
	is "$faulty" promised.md
	[ "$(git status --porcelain)" = ' A promised.md' ]
	commits -a
	is "$mended" promised.md
	git checkout -q -b side
	put side c.txt
	git add c.txt
	commits
	git checkout -q -
	put trunk c.txt
	git add c.txt
	commits
	not git merge side >/dev/null 2>&1
	put "$faulty" b.md
	git add b.md
	ends 0 pre-commit --fix
	is "$mended" b.md
	[ "$(git ls-files -u | wc -l)" -eq 2 ]
	put both c.txt
	git add c.txt
	commits
	clean
}

marks_on_entries_stay() {
	repository r --fix
	put "$other_mended" a.md b.md c.md
	git add .
	commits
	put "$faulty" a.md b.md c.md
	git add .
	git update-index --skip-worktree a.md c.md
	git update-index --assume-unchanged b.md c.md
	printf '%s\nmine\n' "$faulty" >b.md
	commits
	[ "$(git ls-files -v '*.md')" = "$(printf 's c.md\nS a.md\nh b.md' | sort -k2)" ]
	is "$faulty" a.md
	printf '%s\nmine\n' "$mended" | cmp - b.md
	is "$faulty" c.md
	git update-index --no-assume-unchanged b.md c.md
	[ "$(git status --porcelain)" = ' M b.md' ]
	sound
}

one_content_in_many_files() {
	repository r --fix
	put "$faulty" a.md b.md c.md
	ln a.md "$temp/linked.md"
	git add .
	put "$mended" b.md
	printf '%s\nmine\n' "$faulty" >c.md
	commits
	is "$mended" a.md
	is "$faulty" "$temp/linked.md"
	is "$mended" b.md
	printf '%s\nmine\n' "$mended" | cmp - c.md
	[ "$(git status --porcelain)" = ' M c.md' ]
	sound
}

texts_with_odd_bytes() {
	repository r --fix
	printf '%s' "$faulty" >no-end.md
	{ printf 'a\0b\n' && printf '%s\n' "$faulty"; } >nul.md
	printf '\377\376\n%s\n' "$faulty" >latin.md
	git add .
	for name in nul latin; do
		echo mine >>$name.md
		sed 's/"name" /"name": /' $name.md >"$temp/$name"
	done
	commits
	printf '%s' "$mended" | cmp - no-end.md
	cmp nul.md "$temp/nul"
	cmp latin.md "$temp/latin"
	sound
}

a_copy_is_new_and_a_text_that_becomes_a_document_is_not() {
	repository r --fix
	{ printf '%s\n' "$faulty"; seq 50; } >a.txt
	cp a.txt b.md
	git add .
	git commit -q --no-verify -m old
	git mv a.txt a.md
	cp b.md c.md
	echo more >>c.md
	git add .
	commits
	grep -qF '{"name" "value"}' a.md
	grep -qF '{"name": "value"}' c.md
	clean
}

what_one_file_lacks_does_not_hold_up_another() {
	repository r --fix
	put '{"maxBytes": 60}' .fencepost.json
	{ printf '%s\n' "$faulty"; seq 50; } >large.md
	put "$faulty" a.md
	git add .
	stopped
	told 'large.md: larger than the limit'
	staged "$mended" a.md
	is "$mended" a.md
	sound
}

twenty_thousand_files() {
	git init -q r
	cd r
	{
		printf 'commit refs/heads/main\ncommitter a <a@example.org> 0 +0000\ndata 4\nmany\n'
		seq 20000 | while read -r n; do
			printf 'M 644 inline d%d/f%d.md\ndata %d\n%s\n' $((n / 100)) "$n" \
				$((${#mended} + 1)) "$mended"
		done
	} | git fast-import --quiet
	git symbolic-ref HEAD refs/heads/main
	git reset -q --hard
	hook .git --fix
	put "$faulty" d7/f777.md new.md
	git add .
	commits
	told '2 files, 2 blocks: 2 fixed'
	committed "$mended" new.md
	is "$mended" d7/f777.md
	for number in 1 2 3; do
		put "$faulty" d1$number/f1${number}00.md
		echo $number >>d1$number/f1${number}00.md
	done
	commits d11 d12/f1200.md
	[ "$(git status --porcelain)" = ' M d13/f1300.md' ]
	git diff --quiet HEAD -- d11 d12
	grep -qF '{"name": "value"}' d11/f1100.md
	sound
}

# meddling WHEN COMMAND: a hook whose git runs the command as soon as `git WHEN` is called.
meddling() {
	mkdir -p "$temp/bin"
	printf '#!/bin/sh\n[ "$1" != %s ] || { %s\n}\nexec "%s" "$@"\n' "$1" "$2" \
		"$(command -v git)" >"$temp/bin/git"
	printf '#!/bin/sh\nPATH="%s:$PATH" exec "%s" pre-commit --fix\n' "$temp/bin" "$fencepost" \
		>.git/hooks/pre-commit
	chmod 755 "$temp/bin/git"
}

what_others_do_meanwhile_is_kept() {
	repository r --fix
	put "$faulty" a.md
	git add a.md
	put new b.txt
	meddling cat-file 'env -u GIT_INDEX_FILE git add b.txt'
	commits
	committed "$mended" a.md
	[ "$(git ls-files)" = "$(printf 'a.md\nb.txt\nseed.txt')" ]
	put "$faulty" a.md
	echo one >>a.md
	git add a.md
	meddling hash-object 'echo two >>a.md'
	commits
	told 'a.md: mended in what is staged; the file is left as it is: it changed meanwhile' ||
		grep -qF '{"name": "value"}' a.md
	[ "$(tail -n 2 a.md)" = "$(printf 'one\ntwo')" ]
	put "$faulty" a.md
	echo three >>a.md
	git add a.md
	meddling update-index 'echo four >>a.md'
	commits
	[ "$(tail -n 2 a.md)" = "$(printf 'three\nfour')" ]
	rm "$temp/bin/git"
	sound
}

what_was_staged_anew_meanwhile_stops_the_commit() {
	repository r --fix
	put "$faulty" a.md
	git add a.md
	meddling cat-file 'echo more >>a.md; env -u GIT_INDEX_FILE git add a.md'
	stopped
	told 'a.md: changed in the index during the check; commit again'
	printf '%s\nmore\n' "$faulty" | cmp - a.md
	rm "$temp/bin/git"
	sound
}

# once_checked COMMAND: a hook whose git runs the command once it has told what is staged.
once_checked() {
	meddling cat-file "read -r first
		env -u GIT_INDEX_FILE $1 >&2
		{ echo \"\$first\" && cat; } | \"$(command -v git)\" \"\$@\"
		exit"
}

what_is_staged_while_it_is_checked_stops_the_commit() {
	repository r --fix
	old_pages
	put "$faulty" b.md
	echo more >>seed.txt
	git add seed.txt
	once_checked 'git add b.md'
	stopped
	told 'b.md: changed in the index during the check; commit again'
	git reset -q
	for faults in 'echo more' "cat $temp/faulty"; do
		put "$faulty" "$temp/faulty" b.md
		$faults >>a.md
		git add a.md
		cp a.md "$temp/before"
		once_checked 'git add b.md'
		stopped
		told 'b.md: changed in the index during the check; commit again'
		cmp a.md "$temp/before"
		git rm -q -f --cached b.md
		echo '{"rules": {"json-missing-colon": "off"}}' >.fencepost.json
		once_checked 'git add .fencepost.json'
		stopped
		told '.fencepost.json: changed in the index during the check; commit again'
		cmp a.md "$temp/before"
		git rm -q -f --cached .fencepost.json
		rm .fencepost.json
	done
	rm "$temp/bin/git"
	commits
	grep -qF '{"name": "value"}' a.md
	[ "$(git status --porcelain)" = "$(printf ' M seed.txt\n?? b.md')" ]
	sound
}

what_concerns_no_document_does_not() {
	repository r --fix
	old_pages
	for faults in 'echo more' "cat $temp/faulty"; do
		put "$faulty" "$temp/faulty"
		for meddle in 'touch seed.txt; git update-index --refresh' 'git add b.txt' \
			'git rm -q --cached b.txt moved.md' 'git update-index --split-index'; do
			$faults >>a.md
			git add a.md
			echo "$meddle" >b.txt
			once_checked "$meddle"
			commits
			rm "$temp/bin/git"
		done
	done
	grep -qF '{"name": "value"}' a.md
	sound
}

the_index_is_not_compared_where_git_has_noted_its_tree() {
	repository r --fix
	old_pages
	meddling diff-index "touch $temp/compared"
	for how in '' -a '-i a.md' --amend a.md; do
		put "$faulty" a.md
		echo "$how" >>a.md
		[ -n "$how" ] && [ "$how" != --amend ] || git add a.md
		[ ! -e "$temp/compared" ] || { echo compared; return 1; }
		commits $how
		grep -qF '{"name": "value"}' a.md
	done
	[ -e "$temp/compared" ]
	rm "$temp/bin/git"
	clean
}

the_hook_of_an_index_is_not_run_for_ours() {
	repository r --fix
	printf '#!/bin/sh\necho "$GIT_INDEX_FILE" >>"%s/indexes"\n' "$temp" \
		>.git/hooks/post-index-change
	chmod +x .git/hooks/post-index-change
	put "$faulty" a.md b.md
	git add .
	git update-index --skip-worktree b.md
	commits
	put "$faulty" a.md
	echo more >>a.md
	commits a.md
	[ -s "$temp/indexes" ]
	not grep fencepost- "$temp/indexes"
	sound
}

# settle: waits for the guard of one that was killed, two seconds at most.
settle() {
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		sleep 0.05
		[ -n "$(find .git -name '*fencepost-*' -o -name '*.lock')" ] || return 0
		sleep 0.15
	done
}

a_signal_at_any_step_leaves_old_or_new() {
	repository r --fix
	old_pages
	for signal in INT KILL; do
		for step in cat-file check-attr hash-object update-index add; do
			for how in '' a.md; do
				put "$faulty" a.md
				echo "$signal $step $how" >>a.md
				cp a.md "$temp/before"
				[ -n "$how" ] || git add a.md
				meddling $step "kill -$signal \$PPID"
				not git commit -q -m message $how >"$temp/out" 2>&1
				cmp -s a.md "$temp/before" || grep -qF '{"name": "value"}' a.md
				[ $step = add ] || cmp a.md "$temp/before"
				rm "$temp/bin/git"
				settle
				sound
				commits $how
				clean
			done
		done
	done
}

tests long_and_deep_names names_that_could_be_options_revisions_or_patterns \
	modes_stay_what_they_were files_links_folders_and_submodules_change_places \
	line_ends_of_each_kind an_encoded_file_is_no_change_after_the_commit_that_left_it \
	twins_that_differ_by_case what_is_promised_or_in_conflict_elsewhere_stays_so \
	marks_on_entries_stay one_content_in_many_files texts_with_odd_bytes \
	a_copy_is_new_and_a_text_that_becomes_a_document_is_not \
	what_one_file_lacks_does_not_hold_up_another twenty_thousand_files what_others_do_meanwhile_is_kept \
	what_was_staged_anew_meanwhile_stops_the_commit \
	what_is_staged_while_it_is_checked_stops_the_commit what_concerns_no_document_does_not \
	the_index_is_not_compared_where_git_has_noted_its_tree \
	the_hook_of_an_index_is_not_run_for_ours a_signal_at_any_step_leaves_old_or_new
