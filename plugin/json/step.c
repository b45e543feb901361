/* SPDX-License-Identifier: MIT */
/*
 * Steps: from a hypothesis to the next state, free of charge, or at the price of a mistake that a
 * move tells. What is put in has no width: it stays at the same place, so mistakes combine.
 */
#include "json/moves.h"

struct fp_step fp_step_free(const struct fp_here *x, enum fp_state state)
{
	return (struct fp_step){.state = state,
	                        .frame = x->h.frame,
	                        .keys = x->h.keys,
	                        .at = x->at,
	                        .price = FP_PRICE_COUNT};
}

struct fp_step fp_step_value(const struct fp_here *x, uint32_t to, int32_t layout)
{
	struct fp_step step = fp_step_free(x, FP_STATE_END);

	step.frame = fp_layout_frame(x, x->h.frame);
	step.state = fp_here_after_value(x->s, step.frame);
	step.at = to;
	step.more = layout;
	return step;
}

void fp_step_go(const struct fp_here *x, const struct fp_step *step)
{
	fp_search_go(x->s, x->index, step);
}

void fp_step_slip(const struct fp_here *x, struct fp_step step, enum fp_price price,
                  const struct fp_move *move)
{
	struct fp_move copy = *move;

	if (!fp_search_affords(x->s, &x->h, price, step.more))
		return;
	copy.price = (uint8_t)price;
	if (!copy.previous)
		copy.previous = x->h.last;
	step.price = price;
	step.move = fp_search_move(x->s, &copy);
	fp_step_go(x, &step);
}

void fp_step_insert(const struct fp_here *x, enum fp_state state, enum fp_price price,
                    enum fp_rule rule, const char *text, int32_t more)
{
	struct fp_step step = fp_step_free(x, state);
	struct fp_move move = {.kind = FP_MOVE_INSERT,
	                       .rule = (uint8_t)rule,
	                       .range = {x->h.last, x->h.last},
	                       .text = text};

	step.stay = true;
	step.more = more;
	fp_step_slip(x, step, price, &move);
}

void fp_step_drop(const struct fp_here *x, uint32_t to, enum fp_price price, enum fp_rule rule,
                  int32_t more)
{
	struct fp_step step = fp_step_free(x, (enum fp_state)x->h.state);
	struct fp_move move = {.kind = FP_MOVE_DELETE, .rule = (uint8_t)rule, .range = {x->at, to}};

	step.at = to;
	step.dropped = true;
	step.more = more;
	fp_step_slip(x, step, price, &move);
}

void fp_step_replace(const struct fp_here *x, enum fp_state state, uint32_t to, enum fp_price price,
                     enum fp_rule rule, const char *text, int32_t more)
{
	struct fp_step step = fp_step_free(x, state);
	struct fp_move move = {.kind = FP_MOVE_REPLACE,
	                       .rule = (uint8_t)rule,
	                       .range = {x->at, to},
	                       .text = text,
	                       .frame = fp_here_solid(x->s, x->h.frame)};

	step.at = to;
	step.more = more;
	fp_step_slip(x, step, price, &move);
}
