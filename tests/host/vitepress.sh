#!/bin/sh
# vitepress.sh FENCEPOST ADDON: VitePress 1 with fencepost/vite. It names a place as `FILE (LINE:COLUMN)`
# with columns from 0, and ours stands behind it.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/node.sh"
needs vitepress vitepress

# vitepress STATUS LOG OPTIONS: builds the site with these options of the plugin.
vitepress() {
	mkdir -p docs/.vitepress
	put "import fencepost from 'fencepost/vite';
export default {
	markdown: {languageAlias: {har: 'json'}},
	vite: {plugins: [fencepost($3)]},
};" docs/.vitepress/config.mjs
	runs "$1" "$2" node "$host_modules/vitepress/bin/vitepress.js" build docs
}

a_build_says_each_fault_once_and_shows_what_is_mended() {
	site docs && install_into .
	vitepress 0 out '{}'
	at_level info out "$mended_places16"
	at_level warning out "$left_places16"
	counts out 'docs/left.md (11:29)' 1
	not grep -F index.md: out
	shows_mended docs/.vitepress/dist/mended.html
	shows docs/.vitepress/dist/index.html '{"list": "clean"}'
	unchanged docs
	vitepress 0 again '{}'
	at_level info again "$mended_places16"
	at_level warning again "$left_places16"
}

a_strict_build_fails_at_the_first_fault_that_is_left() {
	site docs && install_into .
	vitepress 1 out '{strict: true}'
	grep -qF 'docs/left.md:11:30: error: ' out
	not grep -F 'fencepost/vite.js' out
	rm docs/left.md
	vitepress 0 out '{strict: true}'
	at_level info out "$mended_places16"
}

requests_can_be_shown_as_commands() {
	site docs && install_into .
	vitepress 0 out '{render: "curl"}'
	at_level info out "$mended_places16"
	at_level warning out "$left_places16"
	shows_commands docs/.vitepress/dist/mended.html docs/.vitepress/dist/left.html
	unchanged docs
}

without_fixes_pages_stay_and_every_fault_is_a_warning() {
	site docs && install_into .
	vitepress 0 out '{fix: false}'
	at_level warning out "$mended_places16"
	at_level warning out "$left_places16"
	shows docs/.vitepress/dist/mended.html '"item" "mended"'
}

what_the_settings_ignore_is_left_alone() {
	site docs && install_into .
	with_vendor docs
	vitepress 0 out '{}'
	at_level warning out "$left_places16"
	not grep -F vendor/left.md: out
	not grep -F vendor/mended.md: out
	shows docs/.vitepress/dist/vendor/mended.html '"item" "mended"'
}

tests a_build_says_each_fault_once_and_shows_what_is_mended \
	a_strict_build_fails_at_the_first_fault_that_is_left requests_can_be_shown_as_commands \
	without_fixes_pages_stay_and_every_fault_is_a_warning what_the_settings_ignore_is_left_alone
