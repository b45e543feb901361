/* SPDX-License-Identifier: MIT */
#include "rules.h"

/* The text, corrected as far as that goes, where it begins on line 11 of its file. */
static struct fp_corrected *correct_text(const char *text)
{
	struct fp_corrected *out = fp_arena_zero(arena, 1, sizeof(*out));
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fp_settings settings;

	fp_settings_default(&settings);
	source.bytes = text;
	source.len = strlen(text);
	source.first_line = 11;
	fp_correct(out, arena, &settings, &source, NULL, FENCEPOST_SAFE);
	return out;
}

static const char *list_of(const struct fp_corrected *out)
{
	struct fp_bytes list = FP_BYTES(arena);

	for (size_t i = 0; i < out->fixed; i++)
		fp_bytes_printf(&list, "%s %u:%u\n", out->mended[i].rule,
		                (unsigned)out->mended[i].start.line,
		                (unsigned)out->mended[i].start.column);
	for (size_t i = 0; i < out->document.sink.count; i++) {
		const struct fencepost_finding *left = &out->document.sink.found[i]->pub;

		fp_bytes_printf(&list, "left %s %u:%u-%u\n", left->rule,
		                (unsigned)left->origin.line, (unsigned)left->origin.column,
		                (unsigned)left->origin_end.column);
	}
	return fp_bytes_string(&list);
}

static void offsets_go_back_through_every_round(void **state)
{
	/* 0123456789 -> 01ab56789 -> X01ab6789 */
	static const struct fencepost_edit first[] = {{{2, 5}, "ab", 2}};
	static const struct fencepost_edit second[] = {{{0, 0}, "X", 1}, {{4, 5}, "", 0}};
	static const uint32_t expected[] = {0, 0, 1, 2, 2, 6, 7, 8, 9, 10};
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fp_origin origin = {.arena = arena};

	(void)state;
	source.bytes = "0123456789";
	source.len = 10;
	fp_origin_note(&origin, &source, NULL, &(struct fp_edits){.edits = first, .count = 1});
	fp_origin_note(&origin, &source, NULL, &(struct fp_edits){.edits = second, .count = 2});
	for (uint32_t i = 0; i < sizeof(expected) / sizeof(*expected); i++)
		assert_int_equal(fp_origin_of(&origin, i), expected[i]);
}

static void what_was_mended_is_told_in_the_order_of_the_text_that_came_in(void **state)
{
	(void)state;
	assert_string_equal(list_of(correct_text("```json\n[1,,\n 2,]\n```\n")),
	                    "json-extra-comma 12:4\njson-trailing-comma 13:3\n");
}

static void what_is_left_behind_a_mend_tells_where_it_was(void **state)
{
	(void)state;
	assert_string_equal(list_of(correct_text("```json\n{\"a\": 1 \"b\": 1, \"b\": 2}\n```\n")),
	                    "json-missing-comma 12:8\nleft json-duplicate-key 12:17-20\n");
}

static void a_fault_of_the_second_round_is_told_at_its_first_place(void **state)
{
	const struct fp_corrected *out =
	    correct_text("```har\n{\"method\": \"POST\", \"url\": \"https://a.b/\", \"headers\": "
	                 "[{\"name\": \"Content-Type\", \"value\": \"application/json\"}],\n"
	                 "\"postData\": {\"mimeType\" \"application/json\", \"text\": "
	                 "\"{\\\"a\\\" 1,}\"}}\n```\n");

	(void)state;
	assert_int_equal(out->document.sink.count, 0);
	assert_string_equal(list_of(out), "json-missing-colon 13:24\njson-missing-colon 13:60\n"
	                                  "json-trailing-comma 13:62\n");
	assert_string_equal(out->mended[1].pointers[0], "/postData/text");
	assert_int_equal(out->mended[1].fix->count, 0);
}

/* The first block gets a line in the first round, the second one is mended in the second. */
static void a_block_of_the_second_round_is_told_at_its_first_line(void **state)
{
	const struct fp_corrected *out =
	    correct_text("```json\n{\n  \"a\": 1\n```\n\n```har\n{\"method\": \"POST\", \"url\": "
	                 "\"https://a.b/\", \"headers\": "
	                 "[{\"name\": \"Content-Type\", \"value\": \"application/json\"}],\n"
	                 "\"postData\": {\"mimeType\" \"application/json\", \"text\": "
	                 "\"{\\\"a\\\" 1,}\"}}\n```\n");

	(void)state;
	assert_int_equal(out->document.sink.count, 0);
	assert_int_equal(out->document.blocks[1].line, 17);
	assert_int_equal(out->fixed, 4);
	assert_int_equal(out->mended[0].block->line, 11);
	for (size_t i = 1; i < out->fixed; i++)
		assert_int_equal(out->mended[i].block->line, 16);
}

static void a_place_in_a_message_is_told_as_of_the_text_that_came_in(void **state)
{
	struct fp_corrected *out =
	    correct_text("```json\n{\n  \"a\": 1\n```\n\n```json\n{\"b\" 1, \"12:34\": 2,\n"
	                 "\"12:34\": 3}\n```\n");
	const struct fencepost_finding *left = &out->document.sink.found[0]->pub;

	(void)state;
	assert_int_equal(out->document.sink.count, 1);
	assert_string_equal(left->message, "\"12:34\" is already given at 18:10");
	assert_string_equal(left->origin_message, "\"12:34\" is already given at 17:9");
	assert_int_equal(left->block->line, 17);
	assert_int_equal(left->origin_block->line, 16);
}

/* A mend adds a line before the fault that is left. */
static void what_is_left_is_told_as_of_the_text_that_came_in(void **state)
{
	static const char text[] = "```json\n{\n  \"a\": 1\n```\n\n```har\n{\"method\": {}, "
	                           "\"url\": \"https://a.b/\"}\n```\n";
	struct fp_corrected *out = correct_text(text);
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fp_document told;
	const struct fencepost_finding *left;

	(void)state;
	source.bytes = text;
	source.len = strlen(text);
	source.first_line = 11;
	assert_int_equal(out->document.sink.found[0]->pub.start.line, 18);
	fp_origin_document(&told, &out->origin, &source, &out->document);
	assert_int_equal(told.sink.count, 1);
	left = &told.sink.found[0]->pub;
	assert_int_equal(left->start.line, 17);
	assert_int_equal(left->end.line, 17);
	assert_int_equal(left->end.column, left->start.column + 1);
	assert_int_equal(left->span.start, strstr(text, "{}") - text);
	assert_int_equal(left->block->line, 16);
	assert_int_equal(told.lines.len, strlen(text));
	assert_int_equal(out->document.sink.found[0]->pub.start.line, 18);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(offsets_go_back_through_every_round),
	    cmocka_unit_test(what_was_mended_is_told_in_the_order_of_the_text_that_came_in),
	    cmocka_unit_test(what_is_left_behind_a_mend_tells_where_it_was),
	    cmocka_unit_test(a_fault_of_the_second_round_is_told_at_its_first_place),
	    cmocka_unit_test(a_block_of_the_second_round_is_told_at_its_first_line),
	    cmocka_unit_test(a_place_in_a_message_is_told_as_of_the_text_that_came_in),
	    cmocka_unit_test(what_is_left_is_told_as_of_the_text_that_came_in),
	};

	return run_rules(tests);
}
