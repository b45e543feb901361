/* SPDX-License-Identifier: MIT */
#include "rules.h"

#define POST(type, text)                                                                           \
	"{'method': 'POST', 'url': 'http://a.org/', 'headers': [{'name': 'Content-Type', "         \
	"'value': '" type "'}], 'postData': {'mimeType': '" type "', 'text': '" text "'}}"
#define JSON(text) POST("application/json", text)

static void a_json_payload_that_is_empty_is_reported(void **state)
{
	(void)state;
	finds(JSON(""), "payload-empty /postData/text");
	finds(JSON(" \\n"), "payload-empty /postData/text");
	finds(POST("text/plain", ""), "");
}

static void a_payload_is_a_container(void **state)
{
	(void)state;
	finds(JSON("1"), "payload-not-container /postData/text -");
	says(JSON("\\'{\\\\\\'a\\\\\\': 1}\\'"), "the payload is encoded twice");
	finds(JSON("{}"), "");
	finds(JSON("${payload}"), "");
	finds(JSON("\\'YOUR_PAYLOAD\\'"), "");
}

static void a_payload_is_what_mime_type_says(void **state)
{
	(void)state;
	says(POST("text/plain", "{\\'a\\': 1}"), "this text is JSON, mimeType says text/plain");
	finds(POST("text/plain", "{a}"), "");
	finds(POST("application/json-seq", "{}"), "");
	says(JSON("a=b&c=d"), "this text is a form, mimeType says application/json");
	finds(JSON("a=b&c=d"), "payload-mime-mismatch /postData/text");
}

static void a_payload_speaks_in_its_own_layer(void **state)
{
	(void)state;
	finds(JSON("{\\'a\\' 1}"), "json-missing-colon /postData/text /a");
}

static void scripts_are_looked_at_on_demand(void **state)
{
	(void)state;
	finds_with("payload-bad-script", JSON("{\\'a\\': \\'function() { if (a) { }\\'}"),
	           "payload-bad-script /postData/text /a");
	finds_with("payload-bad-script", JSON("{\\'a\\': \\'function() { return /[{]/; }\\'}"), "");
}

static void json_in_strings_is_looked_at_on_demand(void **state)
{
	(void)state;
	finds_with("payload-json-in-string", JSON("{\\'a\\': \\'{\\\\\\'b\\\\\\': }\\'}"),
	           "payload-json-in-string /postData/text /a");
	finds_with("payload-json-in-string", JSON("{\\'a\\': \\'{CLIENT_ID}\\'}"), "");
	finds_with("payload-json-in-string", JSON("{\\'a\\': \\'{\\\\\\'b\\\\\\': 1}\\'}"), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_json_payload_that_is_empty_is_reported),
	    cmocka_unit_test(a_payload_is_a_container),
	    cmocka_unit_test(a_payload_is_what_mime_type_says),
	    cmocka_unit_test(a_payload_speaks_in_its_own_layer),
	    cmocka_unit_test(scripts_are_looked_at_on_demand),
	    cmocka_unit_test(json_in_strings_is_looked_at_on_demand),
	};

	return run_rules(tests);
}
