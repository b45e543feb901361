/* SPDX-License-Identifier: MIT */
/*
 * The laws of a document as a host sees it: what is corrected once is corrected; nothing outside of
 * har and json blocks changes, nor does a valid block; nothing gets worse; and each finding and each
 * edit lies where it says, inside the text and in order.
 */
#define _GNU_SOURCE /* memmem */
#include "broken.h"
#include "fencepost.h"
#include "text/utf8.h"
#include "wrap.h"
#include "json/string.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { CASES = 400, BLOCKS = 5 };

static size_t changed_count; /* of the cases of a law: documents that were corrected */

/* A document, and what of it must stay: kept[0], a block, kept[1], a block, … kept[BLOCKS]. */
struct world {
	struct fp_arena *arena;
	struct random random;
	struct fencepost *handle;
	struct fp_bytes text;
	struct fp_bytes kept[BLOCKS + 1];
};

static void put_har(struct fp_bytes *out, struct random *r)
{
	struct fp_bytes value = FP_BYTES(out->arena), payload = value, har = value;

	broken_value(&value, r);
	broken_text(&payload, r, value.data, value.len, random_below(r, 3));
	fp_bytes_text(
	    &har,
	    "{\n  \"method\": \"POST\",\n  \"url\": \"https://example.com/a\",\n"
	    "  \"headers\": [{\"name\": \"Content-Type\", \"value\": \"application/json\"}],\n"
	    "  \"postData\": {\"mimeType\": \"application/json\", \"text\": \"");
	fp_string_escape(&har, payload.data, payload.len);
	fp_bytes_text(&har, "\"}\n}\n");
	broken_text(out, r, har.data, har.len, random_below(r, 3));
}

static void put_json(struct fp_bytes *out, struct random *r)
{
	struct fp_bytes value = FP_BYTES(out->arena);

	broken_value(&value, r);
	broken_text(out, r, value.data, value.len, random_below(r, 4));
}

/* Adds a block; where its text may change, what stays goes on in the next piece. */
static void put_block(struct world *w, size_t index, const struct wrap *wrap)
{
	static const char *const languages[] = {"har", "json", "yaml", "har", "json"};
	const char *language = languages[(index + random_below(&w->random, 2)) % BLOCKS];
	struct fp_bytes text = FP_BYTES(w->arena), block = text;
	size_t first_line;

	if (language[0] == 'h')
		put_har(&text, &w->random);
	else
		put_json(&text, &w->random);
	wrap_block(&block, wrap, language, text.data, text.len);
	fp_bytes_put(&w->text, block.data, block.len);
	first_line = strlen(wrap->first) + strlen("```") + strlen(language);
	if (language[0] == 'y')
		first_line = block.len;
	fp_bytes_put(&w->kept[index], block.data, first_line);
}

static void make_world(struct world *w)
{
	struct wrap wrap;
	const char *end;

	wrap_draw(&wrap, &w->random, 0);
	w->text = FP_BYTES(w->arena);
	for (size_t i = 0; i <= BLOCKS; i++) {
		struct wrap other = wrap;
		size_t from = w->text.len;

		w->kept[i] = FP_BYTES(w->arena);
		wrap_draw(&other, &w->random, 0);
		other.line_end = end = wrap.line_end;
		fp_bytes_printf(&w->text, "%sParagraph %zu: {\"a\" 1} \xff \t%s%s", end, i, end,
		                end);
		fp_bytes_put(&w->kept[i], w->text.data + from, w->text.len - from);
		if (i < BLOCKS)
			put_block(w, i, &other);
	}
}

static struct fencepost_document *correct(struct world *w, const char *text, size_t len, int least)
{
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fencepost_document *document;

	source.bytes = text;
	source.len = len;
	assert_int_equal(fencepost_correct(&document, w->handle, &source, least), FENCEPOST_OK);
	return document;
}

static void show(const char *what, const char *text, size_t len)
{
	print_error("%s:\n%.*s\n", what, (int)len, text);
}

static void assert_same(const struct world *w, const char *text, size_t len, const char *want,
                        size_t want_len)
{
	if (len == want_len && memcmp(text, want, len) == 0)
		return;
	show("text", w->text.data, w->text.len);
	show("want", want, want_len);
	show("read", text, len);
	fail();
}

static void correct_twice(struct world *w)
{
	struct fencepost_document *once, *twice;
	int least = random_once(&w->random, 2) ? FENCEPOST_SAFE : FENCEPOST_UNSAFE;
	const char *text, *again;
	size_t len, again_len;

	make_world(w);
	once = correct(w, w->text.data, w->text.len, least);
	text = fencepost_bytes(once, &len);
	twice = correct(w, text, len, least);
	again = fencepost_bytes(twice, &again_len);
	assert_same(w, again, again_len, text, len);
	assert_int_equal(fencepost_changed(twice), 0);
	assert_int_equal(fencepost_fixed_count(twice), 0);
	fencepost_document_free(twice);
	fencepost_document_free(once);
}

/* Asserts that the pieces stand in the text in their order, the first at its start and the last at its end. */
static void assert_kept(const struct world *w, const char *text, size_t len)
{
	const struct fp_bytes *last = &w->kept[BLOCKS];
	const char *at = text, *end = text + len;

	assert_true(len >= w->kept[0].len + last->len);
	for (size_t i = 0; i <= BLOCKS; i++) {
		const struct fp_bytes *piece = &w->kept[i];
		const char *found =
		    i == 0 ? text : memmem(at, (size_t)(end - at), piece->data, piece->len);

		if (!found || memcmp(found, piece->data, piece->len) != 0) {
			show("lost", piece->data, piece->len);
			assert_same(w, text, len, "", 0);
		}
		at = found + piece->len;
	}
	assert_ptr_equal(at, end);
}

static size_t count_errors(const struct fencepost_document *document)
{
	size_t count = 0;

	for (size_t i = 0; i < fencepost_finding_count(document); i++)
		count += fencepost_finding(document, i)->severity == FENCEPOST_ERROR;
	return count;
}

static void keep_the_rest(struct world *w)
{
	struct fencepost_document *before, *after;
	const char *text;
	size_t len;

	make_world(w);
	before = correct(w, w->text.data, w->text.len, FENCEPOST_NONE);
	text = fencepost_bytes(before, &len);
	assert_same(w, text, len, w->text.data, w->text.len);
	after = correct(w, w->text.data, w->text.len, FENCEPOST_UNSAFE);
	text = fencepost_bytes(after, &len);
	assert_kept(w, text, len);
	changed_count += (size_t)fencepost_changed(after);
	assert_int_equal(fencepost_changed(after),
	                 len != w->text.len || memcmp(text, w->text.data, len));
	assert_true(count_errors(after) <= count_errors(before));
	fencepost_document_free(after);
	fencepost_document_free(before);
}

static bool is_before(const struct fencepost_finding *a, const struct fencepost_finding *b)
{
	if (a->span.start != b->span.start)
		return a->span.start < b->span.start;
	if (a->span.end != b->span.end)
		return a->span.end < b->span.end;
	return strcmp(a->rule, b->rule) <= 0;
}

static void assert_fix(const struct fencepost_fix *fix, size_t len)
{
	uint32_t end = 0;

	assert_true(fix->count > 0 && *fix->message);
	for (size_t i = 0; i < fix->count; i++) {
		assert_true(fix->edits[i].span.start >= end);
		assert_true(fix->edits[i].span.end >= fix->edits[i].span.start);
		end = fix->edits[i].span.end;
	}
	assert_true(end <= len);
}

static void assert_finding(const struct world *w, const struct fencepost_finding *f)
{
	struct fp_lines lines;
	struct fencepost_place start;

	fp_lines_find(&lines, w->arena, w->text.data, (uint32_t)w->text.len);
	start = fp_lines_place(&lines, f->span.start);
	assert_true(f->span.start <= f->span.end && f->span.end <= w->text.len);
	assert_int_equal(f->start.offset, f->span.start);
	assert_int_equal(f->end.offset, f->span.end);
	assert_int_equal(f->start.line, start.line);
	assert_int_equal(f->start.column, start.column);
	assert_int_equal(fp_utf8_valid(f->message, strlen(f->message)), strlen(f->message));
	assert_null(strchr(f->message, '\n'));
	assert_int_equal(f->block == NULL, f->pointer_count == 0);
	if (f->block)
		assert_true(f->span.start >= f->block->span.start &&
		            f->span.end <= f->block->span.end);
	if (f->fix)
		assert_fix(f->fix, w->text.len);
}

static void find_in_order(struct world *w)
{
	struct fencepost_document *document;
	size_t count;

	make_world(w);
	document = correct(w, w->text.data, w->text.len, FENCEPOST_NONE);
	count = fencepost_finding_count(document);
	for (size_t i = 0; i < count; i++) {
		assert_finding(w, fencepost_finding(document, i));
		if (i > 0)
			assert_true(is_before(fencepost_finding(document, i - 1),
			                      fencepost_finding(document, i)));
	}
	assert_null(fencepost_finding(document, count));
	fencepost_document_free(document);
}

struct run {
	struct world world;
	void (*law)(struct world *w);
};

static void run_law(void *argument)
{
	struct run *run = argument;

	run->law(&run->world);
}

static void assert_law(void (*law)(struct world *w))
{
	struct fencepost *handle;

	assert_int_equal(fencepost_new(&handle, NULL, NULL, 0), FENCEPOST_OK);
	for (uint64_t seed = 0; seed < CASES; seed++) {
		struct run run = {.world = {.random = {seed}, .handle = handle}, .law = law};

		run.world.arena = fp_arena_new(NULL, 0);
		assert_non_null(run.world.arena);
		assert_int_equal(fp_arena_try(run.world.arena, run_law, &run), FENCEPOST_OK);
		fp_arena_free(run.world.arena);
	}
	fencepost_free(handle);
}

static void correcting_twice_is_correcting_once(void **state)
{
	(void)state;
	assert_law(correct_twice);
}

static void what_is_outside_stays_and_nothing_gets_worse(void **state)
{
	(void)state;
	changed_count = 0;
	assert_law(keep_the_rest);
	assert_true(changed_count > CASES / 2);
}

static void findings_and_edits_lie_inside_the_text_and_in_order(void **state)
{
	(void)state;
	assert_law(find_in_order);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(correcting_twice_is_correcting_once),
	    cmocka_unit_test(what_is_outside_stays_and_nothing_gets_worse),
	    cmocka_unit_test(findings_and_edits_lie_inside_the_text_and_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
