#!/bin/sh
# `mdbook`: a book as mdBook 0.4 and 0.5 send it, recorded by hand, and back with mended chapters.
. "$(dirname "$0")/lib.sh"

# book SHAPE CONTENT: what mdBook sends, and (with another content) the book that comes back.
context='{"root":"/none/guide","config":{"book":{"authors":[],"language":"en","src":"src","title":"Guide"},"preprocessor":{"fencepost":{"command":"fencepost mdbook"}}},"renderer":"html","mdbook_version":"0.4.40"}'
book() {
	printf '{"%s":[{"Chapter":{"name":"Intro","content":"# Intro\\n","number":[1],"sub_items":[{"Chapter":{"name":"Log in","content":"%s","number":[1,1],"sub_items":[],"path":"intro/login.md","source_path":"intro/login.md","parent_names":["Intro"]}}],"path":"intro.md","source_path":"intro.md","parent_names":[]}},"Separator",{"PartTitle":"Rest"},{"Chapter":{"name":"Draft","content":"","number":null,"sub_items":[],"path":null,"source_path":null,"parent_names":[]}}],"__non_exhaustive":null}' "$1" "$2"
}

broken='# Log in\r\n\r\n```json\r\n{\"\u00e9\", \"a\\\/b\"}\r\n```\r\n'
mended='# Log in\r\n\r\n```json\r\n{\"\u00e9\": \"a\\\/b\"}\r\n```\r\n'
left='```json\n{\n  \"a\": 1\n```\n\n```har\n{\"comment\": \"é😀\", \"method\": {}, \"url\": \"https://example.com/a\"}\n```\n'

each_shape_comes_back_mended_and_else_as_it_was() {
	for shape in sections items; do
		{ printf '[%s,' "$context" && book $shape "$broken" && printf ']'; } | ends 0 mdbook
		book $shape "$mended" | cmp - "$temp/out"
		quiet
	done
}

what_needs_no_mending_comes_back_as_it_was() {
	{ printf '[%s, ' "$context" && book items "$mended" && printf ' ]\n'; } | ends 0 mdbook
	book items "$mended" | cmp - "$temp/out"
}

what_is_left_is_said_at_its_place_in_the_chapter() {
	{ printf '[%s,' "$context" && book items "$left" && printf ']'; } >in
	ends 1 mdbook <in
	warns 'src/intro/login.md:7:29: error: "method" must be a string [har-wrong-type]'
	ends 0 mdbook --exit-zero <in
	warns 'src/intro/login.md:7:29: error: "method" must be a string [har-wrong-type]'
	ends 0 mdbook --ignore har-wrong-type <in
}

the_settings_of_the_book_hold() {
	mkdir -p guide/src/intro
	echo '{"rules": {"har-wrong-type": "off"}, "ignore": ["vendor/**"]}' >guide/.fencepost.json
	{ printf '[{"root":"%s/guide"},' "$PWD" && book items "$left" && printf ']'; } >in
	ends 0 mdbook <in
	echo '{"ignore": ["src/intro/**"]}' >guide/.fencepost.json
	ends 0 mdbook <in
	book items "$left" | cmp - "$temp/out"
	echo '{"rule": 1}' >guide/.fencepost.json
	ends 2 mdbook <in
	[ ! -s "$temp/out" ]
}

the_settings_say_what_may_be_mended() {
	mkdir -p guide/src/intro
	{ printf '[{"root":"%s/guide"},' "$PWD" && book items "$broken" && printf ']'; } >in
	echo '{"fix": "none"}' >guide/.fencepost.json
	ends 1 mdbook <in
	book items "$broken" | cmp - "$temp/out"
	warns "src/intro/login.md:4:5: error: expected ':' after the property name \"é\", found ',' [json-missing-colon]"
	ends 0 mdbook --unsafe-fixes <in
	book items "$mended" | cmp - "$temp/out"
}

any_renderer_is_supported() {
	ends 0 mdbook supports html
	silent
	ends 0 mdbook supports epub
	ends 2 mdbook supports
	ends 2 mdbook html
	warns "fencepost: 'fencepost mdbook' takes nothing or 'supports RENDERER', not 'html'"
}

what_is_no_book_is_refused() {
	printf '[{}, {]' | ends 2 mdbook
	warns 'fencepost: standard input is not JSON at 1:7'
	printf '{}' | ends 2 mdbook
	warns 'fencepost: standard input is not the [context, book] that mdBook sends'
}

tests each_shape_comes_back_mended_and_else_as_it_was what_needs_no_mending_comes_back_as_it_was \
	what_is_left_is_said_at_its_place_in_the_chapter the_settings_of_the_book_hold \
	the_settings_say_what_may_be_mended \
	any_renderer_is_supported what_is_no_book_is_refused
