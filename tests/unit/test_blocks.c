/* SPDX-License-Identifier: MIT */
/* What is a block of ours, and what looks like one and is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "markdown/blocks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct fp_language languages[] = {
    {"har", FP_LANGUAGE_HAR},
    {"json", FP_LANGUAGE_JSON},
    {"config", FP_LANGUAGE_JSONC},
};

/* One document and what was found in it. */
struct page {
	struct fp_arena *arena;
	struct fp_levels levels;
	struct fp_lines lines;
	struct fp_sink sink;
	struct fp_fences fences;
};

struct bytes {
	const char *text;
	size_t len;
};

static void find(struct page *p, const struct bytes *from)
{
	struct fp_languages known = {languages, sizeof(languages) / sizeof(*languages)};
	fp_lines_find(&p->lines, p->arena, from->text, (uint32_t)from->len);
	fp_levels_init(&p->levels);
	fp_sink_init(&p->sink, p->arena, &p->lines, &p->levels);
	fp_blocks_find(&p->fences, &p->sink, &p->lines, &known, true);
	fp_sink_finish(&p->sink, 1, 0);
}

static void read_page(struct page *p, const char *text)
{
	p->arena = fp_arena_new(NULL, 0);
	assert_non_null(p->arena);
	size_t len = strlen(text);
	find(p, &(struct bytes){fp_arena_copy(p->arena, text, len), len});
}

static void assert_text(const struct fp_fence *fence, const char *text)
{
	size_t len = strlen(text);
	if (fence->layer->len != len || memcmp(fence->layer->text, text, len) != 0)
		fail_msg("expected \"%s\", found \"%.*s\"", text, (int)fence->layer->len,
		         fence->layer->text);
}

static void assert_count(const char *document, size_t count)
{
	struct page p;
	read_page(&p, document);
	if (p.fences.count != count)
		fail_msg("expected %zu blocks, found %zu in \"%s\"", count, p.fences.count,
		         document);
	fp_arena_free(p.arena);
}

/* The one finding of a document, its message, and what the document becomes when it is mended. */
static void assert_finding(const char *document, uint32_t line, const char *message,
                           const char *mended)
{
	struct page p;
	read_page(&p, document);
	if (p.sink.count != 1)
		fail_msg("expected one finding, found %zu in \"%s\"", p.sink.count, document);
	const struct fencepost_finding *f = &p.sink.found[0]->pub;
	assert_string_equal(f->message, message);
	assert_int_equal(f->start.line, line);
	struct fp_bytes out = FP_BYTES(p.arena);
	uint32_t at = 0;
	for (size_t i = 0; f->fix && i < f->fix->count; i++) {
		const struct fencepost_edit *edit = &f->fix->edits[i];
		fp_bytes_put(&out, document + at, edit->span.start - at);
		fp_bytes_put(&out, edit->text, edit->len);
		at = edit->span.end;
	}
	fp_bytes_text(&out, document + at);
	assert_string_equal(fp_bytes_string(&out), mended);
	struct page again;
	read_page(&again, out.data);
	assert_int_equal(again.sink.count, f->fix ? 0 : 1);
	fp_arena_free(again.arena);
	fp_arena_free(p.arena);
}

static void assert_silent(const char *document)
{
	struct page p;
	read_page(&p, document);
	if (p.sink.count > 0)
		fail_msg("\"%s\" draws: %s", document, p.sink.found[0]->pub.message);
	fp_arena_free(p.arena);
}

static void the_first_word_of_the_info_string_is_the_language(void **state)
{
	(void)state;
	static const char *const ours[] = {
	    "json",      "JSON",      "Json title=\"x\"",  "{.json}",
	    "{ .json }", "json{1,3}", "json:line-numbers", "json,ignore",
	    "  har",     "json\tx",   "&#106;son",         "CONFIG",
	    "{.har #id}"};
	static const char *const others[] = {"json5",   "jsonc", "",          "{json}",
	                                     "js on",   "jsonp", "text json", "ja",
	                                     "har-log", ".json", "{",         "{.}"};
	char document[100];
	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++) {
		snprintf(document, sizeof(document), "```%s\n1\n```\n", ours[i]);
		assert_count(document, 1);
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		snprintf(document, sizeof(document), "```%s\n1\n```\n", others[i]);
		assert_count(document, 0);
	}
}

static void the_language_says_which_kind_of_block_it_is(void **state)
{
	(void)state;
	struct page p;
	read_page(&p, "```har\n1\n```\n~~~json\n2\n~~~\n\n- ````config\n  3\n  ````\n");
	assert_int_equal(p.fences.count, 3);
	const enum fp_language_kind kinds[] = {FP_LANGUAGE_HAR, FP_LANGUAGE_JSON,
	                                       FP_LANGUAGE_JSONC};
	const char *const texts[] = {"1\n", "2\n", "3\n"};
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(p.fences.of[i].kind, kinds[i]);
		assert_text(&p.fences.of[i], texts[i]);
	}
	assert_int_equal(p.fences.of[2].line, 7);
	assert_int_equal(p.fences.of[2].first, 8);
	assert_int_equal(p.fences.of[2].last, 9);
	fp_arena_free(p.arena);
}

static void a_fence_inside_another_fence_is_text(void **state)
{
	(void)state;
	assert_count("````\n```json\n1\n```\n````\n", 0);
	assert_count("~~~md\n```json\n1\n```\n~~~\n", 0);
	assert_silent("````md\n```json\n1\n```\n````\n");
}

static void front_matter_is_passed_over(void **state)
{
	(void)state;
	assert_count("---\na: |\n  ```json\n---\n\n```json\n1\n```\n", 1);
	assert_count("---  \na: |\n  ```json\n...\n\n```json\n1\n```\n", 1);
	assert_count("+++\na = '''\n```json\n'''\n+++\n\n```json\n1\n```\n", 1);
	assert_count("\xef\xbb\xbf---\na: |\n  ```json\n---\n\n```json\n1\n```\n", 1);
	struct page p;
	read_page(&p, "---\r\na: 1\r\n---\r\n```json\r\n1\r\n```\r\n");
	assert_int_equal(p.fences.count, 1);
	assert_int_equal(p.fences.of[0].line, 3);
	assert_text(&p.fences.of[0], "1\n");
	fp_arena_free(p.arena);
}

static void what_only_looks_like_front_matter_is_read(void **state)
{
	(void)state;
	assert_count("---\n\n```json\n1\n```\n", 1);      /* never closed */
	assert_count("\n---\n```json\n1\n```\n---\n", 1); /* not at the start */
	assert_count("----\n```json\n1\n```\n----\n", 1); /* not three */
	assert_count("+++\n```json\n1\n```\n---\n", 1);   /* not its own mark */
	assert_count(" ---\n```json\n1\n```\n---\n", 1);  /* indented */
	assert_count("--- x\n```json\n1\n```\n---\n", 1); /* with text */
	assert_count("---\n```json\n1\n```\n ---\n", 1);  /* its end indented */
}

static void front_matter_is_none_in_the_middle_of_a_file(void **state)
{
	(void)state;
	static const char text[] = "---\n\n```json\n1\n```\n\n---\n";
	struct page p;
	struct fp_languages known = {languages, 2};
	p.arena = fp_arena_new(NULL, 0);
	fp_lines_find(&p.lines, p.arena, text, sizeof(text) - 1);
	fp_levels_init(&p.levels);
	fp_sink_init(&p.sink, p.arena, &p.lines, &p.levels);
	fp_blocks_find(&p.fences, &p.sink, &p.lines, &known, false);
	assert_int_equal(p.fences.count, 1);
	fp_arena_free(p.arena);
}

static void a_byte_order_mark_behind_front_matter_is_text(void **state)
{
	(void)state;
	struct page p;
	read_page(&p, "---\n---\n\xef\xbb\xbf```json\n{}\n```\n");
	assert_int_equal(p.fences.count, 0);
	fp_arena_free(p.arena);
}

static void images_do_not_change_what_a_block_is(void **state)
{
	(void)state;
	struct page p;
	read_page(&p, "![a](b) ![[]()\n\n```json\n\"![x](y)\"\n```\n\n<![CDATA[\n```json\n]]>\n");
	assert_int_equal(p.fences.count, 1);
	assert_text(&p.fences.of[0], "\"![x](y)\"\n");
	assert_true(p.fences.of[0].layer->fixable);
	fp_arena_free(p.arena);
}

/* cmark is spared what follows the last block; here that would be wrong. */
static void what_follows_the_last_block_counts_where_it_must(void **state)
{
	(void)state;
	struct page p;
	read_page(&p, "````json\n```json\n```\n````\nText.\n");
	assert_int_equal(p.fences.count, 1);
	assert_text(&p.fences.of[0], "```json\n```\n");
	fp_arena_free(p.arena);
	read_page(&p, "- ```json\n      ```\n  1\n  ```\nText.\n");
	assert_int_equal(p.fences.count, 1);
	assert_text(&p.fences.of[0], "    ```\n1\n");
	fp_arena_free(p.arena);
	read_page(&p, "````json\n{}\n```\n     ````\n\nText.\n");
	assert_int_equal(p.fences.count, 1);
	assert_text(&p.fences.of[0], "{}\n");
	fp_arena_free(p.arena);
	assert_silent("a\n\n    ```json\n    1\n    ```\n\n<Tabs>\n\n</Tabs>\n");
}

static void a_short_run_does_not_close(void **state)
{
	(void)state;
	assert_finding("````json\n1\n```\nText.\n", 1,
	               "fence of 4 backticks opened here is never closed; line 3 has only 3",
	               "````json\n1\n````\nText.\n");
	assert_finding("~~~~~json\n1\n~~~\n~~~~\n", 1,
	               "fence of 5 tildes opened here is never closed; line 3 has only 3",
	               "~~~~~json\n1\n~~~~~\n~~~~\n");
	assert_finding("> ```json\n> 1\n> ``\n", 1,
	               "fence of 3 backticks opened here is never closed; line 3 has only 2",
	               "> ```json\n> 1\n> ```\n");
}

static void the_other_character_does_not_close(void **state)
{
	(void)state;
	assert_finding("```json\n1\n~~~\nText.\n", 1,
	               "fence of 3 backticks opened here is never closed; line 3 has tildes",
	               "```json\n1\n```\nText.\n");
}

static void a_run_that_is_indented_too_far_does_not_close(void **state)
{
	(void)state;
	assert_finding(
	    "- ```json\n  1\n      ```\n  Text.\n", 1,
	    "fence of 3 backticks opened here is never closed; the one in line 3 is indented "
	    "too far",
	    "- ```json\n  1\n  ```\n  Text.\n");
}

static void a_run_behind_text_does_not_close(void **state)
{
	(void)state;
	assert_finding(
	    "```json\n{\"a\": [1]}```\n\nText.\n", 1,
	    "fence of 3 backticks opened here is never closed; the one in line 2 stands behind "
	    "text",
	    "```json\n{\"a\": [1]}\n```\n\nText.\n");
}

static void a_run_outside_the_item_does_not_close(void **state)
{
	(void)state;
	assert_finding(
	    "- ```json\n  1\n```\n", 1,
	    "fence of 3 backticks opened here is never closed; the one in line 3 stands outside "
	    "the list item or quote",
	    "- ```json\n  1\n  ```\n");
}

static void without_any_run_the_value_tells_where_it_ends(void **state)
{
	(void)state;
	static const char message[] = "fence of 3 backticks opened here is never closed";
	assert_finding("```json\n{\"a\": \"}\"}\n", 1, message, "```json\n{\"a\": \"}\"}\n```\n");
	assert_finding("```json\n{\"a\": 1}\n\n# Next\n\n- [a](b)\n", 1, message,
	               "```json\n{\"a\": 1}\n```\n\n# Next\n\n- [a](b)\n");
	assert_finding("```json\n{\"a\": 1},\n{\"b\": 2}\n# Next\n", 1, message,
	               "```json\n{\"a\": 1},\n{\"b\": 2}\n```\n# Next\n");
	assert_finding("```json\n[1\n", 1, message, "```json\n[1\n```\n");
	assert_finding("```json\n[1\n\n# Next\n", 1, message, "```json\n[1\n\n```\n# Next\n");
	assert_finding("```json\n[1\n\n#x\n# 2\n", 1, message, "```json\n[1\n\n#x\n# 2\n```\n");
	assert_finding("```json\n{}", 1, message, "```json\n{}\n```");
	assert_finding("```json\n", 1, message, "```json\n```\n");
	assert_finding("```json", 1, message, "```json\n```");
	assert_finding("```json\r\n{}\r\nText\r\n", 1, message, "```json\r\n{}\r\n```\r\nText\r\n");
}

static void what_follows_the_missing_fence_is_no_text_of_the_block(void **state)
{
	(void)state;
	struct page p;
	read_page(&p, "````json\n1\n```\nText.\n");
	assert_text(&p.fences.of[0], "1\n");
	fp_arena_free(p.arena);
	read_page(&p, "```json\n{\n}\nText.\n");
	assert_text(&p.fences.of[0], "{\n}\n");
	fp_arena_free(p.arena);
	read_page(&p, "```json\n{}```\n");
	assert_text(&p.fences.of[0], "{}");
	fp_arena_free(p.arena);
}

static void what_closes_the_next_block_does_not_close_this_one(void **state)
{
	(void)state;
	static const char opens[] = "fence of 3 backticks opened here is not closed before line 6 "
	                            "opens another";
	assert_finding("```json\n{}\n\nText:\n\n```json\n[]\n```\n", 1, opens,
	               "```json\n{}\n```\n\nText:\n\n```json\n[]\n```\n");
	assert_finding("> ```json\n> {}\n> Text\n>\n> a\n> ```sh\n> x\n> ```\n", 1, opens,
	               "> ```json\n> {}\n> ```\n> Text\n>\n> a\n> ```sh\n> x\n> ```\n");
	assert_finding("```json\n{}\n```json\n\nText.\n\n```\nx\n```\n", 1,
	               "fence of 3 backticks opened here is never closed; the one in line 3 has a "
	               "word behind it",
	               "```json\n{}\n```\n\nText.\n\n```\nx\n```\n");
	assert_silent("````json\n{}\n\n```json\n[]\n```\n````\n");
	assert_silent("```json\n{\n\n```json\n{}\n```\n");
	assert_silent("```json\n{} x\n\n```json\n{}\n```\n");
}

static void a_fence_may_end_with_its_list_item_or_quote(void **state)
{
	(void)state;
	assert_silent("- ```json\n  1\n\nText.\n");
	assert_silent("- ```json\n  1\n- ```json\n  2\n");
	assert_silent("> ```json\n> 1\n\nText.\n");
	assert_silent("> ```json\n> 1");
	assert_silent("- ```json\n  1\n\n```json\n2\n```\n");
	assert_silent("- ```json\n  1\n\n```\n2\n```\n");
}

static void a_fence_that_is_written_twice_is_text_of_its_block(void **state)
{
	(void)state;
	struct page p;
	read_page(&p, "```json\n```json\n{}\n```\n");
	assert_int_equal(p.fences.count, 1);
	assert_text(&p.fences.of[0], "```json\n{}\n");
	assert_int_equal(p.sink.count, 0);
	fp_arena_free(p.arena);
}

static void a_closed_fence_is_silent(void **state)
{
	(void)state;
	assert_silent("```json\n1\n```\n");
	assert_silent("```json\n1\n   ``````  \n");
	assert_silent("- ```json\n  1\n  ```\n> ~~~har\n> 1\n>~~~\n");
	assert_silent("```json\n```");
}

static void a_fence_in_indented_code_is_none(void **state)
{
	(void)state;
	assert_finding("For example:\n\n    ```json\n    {\n      \"a\": 1\n    }\n    ```\n", 3,
	               "this is indented code, not a fence: 4 columns of indentation",
	               "For example:\n\n```json\n{\n  \"a\": 1\n}\n```\n");
	assert_finding("- a\n\n       ```json\n       1\n       ```\n", 3,
	               "this is indented code, not a fence: 5 columns of indentation",
	               "- a\n\n  ```json\n  1\n  ```\n");
	assert_finding("a\n\n\t```har\n\t1\n\t```\n", 3,
	               "this is indented code, not a fence: 4 columns of indentation",
	               "a\n\n```har\n1\n```\n");
	assert_finding("> a\n>\n>     ```json\n>     1\n>     ```\n", 3,
	               "this is indented code, not a fence: 4 columns of indentation",
	               "> a\n>\n> ```json\n> 1\n> ```\n");
}

static void a_fence_in_html_is_none(void **state)
{
	(void)state;
	assert_finding(
	    "<details>\n<summary>a</summary>\n```json\n1\n```\n\n</details>\n", 3,
	    "this belongs to the HTML of line 1 and is no fence: no empty line between them",
	    "<details>\n<summary>a</summary>\n\n```json\n1\n```\n\n</details>\n");
	assert_finding(
	    "> <div>\r\n> ```json\r\n> 1\r\n> ```\r\n", 2,
	    "this belongs to the HTML of line 1 and is no fence: no empty line between them",
	    "> <div>\r\n>\r\n> ```json\r\n> 1\r\n> ```\r\n");
}

static void text_that_is_shown_or_hidden_is_silent(void **state)
{
	(void)state;
	assert_silent("Write it so:\n\n    Some text\n\n    ```json\n    1\n    ```\n");
	assert_silent("a\n\n    ~~~md\n    ```json\n    1\n    ```\n    ~~~\n");
	assert_silent("<!--\n```json\n1\n```\n-->\n");
	assert_silent("<pre>\n```json\n1\n```\n</pre>\n");
	assert_silent("a\n\n    ```text\n    1\n    ```\n");
	assert_silent("a `` ```json `` b\n");
}

static void other_dialects_see_the_fence(void **state)
{
	(void)state;
	assert_silent("<Tabs>\n```json\n1\n```\n</Tabs>\n");
	assert_silent(
	    "<Steps>\n  <Step>\n    a\n\n    ```json\n    1\n    ```\n  </Step>\n</Steps>\n");
	assert_silent("import A from 'a'\n\n<details>\n```json\n1\n```\n</details>\n");
	assert_silent("<details markdown=\"1\">\n```json\n1\n```\n</details>\n");
	assert_silent("!!! note\n\n    ```json\n    1\n    ```\n");
	assert_silent("!!! note\n\n    a\n\n    ```json\n    1\n    ```\n");
	assert_silent("=== \"A\"\n\n    ```json\n    1\n    ```\n");
	assert_silent("::tabs\n  ::div\n\n    ```json\n    1\n    ```\n");
}

/* A document of one piece over and over is read in time, and gives this many blocks. */
static void assert_reads_much(const char *piece, size_t times, size_t count)
{
	size_t len = strlen(piece);
	struct bytes text = {NULL, len * times + 16};
	char *document = malloc(text.len);
	for (size_t i = 0; i < times; i++)
		memcpy(document + i * len, piece, len);
	memcpy(document + len * times, "\n\n```json\n1\n```\n", 16);
	struct page p = {.arena = fp_arena_new(NULL, 0)};
	text.text = document;
	find(&p, &text);
	assert_int_equal(p.fences.count, count);
	fp_arena_free(p.arena);
	free(document);
}

static void large_and_hostile_documents_are_read(void **state)
{
	(void)state;
	assert_reads_much("![[]()", 70000, 1);
	assert_reads_much("```json\n1\n```\n", 5000, 5001);
	assert_reads_much("a b c d ", 1250000, 1);
	assert_reads_much("a\n\n", 100000, 1);
	assert_reads_much("> ", 10000, 1);
	assert_reads_much("- ", 10000, 1);
}

static void find_in_arena(void *argument)
{
	struct page *p = argument;
	static const struct bytes from = {"- ```json\n  1\n\n- > ```json\n", 26};
	find(p, &from);
}

static void where_memory_ends_cmark_is_left(void **state)
{
	(void)state;
	int failures = 0;
	for (size_t limit = 256;; limit += 256) {
		struct page p = {.arena = fp_arena_new(NULL, limit)};
		if (!p.arena)
			continue;
		int status = fp_arena_try(p.arena, find_in_arena, &p);
		if (status == 0)
			assert_int_equal(p.fences.count, 2);
		fp_arena_free(p.arena);
		if (status == 0)
			break;
		assert_int_equal(status, FENCEPOST_ENOMEM);
		failures++;
	}
	assert_true(failures > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_first_word_of_the_info_string_is_the_language),
	    cmocka_unit_test(the_language_says_which_kind_of_block_it_is),
	    cmocka_unit_test(a_fence_inside_another_fence_is_text),
	    cmocka_unit_test(front_matter_is_passed_over),
	    cmocka_unit_test(what_only_looks_like_front_matter_is_read),
	    cmocka_unit_test(front_matter_is_none_in_the_middle_of_a_file),
	    cmocka_unit_test(a_byte_order_mark_behind_front_matter_is_text),
	    cmocka_unit_test(images_do_not_change_what_a_block_is),
	    cmocka_unit_test(what_follows_the_last_block_counts_where_it_must),
	    cmocka_unit_test(a_short_run_does_not_close),
	    cmocka_unit_test(the_other_character_does_not_close),
	    cmocka_unit_test(a_run_that_is_indented_too_far_does_not_close),
	    cmocka_unit_test(a_run_behind_text_does_not_close),
	    cmocka_unit_test(a_run_outside_the_item_does_not_close),
	    cmocka_unit_test(without_any_run_the_value_tells_where_it_ends),
	    cmocka_unit_test(what_follows_the_missing_fence_is_no_text_of_the_block),
	    cmocka_unit_test(what_closes_the_next_block_does_not_close_this_one),
	    cmocka_unit_test(a_fence_may_end_with_its_list_item_or_quote),
	    cmocka_unit_test(a_fence_that_is_written_twice_is_text_of_its_block),
	    cmocka_unit_test(a_closed_fence_is_silent),
	    cmocka_unit_test(a_fence_in_indented_code_is_none),
	    cmocka_unit_test(a_fence_in_html_is_none),
	    cmocka_unit_test(text_that_is_shown_or_hidden_is_silent),
	    cmocka_unit_test(other_dialects_see_the_fence),
	    cmocka_unit_test(large_and_hostile_documents_are_read),
	    cmocka_unit_test(where_memory_ends_cmark_is_left),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
