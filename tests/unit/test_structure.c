/* SPDX-License-Identifier: MIT */
#include "rules.h"

#define GET "'method': 'GET', 'url': 'http://a.org/'"

static void a_partial_request_is_silent(void **state)
{
	(void)state;
	finds("{" GET "}", "");
	finds("{" GET ", 'headers': [], '_own': 1, 'comment': ''}", "");
}

static void method_and_url_are_required(void **state)
{
	(void)state;
	finds("{'url': 'http://a.org/'}", "har-missing-field -");
	says("{'url': 'http://a.org/'}", "request has no \"method\"");
	says("{'method': 'GET'}", "request has no \"url\"");
}

static void a_root_that_is_no_object_is_named(void **state)
{
	(void)state;
	finds("[1]", "har-not-object -");
	says("[1]", "a har block holds one request object, found an array");
	finds("${request}", "");
}

static void an_entry_of_a_log_needs_all_eight_fields(void **state)
{
	(void)state;
	finds("{'log': {'entries': [{'request': {" GET
	      ", 'httpVersion': 'HTTP/1.1', 'cookies': [], "
	      "'headers': [], 'queryString': [], 'headersSize': -1, 'bodySize': -1}}]}}",
	      "");
	finds("{'log': {'entries': [{'request': {" GET
	      ", 'httpVersion': 'HTTP/1.1', 'cookies': [], "
	      "'headers': [], 'queryString': [], 'headersSize': -1}}]}}",
	      "har-missing-field /log/entries/0/request");
	finds("{'log': {}}", "har-missing-field -");
}

static void the_other_fields_are_asked_for_on_demand(void **state)
{
	(void)state;
	finds_with("har-missing-spec-field",
	           "{" GET ", 'headers': [], 'cookies': [], 'queryString': [], 'bodySize': -1}",
	           "har-missing-spec-field -; har-missing-spec-field -");
	becomes_with("har-missing-spec-field", FENCEPOST_SAFE,
	             "{\n  'method': 'GET',\n  'url': 'http://a.org/',\n  'headers': [],\n"
	             "  'cookies': [],\n  'queryString': [],\n  'bodySize': -1\n}",
	             "{\n  'method': 'GET',\n  'url': 'http://a.org/',\n  'headers': [],\n"
	             "  'cookies': [],\n  'queryString': [],\n  'bodySize': -1,\n"
	             "  'httpVersion': 'HTTP/1.1',\n  'headersSize': -1\n}");
}

static void a_number_where_a_string_is_due_gets_quotes(void **state)
{
	(void)state;
	finds("{" GET ", 'queryString': [{'name': 'page', 'value': 2}]}",
	      "har-wrong-type /queryString/0/value");
	says("{" GET ", 'queryString': [{'name': 'page', 'value': 2}]}",
	     "\"value\" must be a string; write \"2\"");
	becomes(FENCEPOST_SAFE, "{" GET ", 'queryString': [{'name': 'all', 'value': true}]}",
	        "{" GET ", 'queryString': [{'name': 'all', 'value': 'true'}]}");
}

static void a_number_in_quotes_loses_them(void **state)
{
	(void)state;
	finds("{" GET ", 'bodySize': '-1'}", "har-wrong-type /bodySize");
	becomes(FENCEPOST_SAFE, "{" GET ", 'bodySize': '-1'}", "{" GET ", 'bodySize': -1}");
}

static void other_wrong_types_have_no_fix(void **state)
{
	(void)state;
	finds("{" GET ", 'headers': 'none'}", "har-wrong-type /headers");
	finds("{'method': 'GET', 'url': {}}", "har-wrong-type /url");
	becomes(FENCEPOST_UNSAFE, "{" GET ", 'headers': 'none'}", "{" GET ", 'headers': 'none'}");
}

static void a_placeholder_has_any_type(void **state)
{
	(void)state;
	finds("{" GET ", 'bodySize': ${size}, 'headersSize': '${size}'}", "");
	finds("{'method': ${method}, 'url': '<url>', 'headers': ${headers}}", "");
}

static void an_unknown_field_that_is_nearly_right_is_renamed(void **state)
{
	(void)state;
	finds("{" GET ", 'querystring': []}", "har-unknown-field /querystring");
	says("{" GET ", 'header': []}", "unknown field \"header\"; did you mean \"headers\"?");
	becomes(FENCEPOST_UNSAFE, "{" GET ", 'querystring': []}", "{" GET ", 'queryString': []}");
	becomes(FENCEPOST_SAFE, "{" GET ", 'querystring': []}", "{" GET ", 'querystring': []}");
}

static void an_unknown_field_with_no_near_name_is_said_once(void **state)
{
	(void)state;
	finds("{" GET ", 'data': 1}", "har-unknown-field /data");
	finds("{" GET ", 'cookies': [{'name': 'a', 'value': 'b', 'id': 'c'}, "
	      "{'name': 'd', 'value': 'e', 'id': 'f'}]}",
	      "har-unknown-field /cookies/0/id");
}

static void a_field_in_the_wrong_object_is_moved(void **state)
{
	(void)state;
	finds("{" GET ", 'postData': {'mimeType': 'text/plain', 'text': '', 'bodySize': -1}}",
	      "har-misplaced-field /postData/bodySize");
	says("{" GET ", 'postData': {'mimeType': 'text/plain', 'text': '', 'bodySize': -1}}",
	     "\"bodySize\" belongs in the request");
	becomes(FENCEPOST_UNSAFE,
	        "{" GET ", 'postData': {'mimeType': 'text/plain', 'text': '', 'bodySize': -1}}",
	        "{" GET ", 'postData': {'mimeType': 'text/plain', 'text': ''}, 'bodySize': -1}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_partial_request_is_silent),
	    cmocka_unit_test(method_and_url_are_required),
	    cmocka_unit_test(a_root_that_is_no_object_is_named),
	    cmocka_unit_test(an_entry_of_a_log_needs_all_eight_fields),
	    cmocka_unit_test(the_other_fields_are_asked_for_on_demand),
	    cmocka_unit_test(a_number_where_a_string_is_due_gets_quotes),
	    cmocka_unit_test(a_number_in_quotes_loses_them),
	    cmocka_unit_test(other_wrong_types_have_no_fix),
	    cmocka_unit_test(a_placeholder_has_any_type),
	    cmocka_unit_test(an_unknown_field_that_is_nearly_right_is_renamed),
	    cmocka_unit_test(an_unknown_field_with_no_near_name_is_said_once),
	    cmocka_unit_test(a_field_in_the_wrong_object_is_moved),
	};

	return run_rules(tests);
}
