/* SPDX-License-Identifier: MIT */
/*
 * The laws of mending one JSON text, whatever it is and wherever it stands: mended through strings
 * and containers it is the same as mended by itself; what was mended is JSON, and a second parser
 * agrees; and there is nothing left to mend in it.
 */
#include "broken.h"
#include "fencepost.h"
#include "finding/edit.h"
#include "wrap.h"
#include "json/repair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

enum { CASES = 2000 };

static uint64_t mended_count; /* of the cases of a law that could be mended */

struct world {
	struct fp_arena *arena;
	struct random random;
	struct fp_bytes text;
};

/* Draws a text: valid, with one to three mistakes, or noise. It ends with a line end, as a block does. */
static void draw_text(struct world *w)
{
	struct fp_bytes value = FP_BYTES(w->arena);
	uint32_t kind = random_below(&w->random, 8);

	w->text = FP_BYTES(w->arena);
	if (kind == 7) {
		broken_noise(&w->text, &w->random);
	} else {
		broken_value(&value, &w->random);
		broken_text(&w->text, &w->random, value.data, value.len,
		            kind > 3 ? kind - 3 : kind);
	}
	fp_bytes_char(&w->text, '\n');
}

/* Every rule is on, so that there is a fix for whatever is found. */
static void select_all(struct fp_levels *levels)
{
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		for (int kind = 0; kind < 2; kind++)
			levels->of[rule][kind] =
			    (uint8_t)fp_rule_info((enum fp_rule)rule)->when_selected;
}

static bool all_have_fixes(const struct fp_sink *sink)
{
	for (size_t i = 0; i < sink->count; i++)
		if (!sink->found[i]->pub.fix)
			return false;
	return true;
}

/* Reads a layer and adds its file with the fixes made; answers whether there was one for all that was found. */
static bool mend(struct fp_bytes *out, struct world *w, const struct fp_layer *layer,
                 enum fencepost_applicability least)
{
	static const struct fp_dialect strict;
	struct fp_json_options options = {.dialect = &strict, .where = "block"};
	struct fp_levels levels;
	struct fp_edits edits;
	struct fp_sink sink;
	struct fp_json json;

	select_all(&levels);
	fp_sink_init(&sink, w->arena, layer->file, &levels);
	fp_json_read(&json, &sink, layer, &options);
	fp_sink_finish(&sink, 0, 0);
	fp_edit_choose(&edits, w->arena, &sink, least, NULL, NULL);
	fp_edit_splice(out, layer->file->text, layer->file->len, &edits);
	return all_have_fixes(&sink);
}

static const struct fp_layer *bare_layer(struct world *w, const struct fp_bytes *text)
{
	struct fp_lines *lines = fp_arena_alloc(w->arena, sizeof(*lines));

	fp_lines_find(lines, w->arena, text->data, (uint32_t)text->len);
	return fp_layer_of_file(w->arena, lines, (struct fencepost_span){0, (uint32_t)text->len});
}

static void assert_same(const struct world *w, const struct fp_bytes *file, const char *text,
                        size_t len, const struct fp_bytes *want)
{
	if (text && len == want->len && (len == 0 || memcmp(text, want->data, len) == 0))
		return;
	print_error("text:\n%.*s\nfile:\n%.*s\nwant:\n%.*s\nread:\n%.*s\n", (int)w->text.len,
	            w->text.data, (int)file->len, file->data, (int)want->len, want->data, (int)len,
	            text ? text : "");
	fail();
}

static void compose(struct world *w)
{
	struct fp_bytes alone = FP_BYTES(w->arena), file = alone, mended = alone;
	const struct fp_layer *layer;
	struct wrap wrap;

	draw_text(w);
	wrap_draw(&wrap, &w->random, random_below(&w->random, MOST_DEPTH + 1));
	mend(&alone, w, bare_layer(w, &w->text), FENCEPOST_UNSAFE);
	wrap_put(&file, &wrap, &w->random, w->text.data, w->text.len);
	layer = wrap_read(w->arena, &wrap, file.data, file.len);
	assert_non_null(layer);
	mend(&mended, w, layer, FENCEPOST_UNSAFE);
	layer = wrap_read(w->arena, &wrap, mended.data, mended.len);
	assert_same(w, &mended, layer ? layer->text : NULL, layer ? layer->len : 0, &alone);
}

/* Whether cJSON may refuse what is JSON: it takes no NUL and no half of a surrogate pair. */
static bool is_beyond_cjson(const struct fp_bytes *text)
{
	const char *end = text->data + text->len;

	for (const char *at = text->data; at + 6 <= end; at++)
		if (memcmp(at, "\\u0000", 6) == 0 || memcmp(at, "\\ud", 3) == 0 ||
		    memcmp(at, "\\uD", 3) == 0)
			return true;
	return false;
}

static void assert_accepted(struct world *w, const struct fp_bytes *text)
{
	const char *end;
	cJSON *parsed;

	if (is_beyond_cjson(text))
		return;
	parsed = cJSON_ParseWithLengthOpts(text->data, text->len, &end, 0);
	while (parsed && end < text->data + text->len && strchr(" \t\r\n", *end))
		end++;
	if (!parsed || end != text->data + text->len)
		assert_same(w, text, "", 0, text);
	cJSON_Delete(parsed);
}

static bool is_json(struct world *w, const struct fp_bytes *text)
{
	return fp_scan(w->arena, text->data, (uint32_t)text->len, NULL, NULL);
}

static void mend_wholly(struct world *w)
{
	struct fp_bytes once = FP_BYTES(w->arena), twice = once;

	draw_text(w);
	if (!mend(&once, w, bare_layer(w, &w->text), FENCEPOST_UNSAFE))
		return; /* given up, or something that nobody can mend */
	mended_count++;
	if (!is_json(w, &once))
		assert_same(w, &once, "", 0, &once);
	assert_accepted(w, &once);
	mend(&twice, w, bare_layer(w, &once), FENCEPOST_UNSAFE);
	assert_same(w, &once, twice.data, twice.len, &once);
}

/* The text without what stands between tokens. */
static struct fp_bytes without_blanks(const struct fp_bytes *text)
{
	struct fp_bytes out = FP_BYTES(text->arena);
	bool in_string = false;

	for (size_t at = 0; at < text->len; at++) {
		char c = text->data[at];

		if (c == '"')
			in_string = !in_string;
		if (in_string || !memchr(" \t\r\n", c, 4))
			fp_bytes_char(&out, c);
		if (in_string && c == '\\' && at + 1 < text->len)
			fp_bytes_char(&out, text->data[++at]);
	}
	return out;
}

/* Safe fixes first, as often as there are any, and then the rest: the same as all at once. */
static void mend_safely_first(struct world *w)
{
	struct fp_bytes all = FP_BYTES(w->arena), rest = all, safe, next;

	draw_text(w);
	mend(&all, w, bare_layer(w, &w->text), FENCEPOST_UNSAFE);
	safe = w->text;
	for (int round = 0; round < 4; round++, safe = next) {
		next = FP_BYTES(w->arena);
		mend(&next, w, bare_layer(w, &safe), FENCEPOST_SAFE);
	}
	mend(&rest, w, bare_layer(w, &safe), FENCEPOST_UNSAFE);
	all = without_blanks(&all);
	rest = without_blanks(&rest);
	assert_same(w, &safe, fp_bytes_string(&rest), rest.len, &all);
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
	for (uint64_t seed = 0; seed < CASES; seed++) {
		struct run run = {.world = {.random = {seed}}, .law = law};

		run.world.arena = fp_arena_new(NULL, 0);
		assert_non_null(run.world.arena);
		assert_int_equal(fp_arena_try(run.world.arena, run_law, &run), FENCEPOST_OK);
		fp_arena_free(run.world.arena);
	}
}

static void a_text_is_mended_in_strings_and_containers_as_by_itself(void **state)
{
	(void)state;
	assert_law(compose);
}

static void what_was_mended_is_json_to_two_parsers_and_needs_no_mending(void **state)
{
	(void)state;
	mended_count = 0;
	assert_law(mend_wholly);
	assert_true(mended_count >
	            CASES * 7 / 10); /* some is noise, or too short to be told from it */
}

static void safe_fixes_first_and_then_the_rest_are_all_at_once(void **state)
{
	(void)state;
	assert_law(mend_safely_first);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_text_is_mended_in_strings_and_containers_as_by_itself),
	    cmocka_unit_test(what_was_mended_is_json_to_two_parsers_and_needs_no_mending),
	    cmocka_unit_test(safe_fixes_first_and_then_the_rest_are_all_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
