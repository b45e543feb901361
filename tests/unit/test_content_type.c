/* SPDX-License-Identifier: MIT */
#include "rules.h"

#define POST(headers, type)                                                                        \
	"{'method': 'POST', 'url': 'http://a.org/', " headers "'postData': {'mimeType': '" type    \
	"', 'text': '{}'}}"
#define OF_TYPE(t) "'headers': [{'name': 'Content-Type', 'value': '" t "'}], "

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
	    cmocka_unit_test(a_body_needs_a_content_type_header),
	    cmocka_unit_test(the_header_is_added_as_the_others_stand),
	    cmocka_unit_test(header_and_mime_type_say_the_same),
	};

	return run_rules(tests);
}
