/* SPDX-License-Identifier: MIT */
/*
 * Commas and colons: missing, too many, or another character in their place. A twin of a name is
 * charged for with the comma before it: later, merging would have lost the story with two objects.
 */
#include "json/moves.h"

#include <string.h>

/* A step over a comma, or what is to become one: K or AV; the coming name may be a twin. */
static void comma_step(const struct fp_here *x, uint32_t at, enum fp_price price, enum fp_rule rule,
                       const char *text)
{
	bool object = x->s->frames[fp_here_solid(x->s, x->h.frame)].kind == '{';
	enum fp_state state = object ? FP_STATE_KEY : FP_STATE_ELEMENT;
	struct fp_step step = fp_step_free(x, state);
	uint32_t notes, next = at > x->at ? fp_search_skip(x->s, at, &notes) : x->at;
	struct fp_move move = {.kind = FP_MOVE_INSERT,
	                       .rule = (uint8_t)rule,
	                       .range = {x->h.last, x->h.last},
	                       .text = ","};

	if (object && !(at == x->at && (x->f.flags & FP_FRAME_FRAGMENT)))
		step.more = fp_names_twin(x, next, x->h.keys,
		                          x->s->frames[fp_here_solid(x->s, x->h.frame)].depth);
	step.at = at;
	if (price == FP_PRICE_COUNT) {
		fp_step_go(x, &step);
		return;
	}
	if (at > x->at) {
		move.kind = FP_MOVE_REPLACE;
		move.range = (struct fp_range){x->at, at};
		move.text = text;
	} else {
		step.stay = true;
	}
	fp_step_slip(x, step, price, &move);
}

void fp_separators_comma(const struct fp_here *x)
{
	comma_step(x, x->at + 1, FP_PRICE_COUNT, FP_RULE_COUNT, NULL);
}

void fp_separators_no_comma(const struct fp_here *x)
{
	comma_step(x, x->at, x->s->first ? FP_PRICE_COMMA_MISSING_LINE : FP_PRICE_COMMA_MISSING,
	           FP_JSON_MISSING_COMMA, ",");
}

void fp_separators_other_comma(const struct fp_here *x)
{
	static const char *const wide[] = {"\xef\xbc\x8c", "\xe3\x80\x81", /* ， 、 */
	                                   "\xef\xbc\x9b", "\xe3\x80\x82", /* ； 。 */
	                                   "\xd8\x8c"};                    /* ، */
	bool object = x->s->frames[fp_here_solid(x->s, x->h.frame)].kind == '{';
	enum fp_price colon = object ? FP_PRICE_COMMA_COLON_OBJECT : FP_PRICE_COMMA_COLON_ARRAY;

	if (x->c == ';')
		comma_step(x, x->at + 1, FP_PRICE_COMMA_SEMICOLON, FP_JSON_UNEXPECTED_TEXT, ",");
	if (x->c == '.' && fp_here_byte(x, x->at + 1) != '.')
		comma_step(x, x->at + 1, FP_PRICE_COMMA_DOT, FP_JSON_UNEXPECTED_TEXT, ",");
	if (x->c == ':')
		comma_step(x, x->at + 1, colon, FP_JSON_UNEXPECTED_TEXT, ",");
	for (size_t i = 0; (unsigned char)x->c >= 0x80 && i < sizeof(wide) / sizeof(*wide); i++) {
		if (fp_here_begins(x, wide[i]))
			comma_step(x, x->at + (uint32_t)strlen(wide[i]), FP_PRICE_COMMA_SEMICOLON,
			           FP_JSON_UNEXPECTED_TEXT, ",");
	}
}

void fp_separators_extra_comma(const struct fp_here *x)
{
	if (x->c == ',')
		fp_step_drop(x, x->at + 1, FP_PRICE_COMMA_EXTRA, FP_JSON_EXTRA_COMMA, 0);
}

void fp_separators_trailing_comma(const struct fp_here *x)
{
	struct fp_step step = fp_step_free(x, FP_STATE_END);
	struct fp_move move = {.kind = FP_MOVE_DELETE, .rule = FP_JSON_TRAILING_COMMA};
	bool allowed = x->s->dialect && x->s->dialect->trailing_commas;

	if (x->c != '}' && x->c != ']' && !fp_here_at_end(x) && !fp_brackets_stand_in_closer(x))
		return;
	if (x->h.last == 0 || x->s->text[x->h.last - 1] != ',')
		return;
	step.stay = true;
	step.state = fp_here_after_value(x->s, x->h.frame);
	if (allowed) {
		fp_step_go(x, &step);
		return;
	}
	move.range = (struct fp_range){x->h.last - 1, x->h.last};
	fp_step_slip(x, step, FP_PRICE_COMMA_TRAILING, &move);
}

void fp_separators_colon(const struct fp_here *x)
{
	static const struct {
		const char *text;
		enum fp_price price;
	} instead[] = {{"=>", FP_PRICE_COLON_EQUALS},
	               {"->", FP_PRICE_COLON_EQUALS},
	               {":=", FP_PRICE_COLON_EQUALS},
	               {"=", FP_PRICE_COLON_EQUALS},
	               {",", FP_PRICE_COLON_COMMA},
	               {";", FP_PRICE_COLON_SEMICOLON},
	               {"\xef\xbc\x9a", FP_PRICE_COLON_EQUALS},  /* ： */
	               {"\xe2\x88\xb6", FP_PRICE_COLON_EQUALS}}; /* ∶ */
	struct fp_step step = fp_step_free(x, FP_STATE_VALUE);

	if (x->c == ':') {
		step.at = x->at + 1;
		if (fp_here_byte(x, step.at) != '=')
			fp_step_go(x, &step);
	}
	for (size_t i = 0; i < sizeof(instead) / sizeof(*instead); i++) {
		if (fp_here_begins(x, instead[i].text)) {
			fp_step_replace(x, FP_STATE_VALUE,
			                x->at + (uint32_t)strlen(instead[i].text), instead[i].price,
			                FP_JSON_MISSING_COLON, ":", 0);
			break;
		}
	}
	if (x->c != ':' && fp_here_begins_value(x, x->at))
		fp_step_insert(x, FP_STATE_VALUE, FP_PRICE_COLON_MISSING, FP_JSON_MISSING_COLON,
		               ":", 0);
}
