/* SPDX-License-Identifier: MIT */
/*
 * Text → is it JSON as RFC 8259 has it, and where does it stop being that?
 *
 * One loop, one token a turn. `want` says what the grammar wants next; the stack, a byte for each
 * open container, says what it wants after a value. Whatever fails leaves `at` on the first byte
 * that no JSON text has there, so the error is simply the state in which the scanner stopped.
 */
#include "json/scan.h"

#include "json/token.h"

#include <string.h>

/* As far as a placeholder is followed: a text of openers must not be searched to its end at each. */
#define PLACEHOLDER_MOST 1024

struct scanner {
	const uint8_t *text;
	uint32_t len, at;
	uint32_t token; /* where the token at hand begins */
	uint32_t end;   /* where the one before ended */
	uint32_t depth, room;
	enum fp_want want;
	const struct fp_dialect *dialect;
	struct fp_arena *arena;
	fp_token_fn *each; /* NULL: nobody wants to know */
	void *user;
	uint8_t *
	    kinds; /* `depth` openers; those above it are still there when a container was closed */
	uint8_t near[512];
};

static bool is_blank(uint8_t c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Goes to the next token: past white space, and comments where they are allowed. */
static bool scan_blank(struct scanner *s)
{
	for (;;) {
		while (s->at < s->len && is_blank(s->text[s->at]))
			s->at++;
		s->token = s->at;
		if (s->at == s->len || s->text[s->at] != '/' || !s->dialect->comments)
			return true;
		if (!fp_token_comment(s->text, s->len, &s->at))
			return false;
	}
}

static void push(struct scanner *s, uint8_t opener)
{
	if (s->depth == s->room) {
		uint8_t *old = s->kinds == s->near ? NULL : s->kinds;
		s->kinds = fp_arena_grow(s->arena, old, old ? s->room : 0, 2 * (size_t)s->room);
		if (!old)
			memcpy(s->kinds, s->near, s->room);
		s->room *= 2;
	}
	s->kinds[s->depth++] = opener;
}

static uint8_t innermost(const struct scanner *s)
{
	return s->depth ? s->kinds[s->depth - 1] : 0;
}

static void tell(struct scanner *s, enum fp_token token)
{
	if (s->each)
		s->each(s->user, token, s->token, s->at);
}

/* What a value is followed by. */
static void after_value(struct scanner *s)
{
	uint8_t in = innermost(s);

	s->want = in == '{' ? FP_WANT_NEXT_MEMBER : in ? FP_WANT_NEXT_ELEMENT : FP_WANT_END;
}

static bool took_value(struct scanner *s, bool whole, enum fp_token token)
{
	if (!whole)
		return false;
	tell(s, token);
	after_value(s);
	return true;
}

static bool take_opener(struct scanner *s)
{
	uint8_t opener = s->text[s->at++];

	tell(s, FP_TOKEN_OPEN);
	push(s, opener);
	s->want = opener == '{' ? FP_WANT_FIRST_KEY : FP_WANT_FIRST_ELEMENT;
	return true;
}

static bool take_closer(struct scanner *s)
{
	s->at++;
	s->depth--;
	tell(s, FP_TOKEN_CLOSE);
	after_value(s);
	return true;
}

/* A string, as a value or a name. */
static bool take_string(struct scanner *s)
{
	if (fp_token_string(s->text, s->len, &s->at))
		return true;
	s->want = FP_WANT_STRING;
	return false;
}

static uint32_t placeholder_here(const struct scanner *s)
{
	const struct fp_placeholders *placeholders = s->dialect->placeholders;

	return placeholders
	           ? fp_scan_placeholder(placeholders, (const char *)s->text, s->len, s->at)
	           : 0;
}

/* Whether ']' may stand where a value may. */
static bool may_close_array(const struct scanner *s)
{
	return s->want == FP_WANT_FIRST_ELEMENT ||
	       (s->dialect->trailing_commas && innermost(s) == '[');
}

static bool take_value(struct scanner *s)
{
	uint8_t c = s->text[s->at];
	uint32_t length;

	if (c == '"')
		return took_value(s, take_string(s), FP_TOKEN_STRING);
	length = placeholder_here(s);
	if (length)
		return took_value(s, fp_token_utf8(s->text, s->at + length, &s->at),
		                  FP_TOKEN_PLACEHOLDER);
	if (c == '{' || c == '[')
		return take_opener(s);
	if (c == '-' || (c >= '0' && c <= '9'))
		return took_value(s, fp_token_number(s->text, s->len, &s->at), FP_TOKEN_NUMBER);
	if (c == ']' && may_close_array(s))
		return take_closer(s);
	return took_value(s, fp_token_word(s->text, s->len, &s->at), FP_TOKEN_WORD);
}

static bool take_key(struct scanner *s)
{
	uint8_t c = s->text[s->at];

	if (c == '}' && (s->want == FP_WANT_FIRST_KEY || s->dialect->trailing_commas))
		return take_closer(s);
	if (c != '"' || !take_string(s))
		return false;
	tell(s, FP_TOKEN_NAME);
	s->want = FP_WANT_COLON;
	return true;
}

static bool take_colon(struct scanner *s)
{
	if (s->text[s->at] != ':')
		return false;
	s->at++;
	s->want = FP_WANT_VALUE;
	return true;
}

/* A comma, which asks for `next`, or the closer. */
static bool take_comma(struct scanner *s, uint8_t closer, enum fp_want next)
{
	if (s->text[s->at] == closer)
		return take_closer(s);
	if (s->text[s->at] != ',')
		return false;
	s->at++;
	s->want = next;
	return true;
}

/* A further root, on a line of its own. */
static bool take_root(struct scanner *s)
{
	uint32_t i;

	if (!s->dialect->many)
		return false;
	for (i = s->end; i < s->at && s->text[i] != '\n' && s->text[i] != '\r'; i++)
		;
	if (i == s->at)
		return false;
	s->want = FP_WANT_VALUE;
	return take_value(s);
}

static bool take_token(struct scanner *s)
{
	switch (s->want) {
	case FP_WANT_VALUE:
	case FP_WANT_FIRST_ELEMENT:
		return take_value(s);
	case FP_WANT_FIRST_KEY:
	case FP_WANT_KEY:
		return take_key(s);
	case FP_WANT_COLON:
		return take_colon(s);
	case FP_WANT_NEXT_MEMBER:
		return take_comma(s, '}', FP_WANT_KEY);
	case FP_WANT_NEXT_ELEMENT:
		return take_comma(s, ']', FP_WANT_VALUE);
	case FP_WANT_END:
		return take_root(s);
	case FP_WANT_STRING:
		break;
	}
	return false;
}

/* One token and the blanks ahead of it; false: an error, or the end of the text. */
static bool advance(struct scanner *s)
{
	s->end = s->at;
	return scan_blank(s) && s->at < s->len && take_token(s);
}

static void start(struct scanner *s, struct fp_arena *arena, const char *text, uint32_t len,
                  const struct fp_dialect *dialect)
{
	static const struct fp_dialect strict;

	s->text = (const uint8_t *)text;
	s->len = len;
	s->at = s->token = s->end = s->depth = 0;
	s->want = FP_WANT_VALUE;
	s->dialect = dialect ? dialect : &strict;
	s->arena = arena;
	s->each = NULL;
	s->user = NULL;
	s->kinds = s->near;
	s->room = sizeof(s->near);
}

/* Up to the end of the text, or to the first error. */
static bool finish(struct scanner *s, struct fp_scan_error *error)
{
	while (advance(s))
		;
	if (s->token == s->len && s->want == FP_WANT_END)
		return true;
	if (error)
		*error = (struct fp_scan_error){s->at, s->token, s->depth, s->want};
	return false;
}

bool fp_scan_each(struct fp_arena *arena, const char *text, uint32_t len,
                  const struct fp_dialect *dialect, struct fp_scan_error *error, fp_token_fn *each,
                  void *user)
{
	struct scanner s;

	start(&s, arena, text, len, dialect);
	s.each = each;
	s.user = user;
	return finish(&s, error);
}

bool fp_scan_from(struct fp_arena *arena, const char *text, uint32_t len,
                  const struct fp_dialect *dialect, const struct fp_checkpoint *from,
                  struct fp_scan_error *error)
{
	struct scanner s;

	start(&s, arena, text, len, dialect);
	s.at = from->at;
	s.want = from->want;
	s.depth = from->depth;
	if (from->depth > s.room) {
		s.kinds = (uint8_t *)fp_arena_alloc(arena, from->depth);
		s.room = from->depth;
	}
	if (from->depth)
		memcpy(s.kinds, from->kinds, from->depth);
	return finish(&s, error);
}

bool fp_scan(struct fp_arena *arena, const char *text, uint32_t len,
             const struct fp_dialect *dialect, struct fp_scan_error *error)
{
	return fp_scan_each(arena, text, len, dialect, error, NULL, NULL);
}

bool fp_scan_to(struct fp_arena *arena, const char *text, uint32_t len,
                const struct fp_dialect *dialect, uint32_t stop, struct fp_checkpoint *out)
{
	struct scanner s;
	struct fp_checkpoint last;

	start(&s, arena, text, len, dialect);
	do
		last = (struct fp_checkpoint){s.at, s.depth, NULL, s.want};
	while (advance(&s) && s.at <= stop);
	if (s.at <= stop && s.at < len)
		return false;
	/* one token ago; what that one closed is still on the stack, above its end */
	last.kinds = (uint8_t *)fp_arena_copy(arena, s.kinds, last.depth);
	*out = last;
	return true;
}

/* The first place of a string that is not empty in `len` bytes of text, or NULL. */
static const char *find(const char *text, size_t len, const char *string)
{
	size_t size = strlen(string);
	const char *end = text + len;

	while ((size_t)(end - text) >= size) {
		text = memchr(text, string[0], (size_t)(end - text) - size + 1);
		if (!text || memcmp(text, string, size) == 0)
			return text;
		text++;
	}
	return NULL;
}

static uint32_t placeholder_length(const struct fp_placeholder *of, const char *text, uint32_t len)
{
	size_t before = strlen(of->before);
	const char *end;

	if (len < before || memcmp(text, of->before, before) != 0)
		return 0;
	if (!of->after)
		return (uint32_t)before;
	if (len > PLACEHOLDER_MOST)
		len = PLACEHOLDER_MOST;
	end = len > before ? find(text + before, len - before, of->after) : NULL;
	if (!end || memchr(text, '\n', (size_t)(end - text)) ||
	    memchr(text, '\r', (size_t)(end - text)))
		return 0;
	return (uint32_t)(end - text + strlen(of->after));
}

uint32_t fp_scan_placeholder(const struct fp_placeholders *placeholders, const char *text,
                             uint32_t len, uint32_t at)
{
	size_t i;
	uint32_t length = 0;

	for (i = 0; placeholders && i < placeholders->count && !length; i++)
		length = placeholder_length(&placeholders->of[i], text + at, len - at);
	return length;
}

uint32_t fp_scan_number(const char *text, uint32_t len, uint32_t at)
{
	return fp_token_number_end((const uint8_t *)text, len, at) - at;
}
