/* SPDX-License-Identifier: MIT */
/*
 * The winning story → slips. Each move that has a rule is a slip; what has one cause is joined to
 * one: closers that go in at one place, an unterminated string and the closers behind it, an opener
 * too many and its closer, all comments of a text.
 */
#include "json/slips.h"

#include "json/trivia.h"
#include "text/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { SAFE_MARGIN = 20 };

/* What is at hand while slips are made. */
struct maker {
	struct fp_arena *arena;
	const char *text;
	struct fp_range part;
	const struct fp_frame *frames;
	struct fp_slips *slips;
	bool payload;
};

static struct fp_slip *add_slip(struct maker *m, enum fp_rule rule, struct fp_range range)
{
	struct fp_slips *all = m->slips;

	if (all->count == all->room) {
		uint32_t room = all->room ? all->room * 2 : 8;

		all->of = fp_arena_grow(m->arena, all->of, all->room * sizeof(*all->of),
		                        room * sizeof(*all->of));
		all->room = room;
	}
	all->of[all->count] = (struct fp_slip){.rule = rule, .range = range, .order = all->count};
	return &all->of[all->count++];
}

static void add_edit(struct maker *m, struct fp_slip *slip, uint32_t from, uint32_t to,
                     const char *text, uint32_t len)
{
	struct fp_layer_edit *last = slip->count ? &slip->edits[slip->count - 1] : NULL;

	if (last && from == to && last->range.to == from && last->range.from <= from && last->len) {
		struct fp_bytes both = FP_BYTES(m->arena); /* two at one place are one */

		fp_bytes_put(&both, last->text, last->len);
		fp_bytes_put(&both, text, len);
		last->text = fp_bytes_string(&both);
		last->len = (uint32_t)both.len;
		return;
	}
	if (slip->count == slip->room) {
		uint32_t room = slip->room ? slip->room * 2 : 2;

		slip->edits = fp_arena_grow(m->arena, slip->edits, slip->room * sizeof(*slip->edits),
		                            room * sizeof(*slip->edits));
		slip->room = room;
	}
	slip->edits[slip->count++] = (struct fp_layer_edit){{from, to}, text, len};
}

/* ---- where things stand ---- */

static uint32_t line_start(const struct maker *m, uint32_t at)
{
	while (at > m->part.from && m->text[at - 1] != '\n' && m->text[at - 1] != '\r')
		at--;
	return at;
}

/* Whether nothing but blanks stands between an opener and the end of its line. */
static bool opener_ends_line(const struct maker *m, uint32_t open)
{
	uint32_t at = open + 1;

	while (at < m->part.to && (m->text[at] == ' ' || m->text[at] == '\t'))
		at++;
	return at < m->part.to && (m->text[at] == '\n' || m->text[at] == '\r');
}

static const char *closer_of(const struct fp_frame *f)
{
	return f->kind == '[' ? "]" : "}";
}

/* Adds a closer as it is laid out: on a line of its own where its opener ended its line. */
static void put_closer(struct maker *m, struct fp_bytes *out, const struct fp_frame *f)
{
	uint32_t start, end;

	if (!(f->flags & FP_FRAME_VIRTUAL) && opener_ends_line(m, f->open)) {
		start = end = line_start(m, f->open);
		while (end < f->open && (m->text[end] == ' ' || m->text[end] == '\t'))
			end++;
		fp_bytes_char(out, '\n');
		fp_bytes_put(out, m->text + start, end - start);
	}
	fp_bytes_text(out, closer_of(f));
}

/* ---- strings ---- */

/* JSON pasted into a string as it stood: every quote, backslash and line end needs its escape. */
static void edit_pasted(struct maker *m, struct fp_slip *slip, struct fp_range content)
{
	for (uint32_t i = content.from; i < content.to; i++) {
		char c = m->text[i];

		if (c == '"' || c == '\\')
			add_edit(m, slip, i, i, "\\", 1);
		else if ((unsigned char)c < 0x20)
			add_edit(m, slip, i, i + 1, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r", 2);
	}
}

static bool is_pasted(struct maker *m, const struct fp_reading *r)
{
	return r->inner && (m->text[r->content.from] == '{' || m->text[r->content.from] == '[') &&
	       fp_scan(m->arena, m->text + r->content.from, r->content.to - r->content.from, NULL, NULL);
}

/* A string as read → its quotes, and the places inside that need mending. */
static void edit_string(struct maker *m, struct fp_slip *slip, const struct fp_move *move)
{
	const struct fp_reading *r = &move->reading;
	uint32_t at = r->content.from;
	struct fp_flaw flaw;

	if (m->payload && is_pasted(m, r)) {
		add_edit(m, slip, move->range.from, r->content.from, "", 0);
		add_edit(m, slip, r->content.to, r->end, "", 0);
		slip->safe = false;
		return;
	}
	if (r->open != 0)
		add_edit(m, slip, move->range.from, r->content.from, "\"", 1);
	if (r->open != 0 && r->inner)
		slip->safe = false;
	if (is_pasted(m, r)) {
		edit_pasted(m, slip, r->content);
		at = r->content.to;
	} else if (r->inner && strchr("{[", m->text[r->content.from])) {
		slip->safe = false;
	}
	while (fp_reading_flaw(&flaw, m->text, r, &at)) {
		slip->safe = slip->safe && flaw.safe;
		add_edit(m, slip, flaw.range.from, flaw.range.to,
		         fp_arena_copy(m->arena, flaw.text, flaw.text_len), flaw.text_len);
	}
	if (r->end - r->content.to != 1 || m->text[r->content.to] != '"')
		add_edit(m, slip, r->content.to, r->end, "\"", 1);
}

/* Whether a string that is not closed ends where the text does. */
static bool ends_text(const struct maker *m, uint32_t at)
{
	while (at < m->part.to && (fp_trivia_blank(m->text[at]) || m->text[at] == '}' ||
	                           m->text[at] == ']'))
		at++;
	return at >= m->part.to;
}

static void point_at_string(const struct maker *m, struct fp_slip *slip, const struct fp_move *move)
{
	const struct fp_reading *r = &move->reading;
	uint32_t at = r->content.from;
	struct fp_flaw flaw;

	if (slip->rule == FP_JSON_UNTERMINATED_STRING) {
		slip->range = (struct fp_range){move->range.from, r->content.to};
		return;
	}
	if (r->open == 0 && fp_reading_flaw(&flaw, m->text, r, &at))
		slip->range = flaw.range;
	else
		slip->range = (struct fp_range){move->range.from, r->content.from};
}

/* ---- words and numbers ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * A number as JSON writes it: no sign '+', digits on both sides of the point, no leading zeros, no
 * grouping. Answers its length, 0 where the text is no such number: 0x1f is quoted, to keep its digits.
 */
static uint32_t plain_number(char *out, const char *text, uint32_t len)
{
	uint32_t n = 0, i = 0, zeros;

	if (len > 40)
		return 0;
	if (text[i] == '-')
		out[n++] = '-';
	if (text[i] == '-' || text[i] == '+')
		i++;
	for (zeros = i; zeros + 1 < len && text[zeros] == '0' && is_digit(text[zeros + 1]);)
		zeros++;
	i = zeros;
	if (i >= len || (!is_digit(text[i]) && text[i] != '.'))
		return 0;
	if (text[i] == '.')
		out[n++] = '0';
	for (; i < len; i++) {
		if (text[i] == ',' || text[i] == '_')
			continue;
		if (text[i] == '.' && (i + 1 == len || !is_digit(text[i + 1])))
			continue;
		if (strchr("nNlLfFdDuU", text[i]) && i + 1 == len)
			continue; /* a suffix of a programming language */
		out[n++] = text[i];
	}
	return fp_scan_number(out, n, 0) == n ? n : 0;
}

static void quote_range(struct maker *m, struct fp_slip *slip, struct fp_range range)
{
	struct fp_bytes inner = FP_BYTES(m->arena);

	for (uint32_t i = range.from; i < range.to; i++) {
		char c = m->text[i];

		if (c == '"' || c == '\\')
			fp_bytes_char(&inner, '\\');
		if ((unsigned char)c < 0x20)
			c = ' ';
		fp_bytes_char(&inner, c);
	}
	add_edit(m, slip, range.from, range.from, "\"", 1);
	if (memcmp(fp_bytes_string(&inner), m->text + range.from, range.to - range.from) != 0 ||
	    inner.len != range.to - range.from)
		add_edit(m, slip, range.from, range.to, fp_bytes_string(&inner), (uint32_t)inner.len);
	add_edit(m, slip, range.to, range.to, "\"", 1);
}

static void edit_literal(struct maker *m, struct fp_slip *slip, struct fp_range range)
{
	char number[64];
	const char *word = m->text + range.from;
	uint32_t len = range.to - range.from, n;

	if (memchr(word, 'N', len) || memchr(word, 'I', len)) {
		add_edit(m, slip, range.from, range.to, "null", 4);
		return;
	}
	n = plain_number(number, word, len);
	if (n)
		add_edit(m, slip, range.from, range.to, fp_arena_copy(m->arena, number, n), n);
	else
		quote_range(m, slip, range);
}

/* ---- ellipses ---- */

/* Commas and further ellipses behind one: they go together. */
static uint32_t pass_dots(const struct maker *m, uint32_t at, uint32_t *comma)
{
	uint32_t notes;

	*comma = UINT32_MAX;
	for (;;) {
		at = fp_trivia_skip(m->text, m->part.to, at, &notes);
		if (at >= m->part.to || m->text[at] != ',')
			return at;
		if (*comma == UINT32_MAX)
			*comma = at;
		at++;
	}
}

/*
 * An ellipsis goes with the one comma that is then too many; between two members that it alone
 * kept apart, a comma comes instead. `previous` is the end of what stands before the run of ellipses.
 */
static void edit_ellipsis(struct maker *m, struct fp_slip *slip, const struct fp_told *told,
                          uint32_t count)
{
	const struct fp_move *first = told[0].move, *last = told[count - 1].move;
	uint32_t before = first->previous, comma, next;
	char c = before > m->part.from ? m->text[before - 1] : '{';
	bool opener = before <= m->part.from || c == '{' || c == '[' || first->frame == 0;
	bool closes, keep = false;

	next = pass_dots(m, last->range.to, &comma);
	closes = next >= m->part.to || m->text[next] == '}' || m->text[next] == ']';
	if (c == ',' && closes)
		add_edit(m, slip, before - 1, before, "", 0);
	keep = !closes && c != ',' && !opener;
	for (uint32_t i = 0; i < count; i++) {
		const struct fp_move *move = told[i].move;
		uint32_t from = move->range.from, to = move->range.to, at = to;

		if (keep && i + 1 == count && comma == UINT32_MAX) {
			add_edit(m, slip, from, to, ",", 1);
			continue;
		}
		while (from > m->part.from && (m->text[from - 1] == ' ' || m->text[from - 1] == '\t'))
			from--;
		add_edit(m, slip, from, to, "", 0);
		next = pass_dots(m, at, &comma);
		for (bool kept = keep && i + 1 == count; at < next && comma != UINT32_MAX; at++) {
			if (m->text[at] != ',')
				continue;
			if (kept)
				kept = false;
			else
				add_edit(m, slip, at, at + 1, "", 0);
		}
	}
}

/* ---- the whole ---- */

static void edit_fragment_start(struct maker *m, struct fp_slip *slip, uint32_t at)
{
	uint32_t start = line_start(m, at);
	bool lines = memchr(m->text + at, '\n', m->part.to - at) != NULL;

	for (uint32_t i = start; i < at; i++)
		lines = lines && fp_trivia_blank(m->text[i]);
	if (lines)
		add_edit(m, slip, start, start, "{\n", 2);
	else
		add_edit(m, slip, at, at, "{", 1);
}

/* All that is open at the end gets its closer, in one edit of the slip that it belongs to. */
static void edit_close_end(struct maker *m, struct fp_slip *slip, const struct fp_move *move)
{
	struct fp_bytes out = FP_BYTES(m->arena);
	uint32_t at = move->range.from;

	for (uint32_t i = move->frame; i; i = m->frames[i].parent) {
		const struct fp_frame *f = &m->frames[i];

		if (f->flags & FP_FRAME_GHOST)
			continue;
		if (f->flags & FP_FRAME_FRAGMENT) {
			bool lines = m->text[f->open] && memchr(m->text + f->open, '\n', at - f->open);

			fp_bytes_text(&out, lines ? "\n}" : "}");
			slip->safe = false; /* its other end is another slip's */
		} else if (f->kind != '(') {
			put_closer(m, &out, f);
		}
	}
	if (out.len)
		add_edit(m, slip, at, at, fp_bytes_string(&out), (uint32_t)out.len);
}

/* A second document: brackets around all, a comma between. */
static void edit_document(struct maker *m, struct fp_slip *slip, const struct fp_move *move,
                          bool first)
{
	if (first) {
		uint32_t notes, start = fp_trivia_skip(m->text, m->part.to, m->part.from, &notes);
		uint32_t end = m->part.to;

		while (end > m->part.from && fp_trivia_blank(m->text[end - 1]))
			end--;
		add_edit(m, slip, start, start, "[", 1);
		add_edit(m, slip, end, end, "]", 1);
	}
	if (move->range.from == move->range.to)
		add_edit(m, slip, move->previous, move->previous, ",", 1);
	else if (m->text[move->range.from] != ',')
		add_edit(m, slip, move->range.from, move->range.to, ",", 1);
}

/* ---- one move ---- */

/* "name:" value — the colon stands on the wrong side of the quote. */
static bool is_colon_inside(const struct maker *m, const struct fp_move *move)
{
	uint32_t at = move->range.from;

	return move->kind == FP_MOVE_INSERT && move->rule == FP_JSON_MISSING_COLON &&
	       at >= m->part.from + 3 && m->text[at - 1] == '"' && m->text[at - 2] == ':';
}

/* The edits of a move; those of ellipses and documents are made elsewhere. */
static void edit_move(struct maker *m, struct fp_slip *slip, const struct fp_move *move)
{
	struct fp_range r = move->range;
	struct fp_bytes out;

	if (is_colon_inside(m, move)) {
		add_edit(m, slip, r.from - 2, r.from, "\":", 2);
		slip->range = (struct fp_range){r.from - 2, r.from};
		return;
	}
	switch ((enum fp_move_kind)move->kind) {
	case FP_MOVE_INSERT:
	case FP_MOVE_OPEN:
		add_edit(m, slip, r.from, r.from, move->text, (uint32_t)strlen(move->text));
		break;
	case FP_MOVE_REPLACE:
		add_edit(m, slip, r.from, r.to, move->text, (uint32_t)strlen(move->text));
		break;
	case FP_MOVE_DELETE:
		add_edit(m, slip, r.from, r.to, "", 0);
		break;
	case FP_MOVE_STRING:
		edit_string(m, slip, move);
		break;
	case FP_MOVE_QUOTE:
		quote_range(m, slip, r);
		break;
	case FP_MOVE_LITERAL:
		edit_literal(m, slip, r);
		break;
	case FP_MOVE_CLOSE:
		out = FP_BYTES(m->arena);
		put_closer(m, &out, &m->frames[move->frame]);
		add_edit(m, slip, r.from, r.from, fp_bytes_string(&out), (uint32_t)out.len);
		break;
	case FP_MOVE_CLOSE_END:
		edit_close_end(m, slip, move);
		break;
	case FP_MOVE_FRAGMENT:
		edit_fragment_start(m, slip, r.from);
		break;
	case FP_MOVE_SWAP:
		add_edit(m, slip, r.from, r.from + 1, m->text[r.from] == '}' ? "]" : "}", 1);
		add_edit(m, slip, r.to - 1, r.to, m->text[r.from] == '}' ? "}" : "]", 1);
		break;
	case FP_MOVE_ELLIPSIS:
	case FP_MOVE_DOCUMENT:
	case FP_MOVE_NONE:
		break;
	}
}

/* Whether a string that lost its opening quote holds what might be the document's own. */
static bool holds_structure(const struct maker *m, uint32_t at)
{
	while (at < m->part.to && m->text[at] != '"' && m->text[at] != '\n') {
		if (strchr(",:{}[]=\\'", m->text[at]))
			return true;
		at++;
	}
	return false;
}

/* Whether a rule's fix may be safe, by where and how it was broken (the margin comes on top). */
static bool safe_kind(const struct maker *m, const struct fp_move *move)
{
	switch ((enum fp_rule)move->rule) {
	case FP_JSON_MISSING_COLON:
	case FP_JSON_MISSING_COMMA:
	case FP_JSON_EXTRA_COMMA:
	case FP_JSON_EXTRA_COLON:
	case FP_JSON_TRAILING_COMMA:
	case FP_JSON_CONTROL_CHAR:
	case FP_JSON_BAD_ESCAPE:
	case FP_JSON_SINGLE_QUOTE:
	case FP_JSON_SMART_QUOTE:
	case FP_JSON_INVISIBLE_CHAR:
		return true;
	case FP_JSON_UNESCAPED_QUOTE:
		return !move->reading.structural;
	case FP_JSON_MISSING_QUOTE:
		return !holds_structure(m, move->range.from);
	case FP_JSON_UNQUOTED_KEY:
		return move->price == FP_PRICE_BARE_KEY;
	case FP_JSON_BAD_LITERAL:
		return move->kind == FP_MOVE_REPLACE && strchr("TFNun", m->text[move->range.from]) &&
		       m->text[move->range.to - 1] != 'r';
	case FP_JSON_UNTERMINATED_STRING:
		return ends_text(m, move->reading.end);
	case FP_JSON_UNCLOSED_CONTAINER:
		return move->kind == FP_MOVE_CLOSE_END;
	case FP_JSON_EXTRA_CLOSER:
		return move->price == FP_PRICE_CLOSER_EXTRA_END;
	case FP_JSON_UNEXPECTED_TEXT:
		return move->price == FP_PRICE_COMMA_SEMICOLON || move->price == FP_PRICE_ROOT_COMMA;
	default:
		return false;
	}
}

/* Whether this move continues the slip made last. */
static bool continues(const struct fp_slip *last, const struct fp_move *move)
{
	bool closing = move->kind == FP_MOVE_CLOSE || move->kind == FP_MOVE_CLOSE_END;

	if (closing && last->rule == FP_JSON_UNTERMINATED_STRING &&
	    last->move->reading.end == move->range.from && move->range.from >= last->range.to)
		return move->kind == FP_MOVE_CLOSE_END;
	return closing && last->rule == FP_JSON_UNCLOSED_CONTAINER &&
	       move->rule == FP_JSON_UNCLOSED_CONTAINER && last->range.from == move->range.from;
}

/* The slip that a move belongs to by its container: an opener too many and its closer. */
static struct fp_slip *partner(const struct maker *m, const struct fp_move *move)
{
	enum fp_rule rule = (enum fp_rule)move->rule;

	if (rule != FP_JSON_EXTRA_OPENER && rule != FP_JSON_PROGRAM_TEXT &&
	    rule != FP_JSON_MEMBER_IN_ARRAY)
		return NULL;
	for (uint32_t i = m->slips->count; move->frame && i; i--) {
		struct fp_slip *s = &m->slips->of[i - 1];

		if (s->rule == rule && s->move->frame && s->open == m->frames[move->frame].open)
			return s;
	}
	return NULL;
}

/* The slip of that rule, where there is to be one a text. */
static struct fp_slip *only(const struct maker *m, enum fp_rule rule)
{
	for (uint32_t i = 0; i < m->slips->count; i++) {
		if (m->slips->of[i].rule == rule)
			return &m->slips->of[i];
	}
	return NULL;
}

static void merge(struct fp_slip *into, const struct fp_told *told)
{
	if (told->margin < into->margin)
		into->margin = told->margin;
}

/* Braces of a fragment: its end joins its start; missing closers there are a slip of their own. */
static struct fp_slip *fragment_slip(const struct maker *m, const struct fp_move *move)
{
	if (move->kind != FP_MOVE_CLOSE_END || move->rule != FP_JSON_FRAGMENT)
		return NULL;
	return only(m, FP_JSON_FRAGMENT) ? only(m, FP_JSON_FRAGMENT)
	                                 : only(m, FP_JSON_MEMBER_IN_ARRAY);
}

static void make_slip(struct maker *m, const struct fp_told *told)
{
	const struct fp_move *move = told->move;
	struct fp_slip *slip = m->slips->count ? &m->slips->of[m->slips->count - 1] : NULL;
	struct fp_slip *found;
	bool first_document = false;

	if (slip && continues(slip, move)) {
		merge(slip, told);
		edit_move(m, slip, move);
		return;
	}
	found = partner(m, move);
	if (!found)
		found = fragment_slip(m, move);
	if (!found && move->price == FP_PRICE_ROOT_COMMA)
		found = only(m, FP_JSON_PROGRAM_TEXT); /* const x = {…}; */
	if (!found && move->kind == FP_MOVE_DOCUMENT)
		found = only(m, FP_JSON_MULTIPLE_VALUES);
	if (!found) {
		found = add_slip(m, (enum fp_rule)move->rule, move->range);
		found->move = move;
		found->open = m->frames[move->frame].open;
		found->margin = told->margin;
		found->illustrative = move->illustrative;
		found->safe = safe_kind(m, move);
		first_document = true;
	}
	merge(found, told);
	if (move->kind == FP_MOVE_DOCUMENT)
		edit_document(m, found, move, first_document);
	else
		edit_move(m, found, move);
	if (move->kind == FP_MOVE_STRING)
		point_at_string(m, found, move);
}

/* How many moves from here are ellipses of one run. */
static uint32_t run_of_dots(const struct fp_told *told, uint32_t count)
{
	uint32_t n = 1;

	while (n < count && told[n].move->kind == FP_MOVE_ELLIPSIS &&
	       told[n].move->previous == told[0].move->previous)
		n++;
	return n;
}

static void make_dots(struct maker *m, const struct fp_told *told, uint32_t count)
{
	struct fp_slip *slip = add_slip(m, (enum fp_rule)told->move->rule, told->move->range);

	slip->move = told->move;
	slip->margin = told->margin;
	slip->illustrative = true;
	edit_ellipsis(m, slip, told, count);
}

/* ---- between the tokens ---- */

/* A comment goes with the blanks before it, and with its line where it has one of its own. */
static void edit_comment(struct maker *m, struct fp_slip *slip, struct fp_range range)
{
	uint32_t from = range.from, to = range.to, start = line_start(m, range.from);

	while (from > start && (m->text[from - 1] == ' ' || m->text[from - 1] == '\t'))
		from--;
	if (from == start && to < m->part.to && m->text[to] == '\n')
		to++;
	add_edit(m, slip, from, to, "", 0);
}

/* The slip that has a backslash at a line end already: they go together. */
static struct fp_slip *stray_lines(const struct maker *m)
{
	for (uint32_t i = 0; i < m->slips->count; i++) {
		if (m->slips->of[i].rule == FP_JSON_UNEXPECTED_TEXT && !m->slips->of[i].move)
			return &m->slips->of[i];
	}
	return NULL;
}

/* The slip of the same invisible character, further up: whoever types one types them all. */
static struct fp_slip *same_character(const struct maker *m, const struct fp_trivia *piece)
{
	struct fp_slip *slip = only(m, FP_JSON_INVISIBLE_CHAR);
	uint32_t len = piece->range.to - piece->range.from;

	if (!slip || slip->range.to - slip->range.from != len ||
	    memcmp(m->text + slip->range.from, m->text + piece->range.from, len) != 0)
		return NULL;
	return slip;
}

static void note_trivia(struct maker *m, const struct fp_trivia *piece)
{
	static const enum fp_rule rules[] = {[FP_TRIVIA_COMMENT] = FP_JSON_COMMENT,
	                                     [FP_TRIVIA_DIRECTIVE] = FP_JSON_BARE_PLACEHOLDER,
	                                     [FP_TRIVIA_INVISIBLE] = FP_JSON_INVISIBLE_CHAR,
	                                     [FP_TRIVIA_BAD_UTF8] = FP_JSON_INVALID_UTF8,
	                                     [FP_TRIVIA_STRAY] = FP_JSON_UNEXPECTED_TEXT};
	enum fp_rule rule = rules[piece->kind];
	struct fp_slip *slip = rule == FP_JSON_COMMENT                ? only(m, rule)
	                       : rule == FP_JSON_INVISIBLE_CHAR ? same_character(m, piece)
	                       : piece->kind == FP_TRIVIA_STRAY ? stray_lines(m)
	                                                        : NULL;
	bool blank = piece->point == 0xA0 || piece->point == 0x3000 ||
	             (piece->point >= 0x2000 && piece->point < 0x200B) || piece->point == 0x202F ||
	             piece->point == '\f' || piece->point == '\v';

	if (!slip) {
		slip = add_slip(m, rule, piece->range);
		slip->margin = 100000;
		slip->illustrative = rule == FP_JSON_COMMENT || rule == FP_JSON_BARE_PLACEHOLDER;
		slip->safe = rule == FP_JSON_INVISIBLE_CHAR;
	}
	if (piece->kind == FP_TRIVIA_INVISIBLE)
		add_edit(m, slip, piece->range.from, piece->range.to, " ", blank);
	else
		edit_comment(m, slip, piece->range);
}

static void note_gap(struct maker *m, struct fp_range gap)
{
	struct fp_trivia piece;
	uint32_t at = gap.from;

	while (at < gap.to) {
		if (fp_trivia_blank(m->text[at]) || !fp_trivia_read(&piece, m->text, m->part.to, at)) {
			at++;
			continue;
		}
		note_trivia(m, &piece);
		at = piece.range.to;
	}
}

/* ---- all ---- */

static int by_place(const void *a, const void *b)
{
	const struct fp_slip *x = a, *y = b;

	if (x->range.from != y->range.from)
		return x->range.from < y->range.from ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

/* Whether nothing but white space and notes follows. */
static bool is_last(const struct maker *m, const struct fp_slip *s)
{
	uint32_t notes;

	return fp_trivia_skip(m->text, m->part.to, s->range.to, &notes) >= m->part.to;
}

/* Whether a note stands between a trailing comma and its closer: it stands for what was left out. */
static bool note_follows(const struct maker *m, const struct fp_slip *s)
{
	uint32_t notes;

	fp_trivia_skip(m->text, m->part.to, s->range.to, &notes);
	return notes != 0;
}

static bool is_one_word(const struct maker *m, uint32_t from, uint32_t to)
{
	for (; from < to; from++) {
		if ((m->text[from] | 32) < 'a' || (m->text[from] | 32) > 'z')
			return false;
	}
	return true;
}

/* A line of text before or after the JSON, or a label: `Response: {`. */
static bool is_remark(const struct maker *m, const struct fp_slip *s)
{
	uint32_t to = s->range.to;

	if (!s->move)
		return false;
	if (s->move->price == FP_PRICE_TEXT_AFTER_PROSE || s->move->price == FP_PRICE_LABEL)
		return true;
	while (to > s->range.from && (m->text[to - 1] == ' ' || m->text[to - 1] == '\t'))
		to--;
	return s->move->price == FP_PRICE_TEXT_BEFORE &&
	       (m->text[to - 1] == '\n' || m->text[to - 1] == ':' || is_one_word(m, s->range.from, to));
}

/* key: placeholder — a bare name whose value is a notation is part of it. */
static bool names_notation(const struct maker *m, const struct fp_slip *s)
{
	const struct fp_slip *all = m->slips->of, *end = all + m->slips->count;

	for (const struct fp_slip *next = s + 1; next < end && next < s + 3; next++) {
		if (next->illustrative && next->range.from >= s->range.to &&
		    next->range.from <= s->range.to + 4)
			return true;
	}
	return false;
}

/* A comment between the last token and this place: alternatives, one below the other. */
static bool note_before(const struct maker *m, const struct fp_slip *s)
{
	uint32_t notes;

	fp_trivia_skip(m->text, m->part.to, s->range.to, &notes);
	return notes != 0;
}

/* A line of dots inside a string that spans lines: a long value that was cut. */
static bool is_cut(const struct maker *m, const struct fp_slip *s)
{
	const struct fp_range *r = &s->move->reading.content;

	for (uint32_t i = r->from; i + 4 < r->to; i++) {
		if (m->text[i] == '\n' || m->text[i] == ' ') {
			if (memcmp(m->text + i + 1, "...", 3) == 0)
				return true;
		}
	}
	return false;
}

/* What the author meant to leave open, by its surroundings: part of the quotation, no slip. */
static bool is_meant(const struct maker *m, const struct fp_slip *s, bool fragment, bool cut_short)
{
	switch (s->rule) {
	case FP_JSON_TRAILING_COMMA:
		return (fragment && is_last(m, s)) || note_follows(m, s);
	case FP_JSON_MISSING_COMMA:
		return fragment && note_before(m, s);
	case FP_JSON_CONTROL_CHAR:
		return is_cut(m, s);
	case FP_JSON_UNCLOSED_CONTAINER:
		return cut_short;
	case FP_JSON_UNEXPECTED_TEXT:
		return is_remark(m, s) || (fragment && s->move && s->move->price == FP_PRICE_ROOT_COMMA);
	case FP_JSON_EXTRA_COMMA:
		return s->move->price == FP_PRICE_ROOT_COMMA;
	case FP_JSON_SINGLE_QUOTE: /* """ as the consoles of search engines take it */
		return fp_reading_style(&s->move->reading) == FP_QUOTE_TRIPLE;
	case FP_JSON_UNQUOTED_KEY:
		return (m->frames[s->move->frame].flags & FP_FRAME_FRAGMENT) || names_notation(m, s);
	default:
		return false;
	}
}

/* A bare name among the elements of an array: a parameter, more often than not. */
static bool is_parameter(const struct maker *m, const struct fp_slip *s)
{
	const struct fp_frame *f;

	if (s->rule != FP_JSON_UNQUOTED_VALUE || s->move->price != FP_PRICE_BARE_VALUE)
		return false;
	f = &m->frames[s->move->frame];
	if (f->kind != '[')
		return false;
	for (uint32_t i = s->range.from; i < s->range.to; i++) {
		char c = m->text[i];

		if (((c | 32) < 'a' || (c | 32) > 'z') && c != '_' && (c < '0' || c > '9'))
			return false;
	}
	return true;
}

/* Lines that are marked as added and removed in the one text. */
static bool shows_changes(const struct maker *m)
{
	static const char mark[] = "[!code ";

	for (uint32_t i = m->part.from; i + sizeof(mark) < m->part.to; i++) {
		if (memcmp(m->text + i, mark, sizeof(mark) - 1) == 0)
			return true;
	}
	return false;
}

/* Whether an author who leaves members out, or names types for values, may well have left this too. */
static bool is_beside(const struct fp_slip *s)
{
	return s->rule == FP_JSON_TRAILING_COMMA || s->rule == FP_JSON_UNQUOTED_KEY ||
	       (s->rule == FP_JSON_UNQUOTED_VALUE && s->move->price == FP_PRICE_BARE_VALUE);
}

static void excuse(struct maker *m)
{
	bool open = only(m, FP_JSON_ELLIPSIS) || only(m, FP_JSON_BARE_PLACEHOLDER);
	bool changes = only(m, FP_JSON_COMMENT) && shows_changes(m);

	bool fragment = only(m, FP_JSON_FRAGMENT) != NULL, cut_short = false;

	for (uint32_t i = 0; i < m->slips->count; i++) {
		const struct fp_slip *s = &m->slips->of[i];

		if (fragment && s->rule == FP_JSON_TRAILING_COMMA && is_last(m, s))
			cut_short = true;
	}
	for (uint32_t i = 0; i < m->slips->count; i++) {
		struct fp_slip *s = &m->slips->of[i];

		if (is_meant(m, s, fragment, cut_short) ||
		    (changes && (s->rule == FP_JSON_MISSING_COMMA || s->rule == FP_JSON_TRAILING_COMMA)))
			s->illustrative = true;
		if (s->illustrative)
			s->safe = false;
		s->beside = (open && is_beside(s)) || is_parameter(m, s);
	}
}

void fp_slips_find(struct fp_slips *out, struct fp_arena *arena, const char *text,
                   struct fp_range part, const struct fp_story *story, bool payload)
{
	struct maker m = {arena, text, part, story->frames, out, payload};
	bool unsafe = false;

	*out = (struct fp_slips){NULL, 0, 0};
	for (uint32_t i = 0, n; i < story->count; i += n) {
		n = 1;
		if (story->told[i].move->kind == FP_MOVE_ELLIPSIS) {
			n = run_of_dots(story->told + i, story->count - i);
			make_dots(&m, story->told + i, n);
		} else {
			make_slip(&m, &story->told[i]);
		}
	}
	for (uint32_t i = 0; i < story->gap_count; i++)
		note_gap(&m, story->gaps[i]);
	if (out->count > 1)
		qsort(out->of, out->count, sizeof(*out->of), by_place);
	excuse(&m);
	for (uint32_t i = 0; i < out->count; i++) {
		struct fp_slip *s = &out->of[i];

		s->safe = s->safe && s->margin >= SAFE_MARGIN;
		unsafe = unsafe || (!s->safe && !s->illustrative);
	}
	for (uint32_t i = 0; i < out->count; i++)
		out->of[i].safe = out->of[i].safe && !unsafe;
}

static int by_range(const void *a, const void *b)
{
	const struct fp_layer_edit *const *x = a, *const *y = b;

	if ((*x)->range.from != (*y)->range.from)
		return (*x)->range.from < (*y)->range.from ? -1 : 1;
	if (((*x)->range.to == (*x)->range.from) != ((*y)->range.to == (*y)->range.from))
		return (*x)->range.to == (*x)->range.from ? -1 : 1;
	return *x < *y ? -1 : 1;
}

uint32_t fp_slips_edits(struct fp_layer_edit **out, struct fp_arena *arena,
                        const struct fp_slips *slips)
{
	uint32_t count = 0, n = 0;
	const struct fp_layer_edit **sorted;
	struct fp_layer_edit *copy;

	for (uint32_t i = 0; i < slips->count; i++)
		count += slips->of[i].count;
	copy = fp_arena_alloc(arena, (count + 1) * sizeof(*copy));
	sorted = fp_arena_alloc(arena, (count + 1) * sizeof(*sorted));
	for (uint32_t i = 0; i < slips->count; i++) {
		for (uint32_t k = 0; k < slips->of[i].count; k++) {
			copy[n] = slips->of[i].edits[k];
			sorted[n] = &copy[n];
			n++;
		}
	}
	qsort(sorted, count, sizeof(*sorted), by_range);
	*out = fp_arena_alloc(arena, (count + 1) * sizeof(**out));
	for (n = 0; n < count; n++)
		(*out)[n] = *sorted[n];
	return count;
}
