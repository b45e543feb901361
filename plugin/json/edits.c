/* SPDX-License-Identifier: MIT */
/*
 * A move → the edits that undo it. Edits are made once the winning story is known, never during the
 * search; what goes in is laid out as the text around it is.
 */
#include "json/maker.h"

#include "json/flaw.h"
#include "json/trivia.h"

#include <assert.h>
#include <string.h>

void fp_edits_add(struct fp_maker *m, struct fp_slip *slip, uint32_t from, uint32_t to,
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

		slip->edits =
		    fp_arena_grow(m->arena, slip->edits, slip->room * sizeof(*slip->edits),
		                  room * sizeof(*slip->edits));
		slip->room = room;
	}
	assert(slip->edits);
	slip->edits[slip->count++] = (struct fp_layer_edit){{from, to}, text, len};
}

/* The end of what stands before `at`, blanks aside. */
static uint32_t behind_blanks(const struct fp_maker *m, uint32_t at)
{
	while (at > m->part.from && fp_trivia_blank(m->text[at - 1]))
		at--;
	return at;
}

static bool begins_line(const struct fp_maker *m, uint32_t at)
{
	return at == m->part.from || m->text[at - 1] == '\n' || m->text[at - 1] == '\r';
}

static uint32_t line_start(const struct fp_maker *m, uint32_t at)
{
	while (!begins_line(m, at))
		at--;
	return at;
}

/* Whether nothing but blanks stands between an opener and the end of its line. */
static bool opener_ends_line(const struct fp_maker *m, uint32_t open)
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
static void put_closer(struct fp_maker *m, struct fp_bytes *out, const struct fp_frame *f)
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

static bool holds(const struct fp_maker *m, struct fp_range range, const char *what)
{
	size_t n = strlen(what);

	for (uint32_t i = range.from; i + n <= range.to; i++) {
		if (memcmp(m->text + i, what, n) == 0)
			return true;
	}
	return false;
}

/* x" and "y: the first quote inside reads as the end of one string, the last as the start of another. */
static bool joins_two(const struct fp_maker *m, const struct fp_reading *r)
{
	uint32_t at = r->content.from;

	while (at < r->content.to && m->text[at] != '"')
		at += m->text[at] == '\\' ? 2 : 1;
	if (at <= r->content.from || at + 1 >= r->content.to)
		return false;
	return !fp_trivia_blank(m->text[at - 1]) && !strchr("=(<>[{:", m->text[at - 1]) &&
	       (m->text[at + 1] == ' ' || m->text[at + 1] == '/');
}

/* A string that may well have swallowed what is not its own. */
static bool is_doubtful(const struct fp_maker *m, const struct fp_reading *r)
{
	uint32_t notes, next = fp_trivia_skip(m->text, m->part.to, r->end, &notes);
	bool name = next < m->part.to && m->text[next] == ':';
	bool lines = holds(m, r->content, "\n");

	if (r->close == FP_CLOSE_OTHER && holds(m, r->content, "\""))
		return true;
	if (r->close == FP_CLOSE_BACKSLASH && strchr("{[", m->text[r->content.from]))
		return true;
	if (r->inner && joins_two(m, r))
		return true;
	if (name &&
	    (r->inner || lines || holds(m, r->content, ": ") || holds(m, r->content, "\", \"")))
		return true;
	return r->open != 0 && (r->inner || lines || holds(m, r->content, "\", \""));
}

/* JSON pasted into a string as it stood: every quote, backslash and line end needs its escape. */
static void edit_pasted(struct fp_maker *m, struct fp_slip *slip, struct fp_range content)
{
	for (uint32_t i = content.from; i < content.to; i++) {
		char c = m->text[i];

		if (c == '"' || c == '\\')
			fp_edits_add(m, slip, i, i, "\\", 1);
		else if ((unsigned char)c < 0x20)
			fp_edits_add(m, slip, i, i + 1,
			             c == '\n'   ? "\\n"
			             : c == '\t' ? "\\t"
			                         : "\\r",
			             2);
	}
}

static bool is_pasted(struct fp_maker *m, const struct fp_reading *r)
{
	return r->inner && (m->text[r->content.from] == '{' || m->text[r->content.from] == '[') &&
	       fp_scan(m->arena, m->text + r->content.from, r->content.to - r->content.from, NULL,
	               NULL);
}

/* Whether the content is a regular expression: its backslashes are meant. */
static bool is_pattern(const struct fp_maker *m, struct fp_range content)
{
	return m->text[content.from] == '^' ||
	       (content.to > content.from && m->text[content.to - 1] == '$') ||
	       holds(m, content, "(?:") || holds(m, content, "\\d") || holds(m, content, "0-9]");
}

/* Whether the content is one long token that was wrapped for the page: no blank but at line ends. */
static bool is_wrapped(const struct fp_maker *m, struct fp_range content)
{
	bool indent = false;

	for (uint32_t i = content.from; i < content.to; i++) {
		char c = m->text[i];

		if (c == '\n' || c == '\r')
			indent = true;
		else if (c != ' ' && c != '\t')
			indent = false;
		else if (!indent)
			return false;
	}
	return content.to - content.from > 40;
}

/* Whether the content is a path of Windows: C:\dir, where \n and \t are no escapes either. */
static bool is_path(const struct fp_maker *m, struct fp_range content)
{
	const char *c = m->text + content.from;

	return content.to - content.from > 3 && (c[0] | 32) >= 'a' && (c[0] | 32) <= 'z' &&
	       c[1] == ':' && c[2] == '\\' && c[3] != '\\';
}

/* Where one backslash of a path or a pattern was not doubled, none was that stands alone. */
static void double_backslashes(struct fp_maker *m, struct fp_slip *slip, struct fp_range content)
{
	for (uint32_t i = content.from; i < content.to; i++) {
		if (m->text[i] != '\\')
			continue;
		if (i + 1 == content.to || !strchr("\\\"/", m->text[i + 1]))
			fp_edits_add(m, slip, i, i + 1, "\\\\", 2);
		else
			i++;
	}
	slip->safe = false;
}

/* The content of a name whose opening quote was typed at the end of the line before: its first byte. */
static uint32_t late_name(const struct fp_maker *m, const struct fp_reading *r)
{
	uint32_t notes, at = r->content.from,
	                next = fp_trivia_skip(m->text, m->part.to, r->end, &notes);

	if (r->open != 0 || r->inner || next >= m->part.to || m->text[next] != ':')
		return r->content.from;
	while (at < r->content.to && fp_trivia_blank(m->text[at]))
		at++;
	return memchr(m->text + r->content.from, '\n', at - r->content.from) ? at : r->content.from;
}

/* What the whole content says on how one flaw is to be mended; a person should look then. */
static void mend_by_content(const struct fp_maker *m, const struct fp_reading *r,
                            struct fp_flaw *flaw)
{
	if (flaw->kind == FP_FLAW_ESCAPE && flaw->text_len == 0 && is_pattern(m, r->content)) {
		memcpy(flaw->text, "\\\\", 2);
		flaw->text_len = 2;
		flaw->safe = false;
	}
	if (flaw->kind == FP_FLAW_LINE && is_wrapped(m, r->content)) {
		while (flaw->range.to < r->content.to && fp_trivia_blank(m->text[flaw->range.to]))
			flaw->range.to++;
		flaw->text_len = 0;
		flaw->safe = false;
	}
}

/* A string as read → its quotes, and the places inside that need mending. */
static void edit_string(struct fp_maker *m, struct fp_slip *slip, const struct fp_move *move)
{
	const struct fp_reading *r = &move->reading;
	uint32_t at = r->content.from;
	struct fp_flaw flaw;

	if (m->payload && is_pasted(m, r)) {
		fp_edits_add(m, slip, move->range.from, r->content.from, "", 0);
		fp_edits_add(m, slip, r->content.to, r->end, "", 0);
		slip->safe = false;
		return;
	}
	at = late_name(m, r);
	if (r->open != 0)
		fp_edits_add(m, slip, move->range.from, r->content.from, "\"", 1);
	if (at > r->content.from) {
		fp_edits_add(m, slip, move->range.from, r->content.from, "", 0);
		fp_edits_add(m, slip, at, at, "\"", 1);
	}
	if (is_doubtful(m, r))
		slip->safe = false;
	if (is_pasted(m, r)) {
		edit_pasted(m, slip, r->content);
		at = r->content.to;
	} else if (r->inner && strchr("{[", m->text[r->content.from])) {
		slip->safe = false;
	} else if ((slip->rule == FP_JSON_BAD_ESCAPE || r->close == FP_CLOSE_BACKSLASH) &&
	           r->open == 0 && is_path(m, r->content)) {
		double_backslashes(m, slip, r->content);
		at = r->content.to;
	}
	while (fp_flaw_next(&flaw, m->text, r, &at)) {
		mend_by_content(m, r, &flaw);
		if (at < flaw.range.to)
			at = flaw.range.to;
		slip->safe = slip->safe && flaw.safe;
		fp_edits_add(m, slip, flaw.range.from, flaw.range.to,
		             fp_arena_copy(m->arena, flaw.text, flaw.text_len), flaw.text_len);
	}
	if (r->close == FP_CLOSE_BACKSLASH && r->open == 0 && is_path(m, r->content))
		fp_edits_add(m, slip, r->content.to, r->end, "\\\\\"", 3);
	else if (r->end - r->content.to != 1 || m->text[r->content.to] != '"')
		fp_edits_add(m, slip, r->content.to, r->end, "\"", 1);
}

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
		if (text[i] == ',' || text[i] == '_' || text[i] == ' ')
			continue;
		if (text[i] == '.' && (i + 1 == len || !is_digit(text[i + 1])))
			continue;
		if (strchr("nNlLfFdDuU", text[i]) && i + 1 == len)
			continue; /* a suffix of a programming language */
		out[n++] = text[i];
	}
	return fp_scan_number(out, n, 0) == n ? n : 0;
}

static void quote_range(struct fp_maker *m, struct fp_slip *slip, struct fp_range range)
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
	fp_edits_add(m, slip, range.from, range.from, "\"", 1);
	if (memcmp(fp_bytes_string(&inner), m->text + range.from, range.to - range.from) != 0 ||
	    inner.len != range.to - range.from)
		fp_edits_add(m, slip, range.from, range.to, fp_bytes_string(&inner),
		             (uint32_t)inner.len);
	fp_edits_add(m, slip, range.to, range.to, "\"", 1);
}

static void edit_literal(struct fp_maker *m, struct fp_slip *slip, struct fp_range range)
{
	char number[64];
	const char *word = m->text + range.from;
	uint32_t len = range.to - range.from, n;

	if (memchr(word, 'N', len) || memchr(word, 'I', len)) {
		fp_edits_add(m, slip, range.from, range.to, "null", 4);
		return;
	}
	n = plain_number(number, word, len);
	if (n)
		fp_edits_add(m, slip, range.from, range.to, fp_arena_copy(m->arena, number, n), n);
	else
		quote_range(m, slip, range);
}

/* Commas and further ellipses behind one: they go together. */
static uint32_t pass_dots(const struct fp_maker *m, uint32_t at, uint32_t *comma)
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
void fp_edits_ellipsis(struct fp_maker *m, struct fp_slip *slip, const struct fp_told *told,
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
		fp_edits_add(m, slip, before - 1, before, "", 0);
	keep = !closes && c != ',' && !opener;
	for (uint32_t i = 0; i < count; i++) {
		const struct fp_move *move = told[i].move;
		uint32_t from = move->range.from, to = move->range.to, at = to;

		if (keep && i + 1 == count && comma == UINT32_MAX) {
			fp_edits_add(m, slip, from, to, ",", 1);
			continue;
		}
		while (from > m->part.from &&
		       (m->text[from - 1] == ' ' || m->text[from - 1] == '\t'))
			from--;
		fp_edits_add(m, slip, from, to, "", 0);
		next = pass_dots(m, at, &comma);
		for (bool kept = keep && i + 1 == count; at < next && comma != UINT32_MAX; at++) {
			if (m->text[at] != ',')
				continue;
			if (kept)
				kept = false;
			else
				fp_edits_add(m, slip, at, at + 1, "", 0);
		}
	}
}

static void edit_fragment_start(struct fp_maker *m, struct fp_slip *slip, uint32_t at)
{
	uint32_t start = line_start(m, at);
	bool lines = memchr(m->text + at, '\n', m->part.to - at) != NULL;

	for (uint32_t i = start; i < at; i++)
		lines = lines && fp_trivia_blank(m->text[i]);
	if (lines)
		fp_edits_add(m, slip, start, start, "{\n", 2);
	else
		fp_edits_add(m, slip, at, at, "{", 1);
}

/* All that is open at the end gets its closer, in one edit of the slip that it belongs to. */
static void edit_close_end(struct fp_maker *m, struct fp_slip *slip, const struct fp_move *move)
{
	struct fp_bytes out = FP_BYTES(m->arena);
	uint32_t at = move->range.from;

	for (uint32_t i = move->frame; i; i = m->frames[i].parent) {
		const struct fp_frame *f = &m->frames[i];

		if (f->flags & FP_FRAME_GHOST)
			continue;
		if (f->flags & FP_FRAME_FRAGMENT) {
			bool lines =
			    m->text[f->open] && memchr(m->text + f->open, '\n', at - f->open);

			fp_bytes_text(&out, lines ? "\n}" : "}");
			slip->safe = false; /* its other end is another slip's */
		} else if (f->kind != '(') {
			put_closer(m, &out, f);
		}
	}
	if (out.len)
		fp_edits_add(m, slip, at, at, fp_bytes_string(&out), (uint32_t)out.len);
}

void fp_edits_document(struct fp_maker *m, struct fp_slip *slip, const struct fp_move *move,
                       bool first)
{
	if (first) {
		uint32_t notes, start = fp_trivia_skip(m->text, m->part.to, m->part.from, &notes);
		uint32_t end = m->part.to;

		while (end > m->part.from && fp_trivia_blank(m->text[end - 1]))
			end--;
		fp_edits_add(m, slip, start, start, "[", 1);
		fp_edits_add(m, slip, end, end, "]", 1);
	}
	if (move->range.from == move->range.to)
		fp_edits_add(m, slip, move->previous, move->previous, ",", 1);
	else if (m->text[move->range.from] != ',')
		fp_edits_add(m, slip, move->range.from, move->range.to, ",", 1);
}

/* "name:" value, "a," "b" — the mark stands on the wrong side of the quote. */
static bool is_mark_inside(const struct fp_maker *m, const struct fp_move *move)
{
	uint32_t at = move->range.from;
	char mark = move->rule == FP_JSON_MISSING_COLON ? ':' : ',';

	return move->kind == FP_MOVE_INSERT &&
	       (move->rule == FP_JSON_MISSING_COLON || move->rule == FP_JSON_MISSING_COMMA) &&
	       at >= m->part.from + 3 && m->text[at - 1] == '"' && m->text[at - 2] == mark;
}

void fp_edits_move(struct fp_maker *m, struct fp_slip *slip, const struct fp_move *move)
{
	struct fp_range r = move->range;
	struct fp_bytes out;

	if (is_mark_inside(m, move)) {
		fp_edits_add(m, slip, r.from - 2, r.from,
		             move->rule == FP_JSON_MISSING_COLON ? "\":" : "\",", 2);
		slip->range = (struct fp_range){r.from - 2, r.from};
		slip->safe = false;
		return;
	}
	switch ((enum fp_move_kind)move->kind) {
	case FP_MOVE_INSERT:
	case FP_MOVE_OPEN:
		fp_edits_add(m, slip, r.from, r.from, move->text, (uint32_t)strlen(move->text));
		break;
	case FP_MOVE_REPLACE:
		fp_edits_add(m, slip, r.from, r.to, move->text, (uint32_t)strlen(move->text));
		break;
	case FP_MOVE_DELETE:
		if (move->price == FP_PRICE_REPEATED)
			r.from = behind_blanks(m, r.from); /* whole lines */
		fp_edits_add(m, slip, r.from, r.to, "", 0);
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
		fp_edits_add(m, slip, r.from, r.from, fp_bytes_string(&out), (uint32_t)out.len);
		break;
	case FP_MOVE_CLOSE_END:
		edit_close_end(m, slip, move);
		break;
	case FP_MOVE_FRAGMENT:
		edit_fragment_start(m, slip, r.from);
		break;
	case FP_MOVE_SWAP:
		fp_edits_add(m, slip, r.from, r.from + 1, m->text[r.from] == '}' ? "]" : "}", 1);
		fp_edits_add(m, slip, r.to - 1, r.to, m->text[r.from] == '}' ? "}" : "]", 1);
		break;
	case FP_MOVE_ELLIPSIS:
	case FP_MOVE_DOCUMENT:
	case FP_MOVE_NONE:
		break;
	}
}

void fp_edits_comment(struct fp_maker *m, struct fp_slip *slip, struct fp_range range)
{
	uint32_t from = range.from, to = range.to;

	while (from > m->part.from && (m->text[from - 1] == ' ' || m->text[from - 1] == '\t'))
		from--;
	if (begins_line(m, from) && to < m->part.to && m->text[to] == '\n')
		to++;
	fp_edits_add(m, slip, from, to, "", 0);
}
