/* SPDX-License-Identifier: MIT */
/*
 * What a hypothesis may do next: for each state of the grammar the tokens that fit, free of charge,
 * and the mistakes that people make there, at their price. Here are the states; the moves are next
 * door, by topic (moves.h). Moves that put something in have no width: they lead to another state
 * at the same place, so mistakes combine by themselves.
 */
#include "json/moves.h"

#include "json/trivia.h"
#include "json/words.h"

#include <string.h>

static void ellipsis(const struct fp_here *x, enum fp_state state)
{
	uint32_t notes;
	uint32_t to = fp_here_at_end(x) ? 0 : fp_word_ellipsis(x->s->text, x->s->to, x->at);
	struct fp_step step = fp_step_free(x, state);
	struct fp_move move = {.kind = FP_MOVE_ELLIPSIS,
	                       .rule = FP_JSON_ELLIPSIS,
	                       .illustrative = 1,
	                       .range = {x->at, to}};

	if (!to)
		return;
	step.at = to;
	if (state == FP_STATE_START && fp_here_byte(x, fp_search_skip(x->s, to, &notes)) == ',')
		step.at = fp_search_skip(x->s, to, &notes) + 1;
	step.dropped = true;
	fp_step_slip(x, step, FP_PRICE_ELLIPSIS, &move);
}

/* A line of words that belongs elsewhere, such as the foot of a page: dropped as a whole. */
static void drop_line(const struct fp_here *x)
{
	uint32_t to = x->at, words = 0;

	if (!x->s->first || x->h.state == FP_STATE_START || x->h.state == FP_STATE_END ||
	    !fp_search_affords(x->s, &x->h, FP_PRICE_DROP_WORD, 0))
		return;
	for (; to < x->s->to && to - x->at < 256 && x->s->text[to] != '\n'; to++) {
		if (strchr("{}[],:;=\"'`<>\\", x->s->text[to]))
			return;
		words += x->s->text[to] == ' ';
	}
	x->s->steps += (to - x->at) / 8;
	if (words)
		fp_step_drop(x, to, FP_PRICE_DROP_WORD, FP_JSON_UNEXPECTED_TEXT,
		             fp_here_weight(x, x->at, to));
}

/* Whether text[x->at, to) is a value, and one is due: what fits is seldom what strayed. */
static bool fits(const struct fp_here *x, uint32_t to)
{
	struct fp_word word;

	if (x->h.state != FP_STATE_VALUE)
		return false;
	if (fp_scan_number(x->s->text, x->s->to, x->at) == to - x->at)
		return true;
	return fp_here_word(x, x->at, FP_WORD_AS_VALUE, &word) && word.to == to &&
	       word.kind == FP_WORD_LITERAL;
}

/* A stray word, a stray quote, a stray string: dropped. */
static void drop_stray(const struct fp_here *x)
{
	uint32_t to, string;

	if (fp_here_at_end(x) || (x->c && strchr("{}[],:", x->c)))
		return;
	if (x->c == '"') {
		string = fp_here_plain_string(x, x->at);
		if (string)
			fp_step_drop(x, string, FP_PRICE_DROP_STRING, FP_JSON_UNEXPECTED_TEXT,
			             fp_here_weight(x, x->at, string));
		fp_step_drop(x, x->at + 1, FP_PRICE_DROP_WORD, FP_JSON_UNEXPECTED_TEXT,
		             fp_here_weight(x, x->at, x->at + 1));
		return;
	}
	to = fp_here_stray(x);
	x->s->steps += (to - x->at) / 8;
	drop_line(x);
	if (to > x->at)
		fp_step_drop(x, to, FP_PRICE_DROP_WORD, FP_JSON_UNEXPECTED_TEXT,
		             fp_here_weight(x, x->at, to) +
		                 (fits(x, to) ? x->s->prices->of[FP_PRICE_DROP_VALUE] : 0));
}

static bool blank_after(const struct fp_here *x, uint32_t at)
{
	uint32_t notes;

	return fp_search_skip(x->s, at, &notes) >= x->s->to;
}

/* A container that has just begun may end here. */
static void end_empty(const struct fp_here *x)
{
	fp_brackets_close(x);
	fp_brackets_close_stand_in(x);
	if (fp_here_at_end(x))
		fp_brackets_close_all(x);
	else if (x->c == ',' || x->c == '}' || x->c == ']')
		fp_brackets_insert_closer(x);
}

/* "a": 1, {"b": 2} — a member in braces of its own, where one is due as it is. */
static bool is_wrapped_member(const struct fp_here *x)
{
	uint32_t notes, to;

	return x->h.state == FP_STATE_KEY &&
	       fp_here_begins_member(x, fp_search_skip(x->s, x->at + 1, &notes), &to);
}

static void at_key(const struct fp_here *x)
{
	fp_names_offer(x);
	fp_separators_extra_comma(x);
	ellipsis(x, FP_STATE_OBJECT_DOTS);
	if (x->h.state == FP_STATE_KEY)
		fp_separators_trailing_comma(x);
	if (x->h.state == FP_STATE_FIRST_KEY)
		end_empty(x);
	if (x->c == '{' && (x->h.state == FP_STATE_FIRST_KEY || is_wrapped_member(x)))
		fp_brackets_drop_opener(x);
	drop_stray(x);
}

/* {"a"}: 1}, {"a":} [1]}: a closer between a name and its value. */
static void closer_in_the_way(const struct fp_here *x, const char *before)
{
	uint32_t notes;
	char next;

	if (x->c != '}' && x->c != ']')
		return;
	next = fp_here_byte(x, fp_search_skip(x->s, x->at + 1, &notes));
	if (next && strchr(before, next))
		fp_step_drop(x, x->at + 1, FP_PRICE_CLOSER_EXTRA, FP_JSON_EXTRA_CLOSER, 0);
}

static void at_colon(const struct fp_here *x)
{
	fp_separators_colon(x);
	if (x->c != ':')
		fp_values_missing(x);
	closer_in_the_way(x, ":");
	drop_stray(x);
}

/* "a":, 1 — a comma too many, where a value comes next and no name. */
static void comma_before_value(const struct fp_here *x)
{
	uint32_t notes, to, next = fp_search_skip(x->s, x->at + 1, &notes);

	if (fp_here_begins_value(x, next) && !fp_here_begins_member(x, next, &to))
		fp_separators_extra_comma(x);
}

static void at_value(const struct fp_here *x)
{
	fp_values_offer(x);
	fp_values_ellipsis(x);
	if (x->h.state == FP_STATE_VALUE && x->c == ':')
		fp_step_drop(x, x->at + 1, FP_PRICE_COLON_EXTRA, FP_JSON_EXTRA_COLON, 0);
	if (x->h.state == FP_STATE_VALUE && x->c == ',')
		comma_before_value(x);
	if (x->h.state == FP_STATE_VALUE && x->c == '"')
		fp_repeated_name(x);
	if (x->h.state == FP_STATE_VALUE)
		closer_in_the_way(x, "{[");
	fp_values_missing(x);
	if (!fp_here_at_end(x))
		fp_brackets_insert_opener(x);
	drop_stray(x);
}

static void at_element(const struct fp_here *x)
{
	fp_values_offer(x);
	fp_separators_extra_comma(x);
	ellipsis(x, FP_STATE_ARRAY_DOTS);
	if (x->h.state == FP_STATE_ELEMENT)
		fp_separators_trailing_comma(x);
	if (x->h.state == FP_STATE_FIRST_ELEMENT)
		end_empty(x);
	if (!fp_here_at_end(x))
		fp_brackets_insert_opener(x);
	if (x->s->first && x->c == '-' && fp_here_byte(x, x->at + 1) == ' ')
		fp_step_drop(x, x->at + 1, FP_PRICE_BULLET, FP_JSON_UNEXPECTED_TEXT, 0);
	drop_stray(x);
}

/* After a member or an element. */
static void at_next(const struct fp_here *x)
{
	bool object = x->s->frames[fp_here_solid(x->s, x->h.frame)].kind == '{';
	uint32_t to;

	if (fp_here_at_end(x)) {
		fp_brackets_close_all(x);
		return;
	}
	if (x->c == ',') {
		fp_separators_comma(x);
		fp_brackets_insert_closer(x);
	} else if (x->c == '}' || x->c == ']') {
		fp_brackets_close(x);
		fp_brackets_insert_closer(x);
	} else {
		if ((object && fp_here_begins_member(x, x->at, &to)) ||
		    fp_here_begins_value(x, x->at))
			fp_separators_no_comma(x);
		if (x->s->first || x->c == '"' || (x->c == '{' && object))
			fp_brackets_insert_closer(x);
		fp_brackets_close_stand_in(x);
		fp_brackets_closing_opener(x);
		fp_quoted_early(x);
	}
	if (x->c == ';' && (x->f.flags & FP_FRAME_FRAGMENT) && blank_after(x, x->at + 1))
		fp_step_drop(x, x->at + 1, FP_PRICE_ROOT_COMMA, FP_JSON_UNEXPECTED_TEXT, 0);
	fp_repeated_drop(x);
	fp_separators_other_comma(x);
	ellipsis(x, object ? FP_STATE_OBJECT_DOTS : FP_STATE_ARRAY_DOTS);
	fp_quoted_join(x);
	fp_values_alternative(x);
	drop_stray(x);
}

/* After an ellipsis a comma, the next member or the closer may follow, all free. */
static void at_dots(const struct fp_here *x)
{
	bool object = x->h.state == FP_STATE_OBJECT_DOTS;
	struct fp_step step = fp_step_free(x, object ? FP_STATE_KEY : FP_STATE_ELEMENT);

	if (fp_here_at_end(x)) {
		fp_brackets_close_all(x);
		return;
	}
	if (x->c == ',') {
		step.at = x->at + 1;
		step.dropped = true;
		step.state = (enum fp_state)x->h.state;
		fp_step_go(x, &step);
	}
	if (x->c == '}' || x->c == ']') {
		fp_brackets_close(x);
		fp_brackets_insert_closer(x);
		return;
	}
	ellipsis(x, (enum fp_state)x->h.state);
	step = fp_step_free(x, object ? FP_STATE_KEY : FP_STATE_ELEMENT);
	step.stay = true;
	if (x->c != ',')
		fp_step_go(x, &step);
	drop_stray(x);
}

/* }, null, 2): the bracket behind the other arguments of a call, where they are no more than words. */
static uint32_t last_argument(const struct fp_here *x)
{
	uint32_t to = x->at;

	if (x->c != ',')
		return to;
	while (to < x->s->to && to - x->at < 64 && !strchr("(){}[]\"\n", x->s->text[to]))
		to++;
	x->s->steps += (to - x->at) / 8;
	return to;
}

static void at_call(const struct fp_here *x)
{
	struct fp_step step = fp_brackets_leave(x);
	struct fp_move move = {.kind = FP_MOVE_DELETE,
	                       .rule = FP_JSON_PROGRAM_TEXT,
	                       .frame = fp_here_solid(x->s, x->h.frame)};

	if (x->h.state == FP_STATE_CALL) {
		fp_values_offer(x);
		return;
	}
	if (fp_here_at_end(x)) {
		step.stay = true;
		fp_step_go(x, &step);
		return;
	}
	step.at = last_argument(x);
	if (fp_here_byte(x, step.at) != ')')
		return;
	step.at++;
	if (fp_here_byte(x, step.at) == ';')
		step.at++;
	step.dropped = true;
	move.range = (struct fp_range){x->at, step.at};
	fp_step_slip(x, step, FP_PRICE_OPENER_KIND_CLOSER, &move);
}

static void at_start(const struct fp_here *x)
{
	if (fp_here_at_end(x))
		return;
	fp_values_offer(x);
	if (x->c == '(')
		fp_values_group(x);
	fp_brackets_lost_opener(x);
	if (fp_word_ellipsis(x->s->text, x->s->to, x->at))
		ellipsis(x, FP_STATE_START);
	fp_whole_fragment(x);
	fp_whole_assignment(x);
	fp_values_call(x, 0);
	fp_whole_text_before(x);
	if (x->c == '}' || x->c == ']')
		fp_brackets_drop_closer(x);
	drop_stray(x);
}

/* }, ... — what would follow the document is left out, and its comma with it. */
static void last_ellipsis(const struct fp_here *x)
{
	uint32_t notes, dots = fp_search_skip(x->s, x->at + 1, &notes);
	uint32_t to = dots < x->s->to ? fp_word_ellipsis(x->s->text, x->s->to, dots) : 0;
	struct fp_step step = fp_step_free(x, FP_STATE_END);
	struct fp_move move = {.kind = FP_MOVE_ELLIPSIS,
	                       .rule = FP_JSON_ELLIPSIS,
	                       .illustrative = 1,
	                       .range = {x->at, to}};

	if (!to)
		return;
	step.at = to;
	step.dropped = true;
	fp_step_slip(x, step, FP_PRICE_ELLIPSIS, &move);
}

static void at_end_state(const struct fp_here *x)
{
	if (fp_here_at_end(x))
		return;
	if (x->c == '}' || x->c == ']') {
		fp_brackets_drop_closer(x);
		return;
	}
	if ((x->c == ',' || x->c == ';') && blank_after(x, x->at + 1))
		fp_step_drop(x, x->at + 1, FP_PRICE_ROOT_COMMA,
		             x->c == ',' ? FP_JSON_EXTRA_COMMA : FP_JSON_UNEXPECTED_TEXT, 0);
	if (fp_word_ellipsis(x->s->text, x->s->to, x->at))
		ellipsis(x, FP_STATE_END);
	if (x->c == ',')
		last_ellipsis(x);
	fp_whole_another(x);
	fp_quoted_join(x);
	fp_values_alternative(x);
	fp_repeated_drop(x);
	fp_whole_text_after(x);
}

void fp_moves_offer(struct fp_search *s, uint32_t hyp)
{
	struct fp_here x = {.s = s, .index = hyp, .h = s->hyps[hyp]};

	x.at = x.h.pos;
	x.f = s->frames[x.h.frame];
	x.c = fp_here_byte(&x, x.at);
	switch ((enum fp_state)x.h.state) {
	case FP_STATE_START:
		at_start(&x);
		break;
	case FP_STATE_FIRST_KEY:
	case FP_STATE_KEY:
		at_key(&x);
		break;
	case FP_STATE_COLON:
		at_colon(&x);
		break;
	case FP_STATE_VALUE:
		at_value(&x);
		break;
	case FP_STATE_FIRST_ELEMENT:
	case FP_STATE_ELEMENT:
		at_element(&x);
		break;
	case FP_STATE_MEMBER_END:
	case FP_STATE_ELEMENT_END:
		at_next(&x);
		break;
	case FP_STATE_OBJECT_DOTS:
	case FP_STATE_ARRAY_DOTS:
		at_dots(&x);
		break;
	case FP_STATE_CALL:
	case FP_STATE_CALL_END:
		at_call(&x);
		break;
	case FP_STATE_END:
		at_end_state(&x);
		break;
	}
}
