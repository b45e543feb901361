/* SPDX-License-Identifier: MIT */
/*
 * One JSON text in one layer → findings with fixes, and the tree of what it was mended to. Most
 * texts end at the strict scanner. What comes out of the search is spliced and scanned again before
 * anything is offered: invalid JSON is never produced.
 */
#include "json/repair.h"

#include "text/utf8.h"
#include "json/meaning.h"
#include "json/message.h"
#include "json/notation.h"
#include "json/pointer.h"
#include "json/slips.h"
#include "json/story.h"
#include "json/transcript.h"
#include "json/trivia.h"

#include <string.h>

/* How much that is strange a text may hold: at once, and for each byte; and mistakes in so many bytes. */
enum { STRANGE_AT_ONCE = 300, STRANGE_A_BYTE = 2, STRANGE_STRING = 250 };
enum { MISTAKES_AT_ONCE = 1000, BYTES_A_MISTAKE = 2 };

/* What the reading of one text needs at hand. */
struct reader {
	struct fp_sink *sink;
	const struct fp_layer *layer;
	const struct fp_json_options *options;
	struct fp_arena *arena;           /* of the search; gone at the end */
	struct fp_range part;             /* of the layer that is JSON */
	const struct fp_layer *seen;      /* the layer, with blanks for what is residue of a copy */
	const struct fp_residue *residue; /* NULL: none */
	char *blanked;                    /* text of the layer that is seen so; NULL: none yet */
	struct fp_json *out;
};

/* A layer over a part of another: for trees, not for edits. */
static const struct fp_layer *part_of(struct fp_arena *arena, const struct fp_layer *layer,
                                      struct fp_range part)
{
	struct fp_layer *copy;

	if (part.from == 0 && part.to == layer->len)
		return layer;
	copy = fp_arena_alloc(arena, sizeof(*copy));
	*copy = *layer;
	copy->text += part.from;
	copy->len = part.to - part.from;
	copy->pos += part.from;
	if (copy->mended)
		copy->mended += part.from;
	copy->fixable = false;
	return copy;
}

/* How far the edits before an offset move it: slips come in order, so the next asks on from here. */
struct shift {
	const struct fp_layer_edit *edits;
	uint32_t count, next;
	int64_t by;
};

static uint32_t moved(struct shift *s, uint32_t at)
{
	while (s->next && s->edits[s->next - 1].range.to > at) {
		const struct fp_layer_edit *e = &s->edits[--s->next];

		s->by -= (int64_t)e->len - (e->range.to - e->range.from);
	}
	for (; s->next < s->count && s->edits[s->next].range.to <= at; s->next++) {
		const struct fp_layer_edit *e = &s->edits[s->next];

		s->by += (int64_t)e->len - (e->range.to - e->range.from);
	}
	return (uint32_t)((int64_t)at + s->by);
}

/* What an offset of a slip is the place of: the name before a missing colon, else where it points. */
static uint32_t place_of(const struct fp_slip *slip)
{
	if ((slip->rule == FP_JSON_MISSING_COLON || slip->rule == FP_JSON_MISSING_COMMA ||
	     slip->rule == FP_JSON_MISSING_VALUE) &&
	    slip->move->previous)
		return slip->move->previous - 1;
	return slip->range.from;
}

/*
 * All edits as one splice; false where the result would not be JSON. A transcript has many parts: no
 * more is copied than the one at hand.
 */
static bool mend(struct reader *r, const struct fp_layer_edit *edits, uint32_t count)
{
	struct fp_arena *a = r->sink->arena;
	struct fp_layer_edit *inside = fp_arena_alloc(r->arena, count * sizeof(*inside));
	const struct fp_layer *layer;

	for (uint32_t i = 0; i < count; i++) {
		inside[i] = edits[i];
		inside[i].range.from -= r->part.from;
		inside[i].range.to -= r->part.from;
	}
	layer = fp_layer_splice(a, part_of(a, r->layer, r->part), inside, count);
	if (!fp_scan(a, layer->text, layer->len, r->options->dialect, NULL))
		return false;
	fp_tree_build(&r->out->tree, a, layer, r->options->dialect);
	return true;
}

static void emit(struct reader *r, const struct fp_message_context *context,
                 const struct fp_slip *slip, const char *pointer, bool edits)
{
	bool meant = slip->illustrative && r->sink->kind == FP_KIND_JSON;
	enum fp_rule rule =
	    meant && slip->rule == FP_JSON_UNEXPECTED_TEXT ? FP_JSON_HTTP_PREAMBLE : slip->rule;
	struct fp_finding *f =
	    fp_found(r->sink, r->layer, slip->range, rule, "%s", fp_message_fault(context, slip));

	f->illustrative = slip->illustrative;
	if (meant && fp_rule_info(rule)->severity[FP_KIND_JSON] == FENCEPOST_ERROR)
		fp_lower(f, FENCEPOST_NOTE);
	if (slip->beside && r->sink->kind == FP_KIND_JSON)
		fp_lower(f, FENCEPOST_WARNING);
	fp_point(f, pointer);
	if (!edits || slip->count == 0)
		return;
	fp_fix(f, slip->safe ? FENCEPOST_SAFE : FENCEPOST_UNSAFE, "%s",
	       fp_message_fix(context, slip));
	for (uint32_t i = 0; i < slip->count; i++)
		fp_edit(f, r->layer, slip->edits[i].range, slip->edits[i].text, slip->edits[i].len);
}

static bool edits_overlap(const struct fp_layer_edit *edits, uint32_t count)
{
	for (uint32_t i = 1; i < count; i++) {
		if (edits[i].range.from < edits[i - 1].range.to)
			return true;
	}
	return false;
}

/* The slips as findings, with pointers into the tree of the mended text. */
static void report(struct reader *r, const struct fp_story *story, const struct fp_slips *slips)
{
	struct fp_layer_edit *edits;
	uint32_t count = fp_slips_edits(&edits, r->arena, slips);
	bool good = !edits_overlap(edits, count) && mend(r, edits, count);
	struct fp_sink said = *r->sink; /* sentences go when they have been copied from its arena */
	struct fp_message_context context = {&said, r->seen, story, r->part, r->options->where};
	struct shift shift = {edits, count, 0, 0};
	struct fp_pointers pointers = {.parent = FP_NO_NODE};

	if (good)
		pointers = fp_pointers(r->arena, &r->out->tree);
	r->out->safe = good;
	r->out->verdict = FP_VERDICT_ILLUSTRATIVE;
	for (uint32_t i = 0; i < slips->count; i++) {
		const struct fp_slip *s = &slips->of[i];
		const char *pointer = "";

		if (good) {
			uint32_t at = moved(&shift, place_of(s)) - r->part.from;

			pointer = fp_pointers_next(&pointers, fp_tree_at(&r->out->tree, at));
		}
		said.arena = fp_arena_child(r->arena);
		emit(r, &context, s, pointer, good);
		fp_arena_free(said.arena);
		r->out->safe = r->out->safe && s->safe;
		if (!s->illustrative)
			r->out->verdict = FP_VERDICT_BROKEN;
	}
	if (!good)
		r->out->verdict = FP_VERDICT_BROKEN;
}

/* ---- what is no JSON, and what cannot be searched ---- */

/* What the grammar wanted where the text stopped being JSON → a rule. */
static enum fp_rule first_rule(const struct fp_scan_error *e, uint32_t len)
{
	switch (e->want) {
	case FP_WANT_COLON:
		return FP_JSON_MISSING_COLON;
	case FP_WANT_NEXT_MEMBER:
	case FP_WANT_NEXT_ELEMENT:
		return e->at >= len ? FP_JSON_UNCLOSED_CONTAINER : FP_JSON_MISSING_COMMA;
	case FP_WANT_FIRST_ELEMENT:
	case FP_WANT_FIRST_KEY:
		return e->at >= len ? FP_JSON_UNCLOSED_CONTAINER : FP_JSON_UNEXPECTED_TEXT;
	case FP_WANT_STRING:
		return e->at >= len ? FP_JSON_UNTERMINATED_STRING : FP_JSON_CONTROL_CHAR;
	case FP_WANT_VALUE:
		return e->at >= len ? FP_JSON_MISSING_VALUE : FP_JSON_UNEXPECTED_TEXT;
	case FP_WANT_KEY:
	case FP_WANT_END:
		break;
	}
	return FP_JSON_UNEXPECTED_TEXT;
}

static const char *wanted(enum fp_want want)
{
	switch (want) {
	case FP_WANT_COLON:
		return "expected ':'";
	case FP_WANT_NEXT_MEMBER:
		return "expected ',' or '}'";
	case FP_WANT_NEXT_ELEMENT:
		return "expected ',' or ']'";
	case FP_WANT_FIRST_ELEMENT:
		return "expected a value or ']'";
	case FP_WANT_FIRST_KEY:
		return "expected a property name or '}'";
	case FP_WANT_STRING:
		return "this string is not JSON";
	case FP_WANT_VALUE:
		return "expected a value";
	case FP_WANT_KEY:
		return "expected a property name";
	case FP_WANT_END:
		break;
	}
	return "expected the end";
}

/* The first strict error alone, with no edits: the search has given up. */
static void give_up(struct reader *r)
{
	struct fp_scan_error e;
	const char *text = r->layer->text + r->part.from;
	uint32_t len = r->part.to - r->part.from;
	uint32_t used;
	struct fp_range range;

	fp_scan(r->arena, text, len, r->options->dialect, &e);
	range.from = range.to = r->part.from + e.at;
	if (e.at < len) {
		fp_utf8_decode(text + e.at, len - e.at, &used);
		range.to += used;
		fp_found(r->sink, r->layer, range, first_rule(&e, len), "%s, found '%s'",
		         wanted(e.want), fp_words(r->sink, text + e.at, used));
	} else {
		fp_found(r->sink, r->layer, range, first_rule(&e, len),
		         "%s, found the end of the %s", wanted(e.want), r->options->where);
	}
	r->out->verdict = FP_VERDICT_GIVEN_UP;
}

static void not_json(struct reader *r, const char *looks_like)
{
	uint32_t notes, at = fp_trivia_skip(r->layer->text, r->part.to, r->part.from, &notes);
	struct fp_range range = {at < r->part.to ? at : r->part.from, r->part.to};
	const char *end = memchr(r->layer->text + range.from, '\n', range.to - range.from);

	if (end)
		range.to = (uint32_t)(end - r->layer->text);
	fp_found(r->sink, r->layer, range, FP_JSON_NOT_JSON,
	         looks_like ? "this is %s, not JSON" : "this is not JSON%s",
	         looks_like ? looks_like : "");
	r->out->verdict = FP_VERDICT_NOT_JSON;
}

/* What a move says against the text being JSON at all: slips of punctuation and style say nothing. */
static int64_t strangeness(const struct fp_move *m, const struct fp_prices *prices, uint32_t *seen)
{
	enum fp_habit habit = fp_price_habit((enum fp_price)m->price);
	int64_t price = prices->of[m->price];

	if (m->rule == FP_JSON_PROGRAM_TEXT || m->rule == FP_JSON_MISSING_QUOTE) {
		if (*seen & 1u << habit)
			price = price * fp_habit_percent(habit) / 100;
		*seen |= 1u << habit;
	}
	switch ((enum fp_rule)m->rule) {
	case FP_JSON_MISSING_COMMA:
	case FP_JSON_TRAILING_COMMA:
	case FP_JSON_EXTRA_COMMA:
	case FP_JSON_SINGLE_QUOTE:
	case FP_JSON_SMART_QUOTE:
	case FP_JSON_BAD_ESCAPE:
	case FP_JSON_CONTROL_CHAR:
	case FP_JSON_ELLIPSIS:
	case FP_JSON_BAD_LITERAL:
	case FP_JSON_MULTIPLE_VALUES:
	case FP_JSON_UNCLOSED_CONTAINER:
	case FP_JSON_FRAGMENT:
		return 0;
	case FP_JSON_MISSING_COLON:
		return m->price == FP_PRICE_COLON_COMMA || m->price == FP_PRICE_COLON_MISSING
		           ? prices->of[m->price] / 2
		           : 0;
	case FP_JSON_UNQUOTED_KEY:
	case FP_JSON_BARE_PLACEHOLDER:
		return 20;
	case FP_JSON_UNEXPECTED_TEXT:
		if (m->price == FP_PRICE_REPEATED)
			return 0;
		break;
	case FP_JSON_PROGRAM_TEXT:
		if (m->kind == FP_MOVE_DELETE)
			return price; /* the name of a call is no data that is lost */
		break;
	case FP_JSON_EXTRA_OPENER:
		if (m->price == FP_PRICE_CALL || m->price == FP_PRICE_OPENER_KIND_CLOSER)
			return 20; /* (1, 2), as Python writes a list */
		break;
	default:
		break;
	}
	if (m->kind == FP_MOVE_STRING) /* however many quotes are in it, it is one string */
		return m->reading.rest < STRANGE_STRING ? m->reading.rest : STRANGE_STRING;
	return price + (int64_t)(m->range.to - m->range.from) *
	                   (m->kind == FP_MOVE_DELETE ? prices->of[FP_PRICE_WEIGHT_WORD] : 0);
}

/* Too much that is strange for the size of the text: something else was meant. */
static bool out_of_proportion(const struct reader *r, const struct fp_story *story)
{
	const struct fp_prices *prices =
	    r->options->prices ? r->options->prices : &fp_prices_default;
	uint32_t len = r->part.to - r->part.from, seen = 0;
	int64_t sum = 0;

	if (story->count > MISTAKES_AT_ONCE && story->count > len / BYTES_A_MISTAKE)
		return true; /* commas are not counted below, but nobody forgets them all */
	for (uint32_t i = 0; i < story->count; i++)
		sum += strangeness(story->told[i].move, prices, &seen);
	return sum > STRANGE_AT_ONCE + (int64_t)len * STRANGE_A_BYTE;
}

/* Whether the mended text is an object or an array, or begins as one. */
static bool is_container(const struct fp_story *story, const char *text, struct fp_range part)
{
	uint32_t notes, at = fp_trivia_skip(text, part.to, part.from, &notes);

	for (uint32_t i = 0; i < story->count; i++) {
		const struct fp_move *m = story->told[i].move;

		if (m->kind == FP_MOVE_FRAGMENT || m->kind == FP_MOVE_OPEN ||
		    (m->kind == FP_MOVE_REPLACE && m->rule == FP_JSON_EXTRA_OPENER))
			return true;
		if ((m->kind == FP_MOVE_DELETE || m->kind == FP_MOVE_ELLIPSIS) &&
		    m->range.from <= at) {
			at = fp_trivia_skip(text, part.to, m->range.to, &notes);
			if (at < part.to && text[at] == ',')
				at = fp_trivia_skip(text, part.to, at + 1, &notes);
		}
	}
	return at < part.to && (text[at] == '{' || text[at] == '[');
}

static void search(struct reader *r)
{
	struct fp_story story;
	struct fp_slips slips;

	fp_story_tell(&story, r->arena, r->seen->text, r->part, r->options);
	if (!story.found) {
		give_up(r);
		return;
	}
	if (out_of_proportion(r, &story) || !is_container(&story, r->seen->text, r->part)) {
		not_json(r, fp_notation_language(r->layer->text + r->part.from,
		                                 r->part.to - r->part.from));
		return;
	}
	fp_slips_find(&slips, r->arena, r->seen->text, r->part, &story,
	              strcmp(r->options->where, "payload") == 0);
	if (r->residue)
		fp_slips_residue(&slips, r->arena, r->residue);
	report(r, &story, &slips);
}

/* Most texts end here: they are JSON, and their tree is made. */
static bool accept(struct reader *r)
{
	struct fp_arena *a = r->sink->arena;

	if (!fp_scan(a, r->layer->text + r->part.from, r->part.to - r->part.from,
	             r->options->dialect, NULL))
		return false;
	fp_tree_build(&r->out->tree, a, part_of(a, r->layer, r->part), r->options->dialect);
	r->out->verdict = FP_VERDICT_VALID;
	r->out->safe = true;
	return true;
}

/* All parts share one copy of the text: each has its residue blanked out in it. */
static void see_without(struct reader *r, const struct fp_residue *residue)
{
	struct fp_layer *seen = fp_arena_alloc(r->sink->arena, sizeof(*seen));

	if (!r->blanked)
		r->blanked = fp_arena_copy(r->sink->arena, r->layer->text, r->layer->len);
	fp_residue_blank(residue, r->blanked);
	*seen = *r->layer;
	seen->text = r->blanked;
	r->seen = seen;
	r->residue = residue;
}

/* Reads a part that is not JSON as it stands. */
static void read_broken(struct reader *r)
{
	struct fp_residue residue;
	const char *language;

	r->seen = r->layer;
	r->residue = NULL;
	if (fp_residue_find(&residue, r->sink->arena, r->layer->text, r->part))
		see_without(r, &residue);
	language = fp_notation_language(r->seen->text + r->part.from, r->part.to - r->part.from);
	if (language) {
		not_json(r, language);
	} else {
		r->arena = fp_arena_child(r->sink->arena);
		search(r);
		fp_arena_free(r->arena);
	}
	r->residue = NULL;
}

/* The worse of two verdicts, for a text of several parts. */
static enum fp_verdict worse(enum fp_verdict a, enum fp_verdict b)
{
	static const int rank[] = {
	    [FP_VERDICT_VALID] = 0,    [FP_VERDICT_EMPTY] = 1,    [FP_VERDICT_ILLUSTRATIVE] = 2,
	    [FP_VERDICT_NOT_JSON] = 3, [FP_VERDICT_GIVEN_UP] = 4, [FP_VERDICT_BROKEN] = 5};

	return rank[a] > rank[b] ? a : b;
}

/* HTTP messages, console sessions, logs: each piece of JSON in them is read as a text of its own. */
static bool read_transcript(struct reader *r)
{
	static const struct {
		const char *around; /* its JSON */
		const char *alone;
	} kinds[] = {
	    [FP_TRANSCRIPT_HTTP] = {"an HTTP message; tag this block http", NULL},
	    [FP_TRANSCRIPT_CONSOLE] = {"a console session; tag this block console",
	                               "a shell command"},
	    [FP_TRANSCRIPT_LOG] = {"a log; tag this block text", "a log"},
	};
	struct fp_transcript t;
	enum fp_verdict verdict = FP_VERDICT_ILLUSTRATIVE;
	bool safe = true;
	struct fp_finding *f;

	if (!fp_transcript_find(&t, r->sink->arena, r->layer->text, r->layer->len))
		return false;
	if (kinds[t.kind].alone && t.count == 0) {
		not_json(r, kinds[t.kind].alone);
		return true;
	}
	f = fp_found(r->sink, r->layer, t.head, FP_JSON_HTTP_PREAMBLE, "%s", kinds[t.kind].around);
	f->illustrative = true;
	for (uint32_t i = 0; i < t.count; i++) {
		memset(&r->out->tree, 0, sizeof(r->out->tree));
		r->part = t.parts[i];
		if (!accept(r))
			read_broken(r);
		verdict = worse(verdict, r->out->verdict);
		safe = safe && r->out->safe;
		if (i + 1 < t.count && r->out->tree.count)
			fp_meaning_check(r->sink, &r->out->tree);
	}
	r->out->verdict = verdict;
	r->out->safe = safe;
	return true;
}

static bool is_blank(const char *text, uint32_t len)
{
	for (uint32_t i = 0; i < len; i++) {
		if (!fp_trivia_blank(text[i]))
			return false;
	}
	return true;
}

void fp_json_read(struct fp_json *out, struct fp_sink *sink, const struct fp_layer *layer,
                  const struct fp_json_options *options)
{
	struct fp_range whole = {0, layer->len};
	struct reader r = {
	    .sink = sink, .layer = layer, .options = options, .part = whole, .out = out};

	memset(out, 0, sizeof(*out));
	if (is_blank(layer->text, layer->len)) {
		fp_found(sink, layer, whole, FP_JSON_EMPTY, "empty %s", options->where);
		out->verdict = FP_VERDICT_EMPTY;
		out->safe = true;
		return;
	}
	if (accept(&r) || (sink->kind == FP_KIND_JSON && read_transcript(&r)))
		return;
	read_broken(&r);
}
