/* SPDX-License-Identifier: MIT */
#include "text/layer.h"

#include "fencepost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/*
 * The contents of "a\u00e9\nb": the example of layer.h with a byte behind it.
 *
 *     file   "  a \  u 0 0 e 9 \ n b "
 *     offset 0  1 2  3 4 5 6 7 8 9 10 11
 */
static const uint32_t pos[] = {1, 2, 2, 8, 10, 11};

/* Spells '!' as "\!", all else as it is. */
static void spell_bangs(struct fp_bytes *out, const struct fp_layer *layer, struct fp_range range,
                        const char *text, size_t len)
{
	(void)layer;
	(void)range;
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '!')
			fp_bytes_char(out, '\\');
		fp_bytes_char(out, text[i]);
	}
}

static const struct fp_layer layer = {
    .text = "a\xc3\xa9\nb", .len = 5, .pos = pos, .spell = spell_bangs, .fixable = true};

static int set_up(void **state)
{
	*state = fp_arena_new(NULL, 0);
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	fp_arena_free(*state);
	return 0;
}

static void assert_span(const struct fp_layer *in, uint32_t from, uint32_t to, uint32_t start,
                        uint32_t end)
{
	struct fencepost_span span = fp_layer_span(in, (struct fp_range){from, to});

	assert_int_equal(span.start, start);
	assert_int_equal(span.end, end);
}

static void a_span_covers_whole_spellings(void **state)
{
	(void)state;
	assert_span(&layer, 0, 1, 1, 2);
	assert_span(&layer, 1, 3, 2, 8);
	assert_span(&layer, 1, 2, 2, 8);
	assert_span(&layer, 2, 3, 2, 8);
	assert_span(&layer, 0, 5, 1, 11);
	assert_span(&layer, 3, 3, 8, 8);
	assert_span(&layer, 5, 5, 11, 11);
}

static void an_edit_may_not_begin_inside_a_spelling(void **state)
{
	static const bool boundary[] = {true, true, false, true, true, true};

	(void)state;
	for (uint32_t at = 0; at <= layer.len; at++)
		assert_int_equal(fp_layer_boundary(&layer, at), boundary[at]);
	assert_true(fp_layer_editable(&layer, (struct fp_range){1, 3}));
	assert_false(fp_layer_editable(&layer, (struct fp_range){1, 2}));
	assert_false(fp_layer_editable(&layer, (struct fp_range){2, 3}));
	assert_false(fp_layer_is_mended(&layer, (struct fp_range){0, 5}));
}

static void spell_through_two(void *argument)
{
	struct fp_layer outer = layer, inner = layer;
	struct fp_bytes out = FP_BYTES(argument);

	inner.outer = &outer;
	fp_layer_spell(&out, &inner, (struct fp_range){3, 3}, "x!", 2);
	assert_string_equal(fp_bytes_string(&out), "x\\\\!");
	out.len = 0;
	fp_layer_spell(&out, &inner, (struct fp_range){3, 4}, "", 0);
	assert_int_equal(out.len, 0);
}

static void note_range(struct fp_bytes *out, const struct fp_layer *in, struct fp_range range,
                       const char *text, size_t len)
{
	(void)in;
	fp_bytes_put(out, text, len);
	fp_bytes_printf(out, "@%u-%u", range.from, range.to);
}

static void spell_with_places(void *argument)
{
	static const uint32_t outer_pos[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
	struct fp_layer outer = {.text = "\"a\\u00e9\\nb\"", .len = 12, .pos = outer_pos};
	struct fp_layer inner = layer;
	struct fp_bytes out = FP_BYTES(argument);

	outer.spell = inner.spell = note_range;
	inner.outer = &outer;
	fp_layer_spell(&out, &inner, (struct fp_range){3, 4}, "x", 1);
	assert_string_equal(fp_bytes_string(&out), "x@3-4@8-10");
}

static void text_is_spelled_outwards(void **state)
{
	assert_int_equal(fp_arena_try(*state, spell_through_two, *state), FENCEPOST_OK);
}

static void each_layer_is_told_where_in_its_own_text(void **state)
{
	assert_int_equal(fp_arena_try(*state, spell_with_places, *state), FENCEPOST_OK);
}

static const struct fp_layer *splice(struct fp_arena *arena, const struct fp_layer *in,
                                     uint32_t from, uint32_t to, const char *text)
{
	struct fp_layer_edit edit = {{from, to}, text, (uint32_t)strlen(text)};

	return fp_layer_splice(arena, in, &edit, 1);
}

static void assert_layer(const struct fp_layer *in, const char *text, const uint32_t *want)
{
	assert_int_equal(in->len, strlen(text));
	assert_memory_equal(in->text, text, in->len);
	for (uint32_t at = 0; at <= in->len; at++)
		assert_int_equal(in->pos[at], want[at]);
}

static void splice_in_some_ways(void *argument)
{
	static const uint32_t inserted[] = {1, 2, 2, 8, 8, 8, 10, 11};
	static const uint32_t replaced[] = {1, 2, 2, 8, 8, 10, 11};
	static const uint32_t deleted[] = {1, 2, 2, 10, 11};
	static const uint32_t decapitated[] = {2, 2, 8, 10, 11};

	assert_layer(splice(argument, &layer, 3, 3, "xy"), "a\xc3\xa9xy\nb", inserted);
	assert_layer(splice(argument, &layer, 3, 4, "xy"), "a\xc3\xa9xyb", replaced);
	assert_layer(splice(argument, &layer, 3, 4, ""),
	             "a\xc3\xa9"
	             "b",
	             deleted);
	assert_layer(splice(argument, &layer, 0, 1, ""), "\xc3\xa9\nb", decapitated);
	assert_ptr_equal(splice(argument, &layer, 0, 1, "")->outer, layer.outer);
}

static void a_splice_composes_text_and_table(void **state)
{
	assert_int_equal(fp_arena_try(*state, splice_in_some_ways, *state), FENCEPOST_OK);
}

static void splice_several(void *argument)
{
	static const struct fp_layer_edit edits[] = {{{0, 0}, "1", 1},
	                                             {{0, 0}, "2", 1},
	                                             {{0, 1}, "", 0},
	                                             {{4, 5}, "3", 1},
	                                             {{5, 5}, "4", 1}};
	static const uint32_t want[] = {1, 1, 2, 2, 8, 10, 11, 11};

	assert_layer(fp_layer_splice(argument, &layer, edits, 5), "12\xc3\xa9\n34", want);
}

static void edits_that_adjoin_go_in_in_their_order(void **state)
{
	assert_int_equal(fp_arena_try(*state, splice_several, *state), FENCEPOST_OK);
}

/* Asserts where an edit may begin or end in a mended layer: a '1' a boundary. */
static void assert_boundaries(const struct fp_layer *in, const char *want)
{
	char is[32] = {0};

	for (uint32_t at = 0; at <= in->len; at++)
		is[at] = fp_layer_boundary(in, at) ? '1' : '0';
	assert_string_equal(is, want);
}

static void mend_and_ask(void *argument)
{
	const struct fp_layer *mended = splice(argument, &layer, 3, 3, "xy");

	assert_boundaries(mended, "11000011");
	assert_false(fp_layer_is_mended(mended, (struct fp_range){0, 3}));
	assert_false(fp_layer_is_mended(mended, (struct fp_range){5, 7}));
	assert_true(fp_layer_is_mended(mended, (struct fp_range){2, 4}));
	assert_true(fp_layer_is_mended(mended, (struct fp_range){3, 3}));
	assert_true(fp_layer_is_mended(mended, (struct fp_range){5, 5}));
	assert_true(fp_layer_editable(mended, (struct fp_range){0, 1}));
	assert_false(fp_layer_editable(mended, (struct fp_range){1, 3}));
	assert_false(fp_layer_editable(mended, (struct fp_range){1, 6}));
	assert_span(mended, 3, 5, 8, 8);
	assert_span(mended, 3, 3, 8, 8);
}

static void no_edit_meets_an_insertion_that_is_pending(void **state)
{
	assert_int_equal(fp_arena_try(*state, mend_and_ask, *state), FENCEPOST_OK);
}

static void delete_and_ask(void *argument)
{
	const struct fp_layer *mended = splice(argument, &layer, 3, 4, "");

	assert_boundaries(mended, "11001");
	assert_false(fp_layer_is_mended(mended, (struct fp_range){0, 3}));
	assert_true(fp_layer_is_mended(mended, (struct fp_range){2, 4}));
	assert_true(fp_layer_is_mended(mended, (struct fp_range){3, 3}));
	assert_span(mended, 1, 3, 2, 10);
	mended = splice(argument, mended, 0, 0, "z");
	assert_boundaries(mended, "001001");
}

static void no_edit_meets_a_deletion_that_is_pending(void **state)
{
	assert_int_equal(fp_arena_try(*state, delete_and_ask, *state), FENCEPOST_OK);
}

static void empty_and_ask(void *argument)
{
	const struct fp_layer *mended = splice(argument, &layer, 0, 5, "");

	assert_int_equal(mended->len, 0);
	assert_false(fp_layer_editable(mended, (struct fp_range){0, 0}));
	assert_null(fp_layer_splice(argument, &layer, NULL, 0)->mended);
}

static void a_text_that_is_to_be_deleted_whole_takes_no_edit(void **state)
{
	assert_int_equal(fp_arena_try(*state, empty_and_ask, *state), FENCEPOST_OK);
}

static void hand_down_marks(void *argument)
{
	const struct fp_layer *mended = splice(argument, &layer, 3, 3, "x");
	uint8_t marks[2];

	fp_layer_marks(marks, 2, mended, (struct fp_range){1, 3});
	assert_int_equal(marks[0], 0);
	assert_int_equal(marks[1], FP_MEND_AFTER);
	fp_layer_marks(marks, 2, mended, (struct fp_range){4, 5});
	assert_int_equal(marks[0], FP_MEND_BEFORE);
	assert_int_equal(marks[1], 0);
	fp_layer_marks(marks, 2, mended, (struct fp_range){2, 4});
	assert_int_equal(marks[0] & marks[1] & FP_MEND_PUT, FP_MEND_PUT);
	fp_layer_marks(marks, 1, &layer, (struct fp_range){0, 1});
	assert_int_equal(marks[0], 0);
}

static void marks_go_to_the_ends_of_what_is_decoded(void **state)
{
	assert_int_equal(fp_arena_try(*state, hand_down_marks, *state), FENCEPOST_OK);
}

static void take_a_part_of_the_file(void *argument)
{
	struct fp_lines lines;
	struct fp_bytes out = FP_BYTES(argument);
	struct fp_layer *part;

	fp_lines_find(&lines, argument, "one\ntwo\n", 8);
	part = fp_layer_of_file(argument, &lines, (struct fencepost_span){4, 7});
	assert_layer(part, "two", (const uint32_t[]){4, 5, 6, 7});
	fp_layer_spell(&out, part, (struct fp_range){1, 1}, "\n\"", 2);
	assert_string_equal(fp_bytes_string(&out), "\n\"");
	assert_true(part->fixable);
}

static void a_part_of_the_file_is_a_layer_spelled_as_it_is(void **state)
{
	assert_int_equal(fp_arena_try(*state, take_a_part_of_the_file, *state), FENCEPOST_OK);
}

#define WITH_ARENA(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_ARENA(a_span_covers_whole_spellings),
	    WITH_ARENA(an_edit_may_not_begin_inside_a_spelling),
	    WITH_ARENA(text_is_spelled_outwards),
	    WITH_ARENA(each_layer_is_told_where_in_its_own_text),
	    WITH_ARENA(a_splice_composes_text_and_table),
	    WITH_ARENA(edits_that_adjoin_go_in_in_their_order),
	    WITH_ARENA(no_edit_meets_an_insertion_that_is_pending),
	    WITH_ARENA(no_edit_meets_a_deletion_that_is_pending),
	    WITH_ARENA(a_text_that_is_to_be_deleted_whole_takes_no_edit),
	    WITH_ARENA(marks_go_to_the_ends_of_what_is_decoded),
	    WITH_ARENA(a_part_of_the_file_is_a_layer_spelled_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
