/* SPDX-License-Identifier: MIT */
/* How a request is spelled; what arrives is tests/curl/deliver.py's matter. */
#include "har/curl.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The command of a request, or why there is none. */
static const char *curl(const char *text)
{
	static const struct fp_placeholder dollar = {"${", "}"};
	static const struct fp_placeholders placeholders = {&dollar, 1};
	static const struct fp_dialect dialect = {.placeholders = &placeholders};
	struct fp_layer *layer = fp_arena_zero(arena, 1, sizeof(*layer));
	struct fp_bytes out = FP_BYTES(arena);
	struct fp_request *request;
	struct fp_tree tree;
	const char *why;

	layer->text = text;
	layer->len = (uint32_t)strlen(text);
	fp_tree_build(&tree, arena, layer, &dialect);
	assert_int_equal(fp_request_find(&request, arena, &tree), 1);
	why = fp_curl_put(&out, arena, &tree, request, &placeholders);
	assert_true(!why || out.len == 0);
	return why ? why : fp_bytes_string(&out);
}

#define POST_DATA(members)                                                                         \
	"{\"method\": \"POST\", \"url\": \"http://a/\", \"postData\": {" members "}}"
#define POST_HEAD "curl --request POST \\\n  --url 'http://a/'"

static void a_request_is_one_option_a_line(void **state)
{
	(void)state;
	assert_string_equal(
	    curl("{\"method\": \"GET\", \"url\": \"https://a/b\", \"headers\": "
	         "[{\"name\": \"Accept\", \"value\": \"text/html\"}]}"),
	    "curl --request GET \\\n  --url 'https://a/b' \\\n  --header 'Accept: text/html'\n");
	assert_string_equal(curl("{\"method\": \"HEAD\", \"url\": \"http://a/\"}"),
	                    "curl --head \\\n  --url 'http://a/'\n");
}

static void the_type_of_a_body_is_that_of_the_header_else_of_mime_type(void **state)
{
	(void)state;
	assert_string_equal(curl(POST_DATA("\"mimeType\": \"a/b\", \"text\": \"x\"")),
	                    POST_HEAD " \\\n  --header 'Content-Type: a/b' \\\n  --data-raw 'x'\n");
	assert_string_equal(curl(POST_DATA("\"text\": \"x\"")),
	                    POST_HEAD " \\\n  --header 'Content-Type:' \\\n  --data-raw 'x'\n");
	assert_string_equal(
	    curl("{\"method\": \"POST\", \"url\": \"http://a/\", \"headers\": [{\"name\": "
	         "\"content-type\", \"value\": \"c/d\"}], \"postData\": {\"mimeType\": \"a/b\", "
	         "\"text\": \"x\"}}"),
	    POST_HEAD " \\\n  --header 'content-type: c/d' \\\n  --data-raw 'x'\n");
}

static void a_body_with_control_characters_comes_by_a_pipe(void **state)
{
	(void)state;
	assert_string_equal(curl(POST_DATA("\"mimeType\": \"a/b\", \"text\": \"x\\r\\n\"")),
	                    "printf 'x\\015\n' |\n  " POST_HEAD
	                    " \\\n  --header 'Content-Type: a/b' \\\n  --data-binary @-\n");
}

static void placeholders_stay_as_they_are_written(void **state)
{
	(void)state;
	assert_string_equal(
	    curl("{\"method\": \"GET\", \"url\": \"https://${host}/\", "
	         "\"queryString\": [{\"name\": \"a\", \"value\": \"${A} b\"}], "
	         "\"headers\": [{\"name\": \"X-${a}\", \"value\": ${bare}}]}"),
	    "curl --request GET --globoff \\\n  --url 'https://${host}/?a=${A}%20b' "
	    "\\\n  --header 'X-${a}: ${bare}'\n");
}

static void what_curl_would_change_in_a_url_has_an_option(void **state)
{
	(void)state;
	assert_string_equal(curl("{\"method\": \"GET\", \"url\": \"http://a/[1]/../b\"}"),
	                    "curl --request GET --globoff --path-as-is \\\n"
	                    "  --url 'http://a/[1]/../b'\n");
	assert_string_equal(
	    curl("{\"method\": \"GET\", \"url\": \"ftp.example.com/a\"}"),
	    "curl --request GET --proto-default http \\\n  --url 'ftp.example.com/a'\n");
}

static void a_list_adds_what_the_url_does_not_say(void **state)
{
	(void)state;
	assert_string_equal(curl("{\"method\": \"GET\", \"url\": \"http://a/?b=1#c\", "
	                         "\"queryString\": [{\"name\": \"b\", \"value\": \"1\"}, "
	                         "{\"name\": \"d\", \"value\": \"&\"}]}"),
	                    "curl --request GET \\\n  --url 'http://a/?b=1&d=%26#c'\n");
}

static void what_no_command_can_say_is_refused_with_a_reason(void **state)
{
	(void)state;
	assert_string_equal(curl(POST_DATA("\"text\": \"a\\u0000b\"")),
	                    "no shell can pass on the NUL in \"text\"");
	assert_string_equal(curl("{\"url\": \"http://a/\"}"), "the request has no method");
	assert_string_equal(curl("{\"method\": \"GET\"}"), "the request has no url");
	assert_string_equal(curl("{\"method\": \"GET\", \"url\": \"/a\"}"), "the url has no host");
	assert_string_equal(curl("{\"method\": \"GET\", \"url\": \"file:///etc/passwd\"}"),
	                    "the url is not one of http or https");
	assert_string_equal(curl("{\"method\": \"GET\", \"url\": \"http://a/\", \"headers\": "
	                         "[{\"name\": \"@file\", \"value\": \"\"}]}"),
	                    "\"@file\" is no name of a header");
	assert_string_equal(curl("{\"method\": \"GET\", \"url\": \"http://a/\", \"headers\": "
	                         "[{\"name\": \"A\", \"value\": \"b\\r\\nC: d\"}]}"),
	                    "control character in the header \"A\"");
	assert_string_equal(curl("{\"method\": \"GET\", \"url\": \"http://a/\", \"headers\": {}}"),
	                    "\"headers\" is no list");
	assert_string_equal(curl(POST_DATA("\"mimeType\": \"application/json\", \"params\": "
	                                   "[{\"name\": \"a\", \"value\": \"b\"}]")),
	                    "params are no body of the type application/json");
	assert_string_equal(curl(POST_DATA("\"params\": [{\"name\": \"a\", \"fileName\": \"b\"}]")),
	                    "params with a file have no mimeType");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_request_is_one_option_a_line),
	    cmocka_unit_test(the_type_of_a_body_is_that_of_the_header_else_of_mime_type),
	    cmocka_unit_test(a_body_with_control_characters_comes_by_a_pipe),
	    cmocka_unit_test(placeholders_stay_as_they_are_written),
	    cmocka_unit_test(what_curl_would_change_in_a_url_has_an_option),
	    cmocka_unit_test(a_list_adds_what_the_url_does_not_say),
	    cmocka_unit_test(what_no_command_can_say_is_refused_with_a_reason),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
