/* SPDX-License-Identifier: MIT */
#include "finding/sink.h"

#include "markdown/container.h"
#include "json/string.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/*
 * A file whose second line is one JSON string with JSON in it, and the two layers over it.
 *
 *     offset  01234 5678901234567890123456789
 *     file    Text⏎{"t":"{\"k\", \"\u00e9\"}"}
 *     payload               { "k", "é" }
 */
struct world {
	struct fp_arena *arena;
	struct fp_levels levels;
	struct fp_lines lines;
	struct fp_layer *block, *payload;
	struct fp_sink sink;
	bool both; /* line ends of a block's two lines are edited */
};

static const char file[] = "Text\n{\"t\":\"{\\\"k\\\", \\\"\\u00e9\\\"}\"}\n";

static void build(void *argument)
{
	struct world *w = argument;

	fp_levels_init(&w->levels);
	fp_lines_find(&w->lines, w->arena, file, sizeof(file) - 1);
	w->block =
	    fp_layer_of_file(w->arena, &w->lines, (struct fencepost_span){5, sizeof(file) - 1});
	w->payload = fp_string_layer(w->arena, w->block, (struct fp_range){5, 27}, "/t");
	fp_sink_init(&w->sink, w->arena, &w->lines, &w->levels);
}

static int set_up(void **state)
{
	static struct world w;

	w.arena = fp_arena_new(NULL, 0);
	*state = &w;
	return w.arena ? fp_arena_try(w.arena, build, &w) : -1;
}

static int tear_down(void **state)
{
	fp_arena_free(((struct world *)*state)->arena);
	return 0;
}

static const struct fencepost_finding *finish_one(struct world *w)
{
	fp_sink_finish(&w->sink, 0, 0);
	assert_int_equal(w->sink.count, 1);
	return &w->sink.found[0]->pub;
}

static void assert_edit(const struct fencepost_fix *fix, size_t index, uint32_t start, uint32_t end,
                        const char *text)
{
	assert_true(index < fix->count);
	assert_int_equal(fix->edits[index].span.start, start);
	assert_int_equal(fix->edits[index].span.end, end);
	assert_string_equal(fix->edits[index].text, text);
	assert_int_equal(fix->edits[index].len, strlen(text));
}

static void find_the_comma(void *argument)
{
	struct world *w = argument;
	const struct fp_range comma = {4, 5};
	struct fp_finding *f = fp_found(&w->sink, w->payload, comma, FP_JSON_MISSING_COLON,
	                                "found '%s'", fp_words(&w->sink, w->payload->text + 4, 1));
	const struct fencepost_finding *pub;

	fp_point(f, "/k");
	fp_fix(f, FENCEPOST_SAFE, "replace '%c' with '%c'", ',', ':');
	fp_edit(f, w->payload, comma, ":", 1);
	pub = finish_one(w);
	assert_string_equal(pub->rule, "json-missing-colon");
	assert_int_equal(pub->severity, FENCEPOST_ERROR);
	assert_string_equal(pub->message, "found ','");
	assert_int_equal(pub->span.start, 17);
	assert_int_equal(pub->span.end, 18);
	assert_int_equal(pub->start.line, 2);
	assert_int_equal(pub->start.column, 13);
	assert_int_equal(pub->end.column, 14);
	assert_int_equal(pub->pointer_count, 2);
	assert_string_equal(pub->pointers[0], "/t");
	assert_string_equal(pub->pointers[1], "/k");
	assert_int_equal(pub->fix->applicability, FENCEPOST_SAFE);
	assert_string_equal(pub->fix->message, "replace ',' with ':'");
	assert_int_equal(pub->fix->count, 1);
	assert_edit(pub->fix, 0, 17, 18, ":");
}

static void a_finding_in_a_payload_points_at_the_file(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, find_the_comma, w), FENCEPOST_OK);
}

static void find_in_the_block(void *argument)
{
	struct world *w = argument;
	struct fp_finding *f =
	    fp_found(&w->sink, w->block, (struct fp_range){0, 28}, FP_JSON_EMPTY, "x");
	const struct fencepost_finding *pub = finish_one(w);

	assert_int_equal(pub->pointer_count, 1);
	assert_string_equal(pub->pointers[0], "");
	assert_null(pub->fix);
	assert_ptr_equal(pub, &f->pub);
}

static void a_finding_in_a_block_has_one_pointer(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, find_in_the_block, w), FENCEPOST_OK);
}

static void find_in_the_file(void *argument)
{
	struct world *w = argument;
	struct fp_finding *f =
	    fp_found_at(&w->sink, (struct fencepost_span){0, 4}, FP_UNUSED_IGNORE, "x");
	const struct fencepost_finding *pub;

	fp_point(f, "/nowhere");
	fp_fix(f, FENCEPOST_SAFE, "delete it");
	fp_edit_at(f, (struct fencepost_span){0, 5}, "", 0);
	pub = finish_one(w);
	assert_int_equal(pub->pointer_count, 0);
	assert_edit(pub->fix, 0, 0, 5, "");
}

static void a_finding_in_the_file_has_no_pointer(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, find_in_the_file, w), FENCEPOST_OK);
}

static void edit_inside_a_spelling(void *argument)
{
	struct world *w = argument;
	const struct fp_range second_byte = {8, 9};
	struct fp_finding *f =
	    fp_found(&w->sink, w->payload, second_byte, FP_JSON_UNESCAPED_QUOTE, "x");

	fp_fix(f, FENCEPOST_SAFE, "x");
	fp_edit(f, w->payload, second_byte, "\xaa\"\n", 3);
	assert_edit(finish_one(w)->fix, 0, 21, 27, "\xc3\xaa\\\"\\n");
}

static void an_edit_inside_a_spelling_takes_the_whole_of_it(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, edit_inside_a_spelling, w), FENCEPOST_OK);
}

static void edit_twice_in_a_spelling(void *argument)
{
	struct world *w = argument;
	struct fp_finding *f =
	    fp_found(&w->sink, w->payload, (struct fp_range){7, 9}, FP_JSON_UNESCAPED_QUOTE, "x");

	fp_fix(f, FENCEPOST_SAFE, "x");
	fp_edit(f, w->payload, (struct fp_range){7, 8}, "a", 1);
	fp_edit(f, w->payload, (struct fp_range){8, 9}, "b", 1);
	assert_null(finish_one(w)->fix);
}

static void edits_that_collide_are_no_fix(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, edit_twice_in_a_spelling, w), FENCEPOST_OK);
}

static void edit_out_of_order(void *argument)
{
	struct world *w = argument;
	struct fp_finding *f =
	    fp_found(&w->sink, w->block, (struct fp_range){0, 0}, FP_JSON_MISSING_COMMA, "x");
	const struct fencepost_fix *fix;

	fp_fix(f, FENCEPOST_SAFE, "x");
	fp_edit(f, w->block, (struct fp_range){9, 9}, "c", 1);
	fp_edit(f, w->block, (struct fp_range){3, 3}, "a", 1);
	fp_edit(f, w->block, (struct fp_range){3, 5}, "", 0);
	fp_edit(f, w->block, (struct fp_range){3, 3}, "b", 1);
	fix = finish_one(w)->fix;
	assert_int_equal(fix->count, 4);
	assert_edit(fix, 0, 8, 8, "a");
	assert_edit(fix, 1, 8, 8, "b");
	assert_edit(fix, 2, 8, 10, "");
	assert_edit(fix, 3, 14, 14, "c");
}

static void edits_of_a_fix_are_sorted_and_insertions_keep_their_order(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, edit_out_of_order, w), FENCEPOST_OK);
}

/* A finding with a fix of one edit at the payload's comma. */
static const struct fencepost_fix *fix_of(struct world *w, enum fp_rule rule,
                                          enum fencepost_applicability applicability)
{
	struct fp_finding *f = fp_found(&w->sink, w->payload, (struct fp_range){4, 5}, rule, "x");

	fp_fix(f, applicability, "x");
	fp_edit(f, w->payload, (struct fp_range){4, 5}, ":", 1);
	fp_sink_finish(&w->sink, 0, 0);
	w->sink.count = 0;
	return f->pub.fix;
}

static void offer_fixes(void *argument)
{
	struct world *w = argument;

	assert_int_equal(fix_of(w, FP_JSON_MISSING_COLON, FENCEPOST_SAFE)->applicability,
	                 FENCEPOST_SAFE);
	assert_int_equal(fix_of(w, FP_JSON_MISSING_COLON, FENCEPOST_UNSAFE)->applicability,
	                 FENCEPOST_UNSAFE);
	assert_int_equal(fix_of(w, FP_JSON_COMMENT, FENCEPOST_SAFE)->applicability,
	                 FENCEPOST_UNSAFE);
	assert_null(fix_of(w, FP_JSON_EMPTY, FENCEPOST_SAFE));
	assert_null(fix_of(w, FP_JSON_ELLIPSIS, FENCEPOST_UNSAFE));
	w->block->doubtful = true;
	assert_int_equal(fix_of(w, FP_JSON_MISSING_COLON, FENCEPOST_SAFE)->applicability,
	                 FENCEPOST_UNSAFE);
	w->block->fixable = false;
	assert_null(fix_of(w, FP_JSON_MISSING_COLON, FENCEPOST_SAFE));
}

static void a_fix_is_no_better_than_its_rule_and_its_layers(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, offer_fixes, w), FENCEPOST_OK);
}

static void edit_what_is_pending(void *argument)
{
	struct world *w = argument;
	struct fp_layer_edit quote = {{4, 4}, "x", 1};

	w->payload = fp_layer_splice(w->arena, w->payload, &quote, 1);
	assert_null(fix_of(w, FP_JSON_MISSING_COLON, FENCEPOST_SAFE));
}

static void an_edit_that_meets_a_pending_one_is_no_fix(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, edit_what_is_pending, w), FENCEPOST_OK);
}

/* A list item with an empty line that is not indented: what is put there must be. */
static void edit_an_empty_line(void *argument)
{
	static const char list[] = "- ```json\n  \"a\n\n  b\"\n  ```\n";
	struct world *w = argument;
	struct fp_finding *f;
	const struct fencepost_fix *fix;
	uint32_t bad_line;

	fp_lines_find(&w->lines, w->arena, list, sizeof(list) - 1);
	w->block = fp_container_layer(w->arena, &w->lines, list, 0, "\"a\n\nb\"\n", 7, &bad_line);
	f = fp_found(&w->sink, w->block, (struct fp_range){3, 4}, FP_JSON_CONTROL_CHAR, "x");
	fp_fix(f, FENCEPOST_SAFE, "x");
	fp_edit(f, w->block, (struct fp_range){3, 4}, "\\n", 2);
	if (w->both)
		fp_edit(f, w->block, (struct fp_range){2, 3}, "\\n", 2);
	fix = finish_one(w)->fix;
	if (w->both)
		assert_edit(fix, 0, 14, 15, "\\n");
	assert_edit(fix, w->both ? 1 : 0, 15, 18, w->both ? "\\n" : "  \\n");
}

static void an_edit_of_an_empty_line_indents_it(void **state)
{
	struct world *w = *state;

	w->both = false;
	assert_int_equal(fp_arena_try(w->arena, edit_an_empty_line, w), FENCEPOST_OK);
}

static void an_edit_of_an_empty_line_that_joins_the_one_before_does_not(void **state)
{
	struct world *w = *state;

	w->both = true;
	assert_int_equal(fp_arena_try(w->arena, edit_an_empty_line, w), FENCEPOST_OK);
}

static void find_many(void *argument)
{
	struct world *w = argument;
	const struct fp_range early = {1, 2}, late = {1, 3};

	fp_found(&w->sink, w->block, late, FP_JSON_EMPTY, "4");
	fp_found(&w->sink, w->block, early, FP_JSON_NOT_JSON, "3");
	fp_found(&w->sink, w->block, early, FP_JSON_EMPTY, "1");
	fp_found(&w->sink, w->block, early, FP_JSON_ELLIPSIS, "muted");
	fp_found(&w->sink, w->block, early, FP_JSON_EMPTY, "2");
	fp_found(&w->sink, w->block, (struct fp_range){0, 9}, FP_JSON_EMPTY, "0");
	fp_sink_finish(&w->sink, 11, 100);
	assert_int_equal(w->sink.count, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(w->sink.found[i]->pub.message[0], '0' + i);
	assert_int_equal(w->sink.found[0]->pub.start.line, 12);
	assert_int_equal(w->sink.found[0]->pub.start.column, 1);
	assert_int_equal(w->sink.found[0]->pub.start.offset, 105);
	assert_int_equal(w->sink.found[0]->pub.span.start, 5);
}

static void findings_are_sorted_and_muted_ones_dropped(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, find_many, w), FENCEPOST_OK);
}

static void find_in_both_layers(void *argument)
{
	struct world *w = argument;
	const struct fp_range in_block = {7, 9}, in_payload = {1, 2};

	fp_lower(fp_found(&w->sink, w->block, in_block, FP_JSON_INVISIBLE_CHAR, "inside a string"),
	         FENCEPOST_WARNING);
	fp_found(&w->sink, w->payload, in_payload, FP_JSON_INVISIBLE_CHAR, "outside a string");
	fp_found(&w->sink, w->payload, in_payload, FP_SECRET_JWT, "in the payload");
	fp_found(&w->sink, w->block, in_block, FP_SECRET_JWT, "in the block");
	fp_found(&w->sink, w->block, in_block, FP_HAR_MISSING_FIELD, "no name");
	fp_found(&w->sink, w->block, in_block, FP_HAR_MISSING_FIELD, "no value");
	fp_sink_finish(&w->sink, 0, 0);
	assert_int_equal(w->sink.count, 4);
	assert_string_equal(w->sink.found[0]->pub.message, "no name");
	assert_string_equal(w->sink.found[1]->pub.message, "no value");
	assert_string_equal(w->sink.found[2]->pub.message, "outside a string");
	assert_int_equal(w->sink.found[2]->pub.severity, FENCEPOST_ERROR);
	assert_string_equal(w->sink.found[3]->pub.message, "in the payload");
}

static void what_two_layers_say_of_the_same_bytes_is_said_once(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, find_in_both_layers, w), FENCEPOST_OK);
}

static void name_a_place(void *argument)
{
	struct world *w = argument;

	const struct fp_finding *finding =
	    fp_found(&w->sink, w->payload, (struct fp_range){0, 1}, FP_JSON_MISSING_COLON,
	             "2:13, at %s too", fp_where(&w->sink, w->payload, 4));

	assert_string_equal(finding->pub.message, "2:13, at 2:13 too");
	assert_string_equal(
	    fp_requote(w->arena, finding, (struct fencepost_place){.line = 1, .column = 7}),
	    "2:13, at 1:7 too");
	w->sink.lines_before = 7;
	finding = fp_found(&w->sink, w->payload, (struct fp_range){0, 1}, FP_JSON_MISSING_COLON,
	                   "at %s", fp_where(&w->sink, w->payload, 4));
	assert_string_equal(finding->pub.message, "at 9:13");
	finding = fp_found(&w->sink, w->payload, (struct fp_range){0, 1}, FP_JSON_MISSING_COLON,
	                   "at 9:13");
	assert_int_equal(finding->quote.len, 0);
}

static void a_place_in_a_message_is_one_of_the_whole_file(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, name_a_place, w), FENCEPOST_OK);
}

static void find_by_kind(void *argument)
{
	struct world *w = argument;

	w->sink.kind = FP_KIND_HAR;
	fp_found(&w->sink, w->block, (struct fp_range){1, 2}, FP_JSON_ELLIPSIS, "x");
	assert_int_equal(finish_one(w)->severity, FENCEPOST_ERROR);
}

static void severity_is_that_of_the_kind_of_block(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, find_by_kind, w), FENCEPOST_OK);
}

static void quote_words(void *argument)
{
	struct world *w = argument;

	assert_string_equal(fp_words(&w->sink, "a\n\x1b", 3), "a\\n\\x1b");
	assert_string_equal(fp_words(&w->sink, "0123456789012345678901234567890123456789!", 41),
	                    "0123456789012345678901234567890123456789...");
}

static void words_of_the_author_are_cleaned_and_cut(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, quote_words, w), FENCEPOST_OK);
}

#define IN_WORLD(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    IN_WORLD(a_finding_in_a_payload_points_at_the_file),
	    IN_WORLD(a_finding_in_a_block_has_one_pointer),
	    IN_WORLD(a_finding_in_the_file_has_no_pointer),
	    IN_WORLD(an_edit_inside_a_spelling_takes_the_whole_of_it),
	    IN_WORLD(edits_that_collide_are_no_fix),
	    IN_WORLD(edits_of_a_fix_are_sorted_and_insertions_keep_their_order),
	    IN_WORLD(a_fix_is_no_better_than_its_rule_and_its_layers),
	    IN_WORLD(an_edit_that_meets_a_pending_one_is_no_fix),
	    IN_WORLD(an_edit_of_an_empty_line_indents_it),
	    IN_WORLD(an_edit_of_an_empty_line_that_joins_the_one_before_does_not),
	    IN_WORLD(findings_are_sorted_and_muted_ones_dropped),
	    IN_WORLD(what_two_layers_say_of_the_same_bytes_is_said_once),
	    IN_WORLD(a_place_in_a_message_is_one_of_the_whole_file),
	    IN_WORLD(severity_is_that_of_the_kind_of_block),
	    IN_WORLD(words_of_the_author_are_cleaned_and_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
