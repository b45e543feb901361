/* SPDX-License-Identifier: MIT */
#include "rules.h"

#define METHOD(m) "{'method': '" m "', 'url': 'http://a.org/'}"
#define VERSION(v) "{'method': 'GET', 'url': 'http://a.org/', 'httpVersion': '" v "'}"

static void a_registered_method_in_other_case_is_mended(void **state)
{
	(void)state;
	finds(METHOD("post"), "har-bad-method /method");
	says(METHOD("post"), "method names are case-sensitive: \"post\" is not POST");
	becomes(FENCEPOST_SAFE, METHOD("post"), METHOD("POST"));
	assert_int_equal(correct("har", METHOD("post"), FENCEPOST_NONE, NULL)
	                     ->document.sink.found[0]
	                     ->pub.severity,
	                 FENCEPOST_WARNING);
}

static void what_is_no_token_is_an_error(void **state)
{
	(void)state;
	finds(METHOD("GET /"), "har-bad-method /method");
	finds(METHOD(""), "har-bad-method /method");
	assert_int_equal(correct("har", METHOD("GET /"), FENCEPOST_NONE, NULL)
	                     ->document.sink.found[0]
	                     ->pub.severity,
	                 FENCEPOST_ERROR);
}

static void a_slip_of_one_letter_is_asked_about(void **state)
{
	(void)state;
	says(METHOD("PSOT"), "unknown method \"PSOT\"; did you mean POST?");
	finds(METHOD("PATH"), "har-bad-method /method");
}

static void other_methods_and_placeholders_are_silent(void **state)
{
	(void)state;
	finds(METHOD("PROPFIND"), "");
	finds(METHOD("REPORT"), "");
	finds(METHOD("FROBNICATE"), "");
	finds(METHOD("<method>"), "");
	finds(METHOD("HTTP_METHOD"), "");
}

static void a_version_begins_with_http(void **state)
{
	(void)state;
	finds(VERSION("1.1"), "har-bad-http-version /httpVersion");
	says(VERSION("1.1"), "\"1.1\" is no HTTP version; write HTTP/1.1");
	finds(VERSION("HTTP/1.x"), "har-bad-http-version /httpVersion");
	finds(VERSION("HTTP"), "");
}

static void versions_as_browsers_write_them_are_silent(void **state)
{
	static const char *const silent[] = {
	    VERSION("HTTP/1.1"), VERSION("HTTP/2"),  VERSION("h2"),        VERSION("h3"),
	    VERSION("http/2.0"), VERSION("unknown"), VERSION("${version}")};

	(void)state;
	for (size_t i = 0; i < sizeof(silent) / sizeof(silent[0]); i++)
		finds(silent[i], "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_registered_method_in_other_case_is_mended),
	    cmocka_unit_test(what_is_no_token_is_an_error),
	    cmocka_unit_test(a_slip_of_one_letter_is_asked_about),
	    cmocka_unit_test(other_methods_and_placeholders_are_silent),
	    cmocka_unit_test(a_version_begins_with_http),
	    cmocka_unit_test(versions_as_browsers_write_them_are_silent),
	};

	return run_rules(tests);
}
