#!/bin/sh
# What is printed goes where it was asked for, and a place that does not take it is told.
. "$(dirname "$0")/lib.sh"

# fails ARGUMENT...: whether stdout (given by the caller) that fails ends the command with 2 and one line.
fails() {
	status=0
	"$fencepost" "$@" 2>"$temp/err" || status=$?
	[ $status -eq 2 ] && [ "$(wc -l <"$temp/err")" -eq 1 ]
}

a_full_stdout_is_told() {
	[ -w /dev/full ] || skip 'no /dev/full'
	put "$faulty" a.md
	fails validate a.md >/dev/full
	warns 'fencepost: standard output: No space left on device'
	fails validate --format json a.md >/dev/full
	fails validate --diff -q a.md >/dev/full
	fails payload a.md >/dev/full
	fails filter <a.md >/dev/full
	fails rules >/dev/full
	fails --help >/dev/full
	fails --version >/dev/full
	is "$faulty" a.md
}

a_closed_stdout_is_told() {
	put "$faulty" a.md
	fails validate a.md >&-
	warns 'fencepost: standard output: Bad file descriptor'
	fails validate --fix a.md b.md >&- || true
	is "$mended" a.md
}

a_reader_that_leaves_is_told_and_documents_are_whole() {
	i=0
	while [ $i -lt 2000 ]; do
		put "$faulty" $i.md
		i=$((i + 1))
	done
	{ "$fencepost" validate --unsafe-fixes . 2>"$temp/err" && echo 0 >"$temp/status" || echo $? >"$temp/status"; } | head -n 1 >/dev/null
	[ "$(cat "$temp/status")" -eq 2 ]
	warns 'fencepost: standard output: Broken pipe'
	for file in *.md; do
		is "$faulty" "$file" || return 1
	done
}

closed_streams_are_not_taken_for_files() {
	put "$faulty" a.md
	"$fencepost" validate --fix -q a.md <&- >&- 2>&-
	is "$mended" a.md
	status=0
	"$fencepost" filter <&- >"$temp/out" 2>"$temp/err" || status=$?
	[ $status -eq 2 ]
	warns 'fencepost: -: Bad file descriptor'
}

a_report_goes_to_a_file_whole() {
	put "$faulty" a.md
	echo old >report
	chmod 600 report
	ends 1 validate --output report a.md
	silent
	grep -q '^a.md:4:8: error: ' report
	[ "$(stat -c %a report)" = 600 ]
	[ "$(ls -A)" = "$(printf 'a.md\nreport')" ]
	ends 1 validate --output /dev/stderr a.md
	grep -q '^a.md:4:8: error: ' "$temp/err"
}

several_formats_go_to_several_places() {
	put "$faulty" a.md
	ends 1 validate --format human --format json=a.json --format=json=b.json a.md
	grep -q '^a.md:4:8: error: ' "$temp/out"
	cmp a.json b.json
	ends 1 validate --format json a.md
	cmp a.json "$temp/out"
	ends 1 validate --format json=a.json a.md
	silent
}

a_minus_is_stdout() {
	put "$faulty" a.md
	ends 1 validate --format json a.md
	cp "$temp/out" wanted
	ends 1 validate --format json --output - a.md
	cmp wanted "$temp/out"
	ends 1 validate --output report --format human --format json=- a.md
	cmp wanted "$temp/out"
	[ "$(ls -A)" = "$(printf 'a.md\nreport\nwanted')" ]
}

two_reports_to_one_place_are_refused() {
	put "$faulty" a.md
	mkdir folder
	ln -s folder/x link
	for options in '--format json --format sarif' '--format json=x --format sarif=x' \
		'--format json=x --format sarif=folder/../x' '--output x --format human --format json=./x' \
		'--format json=- --format sarif' '--statistics --output x --format json=x' \
		'--diff --format json=-' '--statistics --format json'; do
		# shellcheck disable=SC2086 # options are words
		ends 2 validate $options a.md
		[ "$(wc -l <"$temp/err")" -eq 1 ]
		grep -q 'print to the same place' "$temp/err"
		[ "$(ls -A)" = "$(printf 'a.md\nfolder\nlink')" ]
	done
	echo old >folder/x
	ends 2 validate --format json=link --format sarif=folder/x a.md
	is old folder/x
}

a_report_is_not_written_over_a_document() {
	put "$faulty" a.md b.md
	for options in '--output a.md' '--format human --format sarif=./a.md' '--diff -q --output a.md' \
		'--statistics --output a.md'; do
		# shellcheck disable=SC2086 # options are words
		ends 2 validate $options .
		warns 'fencepost: a.md: is a document, and no report is written over it'
		is "$faulty" a.md
	done
	ends 2 validate --fix --output a.md a.md b.md
	is "$mended" a.md
	is "$mended" b.md
}

a_place_that_takes_no_report_is_told_before_the_work() {
	put "$faulty" a.md
	mkdir folder
	for place in folder folder/ none/x a.md/x ''; do
		ends 2 validate --fix --output "$place" a.md
		[ "$(wc -l <"$temp/err")" -eq 1 ]
		is "$faulty" a.md
	done
}

every_format_is_named_in_the_help() {
	ends 2 validate --format no-such-format
	formats=$(sed 's/.*there are //; s/,//g' "$temp/err")
	[ -n "$formats" ]
	ends 0 validate --help
	for format in $formats; do
		grep -q "\b$format\b" "$temp/out"
	done
}

a_report_that_cannot_be_ended_leaves_the_old_one() {
	put "$faulty" a.md
	echo old >report
	fails validate --format human --format json=report a.md >/dev/full
	is old report
	[ "$(ls -A)" = "$(printf 'a.md\nreport')" ]
}

quiet_prints_nothing_but_trouble() {
	put "$faulty" a.md
	ends 1 validate -q a.md
	silent
	ends 2 validate -q a.md missing.md
	[ ! -s "$temp/out" ]
	warns 'fencepost: missing.md: No such file or directory'
}

quiet_leaves_no_old_report_behind() {
	put "$faulty" a.md
	put 'an old report' report
	ends 1 validate -q --output report a.md
	silent
	grep -q '^a.md:4:8: error: ' report
}

statistics_are_sorted_by_count() {
	put '```json
{"a" 1, "b" 2, "c": 1 "d": 2}
```' a.md
	ends 1 validate --statistics a.md
	is "       2  json-missing-colon                    2 fixable
       1  json-missing-comma                    1 fixable" "$temp/out"
	ends 1 validate --statistics --format json=a.json a.md
	[ -s a.json ]
}

rules_are_chosen_by_name_and_beginning() {
	put "$faulty" a.md
	ends 0 validate --ignore json- a.md
	ends 0 validate --select har- a.md
	ends 1 validate --select json-missing-colon a.md
	ends 1 validate --select json-missing-colon --ignore all a.md
	ends 0 validate --ignore json-missing-colon a.md
}

exit_zero_hides_findings_but_not_trouble() {
	put "$faulty" a.md
	ends 0 validate --exit-zero a.md
	ends 2 validate --exit-zero missing.md
}

colours_are_for_terminals() {
	put "$faulty" a.md
	escape=$(printf '\033')
	ends 1 validate a.md
	not grep -q "$escape" "$temp/out"
	ends 1 validate --color=always a.md
	grep -q "$escape" "$temp/out"
	command -v script >/dev/null || skip 'no script to make a terminal'
	script -qec "'$fencepost' validate a.md" /dev/null </dev/null | grep -q "$escape"
	NO_COLOR=1 script -qec "'$fencepost' validate a.md" /dev/null </dev/null | not grep -q "$escape"
	TERM=dumb script -qec "'$fencepost' validate a.md" /dev/null </dev/null | not grep -q "$escape"
	script -qec "'$fencepost' validate --color never a.md" /dev/null </dev/null | not grep -q "$escape"
}

a_diff_on_a_terminal_is_cleaned() {
	command -v script >/dev/null || skip 'no script to make a terminal'
	escape=$(printf '\033')
	put "before $escape[31m after
$faulty" a.md
	script -qec "'$fencepost' validate --diff -q a.md" /dev/null </dev/null >"$temp/out" || true
	not grep -q "$escape" "$temp/out"
	grep -qF 'before \x1b[31m after' "$temp/out"
	grep -qF '+{"name": "value"}' "$temp/out"
}

progress_is_shown_on_a_terminal_after_a_second_and_taken_away() {
	command -v script >/dev/null || skip 'no script to make a terminal'
	put "$mended" z.md
	mkfifo pipe
	{ sleep 1.2; echo text; } >pipe &
	script -qec "'$fencepost' validate -j1 pipe z.md" /dev/null </dev/null >"$temp/out"
	clear=$(printf '\r\033[K')
	grep -qF "${clear}1 of 2 files${clear}" "$temp/out"
	tail -n 1 "$temp/out" | grep -q '2 files'
	"$fencepost" validate z.md 2>"$temp/err" >/dev/null
	quiet
}

tests a_full_stdout_is_told \
	a_closed_stdout_is_told \
	a_reader_that_leaves_is_told_and_documents_are_whole \
	closed_streams_are_not_taken_for_files \
	a_report_goes_to_a_file_whole \
	several_formats_go_to_several_places \
	a_minus_is_stdout \
	two_reports_to_one_place_are_refused \
	a_report_is_not_written_over_a_document \
	a_place_that_takes_no_report_is_told_before_the_work \
	every_format_is_named_in_the_help \
	a_report_that_cannot_be_ended_leaves_the_old_one \
	quiet_prints_nothing_but_trouble \
	quiet_leaves_no_old_report_behind \
	statistics_are_sorted_by_count \
	rules_are_chosen_by_name_and_beginning \
	exit_zero_hides_findings_but_not_trouble \
	colours_are_for_terminals \
	a_diff_on_a_terminal_is_cleaned \
	progress_is_shown_on_a_terminal_after_a_second_and_taken_away
