/* SPDX-License-Identifier: MIT */
/*
 * Containers: openers and closers that stand, are missing, too many, of the wrong kind or swapped.
 * An opener too many is a ghost, a frame that the grammar does not see, so that its closer is
 * recognised as one too many as well.
 */
#include "json/moves.h"

#include <string.h>

struct fp_step fp_brackets_leave(const struct fp_here *x)
{
	struct fp_step step = fp_step_free(x, FP_STATE_END);
	uint32_t frame = fp_here_solid(x->s, x->h.frame);

	step.frame = x->s->frames[frame].parent;
	step.keys = fp_search_outer(x->s, x->h.keys, x->s->frames[frame].depth);
	step.state = fp_here_after_value(x->s, step.frame);
	return step;
}

uint32_t fp_brackets_push(const struct fp_here *x, uint32_t parent, char kind, int flags)
{
	struct fp_frame f = {.parent = parent,
	                     .open = x->at,
	                     .indent = (int16_t)x->s->indent,
	                     .members = -1,
	                     .kind = (uint8_t)kind,
	                     .flags = (uint8_t)flags,
	                     .depth = x->s->frames[parent].depth + 1};

	return fp_search_frame(x->s, &f);
}

static enum fp_state inside(char kind)
{
	return kind == '{'   ? FP_STATE_FIRST_KEY
	       : kind == '[' ? FP_STATE_FIRST_ELEMENT
	                     : FP_STATE_CALL;
}

/* An array that begins with an object is a row of objects. */
static uint32_t as_row(const struct fp_here *x, uint32_t frame)
{
	struct fp_frame f = x->s->frames[frame];

	if (x->h.state != FP_STATE_FIRST_ELEMENT || x->c != '{' || f.kind != '[')
		return frame;
	f.flags |= FP_FRAME_ROW;
	return fp_search_frame(x->s, &f);
}

/* Whether the same opener stands just before or behind. */
static bool is_doubled(const struct fp_here *x)
{
	return (x->at > x->s->from && x->s->text[x->at - 1] == x->c) ||
	       fp_here_byte(x, x->at + 1) == x->c;
}

void fp_brackets_drop_opener(const struct fp_here *x)
{
	struct fp_step step = fp_step_free(x, (enum fp_state)x->h.state);
	struct fp_move move = {
	    .kind = FP_MOVE_DELETE, .rule = FP_JSON_EXTRA_OPENER, .range = {x->at, x->at + 1}};
	enum fp_price price = is_doubled(x)        ? FP_PRICE_OPENER_DOUBLED
	                      : fp_set_in_array(x) ? FP_PRICE_OPENER_SET
	                                           : FP_PRICE_OPENER_EXTRA;

	if (x->h.state == FP_STATE_START && price == FP_PRICE_OPENER_EXTRA)
		step.more = x->s->prices->of[FP_PRICE_OPENER_EXTRA_ROOT];
	if (!fp_search_affords(x->s, &x->h, price, step.more))
		return; /* its frame is not worth keeping */
	step.at = x->at + 1;
	step.dropped = true;
	step.frame = move.frame = fp_brackets_push(x, x->h.frame, x->c, FP_FRAME_GHOST);
	fp_step_slip(x, step, price, &move);
}

/* ["a" => 1]: an array of PHP that JSON writes as an object. */
static bool holds_pairs(const struct fp_here *x)
{
	uint32_t notes, to = 0, from = fp_search_skip(x->s, x->at + 1, &notes);

	return x->c == '[' && fp_here_begins_member(x, from, &to) &&
	       fp_here_byte(x, to = fp_search_skip(x->s, to, &notes)) == '=' &&
	       fp_here_byte(x, to + 1) == '>';
}

void fp_brackets_open(const struct fp_here *x, int32_t layout)
{
	struct fp_step step = fp_step_free(x, inside(x->c));
	char other = x->c == '{' ? '[' : '{';
	enum fp_price price = holds_pairs(x)       ? FP_PRICE_OPENER_PAIRS
	                      : fp_set_is_value(x) ? FP_PRICE_OPENER_SET
	                                           : FP_PRICE_OPENER_KIND;
	uint32_t parent = as_row(x, fp_layout_frame(x, x->h.frame));
	struct fp_move move = {.kind = FP_MOVE_REPLACE,
	                       .rule = FP_JSON_EXTRA_OPENER,
	                       .range = {x->at, x->at + 1},
	                       .text = other == '[' ? "[" : "{"};

	step.at = x->at + 1;
	step.more = layout;
	step.frame = fp_brackets_push(x, parent, x->c, 0);
	fp_step_go(x, &step);
	if (fp_search_affords(x->s, &x->h, price, step.more)) {
		step.frame = move.frame = fp_brackets_push(x, parent, other, FP_FRAME_SWAPPED);
		step.state = inside(other);
		fp_step_slip(x, step, price, &move);
	}
	fp_brackets_drop_opener(x);
}

/* Brackets of another language or alphabet that stand for those of JSON. */
static const struct stand_in {
	const char *text;
	char kind; /* of the container */
	bool opens;
} stand_ins[] = {
    {"(", '[', true},
    {")", '[', false},
    {"\xef\xbd\x9b", '{', true}, /* full-width */
    {"\xef\xbd\x9d", '{', false},
    {"\xef\xbc\xbb", '[', true},
    {"\xef\xbc\xbd", '[', false},
    {"\xe3\x80\x90", '[', true}, /* lenticular */
    {"\xe3\x80\x91", '[', false},
};

/* Words that other languages put before the bracket of a container. */
static const struct stand_in words[] = {
    {"array(", '[', true}, {"dict(", '{', true},   {"list(", '[', true},    {"hash(", '{', true},
    {"tuple(", '[', true}, {"Map.of(", '{', true}, {"List.of(", '[', true},
};

static const struct stand_in *word_before(const struct fp_here *x)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (fp_here_begins(x, words[i].text))
			return &words[i];
	}
	return NULL;
}

static const struct stand_in *stand_in(const struct fp_here *x, bool opens)
{
	if (x->c != '(' && x->c != ')' && (unsigned char)x->c < 0xe3)
		return NULL;
	for (size_t i = 0; i < sizeof(stand_ins) / sizeof(*stand_ins); i++) {
		if (stand_ins[i].opens == opens && fp_here_begins(x, stand_ins[i].text))
			return &stand_ins[i];
	}
	return NULL;
}

bool fp_brackets_stand_in_closer(const struct fp_here *x)
{
	return stand_in(x, false) != NULL;
}

void fp_brackets_open_stand_in(const struct fp_here *x, int32_t layout)
{
	const struct stand_in *word = word_before(x), *b = word ? word : stand_in(x, true);
	struct fp_step step = fp_step_free(x, FP_STATE_FIRST_ELEMENT);
	struct fp_move move = {.kind = FP_MOVE_REPLACE, .rule = FP_JSON_EXTRA_OPENER};
	uint32_t notes, to;
	bool members;

	if (!b)
		return;
	x->s->steps += 16;
	step.at = x->at + (uint32_t)strlen(b->text);
	members =
	    b->kind == '{' || fp_here_begins_member(x, fp_search_skip(x->s, step.at, &notes), &to);
	if (x->c == '(' && !members && x->h.state == FP_STATE_START)
		return; /* brackets around the whole say nothing */
	if (members)
		step.state = FP_STATE_FIRST_KEY;
	move.text = members ? "{" : "[";
	move.range = (struct fp_range){x->at, step.at};
	step.more = layout;
	step.frame = move.frame =
	    fp_brackets_push(x, fp_layout_frame(x, x->h.frame), members ? '{' : '[', 0);
	fp_step_slip(x, step,
	             word          ? FP_PRICE_CONSTRUCTOR
	             : x->c == '(' ? FP_PRICE_CALL
	                           : FP_PRICE_COMMA_SEMICOLON,
	             &move);
}

/* The closer of a ghost: one too many as well. */
static void close_ghost(const struct fp_here *x)
{
	struct fp_step step = fp_step_free(x, (enum fp_state)x->h.state);
	struct fp_move move = {.kind = FP_MOVE_DELETE,
	                       .rule = FP_JSON_EXTRA_OPENER,
	                       .range = {x->at, x->at + 1},
	                       .frame = x->h.frame};

	step.frame = x->f.parent;
	step.at = x->at + 1;
	step.dropped = true;
	fp_step_slip(x, step, FP_PRICE_OPENER_EXTRA_CLOSER, &move);
}

/* The closer that the frame on top expects to stand in the text. */
static char expected_closer(const struct fp_frame *f)
{
	bool object = f->kind == '{';

	if (f->kind == '(')
		return ')';
	if (f->flags & FP_FRAME_SWAPPED)
		object = !object;
	return object ? '}' : ']';
}

static const char *closer_text(const struct fp_frame *f)
{
	return f->kind == '{' ? "}" : f->kind == '[' ? "]" : ")";
}

/* The bracket here becomes what closes that frame. */
static struct fp_move as_closer(const struct fp_here *x, uint32_t frame)
{
	return (struct fp_move){.kind = FP_MOVE_REPLACE,
	                        .rule = FP_JSON_MISMATCHED_CLOSER,
	                        .range = {x->at, x->at + 1},
	                        .text = closer_text(&x->s->frames[frame]),
	                        .frame = frame};
}

/* A closer stands here and closes the frame on top: as it should, or as one of the other kind. */
static void close_here(const struct fp_here *x)
{
	uint32_t top = fp_here_solid(x->s, x->h.frame);
	const struct fp_frame f = x->s->frames[top];
	struct fp_step step = fp_brackets_leave(x);
	struct fp_move move = as_closer(x, top);

	if (f.kind != '{' && f.kind != '[')
		return;
	if (f.flags & FP_FRAME_FRAGMENT)
		return;
	step.at = x->at + 1;
	step.more = fp_layout_closer(x, &f);
	if (x->c == *closer_text(&f) && !(f.flags & FP_FRAME_SWAPPED)) {
		fp_step_go(x, &step);
		return;
	}
	if (f.flags & FP_FRAME_SWAPPED) {
		move.rule = FP_JSON_EXTRA_OPENER;
		if (x->c == *closer_text(&f))
			fp_step_go(x, &step);
		else
			fp_step_slip(x, step, FP_PRICE_OPENER_KIND_CLOSER, &move);
		return;
	}
	fp_step_slip(x, step, FP_PRICE_CLOSER_KIND, &move);
}

void fp_brackets_close_stand_in(const struct fp_here *x)
{
	const struct stand_in *b = stand_in(x, false);
	uint32_t top = fp_here_solid(x->s, x->h.frame);
	const struct fp_frame f = x->s->frames[top];
	struct fp_step step = fp_brackets_leave(x);
	struct fp_move move = {.kind = FP_MOVE_REPLACE,
	                       .rule = FP_JSON_MISMATCHED_CLOSER,
	                       .text = closer_text(&f),
	                       .frame = top};
	bool partner = (f.flags & (FP_FRAME_VIRTUAL | FP_FRAME_FRAGMENT)) == 0 &&
	               f.open < x->s->to && !strchr("{[", x->s->text[f.open]);

	if (!b || (f.kind != '{' && f.kind != '[') || (f.flags & FP_FRAME_FRAGMENT))
		return;
	step.at = x->at + (uint32_t)strlen(b->text);
	step.more = fp_layout_closer(x, &f);
	move.range = (struct fp_range){x->at, step.at};
	if (partner)
		move.rule = FP_JSON_EXTRA_OPENER;
	fp_step_slip(x, step,
	             partner           ? FP_PRICE_OPENER_KIND_CLOSER
	             : *b->text == ')' ? FP_PRICE_CLOSER_KIND
	                               : FP_PRICE_COMMA_SEMICOLON,
	             &move);
}

/* `]}` where `}]` is due. */
static void close_swapped(const struct fp_here *x)
{
	uint32_t top = fp_here_solid(x->s, x->h.frame), notes, second;
	const struct fp_frame f = x->s->frames[top];
	struct fp_hyp h = x->h;
	struct fp_step step;
	struct fp_move move = {
	    .kind = FP_MOVE_SWAP, .rule = FP_JSON_MISMATCHED_CLOSER, .frame = top};

	if (f.parent == 0 || x->c == expected_closer(&f))
		return;
	second = fp_search_skip(x->s, x->at + 1, &notes);
	if (notes || fp_here_byte(x, second) != expected_closer(&f) ||
	    expected_closer(&x->s->frames[fp_here_solid(x->s, f.parent)]) != x->c ||
	    (x->s->frames[fp_here_solid(x->s, f.parent)].flags &
	     (FP_FRAME_FRAGMENT | FP_FRAME_VIRTUAL)))
		return;
	h.frame = fp_here_solid(x->s, f.parent);
	step = fp_step_free(x, FP_STATE_END);
	step.frame = x->s->frames[h.frame].parent;
	step.keys = fp_search_outer(x->s, x->h.keys, x->s->frames[h.frame].depth);
	step.state = fp_here_after_value(x->s, step.frame);
	step.at = second + 1;
	move.range = (struct fp_range){x->at, second + 1};
	fp_step_slip(x, step, FP_PRICE_CLOSERS_SWAPPED, &move);
}

void fp_brackets_insert_closer(const struct fp_here *x)
{
	struct fp_step step = fp_brackets_leave(x);
	uint32_t top = fp_here_solid(x->s, x->h.frame);
	const struct fp_frame *f = &x->s->frames[top];
	struct fp_move move = {.kind = FP_MOVE_CLOSE,
	                       .rule = FP_JSON_UNCLOSED_CONTAINER,
	                       .range = {x->h.last, x->h.last},
	                       .frame = top};

	if (top == 0 || f->kind == '(' || (f->flags & FP_FRAME_FRAGMENT))
		return;
	step.stay = true;
	if (f->flags & FP_FRAME_MEMBER) {
		move.rule = FP_JSON_MEMBER_IN_ARRAY;
		fp_step_slip(x, step, FP_PRICE_FRAGMENT_END, &move);
		return;
	}
	step.more = fp_layout_inserted_closer(x) +
	            (x->c == ',' ? x->s->prices->of[FP_PRICE_CLOSER_MISSING_COMMA] : 0);
	fp_step_slip(x, step, FP_PRICE_CLOSER_MISSING, &move);
}

void fp_brackets_drop_closer(const struct fp_here *x)
{
	const int32_t *p = x->s->prices->of;
	const struct fp_frame *f = &x->s->frames[fp_here_solid(x->s, x->h.frame)];
	bool under = x->s->first && !x->s->single_line && x->c == expected_closer(f) &&
	             x->s->indent == f->indent;
	bool lone = x->h.state != FP_STATE_END && x->h.last > x->s->from &&
	            !strchr("}]", x->s->text[x->h.last - 1]);

	if (x->f.flags & FP_FRAME_GHOST)
		close_ghost(x);
	fp_step_drop(x, x->at + 1,
	             x->h.state == FP_STATE_END ? FP_PRICE_CLOSER_EXTRA_END : FP_PRICE_CLOSER_EXTRA,
	             FP_JSON_EXTRA_CLOSER,
	             (lone ? p[FP_PRICE_CLOSER_EXTRA_LONE] : 0) +
	                 (under ? p[FP_PRICE_LAYOUT_CLOSER_DROPPED] : 0) +
	                 (x->h.state == FP_STATE_END ? fp_layout_last_closer(x) : 0));
}

void fp_brackets_close(const struct fp_here *x)
{
	if (x->c != '}' && x->c != ']')
		return;
	close_here(x);
	close_swapped(x);
	fp_brackets_drop_closer(x);
}

void fp_brackets_closing_opener(const struct fp_here *x)
{
	uint32_t top = fp_here_solid(x->s, x->h.frame), notes, next;
	const struct fp_frame f = x->s->frames[top];
	struct fp_step step = fp_brackets_leave(x);
	struct fp_move move = as_closer(x, top);

	if ((x->c != '{' && x->c != '[') || (uint8_t)x->c != f.kind ||
	    (f.flags & (FP_FRAME_VIRTUAL | FP_FRAME_FRAGMENT | FP_FRAME_SWAPPED)))
		return;
	next = fp_search_skip(x->s, x->at + 1, &notes);
	if (next < x->s->to && x->s->text[next] != ',' &&
	    (!strchr("}]", x->s->text[next]) || !fp_here_line_ends(x, x->at + 1)))
		return;
	step.at = x->at + 1;
	step.more = fp_layout_closer(x, &f);
	fp_step_slip(x, step, FP_PRICE_CLOSER_KIND, &move);
}

void fp_brackets_close_all(const struct fp_here *x)
{
	struct fp_step step = fp_step_free(x, FP_STATE_END);
	struct fp_hyp h = x->h;
	uint32_t frame = x->h.frame;
	struct fp_move move = {.kind = FP_MOVE_CLOSE_END,
	                       .rule = FP_JSON_UNCLOSED_CONTAINER,
	                       .range = {x->h.last, x->h.last},
	                       .frame = frame};
	bool any = false;

	for (; frame; frame = x->s->frames[frame].parent) {
		const struct fp_frame *f = &x->s->frames[frame];

		x->s->steps++;
		if (f->flags & FP_FRAME_GHOST)
			continue;
		if (f->flags & (FP_FRAME_FRAGMENT | FP_FRAME_MEMBER)) {
			step.more += x->s->prices->of[FP_PRICE_FRAGMENT_END];
			continue;
		}
		if ((f->flags & FP_FRAME_VIRTUAL) && f->parent == 0)
			step.more +=
			    x->s->prices->of[FP_PRICE_FRAGMENT]; /* no lost brace: a fragment */
		any = true;
		step.more += fp_search_price(x->s, &h, FP_PRICE_CLOSER_MISSING_END);
		h.used |= 1u << FP_HABIT_CLOSER;
		if (step.more > 1 << 28)
			step.more = 1 << 28;
	}
	if (!any)
		move.rule = FP_JSON_FRAGMENT;
	step.frame = 0;
	step.keys = 0;
	step.stay = step.forced = true;
	step.habits = any ? 1u << FP_HABIT_CLOSER : 0;
	move.previous = x->h.last;
	step.move = fp_search_move(x->s, &move);
	fp_step_go(x, &step);
}

/* A frame whose opener is put in here, told by `move`. */
static void open_virtual(const struct fp_here *x, struct fp_step step, struct fp_move *move,
                         int flags, enum fp_price price)
{
	if (!fp_search_affords(x->s, &x->h, price, step.more))
		return;
	step.frame = fp_brackets_push(x, x->h.frame, *move->text, FP_FRAME_VIRTUAL | flags);
	move->frame = step.frame;
	fp_step_slip(x, step, price, move);
}

/* Members that stand in an array: one object has lost its opener, or all of them are in the wrong place. */
static void open_in_array(const struct fp_here *x, struct fp_step step, struct fp_move *move)
{
	bool row = x->s->frames[fp_here_solid(x->s, x->h.frame)].flags & FP_FRAME_ROW;

	step.more = fp_layout_member(x);
	open_virtual(x, step, move, 0, row ? FP_PRICE_OPENER_MISSING_ROW : FP_PRICE_OPENER_MISSING);
	move->rule = FP_JSON_MEMBER_IN_ARRAY;
	if (x->h.state == FP_STATE_FIRST_ELEMENT)
		step.more += x->s->prices->of[FP_PRICE_MEMBER_FIRST];
	open_virtual(x, step, move, FP_FRAME_MEMBER, FP_PRICE_OPENER_MISSING);
}

static struct fp_move missing_brace(const struct fp_here *x)
{
	return (struct fp_move){.kind = FP_MOVE_OPEN,
	                        .rule = FP_JSON_MISSING_OPENER,
	                        .range = {x->at, x->at},
	                        .text = "{"};
}

void fp_brackets_lost_opener(const struct fp_here *x)
{
	struct fp_step step = fp_step_free(x, FP_STATE_FIRST_KEY);
	struct fp_move move = missing_brace(x);
	uint32_t to;

	step.stay = true;
	if (fp_here_begins_member(x, x->at, &to))
		open_virtual(x, step, &move, 0, FP_PRICE_OPENER_MISSING);
}

void fp_brackets_insert_opener(const struct fp_here *x)
{
	bool array = x->s->frames[fp_here_solid(x->s, x->h.frame)].kind == '[';
	bool deeper = x->s->first && x->s->indent > x->f.members;
	enum fp_price price = deeper ? FP_PRICE_OPENER_MISSING_DEEPER : FP_PRICE_OPENER_MISSING;
	struct fp_step step = fp_step_free(x, FP_STATE_FIRST_KEY);
	struct fp_move move = missing_brace(x);
	uint32_t to;

	step.stay = true;
	if (x->f.flags & (FP_FRAME_VIRTUAL | FP_FRAME_FRAGMENT) && x->f.open == x->at)
		return;
	if (fp_here_begins_member(x, x->at, &to)) {
		if (array)
			open_in_array(x, step, &move);
		else
			open_virtual(x, step, &move, 0, price);
	} else if (!array && (fp_here_begins_value(x, x->at) || x->c == ']')) {
		step.state = FP_STATE_FIRST_ELEMENT;
		move.text = "[";
		open_virtual(x, step, &move, 0, price);
	}
}
