/* SPDX-License-Identifier: MIT */
#include "rules.h"

#define HEADER(n, v)                                                                               \
	"{'method': 'GET', 'url': 'http://a.org/', 'headers': [{'name': '" n "', 'value': '" v     \
	"'}]}"
#define POST(headers, type)                                                                        \
	"{'method': 'POST', 'url': 'http://a.org/', " headers "'postData': {'mimeType': '" type    \
	"', 'text': '{}'}}"
#define OF_TYPE(t) "'headers': [{'name': 'Content-Type', 'value': '" t "'}], "

static void blanks_and_a_colon_around_a_name_go(void **state)
{
	(void)state;
	finds(HEADER(" Accept ", "a"), "har-bad-header /headers/0/name");
	becomes(FENCEPOST_SAFE, HEADER(" Accept ", "a"), HEADER("Accept", "a"));
	becomes(FENCEPOST_SAFE, HEADER("Accept:", "a"), HEADER("Accept", "a"));
}

static void a_name_is_a_token(void **state)
{
	(void)state;
	says(HEADER("Content Type", "a"), "blank in header name \"Content Type\"");
	says(HEADER("", "a"), "empty header name");
	finds(HEADER("a(b)", "a"), "har-bad-header /headers/0/name");
	finds(HEADER(":authority", "a"), "");
	finds(HEADER("<your header>", "a"), "");
}

static void a_value_has_no_line_end(void **state)
{
	(void)state;
	says(HEADER("Accept", "a\\nb"), "line end in the value of header \"Accept\"");
	finds(HEADER("Accept", "a\\u0000"), "har-bad-header /headers/0/value");
	finds(HEADER("Accept", "a\\tb"), "");
}

static void a_name_that_is_nearly_right_is_asked_about(void **state)
{
	(void)state;
	finds(HEADER("Autorization", "Bearer x"), "har-header-typo /headers/0/name");
	says(HEADER("Content-Typ", "a/b"), "did you mean \"Content-Type\"?");
	says(HEADER("Authentication", "Bearer x"), "did you mean \"Authorization\"?");
	becomes(FENCEPOST_UNSAFE, HEADER("Acept", "a"), HEADER("Accept", "a"));
}

static void known_and_private_names_are_silent(void **state)
{
	static const char *const silent[] = {
	    HEADER("accept", "a"),         HEADER("Accept-Patch", "a"), HEADER("X-Accept", "a"),
	    HEADER("Authentication", "a"), HEADER("apikey", "a"),       HEADER("Expires", "0"),
	    HEADER("Content-MD5", "a"),    HEADER("Token", "a")};

	(void)state;
	for (size_t i = 0; i < sizeof(silent) / sizeof(silent[0]); i++)
		finds(silent[i], "");
}

static void a_header_that_is_no_list_is_given_once(void **state)
{
#define TWICE(n)                                                                                   \
	"{'method': 'GET', 'url': 'http://a.org/', 'headers': [{'name': '" n                       \
	"', 'value': 'a'}, {'name': 'Host', 'value': 'a'}, {'name': '" n "', 'value': 'b'}]}"
	(void)state;
	finds(TWICE("User-Agent"), "har-duplicate-header /headers/2/name");
	finds(TWICE("Cookie"), "");
	finds(TWICE("X-Forwarded-For"), "");
	finds(TWICE("Accept"), "");
#undef TWICE
}

static void program_text_is_no_authorization(void **state)
{
	(void)state;
	says(HEADER("Authorization", "\\'Bearer \\' + token"), "program text in a header value");
	says(HEADER("Authorization", "Authorization: Bearer abc"),
	     "the header's name stands in its value too");
	says(HEADER("Authorization", "Bearer: abc"), "':' after the authentication scheme");
}

static void other_authorizations_are_silent(void **state)
{
	static const char *const silent[] = {HEADER("Authorization", "Bearer YOUR_TOKEN"),
	                                     HEADER("Authorization", "${authorization}"),
	                                     HEADER("Authorization", "abcdef"),
	                                     HEADER("Authorization", "Custom a=b, c=d"),
	                                     HEADER("Authorization", "user:key"),
	                                     HEADER("Authorization", "Bearer {token}"),
	                                     HEADER("Authorization", "<scheme>: <token>")};

	(void)state;
	for (size_t i = 0; i < sizeof(silent) / sizeof(silent[0]); i++)
		finds(silent[i], "");
}

static void a_body_needs_a_content_type_header(void **state)
{
	(void)state;
	finds(POST("", "application/json"), "har-content-type-missing /postData/mimeType");
	says(POST("'headers': [], ", "application/json"),
	     "no Content-Type header; curl would send this JSON as a form");
	finds(POST(OF_TYPE("application/json"), "application/json"), "");
	finds(POST("'headers': ${headers}, ", "application/json"), "");
	finds("{'method': 'POST', 'url': 'http://a.org/', 'postData': {'mimeType': "
	      "'application/x-www-form-urlencoded', 'params': [{'name': 'a', 'value': 'b'}]}}",
	      "");
}

static void the_header_is_added_as_the_others_stand(void **state)
{
	(void)state;
	becomes(FENCEPOST_UNSAFE, POST("'headers': [], ", "application/json"),
	        POST("'headers': [{'name': 'Content-Type', 'value': 'application/json'}], ",
	             "application/json"));
	becomes(FENCEPOST_UNSAFE, POST("", "application/json"),
	        POST("'headers': [{'name': 'Content-Type', 'value': 'application/json'}], ",
	             "application/json"));
	becomes(
	    FENCEPOST_UNSAFE,
	    POST("'headers': [\n  { 'name' : 'A', 'value' : 'b' }\n], ", "application/json"),
	    POST("'headers': [\n  { 'name' : 'A', 'value' : 'b' },\n  { 'name' : 'Content-Type', "
	         "'value' : 'application/json' }\n], ",
	         "application/json"));
	becomes(FENCEPOST_UNSAFE,
	        POST("'headers': [{\n    'name': 'A',\n    'value': 'b'\n}], ", "application/json"),
	        POST("'headers': [{\n    'name': 'A',\n    'value': 'b'\n}, {\n    'name': "
	             "'Content-Type',\n    'value': 'application/json'\n}], ",
	             "application/json"));
}

static void header_and_mime_type_say_the_same(void **state)
{
	(void)state;
	finds(POST(OF_TYPE("application/x-www-form-urlencoded"), "application/json"),
	      "har-content-type-mismatch /headers/0/value");
	says(POST(OF_TYPE("text/plain"), "application/json"),
	     "Content-Type says text/plain, mimeType says application/json");
	finds(POST(OF_TYPE("Application/JSON; charset=utf-8"), "application/json"), "");
	finds(POST(OF_TYPE("text/json"), "application/json"), "");
	finds(POST(OF_TYPE("${type}"), "application/json"), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(blanks_and_a_colon_around_a_name_go),
	    cmocka_unit_test(a_name_is_a_token),
	    cmocka_unit_test(a_value_has_no_line_end),
	    cmocka_unit_test(a_name_that_is_nearly_right_is_asked_about),
	    cmocka_unit_test(known_and_private_names_are_silent),
	    cmocka_unit_test(a_header_that_is_no_list_is_given_once),
	    cmocka_unit_test(program_text_is_no_authorization),
	    cmocka_unit_test(other_authorizations_are_silent),
	    cmocka_unit_test(a_body_needs_a_content_type_header),
	    cmocka_unit_test(the_header_is_added_as_the_others_stand),
	    cmocka_unit_test(header_and_mime_type_say_the_same),
	};

	return run_rules(tests);
}
