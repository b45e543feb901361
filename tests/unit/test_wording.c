/* SPDX-License-Identifier: MIT */
#include "rules.h"

static const char *const variables[] = {"account.namespace", "account.clientId", NULL};
static const struct fp_forbidden forbidden[] = {
    {"${account.namespace}.a.org", "${account.namespace}", FENCEPOST_WARNING},
    {"old", NULL, FENCEPOST_ERROR}};

/* The document corrected as `least` says, with the lists above in force. */
static struct fp_corrected *check(const char *language, const char *block,
                                  enum fencepost_applicability least)
{
	struct fp_corrected *out = fp_arena_zero(arena, 1, sizeof(*out));
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fp_settings settings;

	fp_settings_default(&settings);
	settings.variables = variables;
	settings.forbidden = forbidden;
	settings.forbidden_count = 2;
	source.bytes = document_of(language, block);
	source.len = strlen(source.bytes);
	fp_correct(out, arena, &settings, &source, NULL, least);
	return out;
}

static const char *found(const char *block)
{
	return findings_of(&check("json", block, FENCEPOST_NONE)->document);
}

static void without_lists_all_is_silent(void **state)
{
	(void)state;
	assert_string_equal(
	    findings_of(&correct("json", "{'a': '${b} old'}", FENCEPOST_NONE, NULL)->document), "");
}

static void a_variable_that_is_not_listed_is_reported(void **state)
{
	const struct fp_corrected *out =
	    check("json", "{'a': '${account.client_id}'}", FENCEPOST_NONE);

	(void)state;
	assert_string_equal(found("{'a': '${account.clientId}'}"), "");
	assert_string_equal(found("{'a': '${account.client_id}'}"), "template-unknown-variable /a");
	assert_string_equal(
	    out->document.sink.found[0]->pub.message,
	    "unknown variable ${account.client_id}; did you mean ${account.clientId}?");
	assert_string_equal(check("json", "{'a': '${account.client_id}'}", FENCEPOST_UNSAFE)->text,
	                    document_of("json", "{'a': '${account.clientId}'}"));
	assert_string_equal(found("{'a': ${count}}"), "template-unknown-variable /a");
}

static void a_forbidden_text_is_replaced(void **state)
{
	(void)state;
	assert_string_equal(found("{'a': 'https://${account.namespace}.a.org/'}"),
	                    "forbidden-text /a");
	assert_string_equal(
	    check("json", "{'a': '${account.namespace}.a.org', 'old': 1}", FENCEPOST_UNSAFE)->text,
	    document_of("json", "{'a': '${account.namespace}', 'old': 1}"));
	assert_string_equal(found("{'older': 1}"), "forbidden-text /older");
}

static void each_text_has_its_severity(void **state)
{
	const struct fp_corrected *out =
	    check("json", "['${account.namespace}.a.org', 'old']", FENCEPOST_NONE);

	(void)state;
	assert_int_equal(out->document.sink.found[0]->pub.severity, FENCEPOST_WARNING);
	assert_int_equal(out->document.sink.found[1]->pub.severity, FENCEPOST_ERROR);
}

static void a_payload_is_looked_through_once(void **state)
{
	(void)state;
	assert_string_equal(
	    findings_of(
	        &check("har",
	               "{'method': 'POST', 'url': 'http://a.org/', 'headers': [{'name': "
	               "'Content-Type', 'value': 'application/json'}], 'postData': {'mimeType': "
	               "'application/json', 'text': '{\\'a\\': \\'old ${x}\\'}'}}",
	               FENCEPOST_NONE)
	             ->document),
	    "forbidden-text /postData/text /a; template-unknown-variable /postData/text /a");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(without_lists_all_is_silent),
	    cmocka_unit_test(a_variable_that_is_not_listed_is_reported),
	    cmocka_unit_test(a_forbidden_text_is_replaced),
	    cmocka_unit_test(each_text_has_its_severity),
	    cmocka_unit_test(a_payload_is_looked_through_once),
	};

	return run_rules(tests);
}
