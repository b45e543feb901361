#!/bin/sh
# sphinx.sh FENCEPOST WHEEL: Sphinx and MyST with the extension out of the wheel.
. "$(dirname "$0")/lib.sh"
with_python "$2" sphinx myst_parser

# project [LINE]: a Sphinx project of the three pages, one more line in its configuration.
project() {
	site docs
	printf '%s\n' 'project = "site"' 'extensions = ["myst_parser", "fencepost.sphinx"]' \
		"${1-}" >docs/conf.py
}

# sphinx STATUS LOG OPTION...
sphinx() {
	wanted=$1 log=$2
	shift 2
	runs "$wanted" "$log" "$python" -m sphinx -b html "$@" docs out
}

a_build_mends_what_it_can_and_warns_of_the_rest() {
	project
	sphinx 0 log
	names_once log "$mended_places"
	names_once log "$left_places"
	counts log 'WARNING: ' 2
	counts log "docs/left.md:11: WARNING: left.md:11:29: " 1
	shows_mended out/mended.html
	shows out/left.html '{"comment": "é😀", "method": {}'
	shows out/index.html '{"é😀": "clean"}'
	unchanged docs
}

a_strict_build_lists_all_and_fails() {
	project
	sphinx 1 log -q -W --keep-going -E
	names_once log "$left_places"
	not grep -F mended.md log
	unchanged docs
}

a_second_build_reads_nothing_again() {
	project
	sphinx 0 log -q
	sphinx 0 log -q
	[ ! -s log ]
	shows_mended out/mended.html
	sphinx 0 log -q -E
	names_once log "$left_places"
}

readers_in_parallel_say_each_finding_once() {
	project
	cp docs/left.md docs/more.md
	cp docs/left.md docs/most.md
	sphinx 0 log -j 4
	names_once log "$mended_places"
	names_once log "$left_places"
	counts log 'WARNING: ' 6
	shows_mended out/mended.html
}

nothing_is_mended_where_the_option_says_so() {
	project 'fencepost_fix = False'
	sphinx 0 log -q
	names_once log "$mended_places"
	names_once log "$left_places"
	counts log 'WARNING: ' 5
	shows out/mended.html '"item" "mended"'
}

warnings_can_be_suppressed_by_rule() {
	project 'suppress_warnings = ["fencepost.har-wrong-type"]'
	sphinx 0 log -q -W -E
	[ ! -s log ]
}

a_place_is_that_of_the_file_also_behind_a_line_that_was_added() {
	project
	grows docs/grows.md
	sphinx 0 log -q
	counts log 'docs/grows.md:12: WARNING: grows.md:12:12: ' 1
}

settings_above_the_pages_hold_and_are_noticed() {
	project
	sphinx 0 log -q
	echo '{"rules": {"har-wrong-type": "off"}}' >.fencepost.json
	sphinx 0 log -q -W
	[ ! -s log ]
	echo '{"rule": 1}' >.fencepost.json
	sphinx 2 log -q
	counts log 'unknown key "rule"' 1
}

what_the_settings_ignore_is_left_alone() {
	project
	with_vendor docs
	sphinx 0 log
	names_once log "$left_places"
	not grep -F vendor/left.md: log
	not grep -F vendor/mended.md: log
	shows out/vendor/mended.html '"item" "mended"'
	shows_mended out/mended.html
}

the_nearest_settings_hold_and_are_noticed() {
	project
	mkdir docs/api
	cp docs/mended.md docs/left.md docs/api
	echo '{"fix": "none"}' >.fencepost.json
	echo '{"rules": {"har-wrong-type": "off"}}' >docs/api/.fencepost.json
	sphinx 0 log -q
	counts log 'WARNING: ' 5
	shows out/mended.html '"item" "mended"'
	shows_mended out/api/mended.html
	echo '{}' >docs/api/.fencepost.json
	sphinx 0 log -q
	counts log 'WARNING: ' 2
	counts log 'WARNING: api/left.md:' 2
	rm docs/api/.fencepost.json
	sphinx 0 log -q
	counts log 'WARNING: api/' 5
	counts log 'WARNING: ' 5
	sphinx 0 log -q
	[ ! -s log ]
}

another_version_reads_every_page_again() {
	project
	sphinx 0 log -q
	sphinx 0 log -q -D fencepost_version=next
	names_once log "$left_places"
}

requests_can_be_shown_as_commands() {
	project 'fencepost_render = "curl"'
	sphinx 0 log -q
	names_once log "$left_places"
	counts log 'WARNING: ' 2
	shows_commands out/mended.html out/left.html
	grep -q 'highlight-bash' out/mended.html
}

pages_in_another_language_are_left_alone() {
	project
	printf ':orphan:\n\nPage\n====\n\n::\n\n   ```json\n   {"a", 1}\n   ```\n' >docs/other.rst
	sphinx 0 log -q
	shows out/other.html '{"a", 1}'
}

tests a_build_mends_what_it_can_and_warns_of_the_rest a_strict_build_lists_all_and_fails \
	a_second_build_reads_nothing_again readers_in_parallel_say_each_finding_once \
	nothing_is_mended_where_the_option_says_so warnings_can_be_suppressed_by_rule \
	a_place_is_that_of_the_file_also_behind_a_line_that_was_added \
	settings_above_the_pages_hold_and_are_noticed what_the_settings_ignore_is_left_alone \
	the_nearest_settings_hold_and_are_noticed another_version_reads_every_page_again \
	requests_can_be_shown_as_commands pages_in_another_language_are_left_alone
