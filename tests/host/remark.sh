#!/bin/sh
# remark.sh FENCEPOST ADDON: remark-cli with fencepost/remark. It names the file once and then
# `LINE:COLUMN LEVEL MESSAGE`, here as one line each.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/node.sh"
needs remark remark-cli

# remark STATUS LOG OPTIONS ARGUMENT...: what remark makes of docs comes to lie in out.
remark() {
	put "export default {plugins: [['fencepost/remark', $3]]};" .remarkrc.mjs
	mkdir -p out
	wanted_status=$1 told=$2
	shift 3
	runs "$wanted_status" raw node "$host_modules/remark-cli/cli.js" --no-color docs -o out "$@"
	awk '/^docs\// { file = substr($1, 6); next }
		/^[0-9]+:[0-9]+ / { print file ":" $0; next } { print }' raw >"$told"
}

a_run_says_each_fault_once_and_writes_what_is_mended() {
	site docs && install_into .
	remark 0 out.txt '{}'
	at_level info out.txt "$mended_places16"
	at_level warning out.txt "$left_places16"
	not grep -F index.md: out.txt
	printf '%s\n' "$mended_texts" >texts
	while IFS= read -r text; do grep -qF -e "$text" out/mended.md; done <texts
	unchanged docs
	remark 1 again.txt '{}' --frail
	at_level warning again.txt "$left_places16"
}

a_strict_run_fails_after_it_has_said_everything() {
	site docs && install_into .
	remark 1 out.txt '{strict: true}'
	at_level info out.txt "$mended_places16"
	at_level error out.txt "$left_places16"
	rm docs/left.md
	remark 0 out.txt '{strict: true}'
	at_level info out.txt "$mended_places16"
}

requests_can_be_shown_as_commands() {
	site docs && install_into .
	remark 0 out.txt '{render: "curl"}'
	at_level info out.txt "$mended_places16"
	at_level warning out.txt "$left_places16"
	grep -qF -e "--data-raw '{\"é😀\": 1, \"client\": \"mended\"}'" out/mended.md
	not grep -F -e '--request' out/left.md
	unchanged docs
}

without_fixes_pages_stay_and_every_fault_is_a_warning() {
	site docs && install_into .
	remark 0 out.txt '{fix: false}'
	at_level warning out.txt "$mended_places16"
	at_level warning out.txt "$left_places16"
	grep -qF '"item" "mended"' out/mended.md
}

what_the_settings_ignore_is_left_alone() {
	site docs && install_into .
	put '{"ignore": ["mended.md"]}' docs/.fencepost.json
	remark 0 out.txt '{}'
	at_level warning out.txt "$left_places16"
	not grep -F mended.md: out.txt
	grep -qF '"item" "mended"' out/mended.md
}

tests a_run_says_each_fault_once_and_writes_what_is_mended \
	a_strict_run_fails_after_it_has_said_everything requests_can_be_shown_as_commands \
	without_fixes_pages_stay_and_every_fault_is_a_warning what_the_settings_ignore_is_left_alone
