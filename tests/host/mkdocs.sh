#!/bin/sh
# mkdocs.sh FENCEPOST WHEEL: MkDocs with the plugin out of the wheel.
. "$(dirname "$0")/lib.sh"
with_python "$2" mkdocs

# project [OPTION]: a MkDocs project of the three pages, its plugin with an option.
project() {
	site docs
	printf '%s\n' 'site_name: site' 'plugins:' '  - fencepost:' "      ${1-fail: false}" >mkdocs.yml
}

# mkdocs STATUS LOG OPTION...
mkdocs() {
	wanted=$1 log=$2
	shift 2
	runs "$wanted" "$log" "$python" -m mkdocs build "$@"
}

a_build_mends_what_it_can_and_warns_of_the_rest() {
	project
	mkdocs 0 log
	names_once log "$mended_places"
	names_once log "$left_places"
	counts log WARNING 2
	counts log 'docs/left.md:11:29: ' 1
	shows_mended site/mended/index.html
	shows site/left/index.html '{"comment": "é😀", "method": {}'
	shows site/index.html '{"é😀": "clean"}'
	unchanged docs
}

a_strict_build_lists_all_and_fails() {
	project
	mkdocs 1 log --strict
	names_once log "$left_places"
	counts log WARNING 2
	unchanged docs
}

a_build_that_may_fail_lists_all_and_fails() {
	project 'fail: true'
	mkdocs 1 log
	names_once log "$left_places"
	counts log ERROR 3
	counts log 'fencepost: 2 left that could not be mended' 1
	rm docs/left.md
	mkdocs 0 log
}

a_second_build_says_the_same() {
	project
	mkdocs 0 first
	mkdocs 0 log
	names_once log "$left_places"
	shows_mended site/mended/index.html
}

nothing_is_mended_where_the_option_says_so() {
	project 'fix: false'
	mkdocs 0 log
	names_once log "$mended_places"
	names_once log "$left_places"
	counts log WARNING 5
	shows site/mended/index.html '"item" "mended"'
}

a_place_is_that_of_the_file_also_behind_a_line_that_was_added() {
	project
	grows docs/grows.md
	{ printf 'title: Meta without dashes\nauthor: somebody\n\n' && sed 1,4d docs/grows.md; } >docs/meta.md
	printf '\357\273\277' | cat - docs/grows.md >docs/mark.md
	mkdocs 0 log
	counts log 'docs/grows.md:12:12: ' 1
	counts log 'docs/meta.md:11:12: ' 1
	counts log 'docs/mark.md:12:12: ' 1
}

requests_can_be_shown_as_commands() {
	project 'render: curl'
	mkdocs 0 log
	names_once log "$left_places"
	counts log WARNING 2
	shows_commands site/mended/index.html site/left/index.html
}

what_the_settings_ignore_is_left_alone() {
	project
	with_vendor docs
	mkdocs 0 log
	names_once log "$left_places"
	not grep -F vendor/ log
	shows site/vendor/mended/index.html '"item" "mended"'
	shows_mended site/mended/index.html
}

the_nearest_settings_hold_and_say_what_may_be_mended() {
	project
	mkdir docs/api
	cp docs/mended.md docs/left.md docs/api
	echo '{"fix": "none"}' >.fencepost.json
	echo '{"rules": {"har-wrong-type": "off"}}' >docs/api/.fencepost.json
	mkdocs 0 log
	counts log WARNING 5
	names_once log "$left_places"
	shows site/mended/index.html '"item" "mended"'
	shows_mended site/api/mended/index.html
}

settings_above_the_pages_hold() {
	project
	echo '{"rules": {"har-wrong-type": "off"}}' >.fencepost.json
	mkdocs 0 log --strict
	echo '{"rule": 1}' >.fencepost.json
	mkdocs 1 log
	counts log 'unknown key "rule"' 1
}

tests a_build_mends_what_it_can_and_warns_of_the_rest a_strict_build_lists_all_and_fails \
	a_build_that_may_fail_lists_all_and_fails a_second_build_says_the_same \
	nothing_is_mended_where_the_option_says_so \
	a_place_is_that_of_the_file_also_behind_a_line_that_was_added settings_above_the_pages_hold \
	what_the_settings_ignore_is_left_alone the_nearest_settings_hold_and_say_what_may_be_mended \
	requests_can_be_shown_as_commands
