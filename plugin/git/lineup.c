/* SPDX-License-Identifier: MIT */
/*
 * S and W are lined up by a diff, never by a search for the text: the same faulty line can stand
 * twice. Compared are lines without their ends, so that a CR that git adds on checkout, or a last
 * line without an end, makes no difference.
 *
 *     S ──diff──▶ N: hunks; in a hunk with as many lines as before, line i became line i
 *     S ──diff──▶ W: which line of W is line i of S, unchanged
 *     N ──diff──▶ W: which lines of N stand in W already
 */
#include "git/lineup.h"

#include "git/diff.h"

#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

/* A text as lines. */
struct text {
	const char *bytes;
	uint32_t count;
	uint32_t *starts;  /* count + 1 */
	uint32_t *ends;    /* of the lines without what ends them */
	uint32_t *numbers; /* equal lines have equal ones, in all three texts */
};

struct lineup {
	struct fp_arena *arena;
	struct text staged, mended, file;
	uint32_t kinds;      /* more than any number of a line */
	uint32_t *of_staged; /* the line of the file that a line of S is, unchanged; NONE: none */
	uint32_t *of_mended; /* likewise of N */
	struct fp_bytes *out;
	uint32_t done; /* so many bytes of the file are in `out`, edited */
	uint32_t left;
};

/* ---- lines ---- */

static bool has_cr(const struct fp_version *version)
{
	const char *at = version->text, *end = version->text + version->len;

	while ((at = memchr(at, '\n', (size_t)(end - at)))) {
		if (at > version->text && at[-1] == '\r')
			return true;
		at++;
	}
	return false;
}

static uint32_t count_lines(const struct fp_version *version)
{
	uint32_t count = version->len > 0 && version->text[version->len - 1] != '\n';

	for (size_t i = 0; i < version->len; i++)
		count += version->text[i] == '\n';
	return count;
}

/* Splits a text; with `drop_cr` a CR before the LF is part of the line's end. */
static void split(struct text *out, struct fp_arena *arena, const struct fp_version *version,
                  bool drop_cr)
{
	uint32_t at = 0, count = count_lines(version);

	out->bytes = version->text;
	out->count = count;
	out->starts = fp_arena_alloc(arena, (count + 1) * sizeof(*out->starts));
	out->ends = fp_arena_alloc(arena, (count + 1) * sizeof(*out->ends));
	out->numbers = fp_arena_alloc(arena, (count + 1) * sizeof(*out->numbers));
	for (uint32_t i = 0; i < count; i++) {
		const char *start = version->text + at;
		const char *lf = memchr(start, '\n', version->len - at);
		uint32_t end = lf ? (uint32_t)(lf - version->text) : (uint32_t)version->len;

		out->starts[i] = at;
		at = end + (lf != NULL);
		end -= drop_cr && lf && end > out->starts[i] && version->text[end - 1] == '\r';
		out->ends[i] = end;
	}
	out->starts[count] = out->ends[count] = at;
}

struct line {
	const char *bytes;
	uint32_t len;
	uint32_t *number;
};

static struct line *put_lines(struct line *to, const struct text *text)
{
	for (uint32_t i = 0; i < text->count; i++)
		*to++ = (struct line){text->bytes + text->starts[i],
		                      text->ends[i] - text->starts[i], &text->numbers[i]};
	return to;
}

static int by_content(const void *a, const void *b)
{
	const struct line *one = a, *other = b;

	if (one->len != other->len)
		return one->len < other->len ? -1 : 1;
	return memcmp(one->bytes, other->bytes, one->len);
}

/* Sorted, equal lines stand together. */
static void number_lines(struct lineup *l)
{
	size_t count = (size_t)l->staged.count + l->mended.count + l->file.count;
	struct line *lines = fp_arena_zero(l->arena, count, sizeof(*lines));

	put_lines(put_lines(put_lines(lines, &l->staged), &l->mended), &l->file);
	qsort(lines, count, sizeof(*lines), by_content);
	for (size_t i = 0; i < count; i++) {
		l->kinds += i > 0 && by_content(&lines[i - 1], &lines[i]) != 0;
		*lines[i].number = l->kinds;
	}
	l->kinds++;
}

static struct fp_hunks compare(const struct lineup *l, const struct text *from,
                               const struct text *to)
{
	return fp_diff(l->arena, (struct fp_row){from->numbers, from->count},
	               (struct fp_row){to->numbers, to->count}, l->kinds);
}

/* For each line of the text the line of the file that it is. */
static uint32_t *match(const struct lineup *l, const struct text *from)
{
	struct fp_hunks hunks = compare(l, from, &l->file);
	uint32_t *lines = fp_arena_alloc(l->arena, (from->count + 1) * sizeof(*lines));
	uint32_t at = 0, there = 0;

	for (size_t i = 0; i < hunks.count; i++) {
		while (at < hunks.of[i].old_at)
			lines[at++] = there++;
		while (at < hunks.of[i].old_at + hunks.of[i].old_count)
			lines[at++] = NONE;
		there = hunks.of[i].new_at + hunks.of[i].new_count;
	}
	while (at < from->count)
		lines[at++] = there++;
	return lines;
}

/* ---- edits ---- */

/* Puts bytes in the place of a range of the file; ranges come in order. */
static void replace(struct lineup *l, uint32_t start, uint32_t end, const char *bytes, size_t len)
{
	fp_bytes_put(l->out, l->file.bytes + l->done, start - l->done);
	fp_bytes_put(l->out, bytes, len);
	l->done = end;
}

static void leave(struct lineup *l, uint32_t line)
{
	if (l->left == 0)
		l->left = line + 1;
}

/* One line that became another: only what differs in it is put in. */
static void edit_line(struct lineup *l, uint32_t old, uint32_t new)
{
	uint32_t at = l->of_staged[old];
	const char *was = l->staged.bytes + l->staged.starts[old];
	const char *is = l->mended.bytes + l->mended.starts[new];
	size_t was_len = l->staged.ends[old] - l->staged.starts[old];
	size_t is_len = l->mended.ends[new] - l->mended.starts[new], front = 0, back = 0;

	if (at == NONE) {
		if (l->of_mended[new] == NONE)
			leave(l, old);
		return;
	}
	while (front < was_len && front < is_len && was[front] == is[front])
		front++;
	while (back < was_len - front && back < is_len - front &&
	       was[was_len - 1 - back] == is[is_len - 1 - back])
		back++;
	replace(l, l->file.starts[at] + (uint32_t)front, l->file.ends[at] - (uint32_t)back,
	        is + front, is_len - front - back);
}

/* Whether the lines of a hunk, or for one without lines those around it, stand together. */
static bool stands(const struct lineup *l, const struct fp_hunk *hunk, uint32_t *at)
{
	uint32_t first = hunk->old_at, last = hunk->old_at + hunk->old_count;

	if (hunk->old_count == 0) {
		first -= first > 0;
		last += last < l->staged.count;
	}
	for (uint32_t i = first; i < last; i++)
		if (l->of_staged[i] == NONE || l->of_staged[i] != l->of_staged[first] + i - first)
			return false;
	*at = first < last ? l->of_staged[first] + (hunk->old_at - first) : 0;
	return true;
}

static bool is_there(const struct lineup *l, const struct fp_hunk *hunk)
{
	for (uint32_t i = 0; i < hunk->new_count; i++)
		if (l->of_mended[hunk->new_at + i] == NONE)
			return false;
	return hunk->new_count > 0;
}

/* What ends the line of the file at that index, or the one before it. */
static const char *line_end(const struct lineup *l, uint32_t at)
{
	at -= at > 0 && (at == l->file.count || l->file.ends[at] == l->file.starts[at + 1]);
	if (at < l->file.count && l->file.ends[at] < l->file.starts[at + 1] &&
	    l->file.bytes[l->file.ends[at]] == '\r')
		return "\r\n";
	return "\n";
}

/* Lines that became more or fewer lines: they go in together, or not at all. */
static void edit_lines(struct lineup *l, const struct fp_hunk *hunk)
{
	struct fp_bytes lines = FP_BYTES(l->arena);
	const char *end_of_line;
	uint32_t at;

	if (!stands(l, hunk, &at)) {
		if (!is_there(l, hunk))
			leave(l, hunk->old_at);
		return;
	}
	end_of_line = line_end(l, at);
	if (at > 0 && at == l->file.count && l->file.ends[at - 1] == l->file.starts[at])
		fp_bytes_text(&lines, end_of_line);
	for (uint32_t i = hunk->new_at; i < hunk->new_at + hunk->new_count; i++) {
		fp_bytes_put(&lines, l->mended.bytes + l->mended.starts[i],
		             l->mended.ends[i] - l->mended.starts[i]);
		fp_bytes_text(&lines, end_of_line);
	}
	if (hunk->old_count > 0 && at + hunk->old_count == l->file.count &&
	    l->file.ends[l->file.count - 1] == l->file.starts[l->file.count] && lines.len > 0)
		lines.len -= strlen(end_of_line); /* the last line had no end */
	replace(l, l->file.starts[at], l->file.starts[at + hunk->old_count], lines.data, lines.len);
}

static void edit(struct lineup *l, const struct fp_hunks *hunks)
{
	for (size_t i = 0; i < hunks->count; i++) {
		const struct fp_hunk *hunk = &hunks->of[i];

		if (hunk->old_count != hunk->new_count)
			edit_lines(l, hunk);
		for (uint32_t j = 0; hunk->old_count == hunk->new_count && j < hunk->old_count; j++)
			edit_line(l, hunk->old_at + j, hunk->new_at + j);
	}
	replace(l, l->file.starts[l->file.count], l->file.starts[l->file.count], NULL, 0);
}

uint32_t fp_lineup(struct fp_bytes *out, const struct fp_version *staged,
                   const struct fp_version *mended, const struct fp_version *file)
{
	struct lineup l = {.arena = out->arena, .out = out};
	bool drop_cr = !has_cr(staged);
	struct fp_hunks hunks;

	split(&l.staged, l.arena, staged, drop_cr);
	split(&l.mended, l.arena, mended, drop_cr);
	split(&l.file, l.arena, file, drop_cr);
	number_lines(&l);
	l.of_staged = match(&l, &l.staged);
	l.of_mended = match(&l, &l.mended);
	hunks = compare(&l, &l.staged, &l.mended);
	edit(&l, &hunks);
	return l.left;
}
