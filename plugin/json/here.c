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
	struct fp_spot *spot;
	uint8_t open;

	if (at >= x->s->to)
		return false;
	spot = fp_search_spot(x->s, at);
	if (!(spot->asked & FP_ASKED_OPEN)) {
		spot->asked |= FP_ASKED_OPEN;
		spot->open = fp_reading_open(x->s->text, x->s->to, at, &open);
	}
	return spot->open != 0;
}

bool fp_here_begins_value(const struct fp_here *x, uint32_t at)
{
	char c = fp_here_byte(x, at);

	return c && (c == '{' || c == '[' || c == '-' || (c >= '0' && c <= '9') || c == '<' ||
	             c == '$' || (c | 32) == 't' || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
	             fp_here_begins_string(x, at));
}

static uint32_t plain_string(const struct fp_here *x, uint32_t at)
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

uint32_t fp_here_plain_string(const struct fp_here *x, uint32_t at)
{
	struct fp_spot *spot = fp_search_spot(x->s, at);

	if (!(spot->asked & FP_ASKED_STRING)) {
		spot->asked |= FP_ASKED_STRING;
		spot->string = plain_string(x, at);
	}
	return spot->string;
}

bool fp_here_word(const struct fp_here *x, uint32_t at, enum fp_word_use use, struct fp_word *out)
{
	static bool (*const readers[])(struct fp_word *, const char *, uint32_t,
	                               uint32_t) = {fp_word_value, fp_word_phrase, fp_word_key};
	struct fp_spot *spot = fp_search_spot(x->s, at);

	if (!(spot->asked & (uint32_t)FP_ASKED_WORD << use)) {
		spot->asked |= (uint32_t)FP_ASKED_WORD << use;
		spot->found[use] = readers[use](&spot->words[use], x->s->text, x->s->to, at);
	}
	*out = spot->words[use];
	return spot->found[use];
}

static bool begins_member(const struct fp_here *x, uint32_t at, uint32_t *to)
{
	struct fp_word word;
	uint32_t end = fp_here_plain_string(x, at), notes;
	bool found;
	char c;

	if (end) {
		*to = end;
		c = fp_here_byte(x, fp_search_skip(x->s, end, &notes));
		return c == ':' || (c == '=' && x->s->text[at] != '=');
	}
	found = fp_here_word(x, at, FP_WORD_AS_KEY, &word);
	*to = word.to;
	return found && word.colon && !word.blanks;
}

bool fp_here_begins_member(const struct fp_here *x, uint32_t at, uint32_t *to)
{
	struct fp_spot *spot;
	bool member;

	if (at >= x->s->to)
		return false;
	spot = fp_search_spot(x->s, at);
	if (spot->asked & FP_ASKED_MEMBER) {
		*to = spot->name;
		member = spot->member;
	} else {
		member = begins_member(x, at, to);
		spot = fp_search_spot(x->s, at);
		spot->asked |= FP_ASKED_MEMBER;
		spot->name = *to;
		spot->member = member;
	}
	x->s->steps += *to - at;
	return member;
}

uint32_t fp_here_stray(const struct fp_here *x)
{
	struct fp_spot *spot = fp_search_spot(x->s, x->at);
	uint32_t to = x->at;

	if (!(spot->asked & FP_ASKED_STRAY)) {
		while (to < x->s->to && to - x->at < 256 && !fp_trivia_blank(x->s->text[to]) &&
		       !strchr("{}[],:\"", x->s->text[to]))
			to++;
		spot->asked |= FP_ASKED_STRAY;
		spot->stray = to;
	}
	return spot->stray;
}

uint32_t fp_here_closing(const struct fp_here *x, bool *structure)
{
	struct fp_spot *spot = fp_search_spot(x->s, x->at);
	const char *text = x->s->text;
	uint32_t to = x->at;

	if (!(spot->asked & FP_ASKED_UNOPENED)) {
		spot->asked |= FP_ASKED_UNOPENED;
		spot->structure = false;
		while (to < x->s->to && to - x->at < 512 && text[to] != '"' && text[to] != '\n') {
			spot->structure = spot->structure || strchr(",{}[]:", text[to]) != NULL;
			to += text[to] == '\\' ? 2 : 1;
		}
		spot->closing = to;
	}
	*structure = spot->structure;
	return spot->closing;
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
