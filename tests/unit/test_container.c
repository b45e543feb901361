/* SPDX-License-Identifier: MIT */
/* Lines of a block ↔ lines of the file: what a block's text is, where it stands, how text goes in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "markdown/blocks.h"
#include "markdown/container.h"

#include <stdio.h>
#include <string.h>

static const struct fp_language languages[] = {{"har", FP_LANGUAGE_HAR},
                                               {"json", FP_LANGUAGE_JSON}};

/* One document and what was found in it. */
struct page {
	struct fp_arena *arena;
	struct fp_lines lines;
	struct fp_sink sink;
	struct fp_fences fences;
};

static void read_page(struct page *p, const char *text, size_t len)
{
	static struct fp_levels levels;
	struct fp_languages known = {languages, 2};
	p->arena = fp_arena_new(NULL, 0);
	assert_non_null(p->arena);
	fp_lines_find(&p->lines, p->arena, fp_arena_copy(p->arena, text, len), (uint32_t)len);
	fp_levels_init(&levels);
	fp_sink_init(&p->sink, p->arena, &p->lines, &levels);
	fp_blocks_find(&p->fences, &p->sink, &p->lines, &known, true);
}

static void read_text(struct page *p, const char *text)
{
	read_page(p, text, strlen(text));
}

static const struct fp_layer *only_layer(const struct page *p)
{
	assert_int_equal(p->fences.count, 1);
	return p->fences.of[0].layer;
}

static void assert_text(const struct fp_layer *layer, const char *text)
{
	size_t len = strlen(text);
	if (layer->len != len || memcmp(layer->text, text, len) != 0)
		fail_msg("expected \"%.*s\", found \"%.*s\"", (int)len, text, (int)layer->len,
		         layer->text);
}

/* Puts `put` into the block at `at`, reads the file again, and expects the block's text with it. */
static void insert_holds(const struct page *p, const struct fp_layer *layer, uint32_t at,
                         const char *put)
{
	struct fp_bytes file = FP_BYTES(p->arena);
	fp_bytes_put(&file, p->lines.text, layer->pos[at]);
	fp_layer_spell(&file, layer, (struct fp_range){at, at}, put, strlen(put));
	fp_bytes_put(&file, p->lines.text + layer->pos[at], p->lines.len - layer->pos[at]);

	struct fp_bytes text = FP_BYTES(p->arena);
	fp_bytes_put(&text, layer->text, at);
	fp_bytes_text(&text, put);
	fp_bytes_put(&text, layer->text + at, layer->len - at);
	if (text.data[text.len - 1] != '\n')
		fp_bytes_char(&text, '\n');

	struct page again;
	read_page(&again, file.data, file.len);
	const struct fp_layer *found = again.fences.count == 1 ? again.fences.of[0].layer : NULL;
	if (!found || found->len != text.len || memcmp(found->text, text.data, text.len) != 0)
		fail_msg("\"%s\" put in at %u of \"%.*s\" makes \"%.*s\", which reads \"%.*s\"",
		         put, at, (int)layer->len, layer->text, (int)file.len, file.data,
		         found ? (int)found->len : 7, found ? found->text : "nothing");
	fp_arena_free(again.arena);
}

/* The document's one block has this text, its places tile the file, and text goes in anywhere. */
static void assert_reads(const char *document, const char *text)
{
	static const char *const puts[] = {"x", " y", "\n", "x\n", "\n  z", "\tt", "1\n\n2"};
	struct page p;
	read_text(&p, document);
	const struct fp_layer *layer = only_layer(&p);
	assert_text(layer, text);
	assert_true(layer->fixable);
	for (uint32_t at = 0; at <= layer->len; at++) {
		assert_true(layer->pos[at] <= p.lines.len);
		assert_true(at == 0 || layer->pos[at - 1] <= layer->pos[at]);
		for (size_t i = 0; fp_layer_boundary(layer, at) && i < sizeof(puts) / sizeof(*puts);
		     i++)
			insert_holds(&p, layer, at, puts[i]);
	}
	fp_arena_free(p.arena);
}

static void a_plain_block_is_its_lines(void **state)
{
	(void)state;
	assert_reads("a\n\n```json\n{\n  \"a\": 1\n}\n```\nb\n", "{\n  \"a\": 1\n}\n");
}

static void each_byte_has_its_place(void **state)
{
	(void)state;
	struct page p;
	read_text(&p, "> ```json\n> 1\n> 2\n> ```\n");
	const struct fp_layer *layer = only_layer(&p);
	assert_text(layer, "1\n2\n");
	const uint32_t pos[] = {12, 13, 16, 17, 18};
	assert_memory_equal(layer->pos, pos, sizeof(pos));
	fp_arena_free(p.arena);
}

static void a_block_in_a_list_loses_the_indentation(void **state)
{
	(void)state;
	assert_reads("- ```json\n  {\n    1\n  }\n  ```\n", "{\n  1\n}\n");
	assert_reads("10. a\n\n    ```json\n    {\n      1\n    }\n    ```\n", "{\n  1\n}\n");
	assert_reads("- a\n  - b\n\n    ```json\n    1\n    ```\n", "1\n");
}

static void a_block_in_a_quote_loses_the_mark(void **state)
{
	(void)state;
	assert_reads("> ```json\n> {\n>   1\n> }\n> ```\n", "{\n  1\n}\n");
	assert_reads(">```json\n>{\n>1\n>```\n", "{\n1\n");
	assert_reads("> > ```json\n> > 1\n>>2\n> > ```\n", "1\n2\n");
}

static void quotes_in_lists_and_lists_in_quotes(void **state)
{
	(void)state;
	assert_reads("1. > ```json\n   > 1\n   > 2\n   > ```\n", "1\n2\n");
	assert_reads("> - ```json\n>   1\n>   2\n>   ```\n", "1\n2\n");
	assert_reads(">- ```json\n>    1\n>   2\n>   ```\n", " 1\n2\n");
	assert_reads(">- > ```json\n>   > 1\n>   > 2\n", "1\n2\n");
}

static void an_empty_line_of_a_list_item_need_not_be_indented(void **state)
{
	(void)state;
	assert_reads("- ```json\n  1\n\n  2\n \n\n  ```\n", "1\n\n2\n\n\n");
	assert_reads("> - ```json\n>   1\n>\n>   2\n>\n>   ```\n", "1\n\n2\n\n");
	assert_reads(">```json\n>1\n>\n>2\n>```\n", "1\n\n2\n");
}

static void an_indented_fence_takes_as_much_from_its_lines(void **state)
{
	(void)state;
	assert_reads("   ```json\n   1\n  2\n 3\n4\n     5\n   ```\n", "1\n2\n3\n4\n  5\n");
	assert_reads(">   ```json\n>  1\n>     2\n>   ```\n", "1\n  2\n");
}

static void a_tab_cut_by_a_quote_is_two_spaces(void **state)
{
	(void)state;
	struct page p;
	read_text(&p, "> ```json\n> 1\n>\t2\n> ```\n");
	const struct fp_layer *layer = only_layer(&p);
	assert_text(layer, "1\n  2\n");
	const uint32_t pos[] = {12, 13, 15, 15, 16, 17, 18};
	assert_memory_equal(layer->pos, pos, sizeof(pos));
	fp_arena_free(p.arena);
}

/* Text put before the rest of a tab is followed by the whole tab: no other place can be had. */
static void text_goes_in_beside_a_cut_tab(void **state)
{
	(void)state;
	struct page p;
	read_text(&p, "> ```json\n> 1\n>\t23\n> ```\n");
	for (uint32_t at = 4; at < only_layer(&p)->len; at++)
		insert_holds(&p, only_layer(&p), at, "\n  x");
	insert_holds(&p, only_layer(&p), 4, "x");
	fp_arena_free(p.arena);
	read_text(&p, "> ```json\n> 1\n>\t23\n> ```\n");
	struct fp_bytes out = FP_BYTES(p.arena);
	fp_layer_spell(&out, only_layer(&p), (struct fp_range){2, 2}, "x", 1);
	assert_int_equal(out.len, 2);
	assert_memory_equal(out.data, " x", 2);
	fp_arena_free(p.arena);
}

/* cmark counts the fence's indentation in bytes, so a tab that is cut there is one column. */
static void a_cut_tab_before_the_fence_takes_one_column(void **state)
{
	(void)state;
	struct page p;
	read_text(&p, "- a\n\n\t```json\n\t1\n\t\t2\n\t```\n");
	const struct fp_layer *layer = only_layer(&p);
	assert_text(layer, " 1\n \t2\n");
	for (uint32_t at = 1; at < layer->len; at++)
		if (at != 3)
			insert_holds(&p, layer, at, "\n x");
	fp_arena_free(p.arena);
}

static void line_endings_are_kept(void **state)
{
	(void)state;
	assert_reads("> ```json\r\n> 1\r\n> 2\r\n> ```\r\n", "1\n2\n");
	assert_reads("> ```json\r> 1\r> 2\r> ```\r", "1\n2\n");
	struct page p;
	read_text(&p, "> ```json\r\n> 1\r\n> ```\r\n");
	struct fp_bytes out = FP_BYTES(p.arena);
	fp_layer_spell(&out, only_layer(&p), (struct fp_range){1, 1}, "\n", 1);
	assert_int_equal(out.len, 4);
	assert_memory_equal(out.data, "\r\n> ", 4);
	fp_arena_free(p.arena);
}

static void each_line_keeps_its_own_line_ending(void **state)
{
	(void)state;
	struct page p;
	read_text(&p, "```json\n1\r\n2\n```\n");
	const struct fp_layer *layer = only_layer(&p);
	struct fp_bytes out = FP_BYTES(p.arena);
	fp_layer_spell(&out, layer, (struct fp_range){0, 0}, "\n", 1);
	fp_layer_spell(&out, layer, (struct fp_range){2, 2}, "\n", 1);
	assert_int_equal(out.len, 3);
	assert_memory_equal(out.data, "\r\n\n", 3);
	fp_arena_free(p.arena);
}

static void a_line_end_does_not_join_the_one_before(void **state)
{
	(void)state;
	assert_reads("```json\r1\r2\n```\n", "1\n2\n");
	assert_reads("```json\r1\r\r\n2\n```\n", "1\n\n2\n");
}

static void a_nul_reads_as_the_replacement_character(void **state)
{
	(void)state;
	static const char document[] = "```json\na\0b\xef\xbf\xbd\n```\n";
	struct page p;
	read_page(&p, document, sizeof(document) - 1);
	const struct fp_layer *layer = only_layer(&p);
	assert_text(layer, "a\xef\xbf\xbd"
	                   "b\xef\xbf\xbd\n");
	const uint32_t pos[] = {8, 9, 9, 9, 10, 11, 12, 13, 14, 15};
	assert_memory_equal(layer->pos, pos, sizeof(pos));
	assert_true(layer->fixable);
	fp_arena_free(p.arena);
}

static void a_last_line_without_an_end_gets_one(void **state)
{
	(void)state;
	assert_reads("```json\n{\n1", "{\n1\n");
	assert_reads("- ```json\n  {\n  1", "{\n1\n");
	assert_reads("> ```json\n>", "\n");
	struct page p;
	read_text(&p, "```json\n1");
	const uint32_t pos[] = {8, 9, 9};
	assert_memory_equal(only_layer(&p)->pos, pos, sizeof(pos));
	fp_arena_free(p.arena);
}

static void an_empty_block_lies_after_its_fence(void **state)
{
	(void)state;
	assert_reads("```json\n```\n", "");
	assert_reads("> - ```json\n>   ```\n", "");
	assert_reads("- ```json", "");
	assert_reads("- ```json\n", "");
	assert_reads("a\n\n- ```json\n\nb\n", "\n");
}

static void a_byte_order_mark_is_no_indentation(void **state)
{
	(void)state;
	assert_reads("\xef\xbb\xbf```json\n1\n```\n", "1\n");
	assert_reads("\xef\xbb\xbf- ```json\n  1\n\n  2\n  ```\n", "1\n\n2\n");
}

static void bytes_that_are_no_text_pass_through(void **state)
{
	(void)state;
	assert_reads("```json\n\xff\xc3\n\x01\n```\n", "\xff\xc3\n\x01\n");
}

static void nesting_may_be_deep(void **state)
{
	(void)state;
	enum { DEEP = 1000 };
	char document[8 * DEEP];
	char *at = document;
	for (int line = 0; line < 3; line++) {
		for (int i = 0; i < DEEP; i++)
			at += sprintf(at, "> ");
		at += sprintf(at, "%s", line == 0 ? "```json\n" : line == 1 ? "1\n" : "```\n");
	}
	assert_reads(document, "1\n");
}

/* Deletes bytes of a document's block and expects the file that this makes. */
static void assert_deletes(const char *document, struct fp_range range, const char *want)
{
	struct page p;
	read_text(&p, document);
	const struct fp_layer *layer = only_layer(&p);
	struct fp_bytes file = FP_BYTES(p.arena);
	fp_bytes_put(&file, document, layer->pos[range.from]);
	fp_layer_spell(&file, layer, range, "", 0);
	fp_bytes_text(&file, document + layer->pos[range.to]);
	assert_string_equal(fp_bytes_string(&file), want);
	fp_arena_free(p.arena);
}

static void what_comes_to_the_start_of_a_line_by_a_deletion_stays_in_its_container(void **state)
{
	(void)state;
	assert_deletes("- ```json\n  [\n\n  1]\n  ```\n", (struct fp_range){2, 3},
	               "- ```json\n  [\n  1]\n  ```\n");
	assert_deletes("  ```json\n1 2\n  ```\n", (struct fp_range){0, 1},
	               "  ```json\n   2\n  ```\n");
	assert_deletes("- ```json\n  [\n\n  1]\n  ```\n", (struct fp_range){1, 2},
	               "- ```json\n  [\n  1]\n  ```\n");
	assert_deletes("> ```json\n> 1 2\n> ```\n", (struct fp_range){0, 2},
	               "> ```json\n> 2\n> ```\n");
	assert_deletes(">```json\n>1 2\n>```\n", (struct fp_range){0, 1}, ">```json\n>  2\n>```\n");
	assert_deletes(">```json\n>12\n>```\n", (struct fp_range){0, 1}, ">```json\n>2\n>```\n");
	assert_deletes(">```json\n>12\n>```\n", (struct fp_range){0, 2}, ">```json\n>\n>```\n");
}

static void a_line_that_fits_no_line_of_the_file_makes_it_unfixable(void **state)
{
	(void)state;
	struct page p;
	read_text(&p, "```json\n1\n2\n```\n");
	uint32_t bad_line = 0;
	const struct fp_layer *layer =
	    fp_container_layer(p.arena, &p.lines, p.lines.text, 0, "1\nx2\n", 5, &bad_line);
	assert_false(layer->fixable);
	assert_int_equal(bad_line, 2);
	assert_text(layer, "1\nx2\n");
	fp_arena_free(p.arena);
}

static void only_marks_and_blanks_may_stand_before_a_line(void **state)
{
	(void)state;
	struct page p;
	read_text(&p, "```json\nab\n```\n");
	uint32_t bad_line = 0;
	assert_false(
	    fp_container_layer(p.arena, &p.lines, p.lines.text, 0, "b\n", 2, &bad_line)->fixable);
	assert_int_equal(bad_line, 1);
	fp_arena_free(p.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_plain_block_is_its_lines),
	    cmocka_unit_test(each_byte_has_its_place),
	    cmocka_unit_test(a_block_in_a_list_loses_the_indentation),
	    cmocka_unit_test(a_block_in_a_quote_loses_the_mark),
	    cmocka_unit_test(quotes_in_lists_and_lists_in_quotes),
	    cmocka_unit_test(an_empty_line_of_a_list_item_need_not_be_indented),
	    cmocka_unit_test(an_indented_fence_takes_as_much_from_its_lines),
	    cmocka_unit_test(a_tab_cut_by_a_quote_is_two_spaces),
	    cmocka_unit_test(text_goes_in_beside_a_cut_tab),
	    cmocka_unit_test(a_cut_tab_before_the_fence_takes_one_column),
	    cmocka_unit_test(line_endings_are_kept),
	    cmocka_unit_test(each_line_keeps_its_own_line_ending),
	    cmocka_unit_test(a_line_end_does_not_join_the_one_before),
	    cmocka_unit_test(a_nul_reads_as_the_replacement_character),
	    cmocka_unit_test(a_last_line_without_an_end_gets_one),
	    cmocka_unit_test(an_empty_block_lies_after_its_fence),
	    cmocka_unit_test(a_byte_order_mark_is_no_indentation),
	    cmocka_unit_test(bytes_that_are_no_text_pass_through),
	    cmocka_unit_test(nesting_may_be_deep),
	    cmocka_unit_test(
	        what_comes_to_the_start_of_a_line_by_a_deletion_stays_in_its_container),
	    cmocka_unit_test(a_line_that_fits_no_line_of_the_file_makes_it_unfixable),
	    cmocka_unit_test(only_marks_and_blanks_may_stand_before_a_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
