/* SPDX-License-Identifier: MIT */
#include "rules.h"

#define HEADER(n, v)                                                                               \
	"{'method': 'GET', 'url': 'http://a.org/', 'headers': [{'name': '" n "', 'value': '" v     \
	"'}]}"

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
	};

	return run_rules(tests);
}
