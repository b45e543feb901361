/* SPDX-License-Identifier: MIT */
/*
 * Strings: a step for each way that the string at this place could end. The readings are shared by
 * all hypotheses here; what a reading costs one of them depends on its habits.
 */
#include "json/moves.h"

#include "json/flaw.h"

#include <string.h>

/* The rule of a string that is not read as it stands. */
static enum fp_rule reading_rule(const struct fp_reading *r, const char *text)
{
	struct fp_flaw flaw;
	uint32_t at = r->content.from;
	enum fp_quote_style style = fp_reading_style(r);

	if (r->close == FP_CLOSE_MISSING)
		return FP_JSON_UNTERMINATED_STRING;
	if (r->inner)
		return FP_JSON_UNESCAPED_QUOTE;
	if (r->close == FP_CLOSE_BACKSLASH)
		return style == FP_QUOTE_ESCAPED ? FP_JSON_BAD_ESCAPE : FP_JSON_UNTERMINATED_STRING;
	if (style == FP_QUOTE_SMART)
		return FP_JSON_SMART_QUOTE;
	if (style == FP_QUOTE_SINGLE || style == FP_QUOTE_BACKTICK)
		return FP_JSON_SINGLE_QUOTE;
	if (style == FP_QUOTE_ESCAPED)
		return FP_JSON_BAD_ESCAPE;
	if (style == FP_QUOTE_PREFIX)
		return FP_JSON_PROGRAM_TEXT;
	if (style == FP_QUOTE_TRIPLE)
		return FP_JSON_SINGLE_QUOTE;
	if (style != FP_QUOTE_PLAIN || r->close != FP_CLOSE_SAME)
		return FP_JSON_UNEXPECTED_TEXT;
	if (!fp_flaw_next(&flaw, text, r, &at))
		return FP_RULE_COUNT;
	switch (flaw.kind) {
	case FP_FLAW_LINE:
	case FP_FLAW_CONTROL:
		return FP_JSON_CONTROL_CHAR;
	case FP_FLAW_UTF8:
		return FP_JSON_INVALID_UTF8;
	case FP_FLAW_ESCAPE:
		return FP_JSON_BAD_ESCAPE;
	case FP_FLAW_QUOTE:
	case FP_FLAW_ENTITY:
		break;
	}
	return FP_JSON_UNESCAPED_QUOTE;
}

int32_t fp_quoted_price(const struct fp_here *x, const struct fp_reading *r)
{
	int32_t style = r->style;
	uint32_t marks = r->habits & (1u << FP_HABIT_QUOTE | 1u << FP_HABIT_ESCAPE);

	if (style && marks && (x->h.used & marks) == marks)
		style = style * fp_habit_percent(FP_HABIT_QUOTE) / 100;
	return style + r->rest;
}

void fp_quoted_read(const struct fp_here *x, struct fp_step step, const struct fp_reading *r)
{
	struct fp_move move = {.kind = FP_MOVE_STRING,
	                       .range = {x->at, r->end},
	                       .frame = fp_here_solid(x->s, x->h.frame),
	                       .previous = x->h.last,
	                       .reading = *r};
	enum fp_rule rule = FP_RULE_COUNT;

	step.at = r->end;
	step.more += fp_quoted_price(x, r);
	if (!fp_search_affords(x->s, &x->h, FP_PRICE_COUNT, step.more))
		return;
	step.habits |= r->habits;
	if (r->style || r->rest || r->open || r->bad_utf8)
		rule = reading_rule(r, x->s->text);
	if (rule != FP_RULE_COUNT) {
		move.rule = (uint8_t)rule;
		step.move = fp_search_move(x->s, &move);
	}
	fp_step_go(x, &step);
}

void fp_quoted_value(const struct fp_here *x, int32_t layout)
{
	const struct fp_reading_slot *list = fp_search_readings(x->s, x->at, FP_READING_VALUE);

	for (uint32_t i = 0; i < list->count; i++)
		fp_quoted_read(x, fp_step_value(x, list->of[i].end, layout), &list->of[i]);
}

void fp_quoted_unopened(const struct fp_here *x, int32_t layout)
{
	const char *text = x->s->text;
	bool structure;
	uint32_t to = fp_here_closing(x, &structure), notes, next;
	struct fp_step step;
	struct fp_move move = {.kind = FP_MOVE_INSERT,
	                       .rule = FP_JSON_MISSING_QUOTE,
	                       .range = {x->at, x->at},
	                       .text = "\""};

	x->s->steps += to - x->at;
	if (to >= x->s->to || text[to] != '"')
		return;
	next = fp_search_skip(x->s, to + 1, &notes);
	if (next < x->s->to && !strchr(",}]", text[next]) && !fp_here_line_ends(x, to + 1))
		return;
	step = fp_step_value(
	    x, to + 1, layout + (structure ? x->s->prices->of[FP_PRICE_QUOTE_MISSING_LONG] : 0));
	fp_step_slip(x, step, FP_PRICE_QUOTE_MISSING, &move);
}

void fp_quoted_early(const struct fp_here *x)
{
	char partner = x->c == '>' ? '<' : x->c == ')' ? '(' : 0;
	uint32_t from = x->h.last > x->s->from ? x->h.last - 1 : x->s->from;
	uint32_t at = from, open = 0;
	struct fp_step step = fp_step_free(x, (enum fp_state)x->h.state);
	struct fp_move move = {.kind = FP_MOVE_REPLACE,
	                       .rule = FP_JSON_UNEXPECTED_TEXT,
	                       .range = {from, x->at + 1},
	                       .text = x->c == '>' ? ">\"" : ")\""};

	if (!partner || x->h.last != x->at || x->s->text[from] != '"')
		return;
	while (at > x->s->from && from - at < 256 && x->s->text[at - 1] != '"') {
		at--;
		open += x->s->text[at] == partner;
		open -= open && x->s->text[at] == x->c;
	}
	x->s->steps += from - at;
	step.at = x->at + 1;
	if (open)
		fp_step_slip(x, step, FP_PRICE_QUOTE_EARLY, &move);
}

/* "a" and "b" one below the other, where one value is due: many languages join them. */
static void join_lines(const struct fp_here *x)
{
	uint32_t notes, to = fp_here_plain_string(x, x->at);
	struct fp_step step = fp_step_free(x, (enum fp_state)x->h.state);
	struct fp_move move = {.kind = FP_MOVE_DELETE, .rule = FP_JSON_PROGRAM_TEXT};

	if (!to || x->h.last == 0 || x->s->text[x->h.last - 1] != '"' ||
	    strchr(":=", fp_here_byte(x, fp_search_skip(x->s, to, &notes))))
		return;
	move.range = (struct fp_range){x->h.last - 1, x->at + 1};
	step.at = to;
	fp_step_slip(x, step, FP_PRICE_JOINED_LINES, &move);
}

void fp_quoted_join(const struct fp_here *x)
{
	uint32_t next, notes, end;
	struct fp_step step = fp_step_free(x, (enum fp_state)x->h.state);
	struct fp_move move = {.kind = FP_MOVE_DELETE, .rule = FP_JSON_PROGRAM_TEXT};

	if (x->c == '"' && x->s->first && x->h.state == FP_STATE_MEMBER_END)
		join_lines(x);
	if (x->c != '+' || x->h.last == 0 || x->s->text[x->h.last - 1] != '"')
		return;
	next = fp_search_skip(x->s, x->at + 1, &notes);
	end = fp_here_plain_string(x, next);
	if (!end || fp_here_byte(x, next) != '"')
		return;
	move.range = (struct fp_range){x->h.last - 1, next + 1};
	step.at = end;
	fp_step_slip(x, step, FP_PRICE_CONCATENATION, &move);
}
