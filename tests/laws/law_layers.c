/* SPDX-License-Identifier: MIT */
/*
 * The laws of the position table, on texts in up to three strings in up to three containers:
 * a text is read as it was written; its table never decreases; an edit of it, lowered to the file,
 * gives a file that reads as the edited text; several edits at once give what they give one by one,
 * in any order; and what is read through a mend may be edited along with it.
 */
#include "fencepost.h"
#include "finding/edit.h"
#include "wrap.h"
#include "json/string.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { CASES = 4000, MOST_EDITS = 6 };

static size_t mended_count; /* of the cases of a law: an edit went in along with pending ones */

/* One case: a text, how it was wrapped, and the file. */
struct world {
	struct fp_arena *arena;
	struct random random;
	struct wrap wrap;
	struct fp_bytes text, file;
	const struct fp_layer *layer; /* of the text in the file */
};

/* What texts are made of. At depth 0 only what may stand in a block as it is. */
static const char *const plain[] = {
    "a",   "b ", " ", "\n",       "\n\n",         "{\"k\": \"v\"}",   "[", "]",   ",",  "\t",
    "\\",  "\"", "'", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "/", "1e9", "  ", "\\u00e9",
    "\\n", "//",
};
static const char *const inner[] = {"\r", "`", "```\n", "\x01", "\x7f", "~~~", "\b\f", "> "};

enum { PLAIN = sizeof(plain) / sizeof(*plain), INNER = sizeof(inner) / sizeof(*inner) };

static void put_words(struct fp_bytes *out, struct random *r, uint32_t depth, uint32_t most)
{
	uint32_t count = random_below(r, most + 1), which;

	while (count-- > 0) {
		which = random_below(r, depth > 0 ? PLAIN + INNER : PLAIN);
		fp_bytes_text(out, which < PLAIN ? plain[which] : inner[which - PLAIN]);
	}
}

static void make_world(struct world *w)
{
	uint32_t depth = random_below(&w->random, MOST_DEPTH + 1);

	wrap_draw(&w->wrap, &w->random, depth);
	w->text = w->file = FP_BYTES(w->arena);
	put_words(&w->text, &w->random, depth, 20);
	if (depth == 0)
		fp_bytes_text(&w->text, "}\n");
	wrap_put(&w->file, &w->wrap, &w->random, w->text.data, w->text.len);
	w->layer = wrap_read(w->arena, &w->wrap, w->file.data, w->file.len);
}

static void assert_text(const struct fp_layer *layer, const struct fp_bytes *want,
                        const struct fp_bytes *file)
{
	if (layer && layer->len == want->len &&
	    (want->len == 0 || memcmp(layer->text, want->data, want->len) == 0))
		return;
	print_error("file:\n%.*s\n---\nwant: %.*s\nread: %.*s\n", (int)file->len, file->data,
	            (int)want->len, want->data, layer ? (int)layer->len : 0,
	            layer ? layer->text : "");
	fail();
}

static void assert_table(const struct fp_layer *layer, size_t file_len)
{
	for (; layer; layer = layer->outer) {
		for (uint32_t at = 0; at < layer->len; at++)
			assert_true(layer->pos[at] <= layer->pos[at + 1]);
		assert_true(layer->pos[layer->len] <= file_len);
		if (layer->outer) {
			assert_true(layer->pos[0] >= layer->outer->pos[0]);
			assert_true(layer->pos[layer->len] <= layer->outer->pos[layer->outer->len]);
		}
	}
}

/* How far from the end of the text edits keep: a block's last line end belongs to its fence. */
static uint32_t last_place(const struct world *w, const struct fp_layer *layer)
{
	return w->wrap.depth == 0 ? layer->len - 1 : layer->len;
}

static bool cuts_code_point(const struct fp_layer *layer, uint32_t at)
{
	return at < layer->len && ((unsigned char)layer->text[at] & 0xc0) == 0x80;
}

/* A range of whole code points at `from` or behind. */
static struct fp_range draw_range(struct world *w, const struct fp_layer *layer, uint32_t from)
{
	uint32_t last = last_place(w, layer), to;

	from += random_below(&w->random, last - from + 1);
	while (cuts_code_point(layer, from))
		from++;
	to = from + random_below(&w->random, 4);
	to = to > last ? last : to;
	while (cuts_code_point(layer, to))
		to++;
	return (struct fp_range){from, to};
}

/* Up to MOST_EDITS edits between spellings, sorted; they may touch. */
static size_t draw_edits(struct world *w, struct fp_layer_edit *edits)
{
	size_t count = random_below(&w->random, MOST_EDITS + 1);
	uint32_t from = 0;

	for (size_t i = 0; i < count; i++) {
		struct fp_bytes text = FP_BYTES(w->arena);

		edits[i].range = draw_range(w, w->layer, from);
		put_words(&text, &w->random, w->wrap.depth, 3);
		edits[i].text = text.data;
		edits[i].len = (uint32_t)text.len;
		from = edits[i].range.to;
	}
	return count;
}

static void edit_text(struct fp_bytes *out, const char *text, size_t len,
                      const struct fp_layer_edit *edits, size_t count)
{
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		fp_bytes_put(out, text + at, edits[i].range.from - at);
		fp_bytes_put(out, edits[i].text, edits[i].len);
		at = edits[i].range.to;
	}
	fp_bytes_put(out, text + at, len - at);
}

/* Adds a finding for each edit, with the edit as its fix, as check/ would. */
static void find_edits(struct fp_sink *sink, const struct fp_layer *layer,
                       const struct fp_layer_edit *edits, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct fp_finding *f =
		    fp_found(sink, layer, edits[i].range, FP_JSON_MISSING_COMMA, "edit");

		fp_fix(f, FENCEPOST_SAFE, "edit");
		fp_edit(f, layer, edits[i].range, edits[i].text, edits[i].len);
	}
}

/* Makes the edits of two layers (the second may be NULL) in the file; all of them must go in. */
static void edit_file(struct fp_bytes *out, struct world *w, const struct fp_layer_edit *edits,
                      size_t count, const struct fp_layer *mended, const struct fp_layer_edit *more)
{
	struct fp_levels levels;
	struct fp_edits chosen;
	struct fp_sink sink;

	fp_levels_init(&levels);
	fp_sink_init(&sink, w->arena, w->layer->file, &levels);
	find_edits(&sink, w->layer, edits, count);
	if (mended)
		find_edits(&sink, mended, more, 1);
	fp_sink_finish(&sink, 0, 0);
	fp_edit_choose(&chosen, w->arena, &sink, FENCEPOST_SAFE, NULL, NULL);
	assert_int_equal(chosen.count, count + (mended ? 1 : 0));
	fp_edit_splice(out, w->file.data, w->file.len, &chosen);
}

static void read_back(struct world *w)
{
	make_world(w);
	assert_text(w->layer, &w->text, &w->file);
	assert_table(w->layer, w->file.len);
}

static void edit_at_once(struct world *w)
{
	struct fp_bytes text = FP_BYTES(w->arena), file = text;
	struct fp_layer_edit edits[MOST_EDITS];
	size_t count;

	make_world(w);
	count = draw_edits(w, edits);
	edit_text(&text, w->text.data, w->text.len, edits, count);
	edit_file(&file, w, edits, count, NULL, NULL);
	assert_text(wrap_read(w->arena, &w->wrap, file.data, file.len), &text, &file);
}

/* Makes one of the edits in the text and in the file, reads that, and moves the edits behind. */
static void edit_one(struct world *w, struct fp_layer_edit *edits, size_t count, size_t which)
{
	struct fp_bytes text = FP_BYTES(w->arena), file = text;
	struct fp_layer_edit done = edits[which];

	edit_text(&text, w->text.data, w->text.len, &done, 1);
	edit_file(&file, w, &done, 1, NULL, NULL);
	w->layer = wrap_read(w->arena, &w->wrap, file.data, file.len);
	assert_text(w->layer, &text, &file);
	w->text = text;
	w->file = file;
	for (size_t i = which + 1; i < count; i++) {
		edits[i].range.from += done.len - (done.range.to - done.range.from);
		edits[i].range.to += done.len - (done.range.to - done.range.from);
	}
}

static void edit_one_by_one(struct world *w)
{
	struct fp_bytes text = FP_BYTES(w->arena);
	struct fp_layer_edit edits[MOST_EDITS];
	size_t order[MOST_EDITS], count, other;

	make_world(w);
	count = draw_edits(w, edits);
	edit_text(&text, w->text.data, w->text.len, edits, count);
	for (size_t i = 0; i < count; i++) {
		other = random_below(&w->random, (uint32_t)i + 1);
		order[i] = order[other];
		order[other] = i;
	}
	for (size_t i = 0; i < count; i++)
		edit_one(w, edits, count, order[i]);
	assert_text(w->layer, &text, &w->file);
}

/*
 * Some edits are pending, the text is read as if they were made, and one more edit of what was read
 * goes in along with them.
 */
static void edit_through_a_mend(struct world *w)
{
	struct fp_bytes text = FP_BYTES(w->arena), put = text, file = text;
	struct fp_layer_edit edits[MOST_EDITS], more = {.text = NULL};
	struct fp_layer *mended;
	size_t count;

	make_world(w);
	count = draw_edits(w, edits);
	mended = fp_layer_splice(w->arena, w->layer, edits, count);
	edit_text(&text, w->text.data, w->text.len, edits, count);
	assert_text(mended, &text, &w->file);
	assert_table(mended, w->file.len);
	more.range = draw_range(w, mended, 0);
	if (!fp_layer_editable(mended, more.range))
		return;
	put_words(&put, &w->random, w->wrap.depth, 3);
	more.text = put.data;
	more.len = (uint32_t)put.len;
	text.len = 0;
	edit_text(&text, mended->text, mended->len, &more, 1);
	edit_file(&file, w, edits, count, mended, &more);
	assert_text(wrap_read(w->arena, &w->wrap, file.data, file.len), &text, &file);
	mended_count++;
}

/* The byte of the layer around at which the spelling of byte `at` begins. */
static uint32_t place_around(const struct fp_layer *layer, struct fp_range string, uint32_t at)
{
	uint32_t place = string.from + 1;

	while (layer->outer->pos[place] < layer->pos[at])
		place++;
	return place;
}

/* The edits as they are made in the layer around: whole escapes, and text escaped. */
static int64_t move_outwards(struct world *w, struct fp_layer_edit *outer, struct fp_range string,
                             const struct fp_layer_edit *edits, size_t count)
{
	int64_t grown = 0;

	for (size_t i = 0; i < count; i++) {
		struct fp_bytes text = FP_BYTES(w->arena);

		fp_string_escape(&text, edits[i].text, edits[i].len);
		outer[i].range.from = place_around(w->layer, string, edits[i].range.from);
		outer[i].range.to = place_around(w->layer, string, edits[i].range.to);
		outer[i].text = text.data;
		outer[i].len = (uint32_t)text.len;
		grown += (int64_t)text.len - (outer[i].range.to - outer[i].range.from);
	}
	return grown;
}

/*
 * The same for edits of the layer around the text: a broken string is read as it will be, and what is
 * in it is edited in the same round.
 */
static void edit_in_a_mended_string(struct world *w)
{
	struct fp_bytes text = FP_BYTES(w->arena), put = text, file = text;
	struct fp_layer_edit edits[MOST_EDITS], outer[MOST_EDITS], more;
	const struct fp_layer *around, *mended;
	struct fp_range string;
	size_t count;

	make_world(w);
	if (w->wrap.depth == 0)
		return;
	around = w->layer->outer;
	string = wrap_string(&w->wrap, around);
	count = draw_edits(w, edits);
	edit_text(&text, w->text.data, w->text.len, edits, count);
	string.to += (uint32_t)move_outwards(w, outer, string, edits, count);
	mended =
	    fp_string_layer(w->arena, fp_layer_splice(w->arena, around, outer, count), string, "");
	assert_text(mended, &text, &w->file);
	assert_table(mended, w->file.len);
	more.range = draw_range(w, mended, 0);
	if (!fp_layer_editable(mended, more.range) || !mended->fixable)
		return;
	put_words(&put, &w->random, w->wrap.depth, 3);
	more.text = put.data;
	more.len = (uint32_t)put.len;
	text.len = 0;
	edit_text(&text, mended->text, mended->len, &more, 1);
	w->layer = around;
	edit_file(&file, w, outer, count, mended, &more);
	assert_text(wrap_read(w->arena, &w->wrap, file.data, file.len), &text, &file);
	mended_count++;
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

static void a_text_is_read_as_it_was_written_and_its_table_never_decreases(void **state)
{
	(void)state;
	assert_law(read_back);
}

static void editing_a_layer_is_editing_the_file_and_reading_it_again(void **state)
{
	(void)state;
	assert_law(edit_at_once);
}

static void edits_give_the_same_in_any_order_as_at_once(void **state)
{
	(void)state;
	assert_law(edit_one_by_one);
}

static void what_is_read_through_a_mend_is_edited_along_with_it(void **state)
{
	(void)state;
	mended_count = 0;
	assert_law(edit_through_a_mend);
	assert_true(mended_count > CASES / 4);
}

static void what_is_in_a_mended_string_is_edited_along_with_it(void **state)
{
	(void)state;
	mended_count = 0;
	assert_law(edit_in_a_mended_string);
	assert_true(mended_count > CASES / 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_text_is_read_as_it_was_written_and_its_table_never_decreases),
	    cmocka_unit_test(editing_a_layer_is_editing_the_file_and_reading_it_again),
	    cmocka_unit_test(edits_give_the_same_in_any_order_as_at_once),
	    cmocka_unit_test(what_is_read_through_a_mend_is_edited_along_with_it),
	    cmocka_unit_test(what_is_in_a_mended_string_is_edited_along_with_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
