#!/bin/sh
# `filter` and `payload`: documents and bodies, corrected, on stdout.
. "$(dirname "$0")/lib.sh"

filter_prints_the_corrected_document() {
	printf '%s\n' "$faulty" | ends 0 filter
	is "$mended" "$temp/out"
	quiet
	printf 'no block\r\nno line end' | ends 0 filter
	[ "$(od -c <"$temp/out")" = "$(printf 'no block\r\nno line end' | od -c)" ]
}

filter_says_what_is_left_on_stderr() {
	printf '%s\n' "$hopeless" | ends 1 filter --stdin-filename page.md
	is "$hopeless" "$temp/out"
	grep -q '^page.md:' "$temp/err"
	ends 2 filter page.md
	warns "fencepost: 'fencepost filter' takes no 'page.md'"
}

filter_names_the_lines_of_what_it_was_given() {
	printf '```json\n{\n  "a": 1\n```\n\n```har\n[]\n```\n' | ends 1 filter --stdin-filename page.md
	grep -qF '"a": 1' "$temp/out"
	[ "$(wc -l <"$temp/out")" -eq 9 ]
	grep -q '^page.md:7:1: error: ' "$temp/err"
	grep -qxF '     7 | []' "$temp/err"
}

filter_leaves_alone_what_the_settings_ignore() {
	mkdir -p docs/vendor
	echo '{"ignore": ["vendor/**"]}' >docs/.fencepost.json
	put "$faulty" docs/vendor/a.md
	ends 0 filter --stdin-filename docs/vendor/a.md <docs/vendor/a.md
	is "$faulty" "$temp/out"
	quiet
	ends 0 filter --stdin-filename docs/a.md <docs/vendor/a.md
	is "$mended" "$temp/out"
	ends 0 filter --no-config --stdin-filename docs/vendor/a.md <docs/vendor/a.md
	is "$mended" "$temp/out"
}

filter_ends_quietly_where_nobody_reads_on() {
	{ { printf '%s\n' "$faulty"; head -c 3000000 /dev/zero | tr '\0' 'x'; } |
		"$fencepost" filter 2>"$temp/err" && echo 0 >"$temp/status" || echo $? >"$temp/status"; } | head -c 10 >/dev/null
	[ "$(cat "$temp/status")" -eq 2 ]
	[ ! -s "$temp/err" ]
}

payload_prints_a_line_for_each_body() {
	cat >a.md <<'END'
```har
{"method": "POST", "url": "https://example.com/a", "headers": [{"name": "Content-Type", "value": "application/json"}],
 "postData": {"mimeType": "application/json", "text": "{ \"a\",  12345678901234567890,\n \"b c\": [1e400, -0, 1.10] }"}}
```

```json
{
  "a \" b" : "\u00e9 / \/"
}
```
END
	ends 0 payload a.md
	is '{"a":12345678901234567890,"b c":[1e400,-0,1.10]}
{"a \" b":"\u00e9 / \/"}' "$temp/out"
	ends 0 payload --block 1 --raw a.md
	is '{
  "a \" b" : "\u00e9 / \/"
}' "$temp/out"
	ends 2 payload --block 2 a.md
	warns 'fencepost: a.md: has no block 2'
}

payload_leaves_out_what_cannot_be_corrected() {
	printf '```json\n{"a": 1}\n```\n\n```har\n[]\n```\n' >a.md
	ends 1 payload a.md
	is '{"a":1}' "$temp/out"
	grep -q '^a.md:6:' "$temp/err"
	ends 0 payload --block 0 a.md
	quiet
}

tests filter_prints_the_corrected_document \
	filter_says_what_is_left_on_stderr \
	filter_names_the_lines_of_what_it_was_given \
	filter_leaves_alone_what_the_settings_ignore \
	filter_ends_quietly_where_nobody_reads_on \
	payload_prints_a_line_for_each_body \
	payload_leaves_out_what_cannot_be_corrected
