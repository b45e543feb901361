#!/bin/sh
# astro.sh FENCEPOST ADDON: Astro 5 with fencepost/remark.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/node.sh"
needs astro astro
export ASTRO_TELEMETRY_DISABLED=1

# astro STATUS LOG OPTIONS: builds the site with these options of the plugin.
astro() {
	put "import fencepost from 'fencepost/remark';
export default {markdown: {
	shikiConfig: {langAlias: {har: 'json'}},
	remarkPlugins: [[fencepost, $3]],
}};" astro.config.mjs
	runs "$1" "$2" node "$host_modules/astro/astro.js" build
}

a_build_says_each_fault_once_and_shows_what_is_mended() {
	site src/pages && install_into .
	astro 0 out '{}'
	at_level info out "$mended_places16"
	at_level warning out "$left_places16"
	not grep -F index.md: out
	shows_mended dist/mended/index.html
	shows dist/index.html '{"list": "clean"}'
	unchanged src/pages
	astro 0 again '{}'
	at_level warning again "$left_places16"
}

a_strict_build_fails() {
	site src/pages && install_into .
	astro 1 out '{strict: true}'
	grep -F 'left.md:11:30: error: ' out
	grep -F 'left.md:17:34: error: ' out
	rm src/pages/left.md
	astro 0 out '{strict: true}'
}

requests_can_be_shown_as_commands() {
	site src/pages && install_into .
	astro 0 out '{render: "curl"}'
	at_level info out "$mended_places16"
	at_level warning out "$left_places16"
	shows_commands dist/mended/index.html dist/left/index.html
	unchanged src/pages
}

without_fixes_pages_stay_and_every_fault_is_a_warning() {
	site src/pages && install_into .
	astro 0 out '{fix: false}'
	at_level warning out "$mended_places16"
	at_level warning out "$left_places16"
	shows dist/mended/index.html '"item" "mended"'
}

what_the_settings_ignore_is_left_alone() {
	site src/pages && install_into .
	with_vendor src/pages
	astro 0 out '{}'
	at_level warning out "$left_places16"
	not grep -F vendor/left.md: out
	not grep -F vendor/mended.md: out
	shows dist/vendor/mended/index.html '"item" "mended"'
}

tests a_build_says_each_fault_once_and_shows_what_is_mended a_strict_build_fails \
	requests_can_be_shown_as_commands without_fixes_pages_stay_and_every_fault_is_a_warning \
	what_the_settings_ignore_is_left_alone
