/* SPDX-License-Identifier: MIT */
#include "rules.h"

static const struct fp_document *check(const char *text, uint32_t first_line, uint32_t first_offset)
{
	struct fp_document *out = fp_arena_zero(arena, 1, sizeof(*out));
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	static struct fp_settings settings; /* a document borrows them */
	static const struct fp_language languages[] = {{"har", FP_LANGUAGE_HAR},
	                                               {"json", FP_LANGUAGE_JSON},
	                                               {"jsonc", FP_LANGUAGE_JSONC},
	                                               {"ndjson", FP_LANGUAGE_NDJSON}};
	struct fp_budget budget = {UINT64_C(1000000000)};

	fp_settings_default(&settings);
	settings.languages = (struct fp_languages){languages, 4};
	source.first_line = first_line;
	source.first_offset = first_offset;
	fp_document_check(out, arena, &settings, &source, NULL, text, (uint32_t)strlen(text),
	                  &budget);
	return out;
}

static void assert_payload(const struct fp_document *document, size_t index, const char *text,
                           int valid)
{
	const struct fencepost_payload *payload = &document->payloads[index];

	assert_true(index < document->payload_count);
	assert_int_equal(payload->len, strlen(text));
	assert_memory_equal(payload->text, text, payload->len);
	assert_int_equal(payload->valid, valid);
}

/* A megabyte on one line: quadratic time would be minutes. */
static void many_comments_on_a_line_are_passed_once(void **state)
{
	enum { COUNT = 200000, WIDTH = 5 };
	struct fp_bytes text = FP_BYTES(arena);
	const struct fp_document *document;

	(void)state;
	fp_bytes_text(&text, "```json\n");
	for (uint32_t i = 0; i < COUNT; i++)
		fp_bytes_put(&text, "/**/ ", WIDTH);
	fp_bytes_text(&text, "{\"a\": 1}\n```\n");
	document = check(fp_bytes_string(&text), 0, 0);
	assert_int_equal(document->block_count, 1);
	assert_int_equal(document->payload_count, 1);
}

static void blocks_are_described_in_their_order(void **state)
{
	const struct fp_document *document =
	    check("```json\n{}\n```\n\n> ```har\n> {}\n> ```\n", 0, 0);

	(void)state;
	assert_int_equal(document->block_count, 2);
	assert_string_equal(document->blocks[0].language, "json");
	assert_string_equal(document->blocks[1].language, "har");
	assert_int_equal(document->blocks[1].index, 1);
	assert_int_equal(document->blocks[1].line, 5);
}

static void places_count_from_the_start_of_the_file(void **state)
{
	const struct fp_document *document = check("```json\n[1,]\n```\n", 11, 100);
	const struct fencepost_finding *finding = &document->sink.found[0]->pub;

	(void)state;
	assert_int_equal(document->blocks[0].line, 11);
	assert_int_equal(finding->start.line, 12);
	assert_int_equal(finding->start.offset, 100 + 10);
	assert_int_equal(finding->span.start, 10);
}

static void a_json_block_is_its_payload(void **state)
{
	const struct fp_document *document =
	    check("```json\n{\"a\": 1}\n```\n```json\n{\"a\" 1}\n```\n```json\n\n```\n", 0, 0);

	(void)state;
	assert_int_equal(document->payload_count, 2);
	assert_payload(document, 0, "{\"a\": 1}\n", 1);
	assert_payload(document, 1, "{\"a\" 1}\n", 0);
	assert_string_equal(document->payloads[0].pointer, "");
	assert_int_equal(document->payloads[1].line, 5);
}

static void a_har_block_has_the_body_of_its_request(void **state)
{
	const struct fp_document *document =
	    check("```har\n{\"method\": \"PUT\", \"url\": \"http://a.org/\", \"postData\":\n"
	          "{\"mimeType\": \"application/json\", \"text\": \"{\\\"a\\\": 1}\"}}\n```\n",
	          0, 0);

	(void)state;
	assert_int_equal(document->payload_count, 1);
	assert_payload(document, 0, "{\"a\": 1}", 1);
	assert_string_equal(document->payloads[0].pointer, "/postData/text");
	assert_string_equal(document->payloads[0].method, "PUT");
	assert_string_equal(document->payloads[0].url, "http://a.org/");
	assert_string_equal(document->payloads[0].mime_type, "application/json");
	assert_int_equal(document->payloads[0].line, 3);
}

static void a_body_in_a_block_that_is_still_broken_is_not_valid(void **state)
{
	const struct fp_document *document =
	    check("```har\n{\"method\": \"PUT\" \"url\": \"http://a.org/\", \"postData\":\n"
	          "{\"mimeType\": \"application/json\", \"text\": \"{\\\"a\\\": 1}\"}}\n```\n",
	          0, 0);

	(void)state;
	assert_payload(document, 0, "{\"a\": 1}", 0);
}

static void each_value_of_newline_delimited_json_is_a_payload(void **state)
{
	const struct fp_document *document = check("```ndjson\n{\"a\": 1}\n\n[2]\n```\n", 0, 0);

	(void)state;
	assert_int_equal(document->payload_count, 2);
	assert_payload(document, 0, "{\"a\": 1}", 1);
	assert_payload(document, 1, "[2]", 1);
	assert_int_equal(document->payloads[1].line, 4);
}

static void comments_are_read_in_jsonc_and_are_no_json(void **state)
{
	const struct fp_document *document = check("```jsonc\n{\"a\": 1,} // one\n```\n", 0, 0);

	(void)state;
	assert_int_equal(document->sink.count, 0);
	assert_payload(document, 0, "{\"a\": 1,} // one\n", 0);
}

static void a_payload_inside_a_mended_string_is_read(void **state)
{
	const struct fp_document *document =
	    check("```har\n{\"method\": \"PUT\", \"url\": \"http://a.org/\", \"postData\": "
	          "{\"mimeType\": "
	          "\"application/json\", \"text\": \"{\\\"a\\\" 1}}}\n```\n",
	          0, 0);

	(void)state;
	assert_non_null(strstr(findings_of(document), "json-missing-colon /postData/text /a"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(many_comments_on_a_line_are_passed_once),
	    cmocka_unit_test(blocks_are_described_in_their_order),
	    cmocka_unit_test(places_count_from_the_start_of_the_file),
	    cmocka_unit_test(a_json_block_is_its_payload),
	    cmocka_unit_test(a_har_block_has_the_body_of_its_request),
	    cmocka_unit_test(a_body_in_a_block_that_is_still_broken_is_not_valid),
	    cmocka_unit_test(each_value_of_newline_delimited_json_is_a_payload),
	    cmocka_unit_test(comments_are_read_in_jsonc_and_are_no_json),
	    cmocka_unit_test(a_payload_inside_a_mended_string_is_read),
	};

	return run_rules(tests);
}
