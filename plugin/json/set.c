/* SPDX-License-Identifier: MIT */
/*
 * {"a", "b"}: a set or a list, as other languages and tired fingers write it, or a name with a comma
 * for its colon. It is a list where there are more than two, where they stand one below the other,
 * and on one line, braces and all, where the first is the name of nothing near by.
 */
#include "json/moves.h"

#include <string.h>

enum { NEAR = 2048 };

/* Whether the string at [from, to) is the name of a member near by. */
static bool is_name(const struct fp_here *x, uint32_t from, uint32_t to)
{
	const struct fp_search *s = x->s;
	uint32_t at = from - s->from > NEAR ? from - NEAR : s->from, len = to - from, notes;
	uint32_t most = s->to - to > NEAR ? to + NEAR : s->to;

	x->s->steps += (most - at) / 16;
	while (most - at > len) {
		const char *quote = memchr(s->text + at, s->text[from], most - at - len);

		if (!quote)
			return false;
		at = (uint32_t)(quote - s->text);
		if (memcmp(quote, s->text + from, len) == 0 &&
		    fp_here_byte(x, fp_search_skip(x->s, at + len, &notes)) == ':')
			return true;
		at++;
	}
	return false;
}

/* The '}' of the list in braces that begins here; 0: it is none. */
static uint32_t find(const struct fp_here *x)
{
	uint32_t notes, at = fp_search_skip(x->s, x->at + 1, &notes), first = at, to = 0;
	uint32_t count = 0;
	bool lines = false;

	for (;;) {
		uint32_t end = fp_here_byte(x, at) == '"' ? fp_here_plain_string(x, at) : 0;

		if (!end || end - x->at > NEAR)
			return 0;
		count++;
		to = to ? to : end;
		at = fp_search_skip(x->s, end, &notes);
		if (fp_here_byte(x, at) == '}')
			break;
		if (fp_here_byte(x, at) != ',')
			return 0;
		lines = lines || fp_here_line_ends(x, at + 1);
		at = fp_search_skip(x->s, at + 1, &notes);
	}
	if (count == 2 && !lines &&
	    (x->s->payload || fp_here_line_ends(x, x->at + 1) || is_name(x, first, to)))
		return 0;
	return count > 1 ? at : 0;
}

/* The same, looked up once a place. */
static uint32_t closer_of(const struct fp_here *x)
{
	struct fp_search *s = x->s;

	if (x->c != '{' || x->h.state == FP_STATE_START)
		return 0;
	if (s->set_at != x->at + 1) {
		s->set_at = x->at + 1;
		s->set_to = find(x);
		s->steps += s->set_to ? (s->set_to - x->at) / 8 : 4;
	}
	return s->set_to;
}

/* Whether the array holds nothing else. */
static bool fills_array(const struct fp_here *x, uint32_t closer)
{
	uint32_t notes;

	return x->h.state == FP_STATE_FIRST_ELEMENT &&
	       fp_here_byte(x, fp_search_skip(x->s, closer + 1, &notes)) == ']';
}

bool fp_set_is_value(const struct fp_here *x)
{
	uint32_t closer = closer_of(x);

	return closer && !fills_array(x, closer);
}

bool fp_set_in_array(const struct fp_here *x)
{
	uint32_t closer = closer_of(x);

	return closer && fills_array(x, closer);
}
