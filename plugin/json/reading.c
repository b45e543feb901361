/* SPDX-License-Identifier: MIT */
/*
 * An opening quote → the ways this string could end. One walk over the content keeps what every
 * later end would have to pay (quotes gone past, raw line ends, bad escapes), so that each
 * candidate's price is the state of the walk when it gets there.
 */
#include "json/opener.h"

#include "text/ascii.h"
#include "text/utf8.h"
#include "json/flaw.h"
#include "json/trivia.h"

#include <string.h>

enum {
	LOOK_AHEAD = 4096,         /* bytes that a string is followed at most */
	LOOK_AHEAD_TRIPLE = 65536, /* the same after """ */
	MOST_INNER = 12,
	MOST_OPEN_LINES = 2,
	MOST_LINE_ENDS = 60,
	KEPT_FOR_CLOSES = 8, /* of the readings: those that end at a quote of their own */
	MOST_ELSE = 8        /* readings of what may be opened in another way as well */
};

/* The walk over one string's content. */
struct walk {
	const char *text;
	uint32_t len, at;
	uint32_t from; /* of the content */
	const struct fp_opener *opener;
	enum fp_reading_kind kind;
	const struct fp_prices *prices;
	struct fp_reading *out;
	uint32_t count, room;
	/* what an end here would have to pay for */
	uint32_t inner, structure, attributes, line_ends, controls, escapes;
	int32_t depth;      /* brackets open within the content */
	bool unbalanced;    /* a closer within had no opener */
	bool pasted;        /* the content begins like JSON */
	bool balanced_once; /* its own brackets have closed */
	uint32_t beyond;    /* quotes gone past since then */
	uint32_t passed;    /* quotes of another kind that could have closed it */
	bool bad_utf8;
	uint32_t decoded; /* bytes before this offset are known to be UTF-8, or not */
	char code_quote;  /* inside '…' of code within the content, for counting brackets */
};

/* Length of the closing quote at `at`, of those that the opener takes; 0: none. */
static uint32_t close_length(const struct walk *w, uint32_t at)
{
	const char *alternative = w->opener->close;

	while (*alternative) {
		size_t n = strcspn(alternative, " ");

		if (at + n <= w->len && memcmp(w->text + at, alternative, n) == 0)
			return (uint32_t)n;
		alternative += n + (alternative[n] == ' ');
	}
	return 0;
}

/* The next byte that is neither blank nor line end, '\n' at a line end, 0 at the end of the text. */
static char next_char(const struct walk *w, uint32_t at)
{
	while (at < w->len && (w->text[at] == ' ' || w->text[at] == '\t'))
		at++;
	if (at >= w->len)
		return 0;
	return w->text[at] == '\r' ? '\n' : w->text[at];
}

static char previous_char(const struct walk *w, uint32_t at)
{
	while (at > w->from && (w->text[at - 1] == ' ' || w->text[at - 1] == '\t'))
		at--;
	return at > w->from ? w->text[at - 1] : 0;
}

/* Whether a string may well have ended before `at`, going by what comes next. */
static bool plausible_after(const struct walk *w, uint32_t at)
{
	char c = next_char(w, at);

	if (w->kind == FP_READING_KEY)
		return c == ':' || c == '=' || c == '-' || c == '"' || c == ',' || c == '{' ||
		       c == '[' || c == ';';
	return c == 0 || strchr("\n,}])+;:#/|<", c) != NULL;
}

/* A quote in the content that looks as if it were one of the document's own. */
static bool looks_structural(const struct walk *w, uint32_t at, uint32_t n)
{
	char before = previous_char(w, at), after = next_char(w, at + n);

	if (w->depth > 0)
		return false;
	if (before == '"' && fp_trivia_blank(w->text[at - 1]))
		return true; /* nobody quotes a blank */
	return (before && strchr(",:{}[]+", before)) || (after && strchr(",:{}[]+", after)) ||
	       after == '"' || (after && (unsigned char)after < 0x80 && after == w->text[at]);
}

/* An apostrophe between letters closes nothing. */
static bool is_apostrophe(const struct walk *w, uint32_t at, uint32_t n)
{
	enum fp_quote_style style = w->opener->style;
	char quote = w->text[at];

	if (style != FP_QUOTE_SINGLE && style != FP_QUOTE_SMART && quote != '\'')
		return false;
	if (quote == '"' || at == w->from || at + n >= w->len)
		return false;
	if (style == FP_QUOTE_SMART && strncmp(w->text + at, "\xe2\x80\x99", 3) != 0 &&
	    quote != '\'')
		return false;
	return fp_ascii_is_alpha(w->text[at - 1]) && fp_ascii_is_alpha(w->text[at + n]);
}

/* Price of the quotes that were gone past. */
static int32_t inner_price(const struct walk *w, bool at_balance)
{
	const int32_t *p = w->prices->of;

	if (w->inner == 0)
		return 0;
	if (w->kind == FP_READING_KEY)
		return p[FP_PRICE_INNER_KEY_FIRST] +
		       (int32_t)(w->inner - 1) * p[FP_PRICE_INNER_KEY_MORE] +
		       (int32_t)w->structure * p[FP_PRICE_INNER_STRUCTURE];
	if (w->pasted)
		return p[FP_PRICE_PASTED] + (int32_t)w->inner * p[FP_PRICE_PASTED_MORE] +
		       (int32_t)w->beyond * p[FP_PRICE_INNER_MORE] +
		       (at_balance ? 0 : p[FP_PRICE_PASTED_UNBALANCED]);
	if (w->attributes == w->inner && w->inner % 2 == 0)
		return p[FP_PRICE_INNER_ATTRIBUTE] +
		       (int32_t)w->inner * p[FP_PRICE_INNER_ATTRIBUTE_MORE];
	return p[FP_PRICE_INNER_FIRST] + (int32_t)(w->inner - 1) * p[FP_PRICE_INNER_MORE] +
	       (w->inner % 2 ? p[FP_PRICE_INNER_ODD] : 0) +
	       (int32_t)w->structure * p[FP_PRICE_INNER_STRUCTURE];
}

/* Adds a reading that ends here, at the price of all that the walk has passed. */
static void emit(struct walk *w, uint32_t content_to, uint32_t end, enum fp_close close,
                 int32_t close_price, enum fp_habit close_habit)
{
	const int32_t *p = w->prices->of;
	struct fp_reading *r = &w->out[w->count];
	enum fp_quote_style style = w->opener->style;

	uint32_t room = w->room > KEPT_FOR_CLOSES && close != FP_CLOSE_SAME
	                    ? w->room - KEPT_FOR_CLOSES
	                    : w->room;

	if (w->count >= room || content_to < w->from)
		return;
	*r = (struct fp_reading){.content = {w->from, content_to},
	                         .end = end,
	                         .inner = (uint16_t)w->inner,
	                         .structural = w->structure > 0,
	                         .close = (uint8_t)close,
	                         .open = (uint8_t)(w->opener - fp_openers),
	                         .bad_utf8 = w->bad_utf8};
	if (style != FP_QUOTE_PLAIN) {
		r->style +=
		    style == FP_QUOTE_DOUBLED ? p[FP_PRICE_CLOSE_DOUBLED] : p[FP_PRICE_QUOTE_STYLE];
		r->habits |= 1u << FP_HABIT_QUOTE;
	}
	if (w->escapes) {
		r->style +=
		    p[FP_PRICE_ESCAPE] + (int32_t)(w->escapes - 1) * p[FP_PRICE_ESCAPE_MORE];
		r->habits |= 1u << FP_HABIT_ESCAPE;
	}
	if (w->controls) {
		r->style +=
		    p[FP_PRICE_CONTROL] + (int32_t)(w->controls - 1) * p[FP_PRICE_ESCAPE_MORE];
		r->habits |= 1u << FP_HABIT_ESCAPE;
	}
	if (w->line_ends && style != FP_QUOTE_TRIPLE)
		r->rest +=
		    p[FP_PRICE_LINE_END] + (int32_t)(w->line_ends - 1) * p[FP_PRICE_LINE_END_MORE];
	r->rest += inner_price(w, w->depth == 0 && !w->unbalanced) + close_price;
	if (close_price)
		r->habits |= 1u << close_habit;
	if (w->inner)
		r->habits |= 1u << FP_HABIT_INNER;
	w->count++;
}

/* A string with no closing quote that ends at `to`. */
static void emit_open_end(struct walk *w, uint32_t to, enum fp_price price, bool unbalanced)
{
	while (to > w->from && fp_trivia_blank(w->text[to - 1]))
		to--;
	emit(w, to, to, FP_CLOSE_MISSING,
	     w->prices->of[price] +
	         (unbalanced ? w->prices->of[FP_PRICE_UNTERMINATED_UNBALANCED] : 0),
	     FP_HABIT_UNTERMINATED);
}

static bool is_rest_blank(const struct walk *w, uint32_t at)
{
	while (at < w->len && fp_trivia_blank(w->text[at]))
		at++;
	return at == w->len;
}

/*
 * The end of the line (or of the text) without a closing quote: the string may end there, before a
 * trailing comma, or before one or more of a trailing run of closers.
 */
static void emit_line_end(struct walk *w, uint32_t at)
{
	int32_t depth = w->depth;
	bool unbalanced = w->unbalanced;
	uint32_t to = at;

	while (to > w->from && fp_trivia_blank(w->text[to - 1]))
		to--;
	if (w->kind == FP_READING_VALUE || is_rest_blank(w, at))
		emit_open_end(w, to, FP_PRICE_UNTERMINATED, depth != 0 || unbalanced);
	for (int most = 8; most && to > w->from; most--) {
		char c = w->text[to - 1];

		if (c != ',' && c != '}' && c != ']' && !(c == ':' && w->kind == FP_READING_KEY))
			break;
		if (c == '}' || c == ']') {
			depth++;
			if (depth > 0 && unbalanced) {
				unbalanced = false;
				depth = 0;
			}
		}
		to--;
		emit_open_end(w, to, FP_PRICE_UNTERMINATED, depth != 0 || unbalanced);
		while (to > w->from && fp_trivia_blank(w->text[to - 1]))
			to--;
	}
}

/* Raw bytes that a JSON string may not hold, and escapes that JSON does not have. */
static void count_flaw(struct walk *w, char c)
{
	if (c == '\n')
		w->line_ends++;
	else if (c != '\r')
		w->controls++;
}

/* Passes a backslash. \" may also be what closes the string: a stray backslash. */
static void walk_backslash(struct walk *w)
{
	uint32_t n = fp_flaw_escape(w->text, w->len, w->at);

	if (n == 2 && w->text[w->at + 1] == '"') {
		char next = next_char(w, w->at + 2);

		if ((next == 0 || strchr(",}]:\n", next)) && !(w->pasted && w->depth > 0))
			emit(w, w->at, w->at + 2, FP_CLOSE_BACKSLASH,
			     w->prices->of[FP_PRICE_CLOSE_BACKSLASH], FP_HABIT_UNTERMINATED);
	}
	if (n == 0) {
		w->escapes++;
		n = 1;
		if (w->at + 1 < w->len && w->text[w->at + 1] == '\'')
			n = 2;
	}
	w->at += n;
}

/* Brackets of the content, those within its own '…' aside. */
static void walk_bracket(struct walk *w, char c)
{
	if (w->code_quote) {
		if (c == w->code_quote)
			w->code_quote = 0;
		return;
	}
	if (c == '(' || c == '[' || c == '{')
		w->depth++;
	else if (c == ')' || c == ']' || c == '}') {
		if (--w->depth < 0)
			w->unbalanced = true;
		if (w->depth == 0)
			w->balanced_once = true;
	}
}

/* Another kind of quote where the string would end: `"abc',`. */
static void try_other_quote(struct walk *w, uint32_t n)
{
	char next = next_char(w, w->at + n);

	if (next && !strchr(",}]:\n", next))
		return;
	emit(w, w->at, w->at + n, FP_CLOSE_OTHER,
	     w->prices->of[FP_PRICE_CLOSE_OTHER] +
	         (int32_t)w->passed * w->prices->of[FP_PRICE_INNER_STRUCTURE],
	     FP_HABIT_QUOTE);
	w->passed++;
}

/* A closing quote: the string ends here, or the quote is content. false: enough seen. */
static bool walk_close(struct walk *w, uint32_t n)
{
	bool first = w->inner == 0 && w->line_ends == 0;
	uint32_t after = w->at + n;

	if (first || plausible_after(w, after))
		emit(w, w->at, after, FP_CLOSE_SAME, 0, FP_HABIT_NONE);
	if (w->opener->style == FP_QUOTE_PLAIN && after < w->len && w->text[after] == '"' &&
	    (after + 1 == w->len || w->text[after + 1] != '"'))
		emit(w, w->at, after + 1, FP_CLOSE_DOUBLED, w->prices->of[FP_PRICE_CLOSE_DOUBLED],
		     FP_HABIT_QUOTE);
	if (w->opener->style == FP_QUOTE_TRIPLE)
		return false; /* three quotes are nobody's content */
	if (w->inner >= MOST_INNER && !w->pasted)
		return false;
	if (looks_structural(w, w->at, n))
		w->structure++;
	if (w->at > w->from && w->text[w->at - 1] == '=')
		w->attributes += 2;
	w->beyond += w->balanced_once;
	w->inner++;
	w->at = after;
	return true;
}

/* Before `,` and a quote, or before closers, inside the line: a quote may have been forgotten there. */
static void try_inside(struct walk *w, char c)
{
	uint32_t at = w->at + 1;

	if (c == ':' || c == '=') {
		if (w->kind == FP_READING_KEY)
			emit_open_end(w, w->at, FP_PRICE_UNTERMINATED_INSIDE, false);
		return;
	}
	if (c == ',') {
		while (at < w->len && (w->text[at] == ' ' || w->text[at] == '\t'))
			at++;
		if (at >= w->len || w->text[at] != '"')
			return;
	}
	if (w->kind == FP_READING_VALUE && w->inner == 0)
		emit_open_end(w, w->at, FP_PRICE_UNTERMINATED_INSIDE, w->depth != 0);
}

/* A line end inside. false: the string goes no further. */
static bool walk_line_end(struct walk *w)
{
	bool seen_close = w->inner > 0 && w->line_ends == 0 && !w->pasted;

	if (w->opener->style != FP_QUOTE_TRIPLE && w->line_ends < MOST_OPEN_LINES)
		emit_line_end(w, w->at); /* what is not closed seldom goes on for long */
	if (seen_close || (++w->line_ends > MOST_LINE_ENDS && w->opener->style != FP_QUOTE_TRIPLE))
		return false;
	w->at += w->text[w->at] == '\r' && w->at + 1 < w->len && w->text[w->at + 1] == '\n' ? 2 : 1;
	return true;
}

/* Notes where bytes are no UTF-8; the walk itself goes on byte by byte. */
static void check_utf8(struct walk *w)
{
	uint32_t used;

	if (w->at < w->decoded)
		return;
	if (fp_utf8_decode(w->text + w->at, w->len - w->at, &used) == FP_UTF8_BAD)
		w->bad_utf8 = true;
	w->decoded = w->at + used;
}

/* Passes one byte that is neither quote, backslash nor line end. */
static void walk_byte(struct walk *w, char c)
{
	if ((unsigned char)c < 0x20)
		count_flaw(w, c);
	if ((unsigned char)c >= 0x80)
		check_utf8(w);
	if (w->opener->style != FP_QUOTE_TRIPLE &&
	    (c == ',' || c == ':' || c == '=' || ((c == '}' || c == ']') && w->depth <= 0)))
		try_inside(w, c);
	if (c == '\'' && w->opener->close[0] != '\'') {
		if (!w->code_quote)
			try_other_quote(w, 1);
		if (w->code_quote || (w->at > w->from && strchr("(,: [{+=", w->text[w->at - 1])))
			w->code_quote = w->code_quote ? 0 : '\'';
	} else if (c == '(' || c == '[' || c == '{' || c == ')' || c == ']' || c == '}') {
		walk_bracket(w, c);
	} else if ((unsigned char)c == 0xe2 && w->opener->style != FP_QUOTE_SMART &&
	           w->at + 2 < w->len && w->text[w->at + 1] == '\x80' &&
	           (w->text[w->at + 2] == '\x9d' || w->text[w->at + 2] == '\x9c')) {
		try_other_quote(w, 3);
	} else if (c == '"' && w->opener->close[0] != '"') {
		try_other_quote(w, 1);
	}
	w->at++;
}

/* Plain content, the bulk of every string, is passed quickly. */
static bool is_plain(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || c == ' ' || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == '/';
}

static bool walk_on(struct walk *w, uint32_t stop)
{
	uint32_t n;
	char c;

	while (w->at < stop && is_plain((unsigned char)w->text[w->at]))
		w->at++;
	if (w->at >= stop)
		return true;
	c = w->text[w->at];
	n = close_length(w, w->at);
	if (n && !is_apostrophe(w, w->at, n))
		return walk_close(w, n);
	if (c == '\\') {
		walk_backslash(w);
		return true;
	}
	if (c == '\n' || c == '\r')
		return walk_line_end(w);
	walk_byte(w, c);
	return true;
}

/* The readings of a string that is opened in that way. */
static uint32_t list_opened(struct fp_reading *out, uint32_t room, const char *text, uint32_t len,
                            uint32_t at, uint8_t open, enum fp_reading_kind kind,
                            const struct fp_prices *prices, uint64_t *steps)
{
	struct walk w = {.text = text,
	                 .len = len,
	                 .opener = &fp_openers[open],
	                 .kind = kind,
	                 .prices = prices,
	                 .out = out,
	                 .room = room};
	uint32_t ahead = fp_openers[open].style == FP_QUOTE_TRIPLE ? LOOK_AHEAD_TRIPLE : LOOK_AHEAD;
	uint32_t stop;
	bool more = true;

	w.from = w.at = at + (uint32_t)strlen(fp_openers[open].open);
	w.pasted =
	    kind == FP_READING_VALUE && w.at < len && (text[w.at] == '{' || text[w.at] == '[');
	stop = len;
	while (more && w.at < stop && w.count < w.room) {
		more = walk_on(&w, stop);
		if (stop == len && w.inner + w.line_ends > 0 && len - w.at > ahead)
			stop = w.at + ahead; /* the string as it should be has no limit */
	}
	if (more && w.at >= len)
		emit_line_end(&w, len);
	*steps += w.at - at;
	return w.count;
}

uint32_t fp_reading_list(struct fp_reading *out, const char *text, uint32_t len, uint32_t at,
                         enum fp_reading_kind kind, const struct fp_prices *prices, uint64_t *steps)
{
	static const uint8_t others[] = {FP_OPEN_CODE, FP_OPEN_DOUBLED, FP_OPEN_DOUBLED_SINGLE};
	uint8_t open;
	uint32_t count = 0, n;

	if (!fp_reading_open(text, len, at, &open))
		return 0;
	for (size_t i = 0; i < sizeof(others); i++) {
		if (fp_openers[open].style == FP_QUOTE_TRIPLE)
			break;
		n = fp_opener_length(&fp_openers[others[i]], text, len, at);
		if (n && at + n < len &&
		    (others[i] == FP_OPEN_CODE || !strchr(",:}] \t\r\n\"'", text[at + n])))
			count += list_opened(out + count, MOST_ELSE, text, len, at, others[i], kind,
			                     prices, steps);
	}
	return count + list_opened(out + count, FP_READINGS_MOST - count, text, len, at, open, kind,
	                           prices, steps);
}
