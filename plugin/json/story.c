/* SPDX-License-Identifier: MIT */
/*
 * A broken text → its cheapest story. The sweep goes over the offsets from left to right; at each
 * lies a small list of hypotheses, which is run like Dijkstra's algorithm: the cheapest first, and
 * what an insertion leads to goes into the same list. moves.c says what a hypothesis may do.
 */
#include "json/search.h"

#include "json/trivia.h"

#include <assert.h>
#include <string.h>

static_assert(sizeof(struct fp_hyp) <= 48, "a hypothesis fits 48 bytes");

enum {
	BEAM = 16,
	WINDOW = 450,
	RESUME_FROM = 65536, /* longer texts are searched from near their first error on */
	STEPS_MOST = 5 * 1000 * 1000,
	STEPS_A_BYTE = 60,
	MEMORY_MOST = 32 << 20, /* a search that wants more is given up */
	MEMORY_A_BYTE = 32,
	MARGIN_WALK = 512,
	CLOSING_UNSURE = 150
};

/* Keeps track of the line that the sweep has come to. */
static void enter(struct fp_search *s, uint32_t at)
{
	s->first = true;
	for (uint32_t i = s->line; i < at && s->first; i++)
		s->first = fp_trivia_blank(s->text[i]);
}

static void enter_line(struct fp_search *s, uint32_t start)
{
	s->line = start;
	s->indent = 0;
	for (uint32_t i = start; i < s->to && (s->text[i] == ' ' || s->text[i] == '\t'); i++)
		s->indent += s->text[i] == '\t' ? 4 : 1;
	if (s->indent > 30000)
		s->indent = 30000;
}

/* Leaves behind what is no longer ahead. */
static void pass_by(struct fp_search *s, uint32_t at)
{
	while (s->ahead_next < s->ahead_count && s->ahead[s->ahead_next].at <= at)
		s->ahead_sum -= s->ahead[s->ahead_next++].price;
}

/* Expands the hypotheses of one place, cheapest first, within beam and window. */
static void expand_place(struct fp_search *s, uint32_t at)
{
	uint32_t *list = &s->lists[at - s->from];
	int32_t least = fp_search_covered(s, at);
	int32_t expanded = 0;

	pass_by(s, at);
	if (s->hyps[*list].cost < least)
		least = s->hyps[*list].cost;
	s->bound = s->ceiling - s->ahead_sum;
	if (s->bound > least + s->window)
		s->bound = least + s->window;
	enter(s, at);
	for (;;) {
		uint32_t h = *list;

		while (h && s->hyps[h].done)
			h = s->hyps[h].next;
		if (!h)
			return;
		if ((expanded >= s->beam && at < s->to) || s->hyps[h].cost > s->bound) {
			fp_search_prune(s, s->hyps[h].cost);
			return;
		}
		s->hyps[h].done = 1;
		expanded++;
		fp_moves_offer(s, h);
	}
}

/* Long texts are searched with a narrower beam. */
static int32_t narrowed(const struct fp_search *s)
{
	if (s->born > 1000000)
		return s->beam < 4 ? s->beam : 4;
	if (s->born > 400000)
		return s->beam / 4;
	return s->born > 200000 ? s->beam / 2 : s->beam;
}

/* Passes what is JSON in a long text; answers the place to go on from. */
static uint32_t leap(struct fp_search *s, uint32_t at)
{
	uint32_t to = at < s->leap ? at : fp_search_leap(s, at);

	if (to > at)
		enter_line(s, s->line);
	return to;
}

static bool sweep(struct fp_search *s)
{
	int32_t beam = s->beam;

	enter_line(s, s->line);
	for (uint32_t at = s->from; at <= s->to; at++) {
		if (at > s->from && (s->text[at - 1] == '\n' || s->text[at - 1] == '\r'))
			enter_line(s, at);
		if (s->lists[at - s->from] == 0)
			continue;
		at = leap(s, at);
		s->beam = beam;
		s->beam = narrowed(s);
		expand_place(s, at);
		fp_search_forget(s, at);
		if (fp_search_held(s) > MEMORY_MOST + (size_t)MEMORY_A_BYTE * (s->to - s->origin))
			return false;
		if (s->steps > s->most_steps)
			return false;
	}
	s->beam = beam;
	return true;
}

static uint32_t winner(const struct fp_search *s)
{
	uint32_t h = s->lists[s->to - s->from];

	while (h && s->hyps[h].state != FP_STATE_END)
		h = s->hyps[h].next;
	return h;
}

/* The first hypothesis: at the start, or in the middle of what is JSON so far. */
static void begin(struct fp_search *s, uint32_t error)
{
	struct fp_hyp start = {.state = FP_STATE_START, .last = s->origin};
	uint32_t notes;

	fp_search_reset(s);
	s->furthest = s->origin;
	s->line = s->from = s->origin;
	s->leap = s->to - s->origin > RESUME_FROM ? s->origin : UINT32_MAX;
	fp_search_resume(s, error, &start);
	s->old.at = s->from;
	memset(s->lists, 0, (s->to - s->from + 1) * sizeof(*s->lists));
	start.pos = fp_search_skip(s, start.last, &notes);
	start.cost = (int32_t)notes * s->prices->of[FP_PRICE_COMMENT] / 5;
	fp_search_offer(s, &start);
	s->ahead_next = 0;
	s->ahead_sum = 0;
	for (uint32_t i = 0; i < s->ahead_count; i++)
		s->ahead_sum += s->ahead[i].price;
}

/*
 * How much worse the next different story is: each move between a hypothesis on the winning path
 * and the ancestor that it shares with the loser there is decided by that difference.
 */
static void margin_of(const struct fp_search *s, uint32_t h, int32_t *margins)
{
	uint32_t a = h, b = s->hyps[h].loser;
	int32_t difference = s->hyps[b].cost - s->hyps[h].cost;

	for (int i = 0; i < MARGIN_WALK && a != b && a && b; i++) {
		if (a > b) {
			if (difference < margins[a])
				margins[a] = difference;
			a = s->hyps[a].prev;
		} else {
			b = s->hyps[b].prev;
		}
	}
}

/* The moves that are told, and the frames, as they outlive the search; a text that comes again is one. */
static void keep(struct fp_story *out, struct fp_arena *arena, const struct fp_search *s)
{
	struct fp_move *moves = fp_arena_alloc(arena, (out->count + 1) * sizeof(*moves));
	const char *text = NULL, *copy = NULL;

	for (uint32_t i = 0; i < out->count; i++) {
		moves[i] = *out->told[i].move;
		if (moves[i].text && moves[i].text != text) {
			text = moves[i].text;
			copy = fp_arena_copy(arena, text, strlen(text));
		}
		if (moves[i].text)
			moves[i].text = copy;
		out->told[i].move = &moves[i];
	}
	out->frames = memcpy(fp_arena_alloc(arena, s->frame_count * sizeof(*s->frames)), s->frames,
	                     s->frame_count * sizeof(*s->frames));
}

/* Tells the story with that end; no move is further ahead of others than `margin`. */
static void tell(struct fp_story *out, struct fp_arena *arena, struct fp_search *s, uint32_t end,
                 int32_t margin)
{
	int32_t *margins = fp_arena_alloc(s->arena, s->hyp_count * sizeof(*margins));
	uint32_t count = 0, gaps = 0, h;

	out->found = true;
	out->cost = s->hyps[end].cost;
	for (uint32_t i = 0; i < s->hyp_count; i++)
		margins[i] = margin;
	for (h = end; h; h = s->hyps[h].prev) {
		if (s->hyps[h].loser)
			margin_of(s, h, margins);
		count += s->hyps[h].move != 0;
		gaps++;
	}
	out->told = fp_arena_alloc(arena, (count + 1) * sizeof(*out->told));
	out->gaps = fp_arena_alloc(arena, (gaps + 1) * sizeof(*out->gaps));
	out->count = count;
	out->gap_count = gaps;
	for (h = end; h; h = s->hyps[h].prev) {
		const struct fp_hyp *hyp = &s->hyps[h];
		uint32_t from = hyp->move ? s->moves[hyp->move].range.to : 0;

		if (from < hyp->last)
			from = hyp->last;
		if (from < s->hyps[hyp->prev].pos)
			from = s->hyps[hyp->prev].pos; /* a token that was dropped */
		if (hyp->prev && s->hyps[hyp->prev].pos == hyp->pos)
			from = hyp->pos; /* nothing was consumed */
		out->gaps[--gaps] = (struct fp_range){from < hyp->pos ? from : hyp->pos, hyp->pos};
		if (hyp->move)
			out->told[--count] = (struct fp_told){&s->moves[hyp->move], margins[h]};
	}
	keep(out, arena, s);
}

/* The end of the cheapest story within these bounds; 0: there is none. */
static uint32_t search(struct fp_search *s, uint32_t error, int32_t beam, int32_t window)
{
	s->beam = beam;
	s->window = s->bound = window;
	s->pruned = INT32_MAX;
	begin(s, error);
	s->spent = !sweep(s);
	return s->spent ? 0 : winner(s);
}

/*
 * What every story pays for closing a text that ends deep inside: all but the first few closers,
 * which another story might have put in elsewhere.
 */
static int32_t sure_closing(const struct fp_search *s, uint32_t end)
{
	const struct fp_hyp *h = &s->hyps[end];
	int32_t closing =
	    s->moves[h->move].kind == FP_MOVE_CLOSE_END ? h->cost - s->hyps[h->prev].cost : 0;

	return closing > CLOSING_UNSURE ? closing - CLOSING_UNSURE : 0;
}

/* How much is looked at: hypotheses a place, and how much dearer than the cheapest. */
struct effort {
	int32_t beam, window;
};

static uint32_t search_with(struct fp_search *s, uint32_t error, const struct effort *effort)
{
	return search(s, error, effort->beam, effort->window);
}

/*
 * Most slips are cheap, and then a narrow window finds the same story in a fraction of the time;
 * where it finds none, a sketch of few hypotheses a place does. That its story is the cheapest is
 * certain where nothing that was left out could have come as cheap. Else it is the ceiling of a
 * search in full, which is then spared all that is dearer; where there is no time for that, the
 * sketch is better than nothing, but what is ahead of what is not known, and no fix is safe.
 */
static void find(struct fp_story *out, struct fp_arena *arena, struct fp_search *s, uint32_t error)
{
	static const struct effort sketches[] = {{BEAM, 120}, {4, 220}, {4, WINDOW}};
	static const struct effort full = {BEAM, WINDOW}, most = {2 * BEAM, 3 * WINDOW};
	struct fp_arena *sketched = fp_arena_child(arena);
	uint32_t end = 0, known = 0;
	uint64_t steps = 0;

	s->ceiling = INT32_MAX;
	for (size_t i = 0; !known && !s->spent && i < sizeof(sketches) / sizeof(*sketches); i++) {
		steps = s->steps;
		known = search_with(s, error, &sketches[i]);
		steps = s->steps - steps;
	}
	if (known) {
		s->ceiling = s->hyps[known].cost - sure_closing(s, known) + FP_SAFE_MARGIN;
		if (s->pruned >= s->ceiling) {
			tell(out, arena, s, known, FP_SAFE_MARGIN);
			return;
		}
		tell(out, sketched, s, known, 0);
		fp_search_look_ahead(s, known);
	}
	if (!s->spent && s->steps + steps < s->most_steps)
		end = search_with(s, error, &full);
	if (!end && !known && !s->spent)
		end = search_with(s, error, &most);
	if (end) {
		tell(out, arena, s, end, FP_SAFE_MARGIN);
		fp_arena_free(sketched);
	}
}

/* What one byte weighs when it is dropped. */
static int32_t weight_of(const struct fp_prices *prices, char c)
{
	const int32_t *p = prices->of;

	if (((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9'))
		return p[FP_PRICE_WEIGHT_WORD];
	if (c && strchr("\"'{}[]", c))
		return p[FP_PRICE_WEIGHT_STRUCTURE];
	if (fp_trivia_blank(c))
		return 0;
	return c == ':'   ? p[FP_PRICE_WEIGHT_COLON]
	       : c == ',' ? p[FP_PRICE_WEIGHT_COMMA]
	                  : p[FP_PRICE_WEIGHT_OTHER];
}

/* Sums, so that the weight of any stretch is one subtraction. */
static int32_t *weigh(struct fp_arena *arena, const struct fp_prices *prices, const char *text,
                      uint32_t len)
{
	int32_t *sums = fp_arena_alloc(arena, ((size_t)len + 1) * sizeof(*sums));

	sums[0] = 0;
	for (uint32_t i = 0; i < len; i++) {
		sums[i + 1] = sums[i] + weight_of(prices, text[i]);
		if (sums[i + 1] > 1 << 29)
			sums[i + 1] = 1 << 29;
	}
	return sums;
}

/* Whether braces around are all that lacks: then the layout has nothing to say. */
static bool is_pure_fragment(struct fp_arena *arena, const char *text, uint32_t len,
                             const struct fp_dialect *dialect)
{
	struct fp_bytes wrapped = FP_BYTES(arena);

	while (len && (fp_trivia_blank(text[len - 1]) || text[len - 1] == ','))
		len--;
	if (len == 0 || len > RESUME_FROM || text[len - 1] == '"')
		return false;
	fp_bytes_char(&wrapped, '{');
	fp_bytes_put(&wrapped, text, len);
	fp_bytes_char(&wrapped, '}');
	return fp_scan(arena, wrapped.data, (uint32_t)wrapped.len, dialect, NULL);
}

void fp_story_tell(struct fp_story *out, struct fp_arena *arena, const char *text,
                   struct fp_range part, const struct fp_json_options *options)
{
	uint32_t len = part.to - part.from;
	struct fp_search s = {.arena = fp_arena_child(arena),
	                      .text = text,
	                      .origin = part.from,
	                      .from = part.from,
	                      .to = part.to,
	                      .dialect = options->dialect,
	                      .payload = strcmp(options->where, "payload") == 0,
	                      .prices = options->prices ? options->prices : &fp_prices_default,
	                      .most_steps = STEPS_MOST + (uint64_t)STEPS_A_BYTE * len};
	struct fp_scan_error error = {.at = 0};

	memset(out, 0, sizeof(*out));
	if (options->budget && s.most_steps > options->budget->steps_left)
		s.most_steps = options->budget->steps_left;
	if (len > RESUME_FROM)
		fp_scan(s.arena, text + part.from, len, options->dialect, &error);
	error.at += part.from;
	s.lists = fp_arena_alloc(s.arena, ((size_t)len + 1) * sizeof(*s.lists));
	s.spots = fp_arena_alloc(s.arena, FP_SPOTS * sizeof(*s.spots));
	for (int i = 0; i < 2; i++)
		s.readings[i] = fp_arena_alloc(s.arena, sizeof(*s.readings[i]));
	s.weights = weigh(s.arena, s.prices, text + part.from, len);
	s.single_line = memchr(text + part.from, '\n', len) == NULL ||
	                is_pure_fragment(s.arena, text + part.from, len, options->dialect);
	find(out, arena, &s, error.at);
	fp_arena_free(s.arena);
	out->spent = !out->found && s.spent;
	out->steps = s.steps;
	if (options->budget)
		options->budget->steps_left -=
		    s.steps < options->budget->steps_left ? s.steps : options->budget->steps_left;
}
