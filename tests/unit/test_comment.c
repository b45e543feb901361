/* SPDX-License-Identifier: MIT */
/* Which findings the comments of a document mute, and which comments are of no use. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "markdown/blocks.h"

#include <stdlib.h>
#include <string.h>

static const struct fp_language languages[] = {{"json", FP_LANGUAGE_JSON}};

/* One document; each of its blocks has a json-comment and a har-bad-url. */
struct page {
	struct fp_arena *arena;
	struct fp_levels levels;
	struct fp_lines lines;
	struct fp_sink sink;
	struct fp_fences fences;
};

/* Reads it with one rule off; FP_RULE_COUNT: none. */
static void read_page(struct page *p, const char *text, enum fp_rule off)
{
	struct fp_languages known = {languages, 1};
	p->arena = fp_arena_new(NULL, 0);
	assert_non_null(p->arena);
	fp_lines_find(&p->lines, p->arena, text, (uint32_t)strlen(text));
	fp_levels_init(&p->levels);
	if (off < FP_RULE_COUNT)
		memset(p->levels.of[off], FENCEPOST_OFF, sizeof(p->levels.of[off]));
	fp_sink_init(&p->sink, p->arena, &p->lines, &p->levels);
	fp_blocks_find(&p->fences, &p->sink, &p->lines, &known, true);
	for (size_t i = 0; i < p->fences.count; i++) {
		const struct fp_layer *layer = p->fences.of[i].layer;
		struct fp_range all = {0, layer->len};
		struct fencepost_block *block = fp_arena_zero(p->arena, 1, sizeof(*block));
		block->span = fp_layer_span(layer, all);
		p->sink.block = block;
		fp_found(&p->sink, layer, all, FP_JSON_COMMENT, "comment");
		fp_found(&p->sink, layer, all, FP_HAR_BAD_URL, "url");
	}
	p->sink.block = NULL;
	fp_comment_apply(&p->sink, &p->fences.comments);
	fp_sink_finish(&p->sink, 1, 0);
}

/* What is left is said as `line:message`, one after the other. */
static void assert_left(const char *document, const char *left)
{
	struct page p;
	read_page(&p, document, FP_RULE_COUNT);
	struct fp_bytes out = FP_BYTES(p.arena);
	for (size_t i = 0; i < p.sink.count; i++)
		fp_bytes_printf(&out, "%s%u:%s", i ? " " : "", p.sink.found[i]->pub.start.line,
		                p.sink.found[i]->pub.message);
	assert_string_equal(fp_bytes_string(&out), left);
	fp_arena_free(p.arena);
}

/* What the first finding's fix makes of the document. */
static void assert_mended(const char *document, const char *mended)
{
	struct page p;
	read_page(&p, document, FP_RULE_COUNT);
	const struct fencepost_fix *fix = p.sink.found[0]->pub.fix;
	assert_non_null(fix);
	struct fp_bytes out = FP_BYTES(p.arena);
	fp_bytes_put(&out, document, fix->edits->span.start);
	fp_bytes_put(&out, fix->edits->text, fix->edits->len);
	fp_bytes_text(&out, document + fix->edits->span.end);
	assert_string_equal(fp_bytes_string(&out), mended);
	fp_arena_free(p.arena);
}

static void without_a_comment_all_is_told(void **state)
{
	(void)state;
	assert_left("```json\n1\n```\n", "2:url 2:comment");
}

static void a_comment_passes_over_the_block_after_it(void **state)
{
	(void)state;
	assert_left("<!-- fencepost-ignore -->\n```json\n1\n```\n", "");
	assert_left("<!--fencepost-ignore-->\n\n\n```json\n1\n```\n", "");
	assert_left("{/* fencepost-ignore */}\n\n```json\n1\n```\n", "");
	assert_left("{/* fencepost-ignore */}\n```json\n1\n```\n", "");
	assert_left("- <!-- fencepost-ignore -->\n  ```json\n  1\n  ```\n", "");
	assert_left("> <!-- fencepost-ignore -->\n>\n> ```json\n> 1\n> ```\n", "");
	assert_left("<!-- fencepost-ignore -->\n```json\n```\n", "");
	assert_left("<!-- fencepost-ignore -->\n```json", "");
}

static void the_blocks_after_that_are_told(void **state)
{
	(void)state;
	assert_left("<!-- fencepost-ignore -->\n```json\n1\n```\n```json\n2\n```\n",
	            "6:url 6:comment");
	assert_left("- <!-- fencepost-ignore -->\n  ```json\n- ```json\n  2\n", "4:url 4:comment");
}

static void a_comment_may_name_rules(void **state)
{
	(void)state;
	assert_left("<!-- fencepost-ignore json-comment -->\n```json\n1\n```\n", "3:url");
	assert_left("<!-- fencepost-ignore json-comment, har-bad-url -->\n```json\n1\n```\n", "");
	assert_left("<!-- fencepost-ignore har- json- -->\n```json\n1\n```\n", "");
	assert_left(
	    "<!-- fencepost-ignore json-comment -->\n<!-- fencepost-ignore har-bad-url -->\n"
	    "```json\n1\n```\n",
	    "");
}

static void a_comment_may_go_over_several_lines(void **state)
{
	(void)state;
	assert_left("<!-- fencepost-ignore\n-->\n```json\n1\n```\n", "");
	assert_left(
	    "<!--\n  fencepost-ignore json-comment,\r\n  har-bad-url\n-->\n\n```json\n1\n```\n",
	    "");
	assert_left("{/* fencepost-ignore\n    json-comment */}\n\n```json\n1\n```\n", "5:url");
	assert_left("> - <!-- fencepost-ignore\n>   json-\n>   har- -->\n>\n>   ```json\n>   1\n",
	            "");
	assert_left("<!-- fencepost-off\n-->\n```json\n1\n```\n<!--\nfencepost-on -->\n", "");
	assert_left("<!-- fencepost-ignore\n--> text\n```json\n1\n```\n", "4:url 4:comment");
	assert_left("<!-- fencepost-ignore\n\n```json\n1\n```\n", "");
	assert_left("<!-- fencepost-ignore\njson-coment -->\n```json\n1\n```\n",
	            "2:unknown rule \"json-coment\"; did you mean \"json-comment\"? 4:url "
	            "4:comment");
	assert_mended("<!--\nfencepost-ignore\n-->\n\nText.\n", "\nText.\n");
	assert_mended("> <!-- fencepost-off\n> har-bad-url,\n> json-empty -->\n>\n> ```json\n> 1\n",
	              "> <!-- fencepost-off\n> har-bad-url -->\n>\n> ```json\n> 1\n");
}

static void comments_that_nothing_closes_are_read_once(void **state)
{
	(void)state;
	struct fp_arena *arena = fp_arena_new(NULL, 0);
	struct fp_bytes text = FP_BYTES(arena);
	for (int i = 0; i < 200 * 1000; i++)
		fp_bytes_text(&text, "<!-- fencepost-off\n");
	assert_left(fp_bytes_string(&text), "");
	fp_arena_free(arena);
}

static void a_comment_must_stand_just_before_its_block(void **state)
{
	(void)state;
	static const char none[] = "1:no block follows this comment 4:url 4:comment";
	assert_left("<!-- fencepost-ignore -->\nText.\n```json\n1\n```\n", none);
	assert_left("<!-- fencepost-ignore -->\n\n- ```json\n  1\n  ```\n", none);
	assert_left("<!-- fencepost-ignore -->\n\n> ```json\n> 1\n> ```\n", none);
	assert_left("<!-- fencepost-ignore -->\n", "1:no block follows this comment");
	assert_left("- <!-- fencepost-ignore -->\n\n```json\n1\n```\n", none);
}

static void a_comment_in_a_block_is_text(void **state)
{
	(void)state;
	assert_left("```json\n<!-- fencepost-off -->\n```\n", "2:url 2:comment");
	assert_left("    <!-- fencepost-off -->\n\n```json\n1\n```\n", "4:url 4:comment");
}

static void a_stretch_is_passed_over(void **state)
{
	(void)state;
	assert_left("<!-- fencepost-off -->\n\n```json\n1\n```\n\n- ```json\n  2\n  ```\n\n"
	            "<!-- fencepost-on -->\n\n```json\n3\n```\n",
	            "14:url 14:comment");
	assert_left("```json\n1\n```\n\n<!-- fencepost-off har-bad-url -->\n\n```json\n1\n```\n",
	            "2:url 2:comment 8:comment");
	assert_left("Text\n<!-- fencepost-off -->\n```json\n1\n```", "");
}

static void other_rules_of_the_file_are_muted_too(void **state)
{
	(void)state;
	assert_left("<!-- fencepost-ignore -->\n\n    ```json\n    1\n    ```\n", "");
	assert_left("<!-- fencepost-ignore fence-unclosed -->\n````json\n1\n```\n",
	            "3:url 3:comment");
	assert_left("<!-- fencepost-ignore -->\n<div>\n```json\n1\n```\n</div>\n", "");
}

static void what_suppresses_nothing_is_reported(void **state)
{
	(void)state;
	assert_left("<!-- fencepost-ignore json-empty -->\n```json\n1\n```\n",
	            "1:\"json-empty\" suppresses nothing here 3:url 3:comment");
	assert_left("<!-- fencepost-off -->\n", "1:this comment suppresses nothing");
	assert_left("<!-- fencepost-on -->\n", "1:nothing is switched off here");
	assert_left("<!-- fencepost-ignore -->\n```\n1\n```\n",
	            "1:this comment suppresses nothing");
	assert_left("<!-- fencepost-off -->\n<!-- fencepost-off -->\n```json\n1\n```\n",
	            "2:this comment suppresses nothing");
}

static void words_that_there_are_not_are_named(void **state)
{
	(void)state;
	assert_left(
	    "<!-- fencepost-ignore json-coment -->\n```json\n1\n```\n",
	    "1:unknown rule \"json-coment\"; did you mean \"json-comment\"? 3:url 3:comment");
	assert_left("<!-- fencepost-ignore spelling -->\n```json\n1\n```\n",
	            "1:unknown rule \"spelling\" 3:url 3:comment");
	assert_left("<!-- fencepost-ingore -->\n```json\n1\n```\n",
	            "1:unknown comment \"fencepost-ingore\"; did you mean \"fencepost-ignore\"? "
	            "3:url 3:comment");
}

static void what_a_rule_that_is_off_would_find_is_of_use(void **state)
{
	(void)state;
	struct page p;
	read_page(&p, "<!-- fencepost-ignore har-bad-url -->\n```json\n1\n```\n", FP_HAR_BAD_URL);
	assert_int_equal(p.sink.count, 1);
	assert_int_equal(p.sink.found[0]->rule, FP_JSON_COMMENT);
	fp_arena_free(p.arena);
}

static void what_is_of_no_use_can_be_removed(void **state)
{
	(void)state;
	assert_mended("<!-- fencepost-ignore -->\n\nText.\n", "\nText.\n");
	assert_mended("a\n\n<!-- fencepost-off -->\nb\n", "a\n\nb\n");
	assert_mended("a\n<!-- fencepost-off -->\nb\n", "a\n\nb\n");
	assert_mended("- <!-- fencepost-ignore -->\n\n  a\n", "- \n\n  a\n");
	assert_mended("<!-- fencepost-ignore json-empty, har-bad-url -->\n```json\n1\n```\n",
	              "<!-- fencepost-ignore har-bad-url -->\n```json\n1\n```\n");
	assert_mended("<!-- fencepost-ignore har-bad-url, json-empty -->\n```json\n1\n```\n",
	              "<!-- fencepost-ignore har-bad-url -->\n```json\n1\n```\n");
	assert_mended("<!-- fencepost-ignore json-coment -->\n```json\n1\n```\n",
	              "<!-- fencepost-ignore json-comment -->\n```json\n1\n```\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(without_a_comment_all_is_told),
	    cmocka_unit_test(a_comment_passes_over_the_block_after_it),
	    cmocka_unit_test(the_blocks_after_that_are_told),
	    cmocka_unit_test(a_comment_may_name_rules),
	    cmocka_unit_test(a_comment_may_go_over_several_lines),
	    cmocka_unit_test(comments_that_nothing_closes_are_read_once),
	    cmocka_unit_test(a_comment_must_stand_just_before_its_block),
	    cmocka_unit_test(a_comment_in_a_block_is_text),
	    cmocka_unit_test(a_stretch_is_passed_over),
	    cmocka_unit_test(other_rules_of_the_file_are_muted_too),
	    cmocka_unit_test(what_suppresses_nothing_is_reported),
	    cmocka_unit_test(words_that_there_are_not_are_named),
	    cmocka_unit_test(what_a_rule_that_is_off_would_find_is_of_use),
	    cmocka_unit_test(what_is_of_no_use_can_be_removed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
