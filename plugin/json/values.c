/* SPDX-License-Identifier: MIT */
/*
 * Where a value is due: numbers, words and placeholders as they stand or as they must be quoted,
 * calls around a value, alternatives behind it, and values that are not there.
 */
#include "json/moves.h"

#include "text/ascii.h"
#include "json/trivia.h"
#include "json/words.h"

#include <string.h>

/* Puts quotes around, or a literal in the place of, what stands here. */
static void odd_value(const struct fp_here *x, uint32_t to, enum fp_move_kind kind,
                      enum fp_price price, enum fp_rule rule, const char *text, int32_t more)
{
	struct fp_move move = {
	    .kind = (uint8_t)kind, .rule = (uint8_t)rule, .range = {x->at, to}, .text = text};
	struct fp_step step = fp_step_value(x, to, more);

	move.illustrative = rule == FP_JSON_BARE_PLACEHOLDER || rule == FP_JSON_ELLIPSIS;
	move.frame = x->h.frame;
	fp_step_slip(x, step, price, &move);
}

/* A call around a value: its name and bracket go, and its closing bracket later. */
static void call_value(const struct fp_here *x, const struct fp_word *word, int32_t layout)
{
	const char *open = memchr(x->s->text + x->at, '(', word->to - x->at);
	struct fp_step step = fp_step_free(x, FP_STATE_CALL);
	struct fp_move move = {.kind = FP_MOVE_DELETE, .rule = FP_JSON_PROGRAM_TEXT};

	if (!open)
		return;
	step.at = (uint32_t)(open - x->s->text) + 1;
	step.frame = move.frame = fp_brackets_push(x, fp_layout_frame(x, x->h.frame), '(', 0);
	step.more = layout;
	move.range = (struct fp_range){x->at, step.at};
	step.dropped = true;
	fp_step_slip(x, step, FP_PRICE_CALL, &move);
}

void fp_values_group(const struct fp_here *x)
{
	struct fp_word nameless = {.to = x->at + 1};

	call_value(x, &nameless, 0);
}

void fp_values_call(const struct fp_here *x, int32_t layout)
{
	struct fp_word word = {.to = x->at};

	while (word.to < x->s->to && word.to - x->at < 64 &&
	       (((x->s->text[word.to] | 32) >= 'a' && (x->s->text[word.to] | 32) <= 'z') ||
	        x->s->text[word.to] == '.' || x->s->text[word.to] == '_' ||
	        x->s->text[word.to] == '$' ||
	        (x->s->text[word.to] >= '0' && x->s->text[word.to] <= '9') ||
	        (x->s->text[word.to] == ' ' && word.to - x->at == 3 && fp_here_begins(x, "new "))))
		word.to++;
	if (word.to > x->at && fp_here_byte(x, word.to) == '!')
		word.to++; /* a macro of Rust */
	if (word.to == x->at || fp_here_byte(x, word.to) != '(')
		return;
	word.to++;
	call_value(x, &word, layout);
}

/* What words without quotes are called: program text and what trails off stand for a value. */
static enum fp_rule rule_of_words(const struct fp_here *x, uint32_t to)
{
	return fp_word_left_open(x->s->text, x->at, to) ? FP_JSON_BARE_PLACEHOLDER
	                                                : FP_JSON_UNQUOTED_VALUE;
}

/* A word without blanks: a literal of JSON or another language, a placeholder, or what lost its quotes. */
static void one_word(const struct fp_here *x, const struct fp_word *word, int32_t layout)
{
	struct fp_step step = fp_step_value(x, word->to, layout);

	switch (word->kind) {
	case FP_WORD_LITERAL:
		fp_step_go(x, &step);
		break;
	case FP_WORD_FOREIGN:
		odd_value(x, word->to, FP_MOVE_REPLACE, FP_PRICE_LITERAL, FP_JSON_BAD_LITERAL,
		          word->literal, layout);
		break;
	case FP_WORD_NOT_FINITE:
		odd_value(x, word->to, FP_MOVE_LITERAL, FP_PRICE_LITERAL, FP_JSON_BAD_LITERAL, NULL,
		          layout);
		break;
	case FP_WORD_PLACEHOLDER:
		odd_value(x, word->to, FP_MOVE_QUOTE, FP_PRICE_PLACEHOLDER,
		          FP_JSON_BARE_PLACEHOLDER, NULL, layout);
		break;
	case FP_WORD_PLAIN:
	case FP_WORD_NONE:
		odd_value(x, word->to, FP_MOVE_QUOTE, FP_PRICE_BARE_VALUE,
		          rule_of_words(x, word->to), NULL, layout);
		break;
	}
}

/* A placeholder in brackets of its own; [x] where a value is due is a list as well. */
static void bracketed_value(const struct fp_here *x, int32_t layout)
{
	uint32_t to = fp_here_bracketed(x);
	bool list = strchr("[{(", x->c) && x->h.state != FP_STATE_START;

	if (to)
		odd_value(x, to, FP_MOVE_QUOTE, FP_PRICE_PLACEHOLDER, FP_JSON_BARE_PLACEHOLDER,
		          NULL, layout + (list ? x->s->prices->of[FP_PRICE_BRACKETED_LIST] : 0));
}

static void word_value(const struct fp_here *x, int32_t layout)
{
	const int32_t *p = x->s->prices->of;
	struct fp_word word;

	bracketed_value(x, layout);
	if (x->h.state == FP_STATE_START)
		layout += p[FP_PRICE_BARE_ROOT];
	if (fp_here_word(x, x->at, FP_WORD_AS_VALUE, &word)) {
		x->s->steps += word.to - x->at;
		one_word(x, &word, layout);
		if (word.kind == FP_WORD_LITERAL)
			return;
		fp_values_call(x, layout);
	}
	if (x->c != '{' && x->c != '[' && fp_here_word(x, x->at, FP_WORD_AS_PHRASE, &word)) {
		x->s->steps += word.to - x->at;
		odd_value(x, word.to, FP_MOVE_QUOTE, FP_PRICE_BARE_VALUE_BLANKS,
		          rule_of_words(x, word.to), NULL,
		          layout + (word.colon ? p[FP_PRICE_BARE_VALUE_COLON] : 0));
	}
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* 1,000,000: a number that ends at `to`, and groups of three digits behind it; in an object also 1 000. */
static void grouped_number(const struct fp_here *x, uint32_t to, int32_t layout)
{
	uint32_t grouped = to;
	char mark = fp_here_byte(x, to);

	if (mark != ',' && (mark != ' ' || x->h.state != FP_STATE_VALUE))
		return;
	while (fp_here_byte(x, grouped) == mark && grouped + 3 < x->s->to &&
	       strspn(x->s->text + grouped + 1, "0123456789") >= 3)
		grouped += 4;
	if (grouped > to && grouped <= x->s->to && !is_digit(fp_here_byte(x, grouped)))
		odd_value(x, grouped, FP_MOVE_LITERAL, FP_PRICE_NUMBER_GROUPED, FP_JSON_BAD_LITERAL,
		          NULL, layout);
}

/* What begins with digits and goes on as no number does: 10px, 2024-01-01, 5 minutes. */
static void number_in_words(const struct fp_here *x, uint32_t number_end, int32_t layout)
{
	struct fp_word word;
	uint32_t to = x->at;

	while (to < x->s->to && !strchr(",}]\"\n\r \t", x->s->text[to]) && to - x->at < 128)
		to++;
	x->s->steps += (to - x->at) / 8;
	if (to > number_end)
		odd_value(x, to, FP_MOVE_QUOTE, FP_PRICE_BARE_VALUE, FP_JSON_UNQUOTED_VALUE, NULL,
		          layout);
	if (fp_here_word(x, x->at, FP_WORD_AS_PHRASE, &word))
		odd_value(x, word.to, FP_MOVE_QUOTE, FP_PRICE_BARE_VALUE_BLANKS,
		          rule_of_words(x, word.to), NULL, layout);
}

/* Whether the word goes on behind a number: 2024-01-01, 10:30, 50%, 1/3. */
static bool goes_on(const struct fp_here *x, uint32_t to)
{
	char c = fp_here_byte(x, to);

	if (c == '/' && is_digit(fp_here_byte(x, to + 1)))
		return true;
	if (fp_word_operator(x->s->text, x->s->to, to))
		return true;
	return c && !fp_trivia_blank(c) && !strchr(",}])\"'/#;*`<|\\", c);
}

/* Digits: a number as it should be, one that JSON writes otherwise, or one with its digits grouped. */
static void number_value(const struct fp_here *x, int32_t layout)
{
	uint32_t good = fp_scan_number(x->s->text, x->s->to, x->at);
	uint32_t to = fp_word_number(x->s->text, x->s->to, x->at);
	struct fp_step step = fp_step_value(x, x->at + good, layout);

	if (good && x->at + good == to) {
		fp_step_go(x, &step);
		grouped_number(x, to, layout);
		if (goes_on(x, to))
			number_in_words(x, to, layout);
		return;
	}
	if (good && x->at + good + 1 == to && fp_here_byte(x, to - 1) == '.')
		fp_step_go(x, &step); /* 27. "name": a full stop for a comma */
	if (to > x->at)
		odd_value(x, to, FP_MOVE_LITERAL, FP_PRICE_NUMBER, FP_JSON_BAD_LITERAL, NULL,
		          layout);
	number_in_words(x, to, layout);
}

/* A dash or a minus sign in front of a number, as word processors set it. */
static void dashed_number(const struct fp_here *x, int32_t layout)
{
	static const char *const dashes[] = {"\xe2\x80\x93", "\xe2\x80\x92", "\xe2\x88\x92"};
	char number[68] = "-";
	uint32_t from = x->at + 3, n;

	for (size_t i = 0; i < sizeof(dashes) / sizeof(*dashes); i++) {
		if (!fp_here_begins(x, dashes[i]))
			continue;
		n = from < x->s->to ? fp_scan_number(x->s->text, x->s->to, from) : 0;
		if (n == 0 || n > 64 || !is_digit(x->s->text[from]))
			return;
		memcpy(number + 1, x->s->text + from, n);
		odd_value(x, from + n, FP_MOVE_REPLACE, FP_PRICE_LITERAL, FP_JSON_BAD_LITERAL,
		          fp_arena_copy(x->s->arena, number, n + 1), layout);
		return;
	}
}

/* `true`: a literal that Markdown's marks of code were left around. */
static void marked_literal(const struct fp_here *x, int32_t layout)
{
	const char *text = x->s->text;
	uint32_t from = x->at + 1;
	struct fp_word word;

	if (fp_here_word(x, from, FP_WORD_AS_VALUE, &word) && word.kind == FP_WORD_LITERAL &&
	    fp_here_byte(x, word.to) == '`')
		odd_value(x, word.to + 1, FP_MOVE_REPLACE, FP_PRICE_LITERAL_MARKED,
		          FP_JSON_BAD_LITERAL,
		          fp_arena_copy(x->s->arena, text + from, word.to - from), layout);
}

enum { COLONS_MOST = 256 }; /* bytes with no note among them; of more nobody need know */

/* Whether a comment stands between the last token and here; a colon too many is none. */
static bool note_before(const struct fp_here *x)
{
	if (x->at - x->h.last > COLONS_MOST)
		return true;
	for (uint32_t i = x->h.last; i < x->at; i++) {
		unsigned char c = (unsigned char)x->s->text[i];

		if (!fp_trivia_blank((char)c) && c != ':' && c < 0x80)
			return true;
	}
	return false;
}

void fp_values_missing(const struct fp_here *x)
{
	if (x->h.state == FP_STATE_VALUE && note_before(x)) {
		struct fp_step step = fp_step_free(x, fp_here_after_value(x->s, x->h.frame));
		struct fp_move move = {.kind = FP_MOVE_INSERT,
		                       .rule = FP_JSON_BARE_PLACEHOLDER,
		                       .illustrative = 1,
		                       .range = {x->h.last, x->h.last},
		                       .text = " null"};

		step.stay = true;
		fp_step_slip(x, step, FP_PRICE_PLACEHOLDER, &move);
		return;
	}
	if (x->c == ',' || x->c == '}' || x->c == ']' || fp_here_at_end(x) || x->s->first)
		fp_step_insert(x, fp_here_after_value(x->s, x->h.frame),
		               fp_here_at_end(x) ? FP_PRICE_VALUE_CUT : FP_PRICE_VALUE_MISSING,
		               FP_JSON_MISSING_VALUE,
		               x->h.state == FP_STATE_COLON ? ": null" : " null", 0);
}

/* A placeholder of the settings stands bare: a value like any other. */
static bool configured_value(const struct fp_here *x, int32_t layout)
{
	const struct fp_dialect *d = x->s->dialect;
	uint32_t n = d ? fp_scan_placeholder(d->placeholders, x->s->text, x->s->to, x->at) : 0;
	struct fp_step step = fp_step_value(x, x->at + n, layout);

	if (n)
		fp_step_go(x, &step);
	return n != 0;
}

/* { [...] }: an object that is left out, in the author's own way. */
static bool left_out(const struct fp_here *x, uint32_t from, int32_t layout)
{
	uint32_t dots = fp_word_ellipsis(x->s->text, x->s->to, from + 1), notes;
	uint32_t end = dots ? fp_search_skip(x->s, dots, &notes) : 0;

	if (!end || fp_here_byte(x, end) != ']')
		return false;
	end = fp_search_skip(x->s, end + 1, &notes);
	if (fp_here_byte(x, end) != '}')
		return false;
	odd_value(x, end + 1, FP_MOVE_REPLACE, FP_PRICE_ELLIPSIS, FP_JSON_ELLIPSIS, "{}", layout);
	return true;
}

/* The text of the placeholder text[from, to) as a string; a quoted one is a string already. */
static const char *as_string(const struct fp_here *x, uint32_t from, uint32_t to)
{
	char *text = fp_arena_alloc(x->s->arena, to - from + 3);

	if (x->s->text[from] == '"')
		return fp_arena_copy(x->s->arena, x->s->text + from, to - from);
	text[0] = text[to - from + 1] = '"';
	memcpy(text + 1, x->s->text + from, to - from);
	text[to - from + 2] = 0;
	return text;
}

/* Words that name nothing, for no colon follows the first of them, or a placeholder; {{a | b}} is none. */
static bool is_description(const struct fp_here *x, uint32_t from, struct fp_word *word)
{
	const char *text = x->s->text + from, *blank;

	if (fp_ascii_is_alpha(text[0]) && !(x->at && x->s->text[x->at - 1] == '{') &&
	    fp_here_word(x, from, FP_WORD_AS_PHRASE, word)) {
		blank = memchr(text, ' ', word->to - from);
		return blank && blank[1] != ':' && !word->colon &&
		       !memchr(text, ':', (size_t)(blank - text));
	}
	return fp_here_word(x, from, FP_WORD_AS_VALUE, word) && word->kind == FP_WORD_PLACEHOLDER;
}

/* {"groupId"}, { $USER }, { see below }: alone in braces it says what is to be put there. */
static void described_value(const struct fp_here *x, int32_t layout)
{
	uint32_t notes, from = fp_search_skip(x->s, x->at + 1, &notes);
	uint32_t to = fp_here_byte(x, from) == '"' ? fp_here_plain_string(x, from) : 0;
	uint32_t end;
	struct fp_word word;

	if (fp_here_byte(x, from) == '[' && left_out(x, from, layout))
		return;
	if (!to && from < x->s->to && is_description(x, from, &word))
		to = word.to;
	end = to ? fp_search_skip(x->s, to, &notes) : 0;
	if (end && fp_here_byte(x, end) == '}')
		odd_value(x, end + 1, FP_MOVE_REPLACE, FP_PRICE_PLACEHOLDER,
		          FP_JSON_BARE_PLACEHOLDER, as_string(x, from, to), layout);
}

/* A quote, typographic ones included, is no part of a word. */
static bool opens_with_quote(const struct fp_here *x)
{
	return x->c == '"' || x->c == '\'' ||
	       ((unsigned char)x->c >= 0x80 && fp_here_begins_string(x, x->at));
}

void fp_values_offer(const struct fp_here *x)
{
	int32_t layout = x->h.state == FP_STATE_VALUE ? 0 : fp_layout_member(x);
	bool dots;

	if (fp_here_at_end(x))
		return;
	dots = x->c == '.' && fp_word_ellipsis(x->s->text, x->s->to, x->at);
	if (configured_value(x, layout))
		return;
	if (x->c == '{' || x->c == '[')
		fp_brackets_open(x, layout);
	fp_brackets_open_stand_in(x, layout);
	if (x->c == '{' && x->h.state != FP_STATE_START)
		described_value(x, layout);
	if (fp_here_begins_string(x, x->at))
		fp_quoted_value(x, layout);
	if (x->c == '-' || x->c == '+' || (x->c == '.' && !dots) || (x->c >= '0' && x->c <= '9'))
		number_value(x, layout);
	else if (!dots && !opens_with_quote(x))
		word_value(x, layout);
	if (x->c == '\xe2')
		dashed_number(x, layout);
	if (x->c == '`' && x->at + 1 < x->s->to)
		marked_literal(x, layout);
	if (x->c && !strchr("\"'{}[],:", x->c))
		fp_quoted_unopened(x, layout);
}

void fp_values_ellipsis(const struct fp_here *x)
{
	uint32_t to = fp_here_at_end(x) ? 0 : fp_word_ellipsis(x->s->text, x->s->to, x->at);

	if (to)
		odd_value(x, to, FP_MOVE_QUOTE, FP_PRICE_ELLIPSIS, FP_JSON_ELLIPSIS, NULL, 0);
}

enum { ALTERNATIVES_MOST = 1024 };

/* The offset behind the container that opens at `at`; 0: none does, or it does not close nearby. */
static uint32_t behind_container(const struct fp_here *x, uint32_t at)
{
	uint32_t depth = 0, to = at;

	while (to < x->s->to && to - at < ALTERNATIVES_MOST) {
		char c = x->s->text[to];

		x->s->steps++;
		if (c == '"') {
			to = fp_here_plain_string(x, to);
			if (!to)
				return 0;
			continue;
		}
		depth += c == '{' || c == '[';
		if (depth == 0)
			return 0;
		to++;
		if ((c == '}' || c == ']') && --depth == 0)
			return to;
	}
	return 0;
}

void fp_values_alternative(const struct fp_here *x)
{
	uint32_t to = x->at, notes, end;
	struct fp_step step = fp_step_free(x, (enum fp_state)x->h.state);
	struct fp_move move = {
	    .kind = FP_MOVE_DELETE, .rule = FP_JSON_BARE_PLACEHOLDER, .illustrative = 1};
	struct fp_word word;

	if (x->c != '|' && !fp_here_begins(x, "or ") && !fp_here_begins(x, "/ "))
		return;
	if (!fp_search_affords(x->s, &x->h, FP_PRICE_ALTERNATIVE, 0))
		return;
	while (fp_here_byte(x, to) == '|' || fp_here_begins(x, "or ") ||
	       fp_here_byte(x, to) == '/') {
		to = fp_search_skip(x->s, to + (fp_here_byte(x, to) == 'o' ? 2 : 1), &notes);
		end = fp_here_byte(x, to) == '"' ? fp_here_plain_string(x, to)
		                                 : behind_container(x, to);
		if (!end && to < x->s->to && fp_here_word(x, to, FP_WORD_AS_VALUE, &word))
			end = word.to;
		if (!end && to < x->s->to)
			end = to + fp_scan_number(x->s->text, x->s->to, to);
		x->s->steps += 8;
		if (end <= to || end - x->at > ALTERNATIVES_MOST)
			return;
		to = end;
		end = fp_search_skip(x->s, to, &notes);
		if (fp_here_byte(x, end) != '|')
			break;
		to = end;
	}
	move.range = (struct fp_range){x->at, to};
	step.at = to;
	step.dropped = true;
	fp_step_slip(x, step, FP_PRICE_ALTERNATIVE, &move);
}
