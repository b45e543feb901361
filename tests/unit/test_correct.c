/* SPDX-License-Identifier: MIT */
#include "rules.h"

static struct fp_corrected *correct_text(const char *text, enum fencepost_applicability least)
{
	struct fp_corrected *out = fp_arena_zero(arena, 1, sizeof(*out));
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fp_settings settings;

	fp_settings_default(&settings);
	source.bytes = text;
	source.len = strlen(text);
	fp_correct(out, arena, &settings, &source, NULL, least);
	return out;
}

static void what_has_no_fault_comes_back_as_it_is(void **state)
{
	const char *text = "a\r\n\n```json\r\n{\"a\": 1}\r\n```\r\n";
	const struct fp_corrected *out = correct_text(text, FENCEPOST_UNSAFE);

	(void)state;
	assert_ptr_equal(out->text, text);
	assert_int_equal(out->len, strlen(text));
	assert_false(out->changed);
	assert_int_equal(out->fixed, 0);
}

static void none_means_that_nothing_is_mended(void **state)
{
	const struct fp_corrected *out = correct_text("```json\n[1,]\n```\n", FENCEPOST_NONE);

	(void)state;
	assert_false(out->changed);
	assert_int_equal(out->document.sink.count, 1);
}

static void only_fixes_that_are_applicable_enough_go_in(void **state)
{
	const char *text = "```json\n[1,]\n```\n\n```json\n{\"a\": enabled}\n```\n";

	(void)state;
	assert_string_equal(correct_text(text, FENCEPOST_SAFE)->text,
	                    "```json\n[1]\n```\n\n```json\n{\"a\": enabled}\n```\n");
	assert_string_equal(correct_text(text, FENCEPOST_UNSAFE)->text,
	                    "```json\n[1]\n```\n\n```json\n{\"a\": \"enabled\"}\n```\n");
	assert_int_equal(correct_text(text, FENCEPOST_UNSAFE)->fixed, 2);
}

static void the_findings_are_those_that_are_left(void **state)
{
	const struct fp_corrected *out = correct_text(
	    "```json\n[1,]\n```\n\n```json\n{\"a\": 1, \"a\": 2}\n```\n", FENCEPOST_SAFE);

	(void)state;
	assert_string_equal(findings_of(&out->document), "json-duplicate-key /a");
	assert_int_equal(out->document.sink.found[0]->pub.start.offset,
	                 strstr(out->text, "\"a\": 2") - out->text);
}

static void both_layers_are_mended(void **state)
{
	const char *block =
	    "{'method': 'POST', 'url': 'http://a.org/', 'headers': [{'name': "
	    "'Content-Type', 'value': 'application/json'}], 'postData': {'mimeType': "
	    "'application/json', 'text': '{\\'a\\' 1,}',}}";

	(void)state;
	becomes(
	    FENCEPOST_SAFE, block,
	    "{'method': 'POST', 'url': 'http://a.org/', 'headers': [{'name': 'Content-Type', "
	    "'value': 'application/json'}], 'postData': {'mimeType': 'application/json', 'text': "
	    "'{\\'a\\': 1}'}}");
}

static void what_is_read_at_last_may_have_more_to_be_said_of_it(void **state)
{
	(void)state;
	becomes(FENCEPOST_SAFE, "{\"headers\": [] \"cookies\": []}",
	        "{\"headers\": [], \"cookies\": []}");
	becomes(FENCEPOST_UNSAFE,
	        "{\"method\": \"GET\", \"url\": \"http://a.org/\", \"headers\": [{\"name\": }]}",
	        "{\"method\": \"GET\", \"url\": \"http://a.org/\", "
	        "\"headers\": [{\"name\": null }]}");
}

static void in_a_payload_a_comma_in_braces_was_to_be_a_colon(void **state)
{
	(void)state;
	becomes(FENCEPOST_UNSAFE,
	        "{\"method\": \"POST\", \"url\": \"http://a.org/\", \"headers\": [{\"name\": "
	        "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
	        "\"application/json\", \"text\": \"{ \\\"a\\\": { \\\"b\\\", \\\"c\\\" } }\"}}",
	        "{\"method\": \"POST\", \"url\": \"http://a.org/\", \"headers\": [{\"name\": "
	        "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
	        "\"application/json\", \"text\": \"{ \\\"a\\\": { \\\"b\\\": \\\"c\\\" } }\"}}");
}

static void a_fence_is_closed_before_blocks_are_mended(void **state)
{
	const struct fp_corrected *out =
	    correct_text("````json\n[1,]\n```\n\n```json\n[2,]\n```\n", FENCEPOST_UNSAFE);

	(void)state;
	assert_string_equal(out->text, "````json\n[1]\n````\n\n```json\n[2]\n```\n");
	assert_int_equal(out->document.sink.count, 0);
}

static void a_safe_fix_opens_no_block(void **state)
{
	/* the comment runs on over the block, as cmark reads the bad byte */
	const char *text = "<!-- fencepost-ignore json-x\xe2 -->\n```json\n[1] 2\n```\n";

	(void)state;
	assert_false(correct_text(text, FENCEPOST_SAFE)->changed);
}

static void fixing_again_changes_nothing(void **state)
{
	static const char *const texts[] = {
	    "````json\n[1,]\n```\n",
	    "```har\n{\"method\": \"get\", \"url\": \"{a}/b\", \"postData\": {}}\n```\n",
	    "> ```json\n> {'a': [1 2\n> ```\n", "```json\n{\"a\": \"b\n```\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const struct fp_corrected *once = correct_text(texts[i], FENCEPOST_UNSAFE);

		assert_true(once->changed);
		assert_false(correct_text(once->text, FENCEPOST_UNSAFE)->changed);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_has_no_fault_comes_back_as_it_is),
	    cmocka_unit_test(none_means_that_nothing_is_mended),
	    cmocka_unit_test(only_fixes_that_are_applicable_enough_go_in),
	    cmocka_unit_test(the_findings_are_those_that_are_left),
	    cmocka_unit_test(both_layers_are_mended),
	    cmocka_unit_test(what_is_read_at_last_may_have_more_to_be_said_of_it),
	    cmocka_unit_test(in_a_payload_a_comma_in_braces_was_to_be_a_colon),
	    cmocka_unit_test(a_fence_is_closed_before_blocks_are_mended),
	    cmocka_unit_test(a_safe_fix_opens_no_block),
	    cmocka_unit_test(fixing_again_changes_nothing),
	};

	return run_rules(tests);
}
