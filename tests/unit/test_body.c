/* SPDX-License-Identifier: MIT */
#include "rules.h"

#define TYPED "'headers': [{'name': 'Content-Type', 'value': 'application/json'}], "
#define REQUEST(method, headers, post)                                                             \
	"{'method': '" method "', 'url': 'http://a.org/', " headers "'postData': " post "}"
#define POST(post) REQUEST("POST", TYPED, post)

static void a_payload_in_the_place_of_post_data_is_put_into_text(void **state)
{
	(void)state;
	finds(POST("{'client': 'a'}"), "har-payload-as-postdata /postData");
	becomes(
	    FENCEPOST_SAFE, POST("{'client': 'a\\\\b'}"),
	    POST("{'mimeType': 'application/json', 'text': '{\\'client\\': \\'a\\\\\\\\b\\'}'}"));
	becomes(
	    FENCEPOST_SAFE, POST("{\n  'a': [\n    1\n  ],\n  'b' : 2\n}"),
	    POST("{\n  'mimeType': 'application/json',\n  'text': '{ \\'a\\': [ 1 ], \\'b\\' : 2 "
	         "}'\n}"));
}

static void without_a_header_that_says_json_it_is_a_guess(void **state)
{
	(void)state;
	becomes(FENCEPOST_SAFE, REQUEST("POST", "", "{'a': 1}"), REQUEST("POST", "", "{'a': 1}"));
	assert_non_null(
	    strstr(correct("har", REQUEST("POST", "", "{'a': 1}"), FENCEPOST_UNSAFE, NULL)->text,
	           "\"mimeType\": \"application/json\", \"text\": \"{\\\"a\\\": 1}\""));
}

static void a_post_data_with_slips_is_no_payload(void **state)
{
	(void)state;
	finds(POST("{'mimetype': 'application/json', 'test': '{}'}"),
	      "har-unknown-field /postData/mimetype; har-unknown-field /postData/test");
	finds(POST("{'comment': 'none'}"), "");
}

static void an_empty_post_data_is_deleted(void **state)
{
	(void)state;
	finds(POST("{}"), "har-empty-postdata /postData");
	becomes(FENCEPOST_SAFE,
	        "{\n  'method': 'GET',\n  'url': 'http://a.org/',\n  'postData': {},\n  "
	        "'bodySize': 0\n}",
	        "{\n  'method': 'GET',\n  'url': 'http://a.org/',\n  'bodySize': 0\n}");
	becomes(FENCEPOST_SAFE, "{'postData': {}, 'method': 'GET', 'url': 'http://a.org/'}",
	        "{'method': 'GET', 'url': 'http://a.org/'}");
}

static void a_missing_mime_type_comes_from_the_header(void **state)
{
	(void)state;
	finds(POST("{'text': '{}'}"), "har-missing-mimetype /postData");
	becomes(FENCEPOST_SAFE, POST("{'text': '{}'}"),
	        POST("{'mimeType': 'application/json', 'text': '{}'}"));
	becomes(FENCEPOST_SAFE, POST("{\n    'text': '{}'\n}"),
	        POST("{\n    'mimeType': 'application/json',\n    'text': '{}'\n}"));
	becomes(FENCEPOST_SAFE, REQUEST("POST", "", "{'text': '{}'}"),
	        REQUEST("POST", "", "{'text': '{}'}"));
}

static void text_and_params_exclude_each_other(void **state)
{
	(void)state;
	finds(
	    REQUEST("POST", "",
	            "{'mimeType': 'multipart/form-data', 'text': 'a', 'params': [{'name': 'a'}]}"),
	    "har-text-and-params /postData/params");
	finds(REQUEST("POST", "",
	              "{'mimeType': 'multipart/form-data', 'text': '', 'params': [{'name': 'a'}]}"),
	      "");
}

static void params_are_for_forms(void **state)
{
	(void)state;
	finds(POST("{'mimeType': 'application/json', 'params': [{'name': 'a', 'value': 'b'}]}"),
	      "har-params-not-form /postData/params");
	says(POST("{'mimeType': 'application/json', 'params': [{'name': 'a', 'value': 'b'}]}"),
	     "\"params\" is ignored under application/json");
	finds(POST("{'mimeType': '${type}', 'params': [{'name': 'a', 'value': 'b'}]}"), "");
}

static void a_form_in_text_becomes_params(void **state)
{
#define FORM(post)                                                                                 \
	REQUEST("POST", "", "{'mimeType': 'application/x-www-form-urlencoded', " post "}")
	(void)state;
	finds(FORM("'text': 'a=b&c=<d e>'"), "har-form-text /postData/text");
	becomes(
	    FENCEPOST_UNSAFE, FORM("'text': 'a=b+c&d=%C3%A4'"),
	    FORM("'params': [{'name': 'a', 'value': 'b c'}, {'name': 'd', 'value': '\xc3\xa4'}]"));
	becomes(
	    FENCEPOST_UNSAFE,
	    REQUEST("POST", "",
	            "{\n  'mimeType': 'application/x-www-form-urlencoded',\n  'text': 'a=b&c'\n}"),
	    REQUEST("POST", "",
	            "{\n  'mimeType': 'application/x-www-form-urlencoded',\n  'params': [\n"
	            "    {'name': 'a', 'value': 'b'},\n    {'name': 'c', 'value': ''}\n  ]\n}"));
}

static void a_form_holds_no_blank_and_no_brace(void **state)
{
	(void)state;
	finds(FORM("'text': 'a=b c'"),
	      "har-form-text /postData/text; har-bad-form-text /postData/text");
	finds(FORM("'text': 'a={b}'"),
	      "har-form-text /postData/text; har-bad-form-text /postData/text");
	finds(FORM("'text': 'a=5%'"),
	      "har-form-text /postData/text; har-bad-form-text /postData/text");
	finds(FORM("'text': 'a=${b c}&d=%20'"), "har-form-text /postData/text");
#undef FORM
}

static void a_mime_type_is_a_media_type(void **state)
{
	(void)state;
	finds(POST("{'mimeType': 'client/json', 'text': '{}'}"),
	      "har-bad-mimetype /postData/mimeType");
	says(POST("{'mimeType': 'json', 'text': '{}'}"), "unknown media type \"json\"");
	becomes(FENCEPOST_UNSAFE, POST("{'mimeType': 'client/json', 'text': '{}'}"),
	        POST("{'mimeType': 'application/json', 'text': '{}'}"));
	becomes(FENCEPOST_UNSAFE, POST("{'mimeType': 'aplication/json', 'text': '{}'}"),
	        POST("{'mimeType': 'application/json', 'text': '{}'}"));
	finds(REQUEST("POST", "'headers': [{'name': 'Content-Type', 'value': 'x-own/a'}], ",
	              "{'mimeType': 'x-own/a', 'text': 'a'}"),
	      "");
	finds(POST("{'mimeType': 'YOUR_TYPE', 'text': '{}'}"), "");
}

static void a_get_has_no_body(void **state)
{
	(void)state;
	finds(REQUEST("GET", TYPED, "{'mimeType': 'application/json', 'text': '{}'}"),
	      "har-body-on-get /postData");
	says(REQUEST("GET", TYPED, "{'mimeType': 'application/json', 'text': '{}'}"),
	     "GET with a body");
	finds(REQUEST("DELETE", TYPED, "{'mimeType': 'application/json', 'text': '{}'}"), "");
	finds(REQUEST("GET", TYPED, "{'mimeType': 'text/plain', 'text': ''}"),
	      "har-content-type-mismatch /headers/0/value");
}

static void sizes_are_compared_on_demand(void **state)
{
#define SIZED(size)                                                                                \
	"{'method': 'POST', 'url': 'http://a.org/', " TYPED "'bodySize': " size                    \
	", 'postData': {'mimeType': 'application/json', 'text': '{}'}}"
	(void)state;
	finds(SIZED("0"), "");
	finds_with("har-size-mismatch", SIZED("0"), "har-size-mismatch /bodySize");
	finds_with("har-size-mismatch", SIZED("2"), "");
	finds_with("har-size-mismatch", SIZED("-1"), "");
	finds_with("har-size-mismatch", SIZED("-2"), "har-size-mismatch /bodySize");
	becomes_with("har-size-mismatch", FENCEPOST_SAFE, SIZED("150"), SIZED("-1"));
#undef SIZED
}

static void bodies_and_types_without_each_other_are_asked_for_on_demand(void **state)
{
	(void)state;
	finds_with("har-missing-body", "{'method': 'PUT', 'url': 'http://a.org/'}",
	           "har-missing-body /method");
	finds_with("har-missing-body", "{'method': 'GET', 'url': 'http://a.org/'}", "");
	finds_with("har-content-type-without-body",
	           "{'method': 'GET', 'url': 'http://a.org/', 'headers': [{'name': 'Content-Type', "
	           "'value': 'text/plain'}]}",
	           "har-content-type-without-body /headers/0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_payload_in_the_place_of_post_data_is_put_into_text),
	    cmocka_unit_test(without_a_header_that_says_json_it_is_a_guess),
	    cmocka_unit_test(a_post_data_with_slips_is_no_payload),
	    cmocka_unit_test(an_empty_post_data_is_deleted),
	    cmocka_unit_test(a_missing_mime_type_comes_from_the_header),
	    cmocka_unit_test(text_and_params_exclude_each_other),
	    cmocka_unit_test(params_are_for_forms),
	    cmocka_unit_test(a_form_in_text_becomes_params),
	    cmocka_unit_test(a_form_holds_no_blank_and_no_brace),
	    cmocka_unit_test(a_mime_type_is_a_media_type),
	    cmocka_unit_test(a_get_has_no_body),
	    cmocka_unit_test(sizes_are_compared_on_demand),
	    cmocka_unit_test(bodies_and_types_without_each_other_are_asked_for_on_demand),
	};

	return run_rules(tests);
}
