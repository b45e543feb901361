/* SPDX-License-Identifier: MIT */
/*
 * Text → is it JSON as RFC 8259 has it, and where does it stop being that?
 *
 * One loop, one token a turn. `want` says what the grammar wants next; the stack, a byte for each
 * open container, says what it wants after a value. Whatever fails leaves `at` on the first byte
 * that no JSON text has there, so the error is simply the state in which the scanner stopped.
 */
#include "json/scan.h"

#include "text/utf8.h"

#include <string.h>

/* As far as a placeholder is followed: a text of openers must not be searched to its end at each. */
#define PLACEHOLDER_MOST 4096

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

static bool is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex(uint8_t c)
{
	return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* What glued to the end of a number or a word makes it another, wrong one. */
static bool is_glue(uint8_t c)
{
	return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == '.' ||
	       c == '+' || c == '-';
}

/* Eight bytes, the first lowest on any machine; compilers make one load of it. */
static uint64_t eight_bytes(const uint8_t *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
	       (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	       (uint64_t)p[7] << 56;
}

/*
 * The high bits of eight bytes; the lowest one set is that of the first byte that is a quote, a
 * backslash, a control character or not ASCII. (Above it a borrow may have set others.)
 */
static uint64_t stops(uint64_t bytes)
{
	const uint64_t each = UINT64_C(0x0101010101010101);

	return (((bytes ^ each * '"') - each) | ((bytes ^ each * '\\') - each) |
	        (bytes - each * 0x20) | bytes) &
	       each * 0x80;
}

/* The offset of the first byte from `at` on that may not simply stand in a string, or len. */
static uint32_t skip_plain(const uint8_t *text, uint32_t len, uint32_t at)
{
	while (len - at >= 8) {
		uint64_t found = stops(eight_bytes(text + at));
		if (found)
			return at + (uint32_t)__builtin_ctzll(found) / 8;
		at += 8;
	}
	while (at < len && text[at] >= 0x20 && text[at] < 0x80 && text[at] != '"' &&
	       text[at] != '\\')
		at++;
	return at;
}

static uint32_t skip_digits(const uint8_t *text, uint32_t len, uint32_t at)
{
	while (at < len && is_digit(text[at]))
		at++;
	return at;
}

/* Follows a number as far as one may go on; *whole is the end of the longest number on the way. */
static uint32_t follow_number(const uint8_t *text, uint32_t len, uint32_t at, uint32_t *whole)
{
	uint32_t digits;

	*whole = at;
	if (at < len && text[at] == '-')
		at++;
	if (at == len || !is_digit(text[at]))
		return at;
	at = *whole = text[at] == '0' ? at + 1 : skip_digits(text, len, at);
	if (at < len && text[at] == '.') {
		digits = at + 1;
		at = skip_digits(text, len, digits);
		if (at == digits)
			return at;
		*whole = at;
	}
	if (at < len && (text[at] == 'e' || text[at] == 'E')) {
		digits = at + 1;
		if (digits < len && (text[digits] == '+' || text[digits] == '-'))
			digits++;
		at = skip_digits(text, len, digits);
		if (at > digits)
			*whole = at;
	}
	return at;
}

/* A character beyond ASCII, well-formed. */
static bool scan_utf8(struct scanner *s)
{
	uint8_t lead = s->text[s->at];
	uint32_t used;

	if (fp_utf8_decode((const char *)s->text + s->at, s->len - s->at, &used) != FP_UTF8_BAD) {
		s->at += used;
		return true;
	}
	/* a lead byte is not at fault itself, but the first byte that does not go on with it */
	if (lead >= 0xc2 && lead <= 0xf4)
		s->at += used;
	return false;
}

static bool scan_escape(struct scanner *s)
{
	uint32_t hex;

	s->at++;
	if (s->at == s->len || s->text[s->at] == 0 || !strchr("\"\\/bfnrtu", s->text[s->at]))
		return false;
	if (s->text[s->at++] != 'u')
		return true;
	for (hex = 0; hex < 4; hex++, s->at++)
		if (s->at == s->len || !is_hex(s->text[s->at]))
			return false;
	return true;
}

static bool scan_string(struct scanner *s)
{
	uint8_t c;

	s->at++;
	for (;;) {
		s->at = skip_plain(s->text, s->len, s->at);
		if (s->at == s->len)
			break;
		c = s->text[s->at];
		if (c == '"') {
			s->at++;
			return true;
		}
		if (c == '\\' ? !scan_escape(s) : c < 0x20 || !scan_utf8(s))
			break;
	}
	s->want = FP_WANT_STRING;
	return false;
}

static bool scan_number(struct scanner *s)
{
	uint32_t whole;

	s->at = follow_number(s->text, s->len, s->at, &whole);
	return s->at == whole && (s->at == s->len || !is_glue(s->text[s->at]));
}

static bool scan_word(struct scanner *s)
{
	static const char *const words[] = {"true", "false", "null"};
	size_t i;
	const char *c;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (s->text[s->at] != (uint8_t)words[i][0])
			continue;
		for (c = words[i]; *c; c++, s->at++)
			if (s->at == s->len || s->text[s->at] != (uint8_t)*c)
				return false;
		return s->at == s->len || !is_glue(s->text[s->at]);
	}
	return false;
}

/* Passes over text[at, to), unless it is not well-formed. */
static bool pass_utf8(struct scanner *s, uint32_t to)
{
	while (s->at < to) {
		if (s->text[s->at] < 0x80)
			s->at++;
		else if (!scan_utf8(s))
			return false;
	}
	return true;
}

static bool scan_placeholder(struct scanner *s, uint32_t length)
{
	return pass_utf8(s, s->token + length);
}

static bool scan_line_comment(struct scanner *s)
{
	uint32_t to = s->at;

	while (to < s->len && s->text[to] != '\n' && s->text[to] != '\r')
		to++;
	return pass_utf8(s, to);
}

static bool scan_block_comment(struct scanner *s)
{
	uint32_t to = s->at;

	while (to + 1 < s->len && (s->text[to] != '*' || s->text[to + 1] != '/'))
		to++;
	if (to + 1 < s->len)
		return pass_utf8(s, to + 2);
	(void)pass_utf8(s, s->len);
	return false;
}

static bool scan_comment(struct scanner *s)
{
	s->at++;
	if (s->at == s->len || (s->text[s->at] != '/' && s->text[s->at] != '*'))
		return false;
	return s->text[s->at++] == '/' ? scan_line_comment(s) : scan_block_comment(s);
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
		if (!scan_comment(s))
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

static bool take_value(struct scanner *s)
{
	uint8_t c = s->text[s->at];
	uint32_t length;

	if (c == '"')
		return took_value(s, scan_string(s), FP_TOKEN_STRING);
	length =
	    fp_scan_placeholder(s->dialect->placeholders, (const char *)s->text, s->len, s->at);
	if (length)
		return took_value(s, scan_placeholder(s, length), FP_TOKEN_PLACEHOLDER);
	if (c == '{' || c == '[')
		return take_opener(s);
	if (is_digit(c) || c == '-')
		return took_value(s, scan_number(s), FP_TOKEN_NUMBER);
	if (c == ']' && (s->want == FP_WANT_FIRST_ELEMENT ||
	                 (s->dialect->trailing_commas && innermost(s) == '[')))
		return take_closer(s);
	return took_value(s, scan_word(s), FP_TOKEN_WORD);
}

static bool take_key(struct scanner *s)
{
	uint8_t c = s->text[s->at];

	if (c == '}' && (s->want == FP_WANT_FIRST_KEY || s->dialect->trailing_commas))
		return take_closer(s);
	if (c != '"' || !scan_string(s))
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

bool fp_scan_each(struct fp_arena *arena, const char *text, uint32_t len,
                  const struct fp_dialect *dialect, struct fp_scan_error *error, fp_token_fn *each,
                  void *user)
{
	struct scanner s;

	start(&s, arena, text, len, dialect);
	s.each = each;
	s.user = user;
	while (advance(&s))
		;
	if (s.token == len && s.want == FP_WANT_END)
		return true;
	if (error)
		*error = (struct fp_scan_error){s.at, s.token, s.depth, s.want};
	return false;
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

static uint32_t placeholder_length(const struct fp_placeholder *of, const char *text, uint32_t len)
{
	size_t before = strlen(of->before), after, i;

	if (len < before || memcmp(text, of->before, before) != 0)
		return 0;
	if (!of->after)
		return (uint32_t)before;
	after = strlen(of->after);
	if (len > PLACEHOLDER_MOST)
		len = PLACEHOLDER_MOST;
	for (i = before; i + after <= len && text[i] != '\n' && text[i] != '\r'; i++)
		if (memcmp(text + i, of->after, after) == 0)
			return (uint32_t)(i + after);
	return 0;
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
	uint32_t whole;

	(void)follow_number((const uint8_t *)text, len, at, &whole);
	return whole - at;
}
