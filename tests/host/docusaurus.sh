#!/bin/sh
# docusaurus.sh FENCEPOST ADDON: Docusaurus 3 with fencepost/docusaurus. A build takes minutes, so one
# site goes through all of it.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/node.sh"
needs docusaurus @docusaurus/core

# docusaurus STATUS LOG OPTIONS: builds the site with these options of the plugin.
docusaurus() {
	put "import fencepost, {preprocessor} from 'fencepost/docusaurus';
const options = $3;
export default {
	title: 'Site', url: 'https://example.com', baseUrl: '/',
	markdown: {preprocessor: preprocessor(options)},
	plugins: [[fencepost, options]],
	presets: [['classic', {docs: {routeBasePath: '/'}, blog: false, pages: false}]],
};" docusaurus.config.mjs
	runs "$1" "$2" node "$host_modules/@docusaurus/core/bin/docusaurus.mjs" build
}

builds_say_each_fault_once_also_when_pages_are_cached() {
	site docs && install_into .
	put '{"private": true}' package.json
	docusaurus 0 out '{}'
	at_level info out "$mended_places16"
	at_level warning out "$left_places16"
	not grep -F index.md: out
	shows_mended build/mended/index.html
	shows build/index.html '{"list": "clean"}'
	unchanged docs

	docusaurus 0 again '{}'
	at_level info again "$mended_places16"
	at_level warning again "$left_places16"
	shows_mended build/mended/index.html

	docusaurus 1 strict '{strict: true}'
	at_level info strict "$mended_places16"
	at_level error strict "$left_places16"
	rm docs/left.md
	docusaurus 0 strict '{strict: true}'
}

settings_hold_also_when_pages_are_cached() {
	site docs && install_into .
	put '{"private": true}' package.json
	docusaurus 0 out "{render: 'curl'}"
	at_level info out "$mended_places16"
	at_level warning out "$left_places16"
	shows_commands build/mended/index.html build/left/index.html

	with_vendor docs
	put '{"fix": "none", "rules": {"har-wrong-type": "off"}, "ignore": ["vendor/**"]}' docs/.fencepost.json
	docusaurus 0 out "{render: 'curl'}"
	at_level warning out "$mended_places16"
	not grep -F left.md: out
	not grep -F vendor/ out
	shows build/mended/index.html '"item" "mended"'
	hides build/vendor/mended/index.html '--request'
}

without_fixes_pages_stay_and_every_fault_is_a_warning() {
	site docs && install_into .
	put '{"private": true}' package.json
	docusaurus 0 out '{fix: false}'
	at_level warning out "$mended_places16"
	at_level warning out "$left_places16"
	shows build/mended/index.html '"item" "mended"'
	unchanged docs
}

tests builds_say_each_fault_once_also_when_pages_are_cached settings_hold_also_when_pages_are_cached \
	without_fixes_pages_stay_and_every_fault_is_a_warning
