/* SPDX-License-Identifier: MIT */
/*
 * What stands there twice. Lines that were pasted over and whose end stayed behind repeat the end of
 * what stands before them, closers included. A copy that closes what it has not opened is no value of its own, and
 * dropping it loses nothing.
 */
#include "json/moves.h"

#include "json/trivia.h"

#include <string.h>

enum { REACH = 1024, LEAST = 8 };

static uint32_t skip_blanks(const struct fp_search *s, uint32_t at, uint32_t to)
{
	while (at < to && fp_trivia_blank(s->text[at]))
		at++;
	return at;
}

/*
 * The end of a copy at `at` of all that stands in [from, last), white space aside; 0: it is none. What
 * breaks a line within a string was typed, and is no copy.
 */
static uint32_t end_of_copy(const struct fp_search *s, uint32_t from, uint32_t last, uint32_t at)
{
	uint32_t alike = 0;
	bool quoted = false;

	while ((from = skip_blanks(s, from, last)) < last) {
		char c = s->text[from++];
		uint32_t next = skip_blanks(s, at, s->to);

		if (next >= s->to || s->text[next] != c ||
		    (quoted && memchr(s->text + at, '\n', next - at)))
			return 0;
		quoted ^= c == '"' && s->text[next - 1] != '\\';
		at = next + 1;
		alike++;
	}
	return alike >= LEAST ? at : 0;
}

/*
 * How far back from `last` something is closed that is not opened there: a copy begins before it. 0:
 * nowhere within reach.
 */
static uint32_t closed_before(struct fp_search *s, uint32_t last, uint32_t least)
{
	struct fp_spot *spot = fp_search_spot(s, last);
	int32_t closed = 0;

	if (spot->asked & FP_ASKED_CLOSED)
		return spot->closed;
	spot->asked |= FP_ASKED_CLOSED;
	spot->closed = 0;
	for (uint32_t from = last; from > least && !spot->closed; from--) {
		char c = s->text[from - 1];

		closed += (c == '}' || c == ']') - (c == '{' || c == '[');
		if (closed > 0)
			spot->closed = from;
	}
	s->steps += (last - least) / 8;
	return spot->closed;
}

/* The end of the lines at `at` that repeat the end of what stands before `last`; 0: they do not. */
static uint32_t find(struct fp_search *s, uint32_t last, uint32_t at)
{
	uint32_t least = last - s->from > REACH ? last - REACH : s->from, end;
	uint32_t from = closed_before(s, last, least);
	int32_t closed = 0; /* what is closed from there on and not opened */

	s->steps++;
	for (; from > least; from--) {
		char c = s->text[from - 1];

		closed += (c == '}' || c == ']') - (c == '{' || c == '[');
		if (closed <= 0 || c != s->text[at])
			continue;
		s->steps++;
		end = end_of_copy(s, from - 1, last, at);
		if (end)
			return end;
	}
	return 0;
}

void fp_repeated_drop(const struct fp_here *x)
{
	struct fp_search *s = x->s;

	if (!s->first || !fp_search_affords(s, &x->h, FP_PRICE_REPEATED, 0))
		return;
	if (s->repeated_at != x->at || s->repeated_last != x->h.last) {
		s->repeated_at = x->at;
		s->repeated_last = x->h.last;
		s->repeated_to = find(s, x->h.last, x->at);
	}
	if (s->repeated_to)
		fp_step_drop(x, s->repeated_to, FP_PRICE_REPEATED, FP_JSON_UNEXPECTED_TEXT, 0);
}

void fp_repeated_name(const struct fp_here *x)
{
	const struct fp_search *s = x->s;
	uint32_t notes, to = fp_here_plain_string(x, x->at), colon, name = x->h.last;
	uint32_t len = to - x->at;

	if (!to || len < 3 || !fp_search_affords(x->s, &x->h, FP_PRICE_REPEATED, 0))
		return;
	colon = fp_search_skip(x->s, to, &notes);
	if (fp_here_byte(x, colon) != ':' || name <= s->from || s->text[name - 1] != ':')
		return;
	for (name--; name > s->from && fp_trivia_blank(s->text[name - 1]);)
		name--;
	if (name - s->from >= len && memcmp(s->text + name - len, s->text + x->at, len) == 0)
		fp_step_drop(x, colon + 1, FP_PRICE_REPEATED, FP_JSON_UNEXPECTED_TEXT, 0);
}
