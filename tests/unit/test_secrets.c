/* SPDX-License-Identifier: MIT */
/* The secrets here are made up, and put together at run time so that no scanner takes them for real. */
#include "rules.h"

#define TAIL16 "QZ7W4M2X9C6V3B8N"
#define TAIL36 "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3hJ6"

static const struct fp_corrected *json(const char *block)
{
	return correct("json", block, FENCEPOST_NONE, NULL);
}

static const char *in_json(const char *block)
{
	return findings_of(&json(block)->document);
}

static const char *join(const char *a, const char *b, const char *c)
{
	struct fp_bytes text = FP_BYTES(arena);

	fp_bytes_printf(&text, "%s%s%s", a, b, c);
	return fp_bytes_string(&text);
}

static const char *first_message(const char *block)
{
	return json(block)->document.sink.found[0]->pub.message;
}

static void tokens_of_providers_are_known_by_their_shape(void **state)
{
	(void)state;
	assert_string_equal(in_json("{'a': 'AK"
	                            "IA" TAIL16 "'}"),
	                    "secret-token /a");
	assert_string_equal(in_json("{'a': 'Bearer gh"
	                            "p_" TAIL36 "'}"),
	                    "secret-token /a");
	assert_string_equal(in_json("['https://hooks.sla"
	                            "ck.com/services/T0AB12CD3/B0EF45GH6/" TAIL16 "']"),
	                    "secret-token /0");
	assert_string_equal(
	    in_json("['SG"
	            ".aB3dE6gH9jK2mN5pQ8sT1v.aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3hJ6kL8mN1q']"),
	    "secret-token /0");
}

static void what_only_begins_like_a_token_is_silent(void **state)
{
	static const char *const silent[] = {"{'a': 'AK"
	                                     "IAIOSFODNN7EXAMPLE'}",
	                                     "{'a': 'AK"
	                                     "IA" TAIL16 "1'}",
	                                     "{'a': 'XAK"
	                                     "IA" TAIL16 "'}",
	                                     "{'a': 'AK"
	                                     "IAAAAAAAAAAAAAAAAA'}",
	                                     "{'a': 'gh"
	                                     "p_xxx'}",
	                                     "{'a': 'sk_te"
	                                     "st_" TAIL36 "'}"};

	(void)state;
	for (size_t i = 0; i < sizeof(silent) / sizeof(silent[0]); i++)
		assert_string_equal(in_json(silent[i]), "");
}

static void a_finding_shows_four_bytes(void **state)
{
	const char *secret = "gh"
	                     "p_" TAIL36;
	const char *block = join("{'a': '", secret, "', 'a': '");
	const struct fp_corrected *out = json(join(block, secret, "', 'b': 1 'c': 2}"));
	const struct fp_sink *sink = &out->document.sink;

	(void)state;
	assert_true(sink->count >= 3);
	for (size_t i = 0; i < sink->count; i++)
		assert_null(strstr(sink->found[i]->pub.message, "gh"
		                                                "p_a"));
	assert_int_equal(out->document.mask_count, 2);
	assert_memory_equal(out->text + out->document.masks[0].start, secret, strlen(secret));
}

static void a_secret_in_a_message_of_another_rule_is_cut(void **state)
{
	const char *block = "{'gh"
	                    "p_" TAIL36 "': 1, 'gh"
	                    "p_" TAIL36 "': 2}";
	const struct fp_sink *sink = &json(block)->document.sink;

	(void)state;
	assert_string_equal(sink->found[1]->pub.rule, "json-duplicate-key");
	for (size_t i = 0; i < sink->count; i++) {
		assert_null(strstr(sink->found[i]->pub.message, "gh"
		                                                "p_a"));
		assert_null(strstr(sink->found[i]->pub.pointers[0], "gh"
		                                                    "p_a"));
	}
}

static void the_fix_is_a_placeholder_and_unsafe(void **state)
{
	const char *block = "{'a': 'AK"
	                    "IA" TAIL16 "'}";

	(void)state;
	assert_string_equal(correct("json", block, FENCEPOST_SAFE, NULL)->text,
	                    document_of("json", block));
	assert_string_equal(correct("json", block, FENCEPOST_UNSAFE, NULL)->text,
	                    document_of("json", "{'a': 'AK"
	                                        "IA_YOUR_ACCESS_KEY'}"));
}

static void a_fix_that_would_show_a_secret_is_taken_back(void **state)
{
	const char *block = "{'method': 'POST', 'url': 'http://a.org/', 'headers': [{'name': "
	                    "'Content-Type', 'value': 'application/json'}], 'postData': {'key': 'AK"
	                    "IA" TAIL16 "'}}";
	const struct fp_sink *sink = &correct("har", block, FENCEPOST_NONE, NULL)->document.sink;

	(void)state;
	assert_string_equal(sink->found[0]->pub.rule, "har-payload-as-postdata");
	assert_null(sink->found[0]->pub.fix);
}

static void a_secret_is_found_in_the_payload_once(void **state)
{
	(void)state;
	finds("{'method': 'POST', 'url': 'http://a.org/', 'headers': [{'name': 'Content-Type', "
	      "'value': 'application/json'}], 'postData': {'mimeType': 'application/json', 'text': "
	      "'{\\'key\\': \\'AK"
	      "IA" TAIL16 "\\'}'}}",
	      "secret-token /postData/text /key");
}

static void a_text_that_is_no_json_is_looked_through_as_it_stands(void **state)
{
	(void)state;
	assert_non_null(strstr(in_json("key: AK"
	                               "IA" TAIL16),
	                       "secret-token"));
	assert_non_null(strstr(in_json("{'a': 1, // AK"
	                               "IA" TAIL16 "\n 'b': 2}"),
	                       "secret-token"));
}

static void a_private_key_needs_a_body(void **state)
{
	const char *head = "{'a': '-----BEG"
	                   "IN RSA PRIVATE KEY-----\\n";

	(void)state;
	assert_string_equal(
	    in_json(join(head, TAIL36 TAIL36, "\\n-----END RSA PRIVATE KEY-----'}")),
	    "secret-private-key /a");
	assert_string_equal(in_json(join(head, "abc", "\\n-----END RSA PRIVATE KEY-----'}")), "");
}

/* {"alg":"none"} . {"iss":"https://issuer.test/abc","exp":1500000000} */
#define WEB_TOKEN(signature)                                                                       \
	"eyJhbGciOiJub25lIn0"                                                                      \
	".eyJpc3MiOiJodHRwczovL2lzc3Vlci50ZXN0L2FiYyIsImV4cCI6MTUwMDAwMDAwMH0." signature

static void a_web_token_is_said_to_expire_in_a_year(void **state)
{
	static const struct {
		const char *claims; /* {"exp":1735689599} and the like */
		const char *year;
	} said[] = {{"eyJleHAiOjE3MzU2ODk1OTl9", "2024"},
	            {"eyJleHAiOjE3MzU2ODk2MDB9", "2025"},
	            {"eyJleHAiOjEzNTY5NDY1NTk5fQ", "2399"},
	            {"eyJleHAiOjEzNTY5NDY1NjAwfQ", "2400"},
	            {"eyJleHAiOjk5OTk5OTk5OTk5OX0", "33658"}};

	(void)state;
	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++) {
		char block[200], message[100];

		snprintf(block, sizeof(block),
		         "{'a': 'eyJhbGciOiJub25lIn0.%s.aB3dE6gH9jK2mN5pQ8sT1vW4'}",
		         said[i].claims);
		snprintf(message, sizeof(message), "a whole JSON Web Token (exp %s)", said[i].year);
		assert_string_equal(first_message(block), message);
	}
}

static void a_web_token_loses_its_signature(void **state)
{
	const char *block = "{'a': '" WEB_TOKEN("aB3dE6gH9jK2mN5pQ8sT1vW4") "'}";

	(void)state;
	assert_string_equal(in_json(block), "secret-jwt /a");
	assert_string_equal(first_message(block),
	                    "a whole JSON Web Token (iss https://issuer.test/..., exp 2017)");
	assert_string_equal(correct("json", block, FENCEPOST_UNSAFE, NULL)->text,
	                    document_of("json", "{'a': '" WEB_TOKEN("SIGNATURE") "'}"));
	assert_string_equal(in_json("{'a': '" WEB_TOKEN("short") "'}"), "");
	assert_string_equal(in_json("{'a': 'eyJ...'}"), "");
}

static void basic_credentials_are_decoded(void **state)
{
	(void)state;
	assert_string_equal(first_message("['Basic bWFyaWE6Q29ycmVjdEhvcnNl']"),
	                    "Basic credentials of user \"mar...\"");
	assert_string_equal(in_json("['Basic dXNlcm5hbWU6cGFzc3dvcmQ=']"), "");
	assert_string_equal(in_json("['Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==']"), "");
	assert_string_equal(in_json("['Basic understanding of this']"), "");
}

static void a_password_in_a_url_is_found(void **state)
{
	(void)state;
	assert_string_equal(in_json("['postgres://maria:Tr0ub4dor-and-3@db.test/x']"),
	                    "secret-url-password /0");
	assert_string_equal(in_json("['postgres://user:password@db.test/x']"), "");
	assert_string_equal(in_json("['postgres://maria:YOUR_PASSWORD@db.test/x']"), "");
	assert_string_equal(in_json("['https://a.test/b:c@d']"), "");
}

static void fields_named_after_secrets_are_looked_at_on_demand(void **state)
{
	const char *block = "{'client_secret': '" TAIL36 "', 'name': '" TAIL36 "'}";

	(void)state;
	assert_string_equal(in_json(block), "");
	assert_string_equal(
	    findings_of(&correct("json", block, FENCEPOST_NONE, "secret-field")->document),
	    "secret-field /client_secret");
	assert_string_equal(
	    findings_of(&correct("json", "{'password': 'YOUR_LONG_PASSWORD_HERE_123'}",
	                         FENCEPOST_NONE, "secret-field")
	                     ->document),
	    "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tokens_of_providers_are_known_by_their_shape),
	    cmocka_unit_test(what_only_begins_like_a_token_is_silent),
	    cmocka_unit_test(a_finding_shows_four_bytes),
	    cmocka_unit_test(a_secret_in_a_message_of_another_rule_is_cut),
	    cmocka_unit_test(the_fix_is_a_placeholder_and_unsafe),
	    cmocka_unit_test(a_fix_that_would_show_a_secret_is_taken_back),
	    cmocka_unit_test(a_secret_is_found_in_the_payload_once),
	    cmocka_unit_test(a_text_that_is_no_json_is_looked_through_as_it_stands),
	    cmocka_unit_test(a_private_key_needs_a_body),
	    cmocka_unit_test(a_web_token_is_said_to_expire_in_a_year),
	    cmocka_unit_test(a_web_token_loses_its_signature),
	    cmocka_unit_test(basic_credentials_are_decoded),
	    cmocka_unit_test(a_password_in_a_url_is_found),
	    cmocka_unit_test(fields_named_after_secrets_are_looked_at_on_demand),
	};

	return run_rules(tests);
}
