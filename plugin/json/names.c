/* SPDX-License-Identifier: MIT */
/*
 * Where a name is due: strings and bare words, and the names that an object has already. A name is
 * known by the hash of its spelling; the names so far are a list that hypotheses share.
 */
#include "json/moves.h"

#include "text/ascii.h"
#include "json/trivia.h"
#include "json/words.h"

#include <string.h>

/* What a name is compared by. */
static uint32_t hash_of(const char *text, uint32_t from, uint32_t to)
{
	uint32_t hash = 2166136261u;

	for (uint32_t i = from; i < to; i++)
		hash = (hash ^ (uint8_t)text[i]) * 16777619u;
	return hash ? hash : 1;
}

int32_t fp_names_twin(const struct fp_here *x, uint32_t at, uint32_t keys, uint32_t depth)
{
	uint32_t to, hash;

	if (!keys || !fp_here_begins_member(x, at, &to))
		return 0;
	if (x->s->text[at] != '"' && x->s->text[at] != '\'')
		return 0; /* bare names are often placeholders */
	hash = hash_of(x->s->text, at + 1, to - 1);
	for (int most = 256; most && keys && x->s->keys[keys].depth >= depth;
	     most--, keys = x->s->keys[keys].prev) {
		x->s->steps++;
		if (x->s->keys[keys].depth == depth && x->s->keys[keys].hash == hash)
			return x->s->prices->of[FP_PRICE_TWIN_KEY];
	}
	return 0;
}

/* A name was read: a colon is due. */
static struct fp_step key_step(const struct fp_here *x, uint32_t from, uint32_t to, uint32_t end,
                               int32_t more)
{
	struct fp_step step = fp_step_free(x, FP_STATE_COLON);

	step.frame = fp_layout_frame(x, x->h.frame);
	step.at = end;
	step.more = more;
	x->s->steps += (to - from) / 8;
	step.keys = fp_search_key(x->s, x->h.keys, hash_of(x->s->text, from, to),
	                          x->s->frames[fp_here_solid(x->s, step.frame)].depth);
	return step;
}

/* name': — a name that has lost its opening quote, of another kind. false: it does not end so. */
static bool unopened_key(const struct fp_here *x, const struct fp_word *word, int32_t layout)
{
	uint32_t to = word->to;
	struct fp_bytes out = FP_BYTES(x->s->arena);
	struct fp_move move = {
	    .kind = FP_MOVE_REPLACE, .rule = FP_JSON_MISSING_QUOTE, .range = {x->at, to}};

	while (to > x->at && strchr("'`", x->s->text[to - 1]))
		to--;
	if (to == word->to || to == x->at)
		return false;
	fp_bytes_char(&out, '"');
	fp_bytes_put(&out, x->s->text + x->at, to - x->at);
	fp_bytes_char(&out, '"');
	move.text = fp_bytes_string(&out);
	fp_step_slip(x, key_step(x, x->at, to, word->to, layout), FP_PRICE_QUOTE_MISSING, &move);
	return true;
}

/* X"-Id": — the opening quote of a name stands behind its first letters. */
static void late_quote(const struct fp_here *x, int32_t layout)
{
	uint32_t quote = x->at, to, notes;
	struct fp_bytes out = FP_BYTES(x->s->arena);
	struct fp_move move = {.kind = FP_MOVE_REPLACE, .rule = FP_JSON_MISSING_QUOTE};

	while (quote - x->at < 16 && fp_ascii_is_alnum(fp_here_byte(x, quote)))
		quote++;
	if (quote == x->at || fp_here_byte(x, quote) != '"')
		return;
	to = fp_here_plain_string(x, quote);
	if (!to || to - quote < 3 || strchr(" ,:", x->s->text[quote + 1]) ||
	    fp_here_byte(x, fp_search_skip(x->s, to, &notes)) != ':')
		return;
	fp_bytes_char(&out, '"');
	fp_bytes_put(&out, x->s->text + x->at, quote - x->at);
	move.range = (struct fp_range){x->at, quote + 1};
	move.text = fp_bytes_string(&out);
	fp_step_slip(x, key_step(x, x->at, to, to, layout), FP_PRICE_QUOTE_LATE, &move);
}

static void bare_key(const struct fp_here *x, int32_t layout)
{
	struct fp_word word;
	struct fp_step step;
	enum fp_price price;
	bool found;
	struct fp_move move = {
	    .kind = FP_MOVE_QUOTE, .rule = FP_JSON_UNQUOTED_KEY, .frame = x->h.frame};

	found = fp_here_word(x, x->at, FP_WORD_AS_KEY, &word);
	x->s->steps += word.to - x->at;
	if (!found)
		return;
	if (fp_here_byte(x, word.to) == '"' &&
	    (!fp_here_begins_string(x, x->at) || fp_here_byte(x, word.to + 1) == ':') &&
	    fp_search_affords(x->s, &x->h, FP_PRICE_QUOTE_MISSING, layout)) {
		struct fp_move quote = {.kind = FP_MOVE_INSERT,
		                        .rule = FP_JSON_MISSING_QUOTE,
		                        .range = {x->at, x->at},
		                        .text = "\""};

		step = key_step(x, x->at, word.to, word.to + 1, layout);
		fp_step_slip(x, step, FP_PRICE_QUOTE_MISSING, &quote);
	}
	if (!word.colon && !word.blanks && fp_here_byte(x, word.to) != ' ')
		return;
	if (word.odd && unopened_key(x, &word, layout))
		return; /* be it among bare names, the quote is no part of it */
	price = word.blanks || word.odd ? FP_PRICE_BARE_KEY_BLANKS : FP_PRICE_BARE_KEY;
	if (!fp_search_affords(x->s, &x->h, price, layout))
		return; /* its name is not worth keeping */
	move.range = (struct fp_range){x->at, word.to};
	fp_step_slip(x, key_step(x, x->at, word.to, word.to, layout), price, &move);
}

/* ...: 1 — a member whose name is left open. */
static void dots_key(const struct fp_here *x, int32_t layout)
{
	uint32_t notes, to = fp_word_ellipsis(x->s->text, x->s->to, x->at);
	struct fp_move move = {.kind = FP_MOVE_QUOTE,
	                       .rule = FP_JSON_ELLIPSIS,
	                       .illustrative = 1,
	                       .range = {x->at, to},
	                       .frame = x->h.frame};

	if (to && fp_here_byte(x, fp_search_skip(x->s, to, &notes)) == ':')
		fp_step_slip(x, key_step(x, x->at, to, to, layout), FP_PRICE_ELLIPSIS, &move);
}

/* A name in quotes: a step for each way that it could end. */
static void quoted_key(const struct fp_here *x, int32_t layout)
{
	const struct fp_reading_slot *list = fp_search_readings(x->s, x->at, FP_READING_KEY);

	for (uint32_t i = 0; i < list->count; i++) {
		const struct fp_reading *r = &list->of[i];

		if (!fp_search_affords(x->s, &x->h, FP_PRICE_COUNT, layout + fp_quoted_price(x, r)))
			continue; /* its name is not worth keeping */
		fp_quoted_read(x, key_step(x, r->content.from, r->content.to, r->end, layout), r);
	}
}

/* A placeholder or a type in the place of a whole member. */
static void placeholder_member(const struct fp_here *x)
{
	uint32_t to = fp_here_bracketed(x), notes;
	uint32_t dots = fp_word_ellipsis(x->s->text, x->s->to, x->at + 1);
	struct fp_step step = fp_step_free(x, FP_STATE_OBJECT_DOTS);
	struct fp_move move = {
	    .kind = FP_MOVE_ELLIPSIS, .rule = FP_JSON_BARE_PLACEHOLDER, .illustrative = 1};

	if (!to && dots && dots < x->s->to && strchr("]})>", x->s->text[dots]))
		to = dots + 1;
	if (!to || fp_here_byte(x, fp_search_skip(x->s, to, &notes)) == ':')
		return;
	move.range = (struct fp_range){x->at, to};
	step.at = to;
	step.dropped = true;
	fp_step_slip(x, step, FP_PRICE_PLACEHOLDER, &move);
}

/* "...", "// more": a string alone, in the place of a member, that says something is left out. */
static void quoted_note(const struct fp_here *x)
{
	static const char *const marks[] = {"\"...", "\"\xe2\x80\xa6", "\"//", "\"/*", "\"#"};
	bool dots = fp_word_ellipsis(x->s->text, x->s->to, x->at + 1);
	uint32_t to = 0, notes;
	struct fp_step step = fp_step_free(x, FP_STATE_OBJECT_DOTS);
	struct fp_move move = {
	    .kind = FP_MOVE_ELLIPSIS, .rule = FP_JSON_ELLIPSIS, .illustrative = 1};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks) && !to; i++) {
		if (fp_here_begins(x, marks[i]))
			to = fp_here_plain_string(x, x->at);
	}
	if (!to || !strchr(dots ? ",}\"" : ",}", /* behind dots a comma is easily forgotten */
	                   fp_here_byte(x, fp_search_skip(x->s, to, &notes))))
		return;
	move.range = (struct fp_range){x->at, to};
	step.at = to;
	step.dropped = true;
	fp_step_slip(x, step, FP_PRICE_PLACEHOLDER, &move);
}

/* :name, as Ruby and Clojure write names. */
static void symbol_key(const struct fp_here *x, int32_t layout)
{
	struct fp_word word;
	struct fp_bytes out = FP_BYTES(x->s->arena);
	struct fp_move move = {.kind = FP_MOVE_REPLACE, .rule = FP_JSON_UNQUOTED_KEY};

	if (x->at + 1 >= x->s->to || fp_trivia_blank(x->s->text[x->at + 1]) ||
	    !fp_here_word(x, x->at + 1, FP_WORD_AS_KEY, &word) || word.blanks || word.odd)
		return;
	fp_bytes_char(&out, '"');
	fp_bytes_put(&out, x->s->text + x->at + 1, word.to - x->at - 1);
	fp_bytes_char(&out, '"');
	move.range = (struct fp_range){x->at, word.to};
	move.text = fp_bytes_string(&out);
	fp_step_slip(x, key_step(x, x->at + 1, word.to, word.to, layout), FP_PRICE_BARE_KEY, &move);
}

/* ["name"]: as Lua and JavaScript write it, or [:name]. */
static void bracketed_key(const struct fp_here *x, int32_t layout)
{
	uint32_t notes, from = fp_search_skip(x->s, x->at + 1, &notes);
	uint32_t to = strchr("\"'", fp_here_byte(x, from)) ? fp_here_plain_string(x, from) : 0;
	uint32_t end = to ? fp_search_skip(x->s, to, &notes) : 0;
	struct fp_bytes out = FP_BYTES(x->s->arena);
	struct fp_move move = {.kind = FP_MOVE_REPLACE, .rule = FP_JSON_UNQUOTED_KEY};

	if (fp_here_byte(x, from) == 0 || !to || fp_here_byte(x, end) != ']')
		return;
	fp_bytes_char(&out, '"');
	fp_bytes_put(&out, x->s->text + from + 1, to - from - 2);
	fp_bytes_char(&out, '"');
	move.range = (struct fp_range){x->at, end + 1};
	move.text = fp_bytes_string(&out);
	fp_step_slip(x, key_step(x, from + 1, to - 1, end + 1, layout), FP_PRICE_BRACKETED_KEY,
	             &move);
}

void fp_names_offer(const struct fp_here *x)
{
	int32_t layout = fp_layout_member(x);

	if (fp_here_at_end(x))
		return;
	if (x->c == '"')
		quoted_note(x);
	if (fp_here_begins_string(x, x->at))
		quoted_key(x, layout);
	if (x->c != '"') {
		late_quote(x, layout);
		bare_key(x, layout);
	}
	if (x->c == '.' || x->c == '\xe2')
		dots_key(x, layout);
	if (x->c == '[')
		bracketed_key(x, layout);
	if (x->c == ':')
		symbol_key(x, layout);
	if (x->c == ':')
		fp_step_insert(x, FP_STATE_COLON, FP_PRICE_KEY_MISSING, FP_JSON_MISSING_KEY, "\"\"",
		               0);
	if (x->c && strchr("<${[(", x->c))
		placeholder_member(x);
}
