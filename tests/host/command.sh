#!/bin/sh
# command.sh FENCEPOST: the host that every builder has: the command, run before the build. What the
# other scripts expect of the pages holds for `validate` and `filter` too.
. "$(dirname "$0")/lib.sh"

validate_names_each_fault_at_its_place() {
	site docs
	runs 1 out "$fencepost" validate docs
	names_once out "$mended_places"
	names_once out "$left_places"
	counts out ' error: ' 5
	not grep -F index.md out
	unchanged docs
}

filter_mends_each_page_or_leaves_it() {
	site docs
	runs 0 out "$fencepost" filter <docs/mended.md
	printf '%s\n' "$mended_texts" >texts
	while IFS= read -r text; do grep -qF -e "$text" out; done <texts
	printf '%s\n' "$broken_texts" >texts
	not grep -F -f texts out
	"$fencepost" filter <docs/index.md | cmp - docs/index.md
	not "$fencepost" filter --stdin-filename docs/left.md <docs/left.md >out 2>err
	cmp out docs/left.md
	names_once err "$left_places"
}

tests validate_names_each_fault_at_its_place filter_mends_each_page_or_leaves_it
