/* SPDX-License-Identifier: MIT */
#include "json/string.h"

#include "arena.h"
#include "text/lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A layer over a file that is just this text. */
static struct fp_layer *layer_of(const char *text)
{
	struct fp_lines *lines = fp_arena_alloc(arena, sizeof(*lines));

	fp_lines_find(lines, arena, text, (uint32_t)strlen(text));
	return fp_layer_of_file(arena, lines, (struct fencepost_span){0, lines->len});
}

static struct fp_range whole(const struct fp_layer *layer)
{
	return (struct fp_range){0, layer->len};
}

/* The layer of a text that is one string token. */
static struct fp_layer *inside(const struct fp_layer *layer)
{
	return fp_string_layer(arena, layer, whole(layer), "/a");
}

static void check_layer(const char *token, const char *text, size_t len, const uint32_t *pos)
{
	struct fp_layer *layer = inside(layer_of(token));
	size_t i;

	assert_int_equal(layer->len, len);
	assert_memory_equal(layer->text, text, len);
	for (i = 0; i <= len; i++)
		if (layer->pos[i] != pos[i])
			fail_msg("%s: byte %u is at %u, not %u", token, (unsigned)i, layer->pos[i],
			         pos[i]);
}

static void plain_bytes_stand_where_they_stand(void **state)
{
	static const uint32_t pos[] = {1, 2, 3, 4, 5};

	(void)state;
	check_layer("\"a\xc3\xa9z\"", "a\xc3\xa9z", 4, pos);
}

static void a_byte_begins_where_its_escape_begins(void **state)
{
	/* " a \ n \ u 0 0 e 9 z " */
	static const uint32_t pos[] = {1, 2, 4, 4, 10, 11};

	(void)state;
	check_layer("\"a\\n\\u00e9z\"", "a\n\xc3\xa9z", 5, pos);
}

static void a_surrogate_pair_is_one_spelling_of_twelve_bytes(void **state)
{
	static const uint32_t pos[] = {1, 1, 1, 1, 13, 15};

	(void)state;
	check_layer("\"\\uD83D\\uDE00\\t\"", "\xf0\x9f\x98\x80\t", 5, pos);
}

static void a_lone_surrogate_is_a_replacement_character(void **state)
{
	static const uint32_t one[] = {1, 1, 1, 7};
	static const uint32_t two[] = {1, 1, 1, 7, 7, 7, 13};
	static const uint32_t then[] = {1, 1, 1, 7, 13};

	(void)state;
	check_layer("\"\\ud800\"", "\xef\xbf\xbd", 3, one);
	check_layer("\"\\ude00\\ud83d\"", "\xef\xbf\xbd\xef\xbf\xbd", 6, two);
	check_layer("\"\\ud800\\u0041\"",
	            "\xef\xbf\xbd"
	            "A",
	            4, then);
}

static void every_escape_decodes(void **state)
{
	static const uint32_t pos[] = {1, 3, 5, 7, 9, 11, 13, 15, 17, 23, 29, 29, 29, 35};

	(void)state;
	check_layer("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u007f\\uffff\"",
	            "\"\\/\b\f\n\r\t\0\x7f\xef\xbf\xbf", 13, pos);
}

static void an_empty_string_has_the_place_between_its_quotes(void **state)
{
	static const uint32_t pos[] = {1};

	(void)state;
	check_layer("\"\"", "", 0, pos);
}

static void tables_compose_at_any_depth(void **state)
{
	/* 0 " 1 { 2 \" 4 a 5 \" 7 : 8 \" 10 x 11 \\ 13 n 14 \" 16 } */
	struct fp_layer *file = layer_of("\"{\\\"a\\\":\\\"x\\\\n\\\"}\"");
	struct fp_layer *payload = inside(file);
	struct fp_layer *text;
	struct fp_range token = {5, 10};

	(void)state;
	assert_int_equal(payload->len, 11);
	assert_memory_equal(payload->text, "{\"a\":\"x\\n\"}", 11);
	text = fp_string_layer(arena, payload, token, "/a");
	assert_int_equal(text->len, 2);
	assert_memory_equal(text->text, "x\n", 2);
	assert_int_equal(text->pos[0], 10);
	assert_int_equal(text->pos[1], 11);
	assert_int_equal(text->pos[2], 14);
	assert_ptr_equal(text->outer, payload);
	assert_ptr_equal(payload->outer, file);
	assert_ptr_equal(text->file, file->file);
	assert_string_equal(text->pointer, "/a");
}

static void a_layer_takes_over_what_holds_for_the_layer_around(void **state)
{
	struct fp_layer *outer = layer_of("\"a\\n\"");

	(void)state;
	outer->doubtful = true;
	assert_true(inside(outer)->doubtful);
	assert_true(inside(outer)->fixable);
	outer->fixable = false;
	assert_false(inside(outer)->fixable);
}

/* What the decoded bytes are marked with, after one edit of the layer around. */
static void check_mended(const char *text, struct fp_layer_edit edit, const uint8_t *mended,
                         uint32_t len)
{
	struct fp_layer *layer = inside(fp_layer_splice(arena, layer_of(text), &edit, 1));
	uint32_t i;

	assert_int_equal(layer->len, len);
	for (i = 0; i < len; i++)
		if (layer->mended[i] != mended[i])
			fail_msg("byte %u of %s is marked %u, not %u", (unsigned)i, text,
			         layer->mended[i], mended[i]);
}

static void a_byte_is_mended_if_any_byte_of_its_spelling_is(void **state)
{
	static const uint8_t doubled[] = {0, FP_MEND_PUT, FP_MEND_BEFORE, 0};

	(void)state;
	check_mended("\"a\\hb\"", (struct fp_layer_edit){{3, 3}, "\\", 1}, doubled, 4);
}

static void an_edit_beside_a_spelling_is_marked_on_its_outer_byte(void **state)
{
	static const uint8_t plain[] = {0, FP_MEND_AFTER};
	static const uint8_t escaped[] = {0, FP_MEND_AFTER};
	static const uint8_t cut[] = {FP_MEND_BEFORE, 0};

	(void)state;
	check_mended("\"ab", (struct fp_layer_edit){{3, 3}, "\"", 1}, plain, 2);
	check_mended("\"a\\n", (struct fp_layer_edit){{4, 4}, "\"", 1}, escaped, 2);
	check_mended("\"x\\u00e9\"", (struct fp_layer_edit){{1, 2}, "", 0}, cut, 2);
}

static void nothing_is_put_into_an_empty_string_with_a_mended_quote(void **state)
{
	static const struct fp_layer_edit closing = {{1, 1}, "\"", 1};
	struct fp_layer *mended = fp_layer_splice(arena, layer_of("\""), &closing, 1);

	(void)state;
	assert_true(inside(layer_of("\"\""))->fixable);
	assert_false(inside(mended)->fixable);
}

static void check_escaped(const char *text, size_t len, const char *expected)
{
	struct fp_bytes out = FP_BYTES(arena);

	fp_string_escape(&out, text, len);
	assert_string_equal(fp_bytes_string(&out), expected);
}

static void only_what_must_be_is_escaped(void **state)
{
	(void)state;
	check_escaped("", 0, "");
	check_escaped("a/\xc3\xa9\x7f", 5, "a/\xc3\xa9\x7f");
	check_escaped("\"a\\", 3, "\\\"a\\\\");
	check_escaped("\b\f\n\r\t", 5, "\\b\\f\\n\\r\\t");
	check_escaped("x\0\x1f\x01y", 5, "x\\u0000\\u001f\\u0001y");
	check_escaped("\xff", 1, "\xff");
}

static void what_was_escaped_decodes_to_itself(void **state)
{
	struct fp_bytes token = FP_BYTES(arena), back = FP_BYTES(arena);
	char all[128];
	int i;

	(void)state;
	for (i = 0; i < 128; i++)
		all[i] = (char)i;
	fp_bytes_char(&token, '"');
	fp_string_escape(&token, all, sizeof(all));
	fp_bytes_char(&token, '"');
	fp_string_decode(&back, token.data, (struct fp_range){0, (uint32_t)token.len});
	assert_int_equal(back.len, sizeof(all));
	assert_memory_equal(back.data, all, sizeof(all));
}

static bool equals(const char *token, const char *value, size_t len)
{
	return fp_string_equals(token, (struct fp_range){0, (uint32_t)strlen(token)}, value, len);
}

static void contents_are_compared_decoded(void **state)
{
	(void)state;
	assert_true(equals("\"\"", "", 0));
	assert_true(equals("\"abc\"", "abc", 3));
	assert_true(equals("\"a\\u0062\\n\"", "ab\n", 3));
	assert_true(equals("\"\\u0000\"", "\0", 1));
	assert_true(equals("\"\\ud83d\\ude00\"", "\xf0\x9f\x98\x80", 4));
	assert_false(equals("\"abc\"", "ab", 2));
	assert_false(equals("\"ab\"", "abc", 3));
	assert_false(equals("\"a\\n\"", "a", 1));
	assert_false(equals("\"\\u00e9\"", "\xc3", 1));
	assert_false(equals("\"abc\"", "abd", 3));
}

static void an_insertion_goes_outwards_through_every_string(void **state)
{
	struct fp_layer *file = layer_of("\"\\\"x\\\"\"");
	struct fp_layer *payload = inside(file);
	struct fp_layer *text = inside(payload);
	struct fp_bytes out = FP_BYTES(arena);

	(void)state;
	fp_layer_spell(&out, text, (struct fp_range){1, 1}, "\"\n", 2);
	assert_string_equal(fp_bytes_string(&out), "\\\\\\\"\\\\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(plain_bytes_stand_where_they_stand),
	    cmocka_unit_test(a_byte_begins_where_its_escape_begins),
	    cmocka_unit_test(a_surrogate_pair_is_one_spelling_of_twelve_bytes),
	    cmocka_unit_test(a_lone_surrogate_is_a_replacement_character),
	    cmocka_unit_test(every_escape_decodes),
	    cmocka_unit_test(an_empty_string_has_the_place_between_its_quotes),
	    cmocka_unit_test(tables_compose_at_any_depth),
	    cmocka_unit_test(a_layer_takes_over_what_holds_for_the_layer_around),
	    cmocka_unit_test(a_byte_is_mended_if_any_byte_of_its_spelling_is),
	    cmocka_unit_test(an_edit_beside_a_spelling_is_marked_on_its_outer_byte),
	    cmocka_unit_test(nothing_is_put_into_an_empty_string_with_a_mended_quote),
	    cmocka_unit_test(only_what_must_be_is_escaped),
	    cmocka_unit_test(what_was_escaped_decodes_to_itself),
	    cmocka_unit_test(contents_are_compared_decoded),
	    cmocka_unit_test(an_insertion_goes_outwards_through_every_string),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
