/* SPDX-License-Identifier: MIT */
/*
 * What stands at a hypothesis' place, and in which container: the questions that all moves ask.
 * None looks further than a kilobyte, for each is asked of a hundred hypotheses a token.
 */
#include "json/moves.h"

#include "json/trivia.h"
#include "json/words.h"

#include <string.h>

enum fp_state fp_here_after_value(struct fp_search *s, uint32_t frame)
{
	switch (s->frames[fp_here_solid(s, frame)].kind) {
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

bool fp_here_begins_string(const struct fp_here *x, uint32_t at)
{
	uint8_t open;

	return at < x->s->to && fp_reading_open(x->s->text, x->s->to, at, &open) != 0;
}

bool fp_here_begins_value(const struct fp_here *x, uint32_t at)
{
	char c = fp_here_byte(x, at);

	return c && (c == '{' || c == '[' || c == '-' || (c >= '0' && c <= '9') || c == '<' ||
	             c == '$' || (c | 32) == 't' || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
	             fp_here_begins_string(x, at));
}

uint32_t fp_here_plain_string(const struct fp_here *x, uint32_t at)
{
	uint32_t end = x->s->to - at > 1024 ? at + 1024 : x->s->to;
	uint8_t open;
	char quote = fp_here_byte(x, at);

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

bool fp_here_begins_member(const struct fp_here *x, uint32_t at, uint32_t *to)
{
	struct fp_word word;
	uint32_t end, notes;
	bool found;

	if (at >= x->s->to)
		return false;
	end = fp_here_plain_string(x, at);
	if (end) {
		uint32_t next = fp_search_skip(x->s, end, &notes);

		*to = end;
		x->s->steps += end - at;
		return fp_here_byte(x, next) == ':' ||
		       (fp_here_byte(x, next) == '=' && x->s->text[at] != '=');
	}
	found = fp_word_key(&word, x->s->text, x->s->to, at);
	x->s->steps += word.to - at;
	*to = word.to;
	return found && word.colon && !word.blanks;
}

uint32_t fp_here_bracketed(const struct fp_here *x)
{
	if (x->s->bracketed_at != x->at) {
		x->s->bracketed_at = x->at;
		x->s->bracketed_to = fp_word_bracketed(x->s->text, x->s->to, x->at);
		x->s->steps += x->c && strchr("{[<$(%@", x->c) ? 64 : 1;
	}
	return x->s->bracketed_to;
}

bool fp_here_line_ends(const struct fp_here *x, uint32_t at)
{
	while (at < x->s->to && (x->s->text[at] == ' ' || x->s->text[at] == '\t'))
		at++;
	return at >= x->s->to || x->s->text[at] == '\n' || x->s->text[at] == '\r';
}

int32_t fp_here_weight(const struct fp_here *x, uint32_t from, uint32_t to)
{
	return x->s->weights[to - x->s->origin] - x->s->weights[from - x->s->origin];
}
