#!/bin/sh
# eleventy.sh FENCEPOST ADDON: Eleventy 3 with fencepost/eleventy.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/node.sh"
needs eleventy @11ty/eleventy

# eleventy STATUS LOG OPTIONS: builds the site with these options of the plugin.
eleventy() {
	put "import fencepost from 'fencepost/eleventy';
export default config => { config.addPlugin(fencepost, $3); return {dir: {input: 'docs'}}; };" \
		eleventy.config.mjs
	runs "$1" "$2" node "$host_modules/@11ty/eleventy/cmd.cjs"
}

a_build_says_each_fault_once_and_shows_what_is_mended() {
	site docs && install_into .
	eleventy 0 out '{}'
	at_level info out "$mended_places16"
	at_level warning out "$left_places16"
	not grep -F index.md: out
	shows_mended _site/mended/index.html
	shows _site/index.html '{"list": "clean"}'
	unchanged docs
	rm -r _site
	eleventy 0 again '{}'
	at_level info again "$mended_places16"
	at_level warning again "$left_places16"
}

a_strict_build_fails_after_it_has_said_everything() {
	site docs && install_into .
	eleventy 1 out '{strict: true}'
	at_level info out "$mended_places16"
	at_level error out "$left_places16"
	rm docs/left.md
	eleventy 0 out '{strict: true}'
}

without_fixes_pages_stay_and_every_fault_is_a_warning() {
	site docs && install_into .
	eleventy 0 out '{fix: false}'
	at_level warning out "$mended_places16"
	shows _site/mended/index.html '"item" "mended"'
	unchanged docs
}

settings_are_found_as_the_command_finds_them() {
	site docs && install_into .
	put '{"rules": {"har-wrong-type": "off"}}' .fencepost.json
	eleventy 0 out '{strict: true}'
	at_level info out "$mended_places16"
	not grep -F left.md: out
}

what_the_settings_ignore_is_left_alone() {
	site docs && install_into .
	with_vendor docs
	eleventy 0 out '{render: "curl"}'
	at_level warning out "$left_places16"
	not grep -F vendor/left.md: out
	not grep -F vendor/mended.md: out
	shows _site/vendor/mended/index.html '"item" "mended"'
	hides _site/vendor/mended/index.html '--request'
	shows_mended _site/mended/index.html
}

requests_can_be_shown_as_commands() {
	site docs && install_into .
	eleventy 0 out '{render: "curl"}'
	at_level info out "$mended_places16"
	at_level warning out "$left_places16"
	shows_commands _site/mended/index.html _site/left/index.html
	unchanged docs
}

settings_that_do_not_read_are_named() {
	site docs && install_into .
	put '{"rule": 1}' docs/.fencepost.json
	eleventy 1 out '{}'
	grep -qF 'docs/.fencepost.json:1:2: unknown key "rule"' out
}

tests a_build_says_each_fault_once_and_shows_what_is_mended \
	a_strict_build_fails_after_it_has_said_everything \
	without_fixes_pages_stay_and_every_fault_is_a_warning what_the_settings_ignore_is_left_alone \
	settings_that_do_not_read_are_named requests_can_be_shown_as_commands \
	settings_are_found_as_the_command_finds_them
