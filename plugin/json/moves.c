/* SPDX-License-Identifier: MIT */
/*
 * What a hypothesis may do next: for each state of the grammar the tokens that fit, free of charge,
 * and the mistakes that people make there, at their price. Moves that put something in have no
 * width: they lead to another state at the same place, so mistakes combine by themselves.
 */
#include "json/search.h"

#include "json/trivia.h"
#include "json/words.h"

#include <string.h>

/* A hypothesis that is being expanded; copies, for the arrays may move. */
struct here {
	struct fp_search *s;
	uint32_t index;
	struct fp_hyp h;
	struct fp_frame f;
	uint32_t at;
	char c; /* the byte there; 0 at the end of the text */
};

#define RANGE(from_, to_) ((struct fp_range){(from_), (to_)})

/* ---- small questions ---- */

static char byte_at(const struct here *x, uint32_t at)
{
	return at < x->s->to ? x->s->text[at] : 0;
}

static bool at_end(const struct here *x)
{
	return x->at >= x->s->to;
}

static bool begins(const struct here *x, const char *what)
{
	size_t n = strlen(what);

	return x->s->to - x->at >= n && memcmp(x->s->text + x->at, what, n) == 0;
}

/* The frame that counts: ghosts are openers too many, which the grammar does not see. */
static uint32_t solid(const struct fp_search *s, uint32_t frame)
{
	while (s->frames[frame].flags & FP_FRAME_GHOST)
		frame = s->frames[frame].parent;
	return frame;
}

/* The state after a complete value in that frame. */
static enum fp_state after_value(const struct fp_search *s, uint32_t frame)
{
	switch (s->frames[solid(s, frame)].kind) {
	case '{':
		return FP_STATE_MEMBER_END;
	case '[':
		return FP_STATE_ELEMENT_END;
	case '(':
		return FP_STATE_CALL_END;
	default:
		return FP_STATE_END;
	}
}

static bool begins_string(const struct here *x, uint32_t at)
{
	uint8_t open;

	return at < x->s->to && fp_reading_open(x->s->text, x->s->to, at, &open) != 0;
}

/* Whether a value could begin with this byte. */
static bool begins_value(const struct here *x, uint32_t at)
{
	char c = byte_at(x, at);

	return c && (c == '{' || c == '[' || c == '-' || (c >= '0' && c <= '9') || c == '<' || c == '$' ||
	             (c | 32) == 't' || ((c | 32) >= 'a' && (c | 32) <= 'z') || begins_string(x, at));
}

/* The end of the plain string at `at` (its first closing quote), or 0. */
static uint32_t plain_string(const struct here *x, uint32_t at)
{
	uint32_t end = x->s->to - at > 1024 ? at + 1024 : x->s->to;
	uint8_t open;
	char quote = byte_at(x, at);

	if (quote != '"' && quote != '\'') {
		uint32_t n = at < x->s->to ? fp_reading_open(x->s->text, x->s->to, at, &open) : 0;

		if (!n)
			return 0;
		for (uint32_t i = at + n; i < end && x->s->text[i] != '\n'; i++) {
			if (x->s->text[i] == ':')
				return i;
		}
		return 0;
	}
	for (uint32_t i = at + 1; i < end; i++) {
		if (x->s->text[i] == '\\')
			i++;
		else if (x->s->text[i] == quote)
			return i + 1;
		else if (x->s->text[i] == '\n')
			return 0;
	}
	return 0;
}

/* Whether a member's name stands at `at`: a string or a word, and then a colon. *to: the name's end. */
static bool begins_member(const struct here *x, uint32_t at, uint32_t *to)
{
	struct fp_word word;
	uint32_t end, notes;

	if (at >= x->s->to)
		return false;
	end = plain_string(x, at);
	if (end) {
		uint32_t next = fp_search_skip(x->s, end, &notes);

		*to = end;
		x->s->steps += end - at;
		return byte_at(x, next) == ':' || (byte_at(x, next) == '=' && x->s->text[at] != '=');
	}
	if (!fp_word_key(&word, x->s->text, x->s->to, at))
		return false;
	x->s->steps += word.to - at;
	*to = word.to;
	return word.colon && !word.blanks;
}

/* What a name is compared by. */
static uint32_t hash_of(const char *text, uint32_t from, uint32_t to)
{
	uint32_t hash = 2166136261u;

	for (uint32_t i = from; i < to; i++)
		hash = (hash ^ (uint8_t)text[i]) * 16777619u;
	return hash ? hash : 1;
}

/* Price of a coming name that its object has already: charged on the way in, before stories merge. */
static int32_t twin_price(const struct here *x, uint32_t at, uint32_t keys, uint32_t depth)
{
	uint32_t to, hash;

	if (!keys || !begins_member(x, at, &to))
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

static bool blank_after(const struct here *x, uint32_t at)
{
	uint32_t notes;

	return fp_search_skip(x->s, at, &notes) >= x->s->to;
}

/* The placeholder in brackets of its own that begins here; looked up once a place. */
static uint32_t bracketed(const struct here *x)
{
	if (x->s->bracketed_at != x->at) {
		x->s->bracketed_at = x->at;
		x->s->bracketed_to = fp_word_bracketed(x->s->text, x->s->to, x->at);
		x->s->steps += x->c && strchr("{[<$(%@", x->c) ? 64 : 1;
	}
	return x->s->bracketed_to;
}

/* ---- layout ---- */

/* A member or element that begins a line: does it stand where its siblings do? */
static int32_t member_layout(const struct here *x)
{
	const int32_t *p = x->s->prices->of;
	int32_t indent = x->s->indent;

	if (!x->s->first || x->s->single_line || x->f.members < 0 || indent == x->f.members)
		return 0;
	return indent <= x->f.indent && !(x->f.flags & FP_FRAME_FRAGMENT)
	           ? p[FP_PRICE_LAYOUT_MEMBER_OUT]
	           : p[FP_PRICE_LAYOUT_MEMBER];
}

/* The frame after its first member has begun a line here. */
static uint32_t with_member(const struct here *x, uint32_t frame)
{
	struct fp_frame f = x->s->frames[frame];

	if (!x->s->first || f.members >= 0 || frame == 0)
		return frame;
	f.members = (int16_t)x->s->indent;
	return fp_search_frame(x->s, &f);
}

/* A closer that begins a line stands under the line of its opener. */
static int32_t closer_layout(const struct here *x, const struct fp_frame *f)
{
	if (!x->s->first || x->s->single_line || (f->flags & (FP_FRAME_VIRTUAL | FP_FRAME_FRAGMENT)))
		return 0;
	return x->s->indent == f->indent ? 0 : x->s->prices->of[FP_PRICE_LAYOUT_CLOSER];
}

/* Whether nothing but blanks is left of the line. */
static bool line_ends(const struct here *x, uint32_t at)
{
	while (at < x->s->to && (x->s->text[at] == ' ' || x->s->text[at] == '\t'))
		at++;
	return at >= x->s->to || x->s->text[at] == '\n' || x->s->text[at] == '\r';
}

/* A closer that is put in here. */
static int32_t inserted_closer_layout(const struct here *x)
{
	if (x->s->single_line || (x->f.flags & FP_FRAME_VIRTUAL))
		return 0;
	if (x->s->first)
		return x->s->indent > x->f.indent ? x->s->prices->of[FP_PRICE_LAYOUT_CLOSER_EARLY] : 0;
	if (x->c == ',' && !line_ends(x, x->at + 1))
		return x->s->prices->of[FP_PRICE_LAYOUT_CLOSER_INSIDE];
	return x->f.open < x->s->line && x->f.members >= 0
	           ? x->s->prices->of[FP_PRICE_LAYOUT_CLOSER_INSIDE]
	           : 0;
}

/* ---- steps ---- */

static struct fp_step free_step(const struct here *x, enum fp_state state)
{
	return (struct fp_step){.state = state,
	                        .frame = x->h.frame,
	                        .keys = x->h.keys,
	                        .at = x->at,
	                        .price = FP_PRICE_COUNT};
}

static void go(const struct here *x, const struct fp_step *step)
{
	fp_search_go(x->s, x->index, step);
}

/* A mistake: the step at a price, told by a move. */
static void slip(const struct here *x, struct fp_step step, enum fp_price price,
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
	go(x, &step);
}

/* Puts text in behind the last token; nothing of the text is consumed. */
static void insert(const struct here *x, enum fp_state state, enum fp_price price,
                   enum fp_rule rule, const char *text, int32_t more)
{
	struct fp_step step = free_step(x, state);
	struct fp_move move = {.kind = FP_MOVE_INSERT,
	                       .rule = (uint8_t)rule,
	                       .range = RANGE(x->h.last, x->h.last),
	                       .text = text};

	step.stay = true;
	step.more = more;
	slip(x, step, price, &move);
}

/* Drops `n` bytes here; the state stays. */
static void drop(const struct here *x, uint32_t to, enum fp_price price, enum fp_rule rule,
                 int32_t more)
{
	struct fp_step step = free_step(x, (enum fp_state)x->h.state);
	struct fp_move move = {
	    .kind = FP_MOVE_DELETE, .rule = (uint8_t)rule, .range = RANGE(x->at, to)};

	step.at = to;
	step.dropped = true;
	step.more = more;
	slip(x, step, price, &move);
}

/* Replaces the bytes here by text, which counts as a token. */
static void replace(const struct here *x, enum fp_state state, uint32_t to, enum fp_price price,
                    enum fp_rule rule, const char *text, int32_t more)
{
	struct fp_step step = free_step(x, state);
	struct fp_move move = {.kind = FP_MOVE_REPLACE,
	                       .rule = (uint8_t)rule,
	                       .range = RANGE(x->at, to),
	                       .text = text};

	step.at = to;
	step.more = more;
	slip(x, step, price, &move);
}

/* ---- containers ---- */

static uint32_t pop_keys(const struct fp_search *s, uint32_t keys, uint32_t depth)
{
	while (keys && s->keys[keys].depth >= depth)
		keys = s->keys[keys].prev;
	return keys;
}

/* The step that leaves the container on top, ghosts upon it included. */
static struct fp_step leave(const struct here *x)
{
	struct fp_step step = free_step(x, FP_STATE_END);
	uint32_t frame = solid(x->s, x->h.frame);

	step.frame = x->s->frames[frame].parent;
	step.keys = pop_keys(x->s, x->h.keys, x->s->frames[frame].depth);
	step.state = after_value(x->s, step.frame);
	return step;
}

static uint32_t push(const struct here *x, uint32_t parent, char kind, int flags)
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
	return kind == '{' ? FP_STATE_FIRST_KEY : kind == '[' ? FP_STATE_FIRST_ELEMENT : FP_STATE_CALL;
}

/* An array that begins with an object is a row of objects. */
static uint32_t as_row(const struct here *x, uint32_t frame)
{
	struct fp_frame f = x->s->frames[frame];

	if (x->h.state != FP_STATE_FIRST_ELEMENT || x->c != '{' || f.kind != '[')
		return frame;
	f.flags |= FP_FRAME_ROW;
	return fp_search_frame(x->s, &f);
}

/* Whether the same opener stands just before or behind. */
static bool is_doubled(const struct here *x)
{
	return (x->at > x->s->from && x->s->text[x->at - 1] == x->c) || byte_at(x, x->at + 1) == x->c;
}

/* '{' or '[' where a value is due. */
static void open_container(const struct here *x, int32_t layout)
{
	struct fp_step step = free_step(x, inside(x->c));
	char other = x->c == '{' ? '[' : '{';
	uint32_t parent = as_row(x, with_member(x, x->h.frame));
	struct fp_move move = {.kind = FP_MOVE_REPLACE,
	                       .rule = FP_JSON_EXTRA_OPENER,
	                       .range = RANGE(x->at, x->at + 1),
	                       .text = other == '[' ? "[" : "{"};

	step.at = x->at + 1;
	step.more = layout;
	step.frame = push(x, parent, x->c, 0);
	go(x, &step);
	step.frame = move.frame = push(x, parent, other, FP_FRAME_SWAPPED);
	step.state = inside(other);
	slip(x, step, FP_PRICE_OPENER_KIND, &move);
	move.kind = FP_MOVE_DELETE;
	move.text = NULL;
	step = free_step(x, (enum fp_state)x->h.state);
	step.at = x->at + 1;
	step.dropped = true;
	step.frame = move.frame = push(x, x->h.frame, x->c, FP_FRAME_GHOST);
	slip(x, step, is_doubled(x) ? FP_PRICE_OPENER_DOUBLED : FP_PRICE_OPENER_EXTRA, &move);
}

/* The closer of a ghost: one too many as well. */
static void close_ghost(const struct here *x)
{
	struct fp_step step = free_step(x, (enum fp_state)x->h.state);
	struct fp_move move = {.kind = FP_MOVE_DELETE,
	                       .rule = FP_JSON_EXTRA_OPENER,
	                       .range = RANGE(x->at, x->at + 1),
	                       .frame = x->h.frame};

	step.frame = x->f.parent;
	step.at = x->at + 1;
	step.dropped = true;
	slip(x, step, FP_PRICE_OPENER_EXTRA_CLOSER, &move);
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

/* A closer stands here and closes the frame on top: as it should, or as one of the other kind. */
static void close_here(const struct here *x)
{
	uint32_t top = solid(x->s, x->h.frame);
	const struct fp_frame f = x->s->frames[top];
	struct fp_step step = leave(x);
	struct fp_move move = {.kind = FP_MOVE_REPLACE,
	                       .rule = FP_JSON_MISMATCHED_CLOSER,
	                       .range = RANGE(x->at, x->at + 1),
	                       .text = closer_text(&f),
	                       .frame = top};

	if (f.kind != '{' && f.kind != '[')
		return;
	if (f.flags & FP_FRAME_FRAGMENT)
		return;
	step.at = x->at + 1;
	step.more = closer_layout(x, &f);
	if (x->c == *closer_text(&f) && !(f.flags & FP_FRAME_SWAPPED)) {
		go(x, &step);
		return;
	}
	if (f.flags & FP_FRAME_SWAPPED) {
		move.rule = FP_JSON_EXTRA_OPENER;
		if (x->c == *closer_text(&f))
			go(x, &step);
		else
			slip(x, step, FP_PRICE_OPENER_KIND_CLOSER, &move);
		return;
	}
	slip(x, step, FP_PRICE_CLOSER_KIND, &move);
}

/* `]}` where `}]` is due. */
static void close_swapped(const struct here *x)
{
	uint32_t top = solid(x->s, x->h.frame), notes, second;
	const struct fp_frame f = x->s->frames[top];
	struct fp_hyp h = x->h;
	struct fp_step step;
	struct fp_move move = {.kind = FP_MOVE_SWAP, .rule = FP_JSON_MISMATCHED_CLOSER, .frame = top};

	if (f.parent == 0 || x->c == expected_closer(&f))
		return;
	second = fp_search_skip(x->s, x->at + 1, &notes);
	if (notes || byte_at(x, second) != expected_closer(&f) ||
	    expected_closer(&x->s->frames[solid(x->s, f.parent)]) != x->c ||
	    (x->s->frames[solid(x->s, f.parent)].flags & (FP_FRAME_FRAGMENT | FP_FRAME_VIRTUAL)))
		return;
	h.frame = solid(x->s, f.parent);
	step = free_step(x, FP_STATE_END);
	step.frame = x->s->frames[h.frame].parent;
	step.keys = pop_keys(x->s, x->h.keys, x->s->frames[h.frame].depth);
	step.state = after_value(x->s, step.frame);
	step.at = second + 1;
	move.range = RANGE(x->at, second + 1);
	slip(x, step, FP_PRICE_CLOSERS_SWAPPED, &move);
}

/* The closer of the frame on top is put in here. */
static void insert_closer(const struct here *x)
{
	struct fp_step step = leave(x);
	uint32_t top = solid(x->s, x->h.frame);
	const struct fp_frame *f = &x->s->frames[top];
	struct fp_move move = {.kind = FP_MOVE_CLOSE,
	                       .rule = FP_JSON_UNCLOSED_CONTAINER,
	                       .range = RANGE(x->h.last, x->h.last),
	                       .frame = top};

	if (top == 0 || f->kind == '(' || (f->flags & FP_FRAME_FRAGMENT))
		return;
	step.stay = true;
	if (f->flags & FP_FRAME_MEMBER) {
		move.rule = FP_JSON_MEMBER_IN_ARRAY;
		slip(x, step, FP_PRICE_FRAGMENT_END, &move);
		return;
	}
	step.more = inserted_closer_layout(x);
	slip(x, step, FP_PRICE_CLOSER_MISSING, &move);
}

/* A closer too many. */
static void drop_closer(const struct here *x)
{
	const struct fp_frame *f = &x->s->frames[solid(x->s, x->h.frame)];
	bool under = x->s->first && !x->s->single_line && x->c == expected_closer(f) &&
	             x->s->indent == f->indent;
	bool lone = x->h.state != FP_STATE_END && x->h.last > x->s->from &&
	            !strchr("}]", x->s->text[x->h.last - 1]);

	if (x->f.flags & FP_FRAME_GHOST)
		close_ghost(x);
	drop(x, x->at + 1,
	     x->h.state == FP_STATE_END ? FP_PRICE_CLOSER_EXTRA_END : FP_PRICE_CLOSER_EXTRA,
	     FP_JSON_EXTRA_CLOSER, (lone ? x->s->prices->of[FP_PRICE_CLOSER_EXTRA_LONE] : 0) + (under ? x->s->prices->of[FP_PRICE_LAYOUT_CLOSER_DROPPED] : 0));
}

/* '}' or ']' where the container may end; `more` is what came before it wrongly. */
static void closers(const struct here *x)
{
	if (x->c != '}' && x->c != ']')
		return;
	close_here(x);
	close_swapped(x);
	drop_closer(x);
}

/* All that is open is closed at the end of the text, in one move. */
static void close_end(const struct here *x)
{
	struct fp_step step = free_step(x, FP_STATE_END);
	struct fp_hyp h = x->h;
	uint32_t frame = x->h.frame;
	struct fp_move move = {.kind = FP_MOVE_CLOSE_END,
	                       .rule = FP_JSON_UNCLOSED_CONTAINER,
	                       .range = RANGE(x->h.last, x->h.last),
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
	go(x, &step);
}

/* ---- values ---- */

/* The step behind a value that ends at `to`. */
static struct fp_step value_step(const struct here *x, uint32_t to, int32_t layout)
{
	struct fp_step step = free_step(x, FP_STATE_END);

	step.frame = with_member(x, x->h.frame);
	step.state = after_value(x->s, step.frame);
	step.at = to;
	step.more = layout;
	return step;
}

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
	if (!fp_reading_flaw(&flaw, text, r, &at))
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

/* The style part of a string's price is reduced once it is a habit; the rest never is. */
static int32_t reading_price(const struct here *x, const struct fp_reading *r)
{
	int32_t style = r->style;
	uint32_t marks = r->habits & (1u << FP_HABIT_QUOTE | 1u << FP_HABIT_ESCAPE);

	if (style && marks && (x->h.used & marks) == marks)
		style = style * fp_habit_percent(FP_HABIT_QUOTE) / 100;
	return style + r->rest;
}

/* Takes a step over a string as read; `step.more` holds the layout. */
static void read_string(const struct here *x, struct fp_step step, const struct fp_reading *r)
{
	struct fp_move move = {.kind = FP_MOVE_STRING,
	                       .range = RANGE(x->at, r->end),
	                       .reading = *r,
	                       .previous = x->h.last};
	enum fp_rule rule = FP_RULE_COUNT;

	step.at = r->end;
	step.more += reading_price(x, r);
	if (!fp_search_affords(x->s, &x->h, FP_PRICE_COUNT, step.more))
		return;
	step.habits |= r->habits;
	if (r->style || r->rest || r->open || r->bad_utf8)
		rule = reading_rule(r, x->s->text);
	if (rule != FP_RULE_COUNT) {
		move.rule = (uint8_t)rule;
		step.move = fp_search_move(x->s, &move);
	}
	go(x, &step);
}

/* "a" "b" in a template, "a" | "b", "a" + "b": what may follow a string before it is a value. */
static void string_value(const struct here *x, int32_t layout)
{
	const struct fp_reading_slot *list = fp_search_readings(x->s, x->at, FP_READING_VALUE);

	for (uint32_t i = 0; i < list->count; i++)
		read_string(x, value_step(x, list->of[i].end, layout), &list->of[i]);
}

/* Puts quotes around, or a literal in the place of, what stands here. */
static void odd_value(const struct here *x, uint32_t to, enum fp_move_kind kind, enum fp_price price,
                      enum fp_rule rule, const char *text, int32_t more)
{
	struct fp_move move = {
	    .kind = (uint8_t)kind, .rule = (uint8_t)rule, .range = RANGE(x->at, to), .text = text};
	struct fp_step step = value_step(x, to, more);

	move.illustrative = rule == FP_JSON_BARE_PLACEHOLDER || rule == FP_JSON_ELLIPSIS;
	move.frame = x->h.frame;
	slip(x, step, price, &move);
}

/* A call around a value: its name and bracket go, and its closing bracket later. */
static void call_value(const struct here *x, const struct fp_word *word, int32_t layout)
{
	const char *open = memchr(x->s->text + x->at, '(', word->to - x->at);
	struct fp_step step = free_step(x, FP_STATE_CALL);
	struct fp_move move = {.kind = FP_MOVE_DELETE, .rule = FP_JSON_PROGRAM_TEXT};

	if (!open)
		return;
	step.at = (uint32_t)(open - x->s->text) + 1;
	step.frame = move.frame = push(x, with_member(x, x->h.frame), '(', 0);
	step.more = layout;
	move.range = RANGE(x->at, step.at);
	step.dropped = true;
	slip(x, step, FP_PRICE_CALL, &move);
}

/* name( … with its bracket on the next lines: callback({ … }). */
static void call_open(const struct here *x, int32_t layout)
{
	struct fp_word word = {.to = x->at};

	while (word.to < x->s->to && word.to - x->at < 64 &&
	       (((x->s->text[word.to] | 32) >= 'a' && (x->s->text[word.to] | 32) <= 'z') ||
	        x->s->text[word.to] == '.' || x->s->text[word.to] == '_' || x->s->text[word.to] == '$' ||
	        (x->s->text[word.to] >= '0' && x->s->text[word.to] <= '9') ||
	        (x->s->text[word.to] == ' ' && word.to - x->at == 3 && begins(x, "new "))))
		word.to++;
	if (word.to == x->at || byte_at(x, word.to) != '(')
		return;
	word.to++;
	call_value(x, &word, layout);
}

/* A string that has lost its opening quote: to the next quote on the line, where a value may end. */
static void unopened_string(const struct here *x, int32_t layout)
{
	const char *text = x->s->text;
	uint32_t to = x->at, notes, next;
	struct fp_step step;
	struct fp_move move = {.kind = FP_MOVE_INSERT,
	                       .rule = FP_JSON_MISSING_QUOTE,
	                       .range = RANGE(x->at, x->at),
	                       .text = "\""};
	bool structure = false;

	while (to < x->s->to && to - x->at < 512 && text[to] != '"' && text[to] != '\n') {
		structure = structure || strchr(",{}[]:", text[to]) != NULL;
		to += text[to] == '\\' ? 2 : 1;
	}
	x->s->steps += to - x->at;
	if (to >= x->s->to || text[to] != '"')
		return;
	next = fp_search_skip(x->s, to + 1, &notes);
	if (next < x->s->to && !strchr(",}]", text[next]) && !line_ends(x, to + 1))
		return;
	step = value_step(x, to + 1,
	                  layout + (structure ? x->s->prices->of[FP_PRICE_QUOTE_MISSING_LONG] : 0));
	slip(x, step, FP_PRICE_QUOTE_MISSING, &move);
}

static void word_value(const struct here *x, int32_t layout)
{
	const int32_t *p = x->s->prices->of;
	struct fp_word word;
	uint32_t to = bracketed(x);

	if (to)
		odd_value(x, to, FP_MOVE_QUOTE, FP_PRICE_PLACEHOLDER, FP_JSON_BARE_PLACEHOLDER, NULL,
		          layout + (strchr("[{(", x->c) && x->h.state != FP_STATE_START
		                        ? p[FP_PRICE_BRACKETED_LIST]
		                        : 0));
	if (x->h.state == FP_STATE_START)
		layout += p[FP_PRICE_BARE_ROOT];
	if (fp_word_value(&word, x->s->text, x->s->to, x->at)) {
		struct fp_step step = value_step(x, word.to, layout);

		x->s->steps += word.to - x->at;
		switch (word.kind) {
		case FP_WORD_LITERAL:
			go(x, &step);
			return;
		case FP_WORD_FOREIGN:
			odd_value(x, word.to, FP_MOVE_REPLACE, FP_PRICE_LITERAL, FP_JSON_BAD_LITERAL,
			          word.literal, layout);
			break;
		case FP_WORD_NOT_FINITE:
			odd_value(x, word.to, FP_MOVE_LITERAL, FP_PRICE_LITERAL, FP_JSON_BAD_LITERAL, NULL,
			          layout);
			break;
		case FP_WORD_PLACEHOLDER:
			odd_value(x, word.to, FP_MOVE_QUOTE, FP_PRICE_PLACEHOLDER,
			          FP_JSON_BARE_PLACEHOLDER, NULL, layout);
			break;
		case FP_WORD_PLAIN:
		case FP_WORD_NONE:
			odd_value(x, word.to, FP_MOVE_QUOTE, FP_PRICE_BARE_VALUE,
			          FP_JSON_UNQUOTED_VALUE, NULL, layout);
			break;
		}
		call_open(x, layout);
	}
	if (x->c != '{' && x->c != '[' && fp_word_phrase(&word, x->s->text, x->s->to, x->at)) {
		x->s->steps += word.to - x->at;
		odd_value(x, word.to, FP_MOVE_QUOTE, FP_PRICE_BARE_VALUE_BLANKS, FP_JSON_UNQUOTED_VALUE,
		          NULL, layout + (word.colon ? p[FP_PRICE_BARE_VALUE_COLON] : 0));
	}
}

/* Digits: a number as it should be, one that JSON writes otherwise, or one with its digits grouped. */
static void number_value(const struct here *x, int32_t layout)
{
	uint32_t good = fp_scan_number(x->s->text, x->s->to, x->at);
	uint32_t to = fp_word_number(x->s->text, x->s->to, x->at), grouped = to;
	struct fp_step step = value_step(x, x->at + good, layout);

	if (good && x->at + good == to) {
		go(x, &step);
		while (byte_at(x, grouped) == ',' && grouped + 3 < x->s->to &&
		       grouped + 3 <= x->s->to && strspn(x->s->text + grouped + 1, "0123456789") >= 3)
			grouped += 4;
		if (grouped > to && grouped <= x->s->to &&
		    !(byte_at(x, grouped) >= '0' && byte_at(x, grouped) <= '9'))
			odd_value(x, grouped, FP_MOVE_LITERAL, FP_PRICE_NUMBER_GROUPED, FP_JSON_BAD_LITERAL,
			          NULL, layout);
		return;
	}
	if (to > x->at)
		odd_value(x, to, FP_MOVE_LITERAL, FP_PRICE_NUMBER, FP_JSON_BAD_LITERAL, NULL, layout);
	{
		struct fp_word word = {.to = x->at};

		while (word.to < x->s->to && !strchr(",}]\"\n\r \t", x->s->text[word.to]) &&
		       word.to - x->at < 128)
			word.to++;
		if (word.to > to)
			odd_value(x, word.to, FP_MOVE_QUOTE, FP_PRICE_BARE_VALUE, FP_JSON_UNQUOTED_VALUE,
			          NULL, layout);
		if (fp_word_phrase(&word, x->s->text, x->s->to, x->at))
			odd_value(x, word.to, FP_MOVE_QUOTE, FP_PRICE_BARE_VALUE_BLANKS,
			          FP_JSON_UNQUOTED_VALUE, NULL, layout);
	}
}

/* Whether a comment stands between the last token and here. */
static bool note_before(const struct here *x)
{
	for (uint32_t i = x->h.last; i < x->at; i++) {
		if (!fp_trivia_blank(x->s->text[i]) && (unsigned char)x->s->text[i] < 0x80)
			return true;
	}
	return false;
}

/* A value is due and none is there; where a note stands in its place, that was meant. */
static void missing_value(const struct here *x)
{
	if (x->h.state == FP_STATE_VALUE && note_before(x)) {
		struct fp_step step = free_step(x, after_value(x->s, x->h.frame));
		struct fp_move move = {.kind = FP_MOVE_INSERT,
		                       .rule = FP_JSON_BARE_PLACEHOLDER,
		                       .illustrative = 1,
		                       .range = RANGE(x->h.last, x->h.last),
		                       .text = " null"};

		step.stay = true;
		slip(x, step, FP_PRICE_PLACEHOLDER, &move);
		return;
	}
	if (x->c == ',' || x->c == '}' || x->c == ']' || at_end(x) || x->s->first)
		insert(x, after_value(x->s, x->h.frame), FP_PRICE_VALUE_MISSING, FP_JSON_MISSING_VALUE,
		       x->h.state == FP_STATE_COLON ? ": null" : " null", 0);
}

/* Members where a value is due: an opener is missing. */
static void missing_opener(const struct here *x)
{
	uint32_t to;
	bool array = x->s->frames[solid(x->s, x->h.frame)].kind == '[';
	bool deeper = !array && x->s->first && x->s->indent > x->f.members;
	bool row = array && (x->s->frames[solid(x->s, x->h.frame)].flags & FP_FRAME_ROW);
	struct fp_step step = free_step(x, FP_STATE_FIRST_KEY);
	struct fp_move move = {.kind = FP_MOVE_OPEN,
	                       .rule = FP_JSON_MISSING_OPENER,
	                       .range = RANGE(x->at, x->at),
	                       .text = "{"};

	step.stay = true;
	step.more = array ? member_layout(x) : 0;
	if (x->f.flags & (FP_FRAME_VIRTUAL | FP_FRAME_FRAGMENT) && x->f.open == x->at)
		return;
	if (begins_member(x, x->at, &to)) {
		step.frame = push(x, x->h.frame, '{', FP_FRAME_VIRTUAL);
		move.frame = step.frame;
		slip(x, step,
		     row ? FP_PRICE_OPENER_MISSING_ROW
		     : deeper ? FP_PRICE_OPENER_MISSING_DEEPER
		              : FP_PRICE_OPENER_MISSING,
		     &move);
		if (array) {
			move.rule = FP_JSON_MEMBER_IN_ARRAY;
			step.frame = push(x, x->h.frame, '{', FP_FRAME_VIRTUAL | FP_FRAME_MEMBER);
			move.frame = step.frame;
			if (x->h.state == FP_STATE_FIRST_ELEMENT)
				step.more += x->s->prices->of[FP_PRICE_MEMBER_FIRST];
			slip(x, step, FP_PRICE_OPENER_MISSING, &move);
		}
		return;
	}
	if (!array && (begins_value(x, x->at) || x->c == ']')) {
		step.state = FP_STATE_FIRST_ELEMENT;
		step.frame = push(x, x->h.frame, '[', FP_FRAME_VIRTUAL);
		move.text = "[";
		move.frame = step.frame;
		slip(x, step, deeper ? FP_PRICE_OPENER_MISSING_DEEPER : FP_PRICE_OPENER_MISSING, &move);
	}
}

/* A placeholder of the settings stands bare: a value like any other. */
static bool configured_value(const struct here *x, int32_t layout)
{
	const struct fp_dialect *d = x->s->dialect;
	uint32_t n = d ? fp_scan_placeholder(d->placeholders, x->s->text, x->s->to, x->at) : 0;
	struct fp_step step = value_step(x, x->at + n, layout);

	if (n)
		go(x, &step);
	return n != 0;
}

static void value(const struct here *x)
{
	int32_t layout = x->h.state == FP_STATE_VALUE ? 0 : member_layout(x);

	if (at_end(x))
		return;
	if (configured_value(x, layout))
		return;
	if (x->c == '{' || x->c == '[')
		open_container(x, layout);
	if (begins_string(x, x->at))
		string_value(x, layout);
	if (x->c == '-' || x->c == '+' || x->c == '.' || (x->c >= '0' && x->c <= '9'))
		number_value(x, layout);
	else if (x->c != '"' && x->c != '\'')
		word_value(x, layout);
	if (x->c && !strchr("\"'{}[],:", x->c))
		unopened_string(x, layout);
}

/* ---- ellipses ---- */

static void ellipsis(const struct here *x, enum fp_state state)
{
	uint32_t to = at_end(x) ? 0 : fp_word_ellipsis(x->s->text, x->s->to, x->at);
	struct fp_step step = free_step(x, state);
	struct fp_move move = {.kind = FP_MOVE_ELLIPSIS,
	                       .rule = FP_JSON_ELLIPSIS,
	                       .illustrative = 1,
	                       .range = RANGE(x->at, to)};

	if (!to)
		return;
	step.at = to;
	step.dropped = true;
	slip(x, step, FP_PRICE_ELLIPSIS, &move);
}

static void ellipsis_value(const struct here *x)
{
	uint32_t to = at_end(x) ? 0 : fp_word_ellipsis(x->s->text, x->s->to, x->at);

	if (to)
		odd_value(x, to, FP_MOVE_QUOTE, FP_PRICE_ELLIPSIS, FP_JSON_ELLIPSIS, NULL, 0);
}

/* ---- what may be dropped anywhere ---- */

static int32_t weight(const struct here *x, uint32_t from, uint32_t to)
{
	return x->s->weights[to - x->s->origin] - x->s->weights[from - x->s->origin];
}

/* A stray word, a stray quote, a stray string: dropped. */
static void drop_stray(const struct here *x)
{
	uint32_t to = x->at, string;

	if (at_end(x) || (x->c && strchr("{}[],:", x->c)))
		return;
	if (x->c == '"') {
		string = plain_string(x, x->at);
		if (string)
			drop(x, string, FP_PRICE_DROP_STRING, FP_JSON_UNEXPECTED_TEXT,
			     weight(x, x->at, string));
		drop(x, x->at + 1, FP_PRICE_DROP_WORD, FP_JSON_UNEXPECTED_TEXT,
		     weight(x, x->at, x->at + 1));
		return;
	}
	while (to < x->s->to && to - x->at < 256 && !fp_trivia_blank(x->s->text[to]) &&
	       !strchr("{}[],:\"", x->s->text[to]))
		to++;
	if (to > x->at)
		drop(x, to, FP_PRICE_DROP_WORD, FP_JSON_UNEXPECTED_TEXT, weight(x, x->at, to));
}

/* ---- the states ---- */

/* A name was read: a colon is due. */
static struct fp_step key_step(const struct here *x, uint32_t from, uint32_t to, uint32_t end,
                               int32_t more)
{
	struct fp_step step = free_step(x, FP_STATE_COLON);

	step.frame = with_member(x, x->h.frame);
	step.at = end;
	step.more = more;
	step.keys = fp_search_key(x->s, x->h.keys, hash_of(x->s->text, from, to),
	                          x->s->frames[solid(x->s, step.frame)].depth);
	return step;
}

/* name': — a name that has lost its opening quote, of another kind. */
static void unopened_key(const struct here *x, const struct fp_word *word, int32_t layout)
{
	uint32_t to = word->to;
	struct fp_bytes out = FP_BYTES(x->s->arena);
	struct fp_move move = {
	    .kind = FP_MOVE_REPLACE, .rule = FP_JSON_MISSING_QUOTE, .range = RANGE(x->at, to)};

	while (to > x->at && strchr("'`", x->s->text[to - 1]))
		to--;
	if (to == word->to || to == x->at)
		return;
	fp_bytes_char(&out, '"');
	fp_bytes_put(&out, x->s->text + x->at, to - x->at);
	fp_bytes_char(&out, '"');
	move.text = fp_bytes_string(&out);
	slip(x, key_step(x, x->at, to, word->to, layout), FP_PRICE_QUOTE_MISSING, &move);
}

static void bare_key(const struct here *x, int32_t layout)
{
	struct fp_word word;
	struct fp_step step;
	struct fp_move move = {
	    .kind = FP_MOVE_QUOTE, .rule = FP_JSON_UNQUOTED_KEY, .frame = x->h.frame};

	if (!fp_word_key(&word, x->s->text, x->s->to, x->at)) {
		return;
	}
	x->s->steps += word.to - x->at;
	if (byte_at(x, word.to) == '"' && !begins_string(x, x->at)) {
		struct fp_move quote = {.kind = FP_MOVE_INSERT,
		                        .rule = FP_JSON_MISSING_QUOTE,
		                        .range = RANGE(x->at, x->at),
		                        .text = "\""};

		step = key_step(x, x->at, word.to, word.to + 1, layout);
		slip(x, step, FP_PRICE_QUOTE_MISSING, &quote);
	}
	if (!word.colon && !word.blanks && byte_at(x, word.to) != ' ')
		return;
	move.range = RANGE(x->at, word.to);
	step = key_step(x, x->at, word.to, word.to, layout);
	if (word.odd)
		unopened_key(x, &word, layout);
	slip(x, step, word.blanks || word.odd ? FP_PRICE_BARE_KEY_BLANKS : FP_PRICE_BARE_KEY, &move);
}

static void key(const struct here *x)
{
	int32_t layout = member_layout(x);

	if (at_end(x))
		return;
	if (begins_string(x, x->at)) {
		const struct fp_reading_slot *list = fp_search_readings(x->s, x->at, FP_READING_KEY);

		for (uint32_t i = 0; i < list->count; i++) {
			const struct fp_reading *r = &list->of[i];

			read_string(x, key_step(x, r->content.from, r->content.to, r->end, layout), r);
		}
	}
	if (x->c != '"')
		bare_key(x, layout);
	if (x->c == ':')
		insert(x, FP_STATE_COLON, FP_PRICE_KEY_MISSING, FP_JSON_MISSING_KEY, "\"\"", 0);
	/* a placeholder or a type in the place of a whole member */
	if (x->c && strchr("<${[(", x->c)) {
		uint32_t to = bracketed(x), notes;
		uint32_t dots = fp_word_ellipsis(x->s->text, x->s->to, x->at + 1);

		if (!to && dots && dots < x->s->to && strchr("]})>", x->s->text[dots]))
			to = dots + 1;

		if (to && byte_at(x, fp_search_skip(x->s, to, &notes)) != ':') {
			struct fp_step step = free_step(x, FP_STATE_OBJECT_DOTS);
			struct fp_move move = {.kind = FP_MOVE_ELLIPSIS,
			                       .rule = FP_JSON_BARE_PLACEHOLDER,
			                       .illustrative = 1,
			                       .range = RANGE(x->at, to)};

			step.at = to;
			step.dropped = true;
			slip(x, step, FP_PRICE_PLACEHOLDER, &move);
		}
	}
}

/* A comma that is followed by its place: K or AV; the coming name may be a twin. */
static void comma_step(const struct here *x, uint32_t at, enum fp_price price, enum fp_rule rule,
                       const char *text)
{
	bool object = x->s->frames[solid(x->s, x->h.frame)].kind == '{';
	enum fp_state state = object ? FP_STATE_KEY : FP_STATE_ELEMENT;
	struct fp_step step = free_step(x, state);
	uint32_t notes, next = at > x->at ? fp_search_skip(x->s, at, &notes) : x->at;
	struct fp_move move = {.kind = FP_MOVE_INSERT,
	                       .rule = (uint8_t)rule,
	                       .range = RANGE(x->h.last, x->h.last),
	                       .text = ","};

	if (object)
		step.more = twin_price(x, next, x->h.keys, x->s->frames[solid(x->s, x->h.frame)].depth);
	step.at = at;
	if (price == FP_PRICE_COUNT) {
		go(x, &step);
		return;
	}
	if (at > x->at) {
		move.kind = FP_MOVE_REPLACE;
		move.range = RANGE(x->at, at);
		move.text = text;
	} else {
		step.stay = true;
	}
	slip(x, step, price, &move);
}

/* A doubled comma, or one ahead of everything. */
static void extra_comma(const struct here *x)
{
	if (x->c == ',')
		drop(x, x->at + 1, FP_PRICE_COMMA_EXTRA, FP_JSON_EXTRA_COMMA, 0);
}

/* A comma before a closer: the comma goes, and the closer closes. The comma is the last token. */
static void trailing_comma(const struct here *x)
{
	struct fp_step step = free_step(x, FP_STATE_END);
	struct fp_move move = {.kind = FP_MOVE_DELETE, .rule = FP_JSON_TRAILING_COMMA};
	bool allowed = x->s->dialect && x->s->dialect->trailing_commas;

	if (x->c != '}' && x->c != ']' && !at_end(x))
		return;
	if (x->h.last == 0 || x->s->text[x->h.last - 1] != ',')
		return;
	step.stay = true;
	step.state = after_value(x->s, x->h.frame);
	if (allowed) {
		go(x, &step);
		return;
	}
	move.range = RANGE(x->h.last - 1, x->h.last);
	slip(x, step, FP_PRICE_COMMA_TRAILING, &move);
}

static void at_key(const struct here *x)
{
	key(x);
	extra_comma(x);
	ellipsis(x, FP_STATE_OBJECT_DOTS);
	if (x->h.state == FP_STATE_KEY)
		trailing_comma(x);
	if (x->h.state == FP_STATE_FIRST_KEY) {
		closers(x);
		if (at_end(x))
			close_end(x);
		else if (x->c == ',' || x->c == '}' || x->c == ']')
			insert_closer(x);
	}
	if (x->c == '{' && x->h.state == FP_STATE_FIRST_KEY) {
		struct fp_step step = free_step(x, (enum fp_state)x->h.state);
		struct fp_move move = {.kind = FP_MOVE_DELETE,
		                       .rule = FP_JSON_EXTRA_OPENER,
		                       .range = RANGE(x->at, x->at + 1)};

		step.at = x->at + 1;
		step.dropped = true;
		step.frame = move.frame = push(x, x->h.frame, x->c, FP_FRAME_GHOST);
		slip(x, step, is_doubled(x) ? FP_PRICE_OPENER_DOUBLED : FP_PRICE_OPENER_EXTRA, &move);
	}
	drop_stray(x);
}

static void at_colon(const struct here *x)
{
	static const struct {
		const char *text;
		enum fp_price price;
	} instead[] = {{"=>", FP_PRICE_COLON_EQUALS}, {"->", FP_PRICE_COLON_EQUALS},
	               {":=", FP_PRICE_COLON_EQUALS}, {"=", FP_PRICE_COLON_EQUALS},
	               {",", FP_PRICE_COLON_COMMA},   {";", FP_PRICE_COLON_SEMICOLON},
	               {"\xef\xbc\x9a", FP_PRICE_COLON_EQUALS}};
	struct fp_step step = free_step(x, FP_STATE_VALUE);

	if (x->c == ':') {
		step.at = x->at + 1;
		if (byte_at(x, step.at) != '=')
			go(x, &step);
	}
	for (size_t i = 0; i < sizeof(instead) / sizeof(*instead); i++) {
		if (begins(x, instead[i].text)) {
			replace(x, FP_STATE_VALUE, x->at + (uint32_t)strlen(instead[i].text),
			        instead[i].price, FP_JSON_MISSING_COLON, ":", 0);
			break;
		}
	}
	if (x->c != ':' && begins_value(x, x->at))
		insert(x, FP_STATE_VALUE, FP_PRICE_COLON_MISSING, FP_JSON_MISSING_COLON, ":", 0);
	if (x->c != ':')
		missing_value(x);
	drop_stray(x);
}

static void at_value(const struct here *x)
{
	value(x);
	ellipsis_value(x);
	if (x->h.state == FP_STATE_VALUE && x->c == ':')
		drop(x, x->at + 1, FP_PRICE_COLON_EXTRA, FP_JSON_EXTRA_COLON, 0);
	missing_value(x);
	if (!at_end(x))
		missing_opener(x);
	drop_stray(x);
}

static void at_element(const struct here *x)
{
	value(x);
	extra_comma(x);
	ellipsis(x, FP_STATE_ARRAY_DOTS);
	if (x->h.state == FP_STATE_ELEMENT)
		trailing_comma(x);
	if (x->h.state == FP_STATE_FIRST_ELEMENT) {
		closers(x);
		if (at_end(x))
			close_end(x);
		else if (x->c == ',' || x->c == '}' || x->c == ']')
			insert_closer(x);
	}
	if (!at_end(x))
		missing_opener(x);
	drop_stray(x);
}

/* "a" + "b": the strings are joined. */
static void concatenation(const struct here *x)
{
	uint32_t next, notes, end;
	struct fp_step step = free_step(x, (enum fp_state)x->h.state);
	struct fp_move move = {.kind = FP_MOVE_DELETE, .rule = FP_JSON_PROGRAM_TEXT};

	if (x->c != '+' || x->h.last == 0 || x->s->text[x->h.last - 1] != '"')
		return;
	next = fp_search_skip(x->s, x->at + 1, &notes);
	end = plain_string(x, next);
	if (!end || byte_at(x, next) != '"')
		return;
	move.range = RANGE(x->h.last - 1, next + 1);
	step.at = end;
	slip(x, step, FP_PRICE_CONCATENATION, &move);
}

/* "asc" | "desc": alternatives of a value; the first stays. */
static void alternative(const struct here *x)
{
	uint32_t to = x->at, notes, end;
	struct fp_step step = free_step(x, (enum fp_state)x->h.state);
	struct fp_move move = {
	    .kind = FP_MOVE_DELETE, .rule = FP_JSON_BARE_PLACEHOLDER, .illustrative = 1};
	struct fp_word word;

	if (x->c != '|' && !begins(x, "or ") && !begins(x, "/ "))
		return;
	while (byte_at(x, to) == '|' || begins(x, "or ") || byte_at(x, to) == '/') {
		to = fp_search_skip(x->s, to + (byte_at(x, to) == 'o' ? 2 : 1), &notes);
		end = byte_at(x, to) == '"' ? plain_string(x, to) : 0;
		if (!end && to < x->s->to && fp_word_value(&word, x->s->text, x->s->to, to))
			end = word.to;
		if (!end && to < x->s->to)
			end = to + fp_scan_number(x->s->text, x->s->to, to);
		if (end <= to)
			return;
		to = end;
		end = fp_search_skip(x->s, to, &notes);
		if (byte_at(x, end) != '|')
			break;
		to = end;
	}
	move.range = RANGE(x->h.last, to);
	step.at = to;
	step.dropped = true;
	slip(x, step, FP_PRICE_ALTERNATIVE, &move);
}

/* After a member or an element. */
static void at_next(const struct here *x)
{
	bool object = x->s->frames[solid(x->s, x->h.frame)].kind == '{';
	bool dots = x->h.state == FP_STATE_OBJECT_DOTS || x->h.state == FP_STATE_ARRAY_DOTS;
	const int32_t line = x->s->first;
	uint32_t to;

	if (at_end(x)) {
		close_end(x);
		return;
	}
	if (x->c == ',') {
		comma_step(x, x->at + 1, FP_PRICE_COUNT, FP_RULE_COUNT, NULL);
		insert_closer(x);
	} else if (x->c == '}' || x->c == ']') {
		closers(x);
		insert_closer(x);
	} else {
		if (dots || (object ? begins_member(x, x->at, &to) || begins_value(x, x->at)
		                    : begins_value(x, x->at)))
			comma_step(x, x->at, line ? FP_PRICE_COMMA_MISSING_LINE : FP_PRICE_COMMA_MISSING,
			           FP_JSON_MISSING_COMMA, ",");
		if (line || x->c == '"')
			insert_closer(x);
	}
	if (x->c == ';' && (x->f.flags & FP_FRAME_FRAGMENT) && blank_after(x, x->at + 1))
		drop(x, x->at + 1, FP_PRICE_ROOT_COMMA, FP_JSON_UNEXPECTED_TEXT, 0);
	if (x->c == ';')
		comma_step(x, x->at + 1, FP_PRICE_COMMA_SEMICOLON, FP_JSON_UNEXPECTED_TEXT, ",");
	if (x->c == '.' && byte_at(x, x->at + 1) != '.')
		comma_step(x, x->at + 1, FP_PRICE_COMMA_DOT, FP_JSON_UNEXPECTED_TEXT, ",");
	if (x->c == ':')
		comma_step(x, x->at + 1,
		           object ? FP_PRICE_COMMA_COLON_OBJECT : FP_PRICE_COMMA_COLON_ARRAY,
		           FP_JSON_UNEXPECTED_TEXT, ",");
	if (begins(x, "\xef\xbc\x8c"))
		comma_step(x, x->at + 3, FP_PRICE_COMMA_SEMICOLON, FP_JSON_UNEXPECTED_TEXT, ",");
	ellipsis(x, object ? FP_STATE_OBJECT_DOTS : FP_STATE_ARRAY_DOTS);
	concatenation(x);
	alternative(x);
	drop_stray(x);
}

/* After an ellipsis a comma, the next member or the closer may follow, all free. */
static void at_dots(const struct here *x)
{
	bool object = x->h.state == FP_STATE_OBJECT_DOTS;
	struct fp_step step = free_step(x, object ? FP_STATE_KEY : FP_STATE_ELEMENT);

	if (at_end(x)) {
		close_end(x);
		return;
	}
	if (x->c == ',') {
		step.at = x->at + 1;
		step.dropped = true;
		step.state = (enum fp_state)x->h.state;
		go(x, &step);
	}
	if (x->c == '}' || x->c == ']') {
		closers(x);
		insert_closer(x);
		return;
	}
	ellipsis(x, (enum fp_state)x->h.state);
	step = free_step(x, object ? FP_STATE_KEY : FP_STATE_ELEMENT);
	step.stay = true;
	if (x->c != ',')
		go(x, &step);
	drop_stray(x);
}

static void at_call(const struct here *x)
{
	struct fp_step step = leave(x);
	struct fp_move move = {
	    .kind = FP_MOVE_DELETE, .rule = FP_JSON_PROGRAM_TEXT, .frame = solid(x->s, x->h.frame)};

	if (x->h.state == FP_STATE_CALL) {
		value(x);
		return;
	}
	if (at_end(x)) {
		step.stay = true;
		go(x, &step);
		return;
	}
	if (x->c != ')')
		return;
	step.at = x->at + 1;
	if (byte_at(x, step.at) == ';')
		step.at++;
	step.dropped = true;
	move.range = RANGE(x->at, step.at);
	slip(x, step, FP_PRICE_OPENER_KIND_CLOSER, &move);
}

/* "Response:" on a line of its own, and the document on the next one. */
static bool is_label(const struct here *x, uint32_t to)
{
	const char *text = x->s->text;

	while (to > x->at && fp_trivia_blank(text[to - 1]) && text[to - 1] != '\n')
		to--;
	if (to == x->at || text[to - 1] != '\n')
		return false;
	while (to > x->at && fp_trivia_blank(text[to - 1]))
		to--;
	return to > x->at && text[to - 1] == ':' && to - x->at < 80 &&
	       memchr(text + x->at, '\n', to - x->at) == NULL;
}

/* Text ahead of the document: dropped up to the first bracket that opens a line, or the first at all. */
static void text_before(const struct here *x)
{
	uint32_t to = x->at;
	struct fp_step step = free_step(x, FP_STATE_START);
	struct fp_move move = {.kind = FP_MOVE_DELETE, .rule = FP_JSON_UNEXPECTED_TEXT};

	if (x->h.cost > 100 || at_end(x) || x->c == '{' || x->c == '[')
		return;
	while (to < x->s->to && to - x->at < 4096 && x->s->text[to] != '{' && x->s->text[to] != '[')
		to++;
	if (to >= x->s->to || to - x->at >= 4096)
		return;
	move.range = RANGE(x->at, to);
	step.at = to;
	step.dropped = true;
	if (is_label(x, to)) {
		slip(x, step, FP_PRICE_LABEL, &move);
		return;
	}
	step.more = weight(x, x->at, to);
	slip(x, step, FP_PRICE_TEXT_BEFORE, &move);
}

/* var x = , export default: program text ahead of the document. */
static void assignment(const struct here *x)
{
	static const char *const words[] = {"var ",  "let ",  "const ",          "export default ",
	                                    "return ", "module.exports", "export const "};
	uint32_t to = x->at;
	struct fp_step step = free_step(x, FP_STATE_START);
	struct fp_move move = {.kind = FP_MOVE_DELETE, .rule = FP_JSON_PROGRAM_TEXT};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (begins(x, words[i])) {
			to = x->at + (uint32_t)strlen(words[i]);
			break;
		}
	}
	while (to < x->s->to && to - x->at < 80 && !strchr("{[\"\n=:", x->s->text[to]))
		to++;
	if (byte_at(x, to) == '=')
		to++;
	else if (to == x->at || !(begins(x, "export") || begins(x, "return")))
		return;
	if (fp_trivia_blank(byte_at(x, to)))
		to++;
	if (byte_at(x, to) != '{' && byte_at(x, to) != '[')
		return;
	move.range = RANGE(x->at, to);
	step.at = to;
	step.dropped = true;
	slip(x, step, FP_PRICE_CALL, &move);
}

static void at_start(const struct here *x)
{
	uint32_t to;
	struct fp_step step = free_step(x, FP_STATE_KEY);
	struct fp_move move = {.kind = FP_MOVE_FRAGMENT,
	                       .rule = FP_JSON_FRAGMENT,
	                       .illustrative = 1,
	                       .range = RANGE(x->at, x->at)};
	bool dots = !at_end(x) && fp_word_ellipsis(x->s->text, x->s->to, x->at);

	if (at_end(x))
		return;
	value(x);
	if (dots || begins_member(x, x->at, &to) || begins_string(x, x->at)) {
		step.stay = true;
		step.frame = push(x, 0, '{', FP_FRAME_FRAGMENT);
		step.more = dots || begins_member(x, x->at, &to) ? 0 : 100;
		move.frame = step.frame;
		slip(x, step, FP_PRICE_FRAGMENT, &move);
	}
	assignment(x);
	call_open(x, 0);
	text_before(x);
	if (x->c == '}' || x->c == ']')
		drop_closer(x);
	drop_stray(x);
}

/* Text after the document: to the end of the line, a line of prose is cheaper. */
static void text_after(const struct here *x)
{
	uint32_t most = x->s->to - x->at < 4096 ? x->s->to - x->at : 4096;
	const char *end = memchr(x->s->text + x->at, '\n', most);
	uint32_t to = end ? (uint32_t)(end - x->s->text) : x->at + most;
	bool prose = (x->c | 32) >= 'a' && (x->c | 32) <= 'z' && to - x->at < 512;
	struct fp_step step = free_step(x, FP_STATE_END);
	struct fp_move move = {.kind = FP_MOVE_DELETE, .rule = FP_JSON_UNEXPECTED_TEXT};

	x->s->steps += (to - x->at) / 64;
	for (uint32_t i = x->at; prose && i < to; i++)
		prose = x->s->text[i] && !strchr("{}[]\":", x->s->text[i]);
	move.range = RANGE(x->at, to);
	step.at = to;
	step.dropped = true;
	step.more = weight(x, x->at, to);
	slip(x, step, prose && x->s->first ? FP_PRICE_TEXT_AFTER_PROSE : FP_PRICE_TEXT_AFTER, &move);
}

/* Another document: on a line of its own, after a comma, or on the same line. */
static void another_document(const struct here *x)
{
	bool comma = x->c == ',' || x->c == '.';
	uint32_t notes, at = comma ? fp_search_skip(x->s, x->at + 1, &notes) : x->at;
	struct fp_step step = free_step(x, FP_STATE_START);
	struct fp_move move = {.kind = FP_MOVE_DOCUMENT,
	                       .rule = FP_JSON_MULTIPLE_VALUES,
	                       .illustrative = 1,
	                       .range = RANGE(x->at, comma ? x->at + 1 : x->at)};
	bool many = x->s->dialect && x->s->dialect->many;
	char c = byte_at(x, at);

	if (at >= x->s->to || !begins_value(x, at))
		return;
	step.stay = !comma;
	step.at = x->at + 1;
	if (!comma)
		step.more = x->s->prices->of[FP_PRICE_DOCUMENT_BARE];
	if (c != '{' && c != '[')
		step.more += x->s->prices->of[FP_PRICE_DOCUMENT_SCALAR];
	if (many && x->s->first && !comma) {
		go(x, &step);
		return;
	}
	slip(x, step,
	     comma || x->s->first ? FP_PRICE_DOCUMENT_LINE : FP_PRICE_DOCUMENT_SAME_LINE, &move);
}

static void at_end_state(const struct here *x)
{
	uint32_t notes;

	if (at_end(x))
		return;
	if (x->c == '}' || x->c == ']') {
		drop_closer(x);
		return;
	}
	if ((x->c == ',' || x->c == ';') &&
	    fp_search_skip(x->s, x->at + 1, &notes) >= x->s->to)
		drop(x, x->at + 1, FP_PRICE_ROOT_COMMA,
		     x->c == ',' ? FP_JSON_EXTRA_COMMA : FP_JSON_UNEXPECTED_TEXT, 0);
	if (fp_word_ellipsis(x->s->text, x->s->to, x->at))
		ellipsis(x, FP_STATE_END);
	another_document(x);
	concatenation(x);
	alternative(x);
	text_after(x);
}

void fp_moves_offer(struct fp_search *s, uint32_t hyp)
{
	struct here x = {.s = s, .index = hyp, .h = s->hyps[hyp]};

	x.at = x.h.pos;
	x.f = s->frames[x.h.frame];
	x.c = byte_at(&x, x.at);
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
