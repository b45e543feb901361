#!/bin/sh
# Bad input gets one clear line and exit status 2; what else was named is checked all the same.
. "$(dirname "$0")/lib.sh"

a_missing_file_is_told_and_the_others_are_checked() {
	put "$faulty" a.md
	ends 2 validate missing.md a.md
	warns 'fencepost: missing.md: No such file or directory'
	grep -q '^a.md:4:8: error: ' "$temp/out"
}

an_unreadable_file_is_told_and_the_others_are_checked() {
	put "$faulty" a.md b.md
	mkdir closed
	put "$faulty" closed/c.md
	chmod 000 b.md closed
	chmod 755 .. .
	if [ "$(id -u)" -eq 0 ]; then
		command -v setpriv >/dev/null || skip 'no setpriv to give up being root'
		setpriv --reuid 65534 --regid 65534 --clear-groups test -x "$fencepost" ||
			skip 'another user cannot reach the command'
		set -- setpriv --reuid 65534 --regid 65534 --clear-groups
	else
		set --
	fi
	status=0
	"$@" "$fencepost" validate . >"$temp/out" 2>"$temp/err" || status=$?
	[ $status -eq 2 ]
	warns 'fencepost: b.md: Permission denied'
	warns 'fencepost: closed/: Permission denied'
	grep -q '^a.md:4:8: error: ' "$temp/out"
	chmod 755 closed
}

a_folder_that_leads_back_to_itself_ends() {
	mkdir d
	ln -s .. d/up
	ln -s . d/self
	put "$faulty" d/a.md
	ends 1 validate
	grep -q '^1 file, 1 block: 1 error,' "$temp/out"
	quiet
	ln -s loop loop
	ends 2 validate loop
	warns 'fencepost: loop: Too many levels of symbolic links'
}

a_file_over_the_limit_is_told_and_left() {
	put "$faulty" a.md
	truncate -s 67108865 b.md
	ends 2 validate --fix a.md b.md
	warns 'fencepost: b.md: larger than the limit of 67108864 bytes'
	is "$mended" a.md
	[ "$(stat -c %s b.md)" -eq 67108865 ]
}

a_pipe_without_end_is_no_hang() {
	ends 2 validate /dev/zero
	warns 'fencepost: /dev/zero: larger than the limit of 67108864 bytes'
}

usage_is_told_before_anything_is_done() {
	put "$faulty" a.md
	for line in '--fxi a.md' '-Z a.md' '--format a.md' '--format=xml a.md' '--jobs=0 a.md' '-jx a.md' \
		'--select=no-such-rule a.md' '--ignore json a.md' '--color=blue a.md' '--output' '-0 a.md' \
		'--diff --statistics a.md' '--diff --format json a.md' '--format json --format human a.md' \
		'--format json= a.md' '--fix - a.md' '--files-from - -' '--config x a.md'; do
		# shellcheck disable=SC2086 # its words are arguments
		ends 2 validate --fix $line
		[ "$(wc -l <"$temp/err")" -eq 1 ]
		[ ! -s "$temp/out" ]
	done
	is "$faulty" a.md
	ends 2 validate --fxi
	warns "fencepost: unknown option '--fxi'; did you mean '--fix'?"
	ends 2 valdiate
	warns "fencepost: unknown command 'valdiate'; did you mean 'validate'?"
	ends 2
	warns "fencepost: no command given; 'fencepost --help' lists them"
}

an_output_that_cannot_be_made_is_told_before_anything_is_done() {
	put "$faulty" a.md
	ends 2 validate --fix --output no/such/folder a.md
	warns 'fencepost: no/such/folder: cannot be written: No such file or directory'
	ends 2 validate --fix --format json=good --format json=no/such/folder a.md
	[ ! -e good ]
	is "$faulty" a.md
	[ "$(ls -A)" = a.md ]
}

control_characters_of_names_and_arguments_are_escaped() {
	escape=$(printf '\033')
	put "$faulty" "a${escape}[31m.md"
	ends 1 validate .
	ends 1 validate --diff .
	ends 2 validate "missing${escape}[31m"
	warns 'fencepost: missing\x1b[31m: No such file or directory'
	for line in "--x${escape}y" "-${escape}" "--select=${escape}" "--color=${escape}" "--format=${escape}" \
		"-j${escape}" "--output=${escape}/x"; do
		ends 2 validate "$line"
		not grep -q "$escape" "$temp/err"
	done
	ends 2 "$escape"
	not grep -q "$escape" "$temp/err"
	"$fencepost" validate --diff . 2>&1 | not grep -q "$escape"
	"$fencepost" validate . 2>&1 | not grep -q "$escape"
}

binary_files_are_checked_like_any_other() {
	head -c 100000 /dev/urandom >a.md
	cp a.md before
	ends 0 validate a.md || ends 1 validate a.md
	printf '```json\n{"a\0" "\377"}\n```\n' >b.md
	ends 1 validate b.md
}

help_and_version_are_printed_on_stdout() {
	ends 0 --version
	grep -qx 'fencepost [0-9.]*' "$temp/out"
	ends 0 --help
	quiet
	for command in validate payload filter rules; do
		grep -q "^  $command " "$temp/out"
		"$fencepost" $command --help | grep -q "^usage: fencepost $command "
	done
}

tests a_missing_file_is_told_and_the_others_are_checked \
	an_unreadable_file_is_told_and_the_others_are_checked \
	a_folder_that_leads_back_to_itself_ends \
	a_file_over_the_limit_is_told_and_left \
	a_pipe_without_end_is_no_hang \
	usage_is_told_before_anything_is_done \
	an_output_that_cannot_be_made_is_told_before_anything_is_done \
	control_characters_of_names_and_arguments_are_escaped \
	binary_files_are_checked_like_any_other \
	help_and_version_are_printed_on_stdout
