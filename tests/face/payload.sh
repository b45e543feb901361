#!/bin/sh
# `payload`: what it prints of requests, and the files it writes.
. "$(dirname "$0")/lib.sh"

post='{"method": "POST", "url": "https://example.com/a", "headers": [{"name": "Content-Type", "value": "application/json"}], "postData": {"mimeType": "application/json", "text": "{ \"a\" : 1.0 }"}}'
har="\`\`\`har
$post
\`\`\`"
packed='{"method":"POST","url":"https://example.com/a","headers":[{"name":"Content-Type","value":"application/json"}],"postData":{"mimeType":"application/json","text":"{ \"a\" : 1.0 }"}}'
command="curl --request POST \\
  --url 'https://example.com/a' \\
  --header 'Content-Type: application/json' \\
  --data-raw '{ \"a\" : 1.0 }'"

har_prints_the_whole_request() {
	put "$har" a.md
	ends 0 payload --har a.md
	is "$packed" "$temp/out"
	ends 0 payload --har --raw a.md
	is "$post" "$temp/out"
}

har_prints_each_request_of_a_log() {
	put "\`\`\`har
{\"log\": {\"entries\": [{\"request\": $post}, {\"request\": {\"method\": \"GET\", \"url\": \"https://example.com/b\"}}]}}
\`\`\`" a.md
	ends 0 payload --select json- --har a.md
	is "$packed
{\"method\":\"GET\",\"url\":\"https://example.com/b\"}" "$temp/out"
	ends 0 payload --select json- --curl a.md
	is "$command
curl --request GET \\
  --url 'https://example.com/b'" "$temp/out"
	ends 0 payload --select json- a.md
	is '{"a":1.0}' "$temp/out"
	ends 0 payload --select json- --har --output out a.md
	[ "$(ls out)" = "a.0.0.json
a.0.1.json" ]
}

curl_prints_the_request_as_a_command() {
	put "$har" a.md
	ends 0 payload --curl a.md
	is "$command" "$temp/out"
	quiet
}

curl_says_why_there_is_no_command() {
	put '```har
{"method": "POST", "url": "https://example.com/a", "headers": [{"name": "Content-Type", "value": "text/plain"}], "postData": {"mimeType": "text/plain", "text": "a\u0000b"}}
```' a.md
	ends 1 payload --curl a.md
	[ ! -s "$temp/out" ]
	warns 'fencepost: a.md:2: no curl command: no shell can pass on the NUL in "text"'
}

what_is_broken_is_on_stderr_alone() {
	put '```har
{"method": "POST", "url": "https://example.com/a", "postData": {"mimeType": "application/json", "text": "{\"a\": }"}}
```' a.md
	for option in --raw --har --curl --format=json; do
		ends 1 payload $option a.md
		[ ! -s "$temp/out" ]
		grep -q '^a.md:2:[0-9]*: error: ' "$temp/err"
	done
}

a_bare_placeholder_is_printed_raw_alone() {
	put '```json
{ "a": ${A} }
```' a.md
	ends 1 payload a.md
	[ ! -s "$temp/out" ]
	warns 'fencepost: a.md:2: the payload is no JSON; --raw prints it'
	ends 0 payload --raw a.md
	is '{ "a": ${A} }' "$temp/out"
}

comments_of_jsonc_are_left_out() {
	put '```jsonc
{ // a
  "b": [1, 2,], /* c */
}
```' a.md
	echo '{"languages": {"jsonc": ["jsonc"]}}' >.fencepost.json
	ends 0 payload a.md
	is '{"b":[1,2]}' "$temp/out"
}

json_says_where_each_is_from() {
	put "# A

$har

\`\`\`json
[ 1e400 ]
\`\`\`" a.md
	ends 0 payload --format json a.md
	is '{"path": "a.md", "line": 4, "language": "har", "method": "POST", "url": "https://example.com/a", "mimeType": "application/json", "payload": {"a":1.0}}
{"path": "a.md", "line": 8, "language": "json", "payload": [1e400]}' "$temp/out"
	ends 0 payload --format json --curl - <a.md
	grep -qF '{"path": "-", "line": 4, "language": "har", ' "$temp/out"
	grep -qF '"curl": "curl --request POST \\\n  --url' "$temp/out"
}

files_are_named_after_document_and_block() {
	mkdir guide
	put "$har

\`\`\`json
[ 1 ]
\`\`\`" guide/twitch.md
	ends 0 payload --output new/out guide
	silent
	is '{"a":1.0}' new/out/twitch.0.json
	is '[1]' new/out/twitch.1.json
	ends 0 payload --curl --output new/out guide/twitch.md
	is "$command" new/out/twitch.0.sh
	ends 0 payload --output new/out --stdin-filename x/page.md - <guide/twitch.md
	is '[1]' new/out/page.1.json
	ends 0 payload --output new/out - <guide/twitch.md
	is '[1]' new/out/stdin.1.json
	[ "$(ls -A new/out | wc -l)" -eq 7 ]
}

a_file_that_is_there_is_kept_without_force() {
	put "$har" a.md
	mkdir out
	put old out/a.0.json
	ends 2 payload --output out a.md
	warns 'fencepost: out/a.0.json: is there already; --force replaces it'
	is old out/a.0.json
	ends 0 payload --output out --force a.md
	is '{"a":1.0}' out/a.0.json
	ends 2 payload --force a.md
	warns 'fencepost: --force needs a folder: --output DIR'
}

one_name_for_two_documents_is_an_error() {
	mkdir a b
	put "$har" a/x.md
	put '```json
[2]
```' b/x.md b/y.md
	for force in '' --force; do
		rm -rf out
		ends 2 payload --output out $force .
		warns 'fencepost: out/x.0.json: not written for b/x.md, it holds what is from a/x.md'
		is '{"a":1.0}' out/x.0.json
		is '[2]' out/y.0.json
	done
}

a_folder_that_cannot_be_made_is_told() {
	put "$har" a.md
	ends 2 payload --output a.md a.md
	warns 'fencepost: a.md: Not a directory'
	ends 2 payload --output a.md/b a.md
	warns 'fencepost: a.md/b: cannot be made: Not a directory'
	is "$har" a.md
}

what_a_rule_of_har_says_keeps_no_payload_back() {
	put '```har
{"method": "POST", "url": "exa mple", "headers": [{"name": "Content-Type", "value": "application/json"}], "postData": {"mimeType": "application/json", "text": "{ }"}}
```' a.md
	for option in --har --curl --raw --format=json; do
		ends 1 payload $option a.md
		[ -s "$temp/out" ]
		grep -q '^a.md:2:[0-9]*: error: .*\[har-bad-url\]$' "$temp/err"
	done
	ends 1 payload a.md
	is '{}' "$temp/out"
	echo '{"rules": {"har-bad-url": "warning"}}' >.fencepost.json
	ends 0 payload a.md
	is '{}' "$temp/out"
}

json_takes_a_line_for_each_also_raw() {
	printf '```json\n{ "a" :\r\n\t[1,\n\n2]\n}\n\n```\n\n```jsonc\n{ // c\n "b": 1, }\n```\n' >a.md
	echo '{"languages": {"jsonc": ["jsonc"]}}' >.fencepost.json
	ends 0 payload --raw --format json a.md
	is '{"path": "a.md", "line": 2, "language": "json", "payload": { "a" : 	[1,  2] }}
{"path": "a.md", "line": 11, "language": "jsonc", "payload": "{ // c\n \"b\": 1, }\n"}' "$temp/out"
	ends 0 payload --format json a.md
	is '{"path": "a.md", "line": 2, "language": "json", "payload": {"a":[1,2]}}
{"path": "a.md", "line": 11, "language": "jsonc", "payload": {"b":1}}' "$temp/out"
}

options_that_exclude_each_other_are_refused() {
	put "$har" a.md
	ends 2 payload --raw --curl a.md
	warns 'fencepost: --raw and --curl exclude each other'
	ends 2 payload --har --curl a.md
	warns 'fencepost: --har and --curl exclude each other'
	ends 2 payload --format xml a.md
	grep -q '^fencepost: ' "$temp/err"
}

tests har_prints_the_whole_request \
	har_prints_each_request_of_a_log \
	curl_prints_the_request_as_a_command \
	curl_says_why_there_is_no_command \
	what_is_broken_is_on_stderr_alone \
	a_bare_placeholder_is_printed_raw_alone \
	comments_of_jsonc_are_left_out \
	json_says_where_each_is_from \
	files_are_named_after_document_and_block \
	a_file_that_is_there_is_kept_without_force \
	one_name_for_two_documents_is_an_error \
	a_folder_that_cannot_be_made_is_told \
	what_a_rule_of_har_says_keeps_no_payload_back \
	json_takes_a_line_for_each_also_raw \
	options_that_exclude_each_other_are_refused
