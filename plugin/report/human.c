/* SPDX-License-Identifier: MIT */
/*
 * Findings for people. Each begins with the GNU form that editors parse, then shows the line as it
 * stands in the file: a window around the caret, for a line of a HAR block may have thousands of
 * bytes. Nothing of a document or a name reaches the terminal raw.
 */
#include "report/report.h"

#include "text/utf8.h"

#include <string.h>

enum {
	WINDOW = 96,      /* columns of source that are shown */
	BEFORE_CARET = 48 /* of them at most to the left of the caret */
};

enum ink { INK_PLAIN, INK_BOLD, INK_ERROR, INK_WARNING, INK_NOTE, INK_CARET, INK_DIM };

static const char *const inks[] = {
    [INK_PLAIN] = "\033[0m",     [INK_BOLD] = "\033[1m",      [INK_ERROR] = "\033[1;31m",
    [INK_WARNING] = "\033[1;35m", [INK_NOTE] = "\033[1;36m",   [INK_CARET] = "\033[1;32m",
    [INK_DIM] = "\033[2m"};

static void ink(const struct fp_report *r, enum ink which)
{
	if (r->options.color)
		fp_bytes_text(r->out, inks[which]);
}

static const char *severity_name(enum fencepost_severity severity)
{
	static const char *const names[] = {"off", "note", "warning", "error"};

	return names[severity];
}

static enum ink severity_ink(enum fencepost_severity severity)
{
	static const enum ink of[] = {INK_PLAIN, INK_NOTE, INK_WARNING, INK_ERROR};

	return of[severity];
}

/* ---- the source line ---- */

/* One character as it is shown: its bytes in the file, and how many columns it takes. */
struct cell {
	uint32_t used;
	uint32_t width;
};

/* Columns of a code point: East Asian wide and emoji take two, combining marks none. */
static uint32_t width_of(uint32_t point)
{
	static const struct {
		uint32_t first, last, width;
	} ranges[] = {
	    {0x0300, 0x036f, 0}, {0x1ab0, 0x1aff, 0}, {0x1dc0, 0x1dff, 0}, {0x20d0, 0x20ff, 0},
	    {0xfe00, 0xfe0f, 0}, {0xfe20, 0xfe2f, 0}, {0x1100, 0x115f, 2}, {0x2e80, 0x303e, 2},
	    {0x3041, 0x33ff, 2}, {0x3400, 0x4dbf, 2}, {0x4e00, 0x9fff, 2}, {0xa000, 0xa4cf, 2},
	    {0xac00, 0xd7a3, 2}, {0xf900, 0xfaff, 2}, {0xfe30, 0xfe6f, 2}, {0xff00, 0xff60, 2},
	    {0xffe0, 0xffe6, 2}, {0x1f300, 0x1f64f, 2}, {0x1f680, 0x1f6ff, 2}, {0x1f900, 0x1f9ff, 2},
	    {0x20000, 0x3fffd, 2}};

	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++) {
		if (point >= ranges[i].first && point <= ranges[i].last)
			return ranges[i].width;
	}
	return 1;
}

/* Adds one character of the source, made harmless, to `out` (NULL: only measures). */
static struct cell show(struct fp_bytes *out, struct fp_arena *scratch, const char *text, size_t len)
{
	struct cell cell;
	uint32_t point = fp_utf8_decode(text, len, &cell.used);
	struct fp_bytes clean = FP_BYTES(scratch);

	if (point == '\t') {
		cell.width = 4;
		if (out)
			fp_bytes_text(out, "    ");
		return cell;
	}
	if (point >= 0x20 && point < 0x7f) {
		cell.width = 1;
		if (out)
			fp_bytes_char(out, (char)point);
		return cell;
	}
	fp_bytes_clean(&clean, text, cell.used);
	cell.width = clean.len == cell.used && memcmp(clean.data, text, cell.used) == 0
	                 ? width_of(point)
	                 : (uint32_t)clean.len;
	if (out)
		fp_bytes_put(out, clean.data, clean.len);
	return cell;
}

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* The start of the character before `at`. */
static size_t step_back(const char *text, size_t at)
{
	size_t back = at - 1;

	while (back > 0 && at - back < 4 && ((unsigned char)text[back] & 0xc0) == 0x80)
		back--;
	return back;
}

/* Where the window begins: at the line's start, or some columns before the caret. */
static size_t window_start(struct fp_arena *scratch, const char *text, size_t len, size_t caret)
{
	uint32_t columns = 0;
	size_t at = caret;

	while (at > 0 && !is_line_end(text[at - 1])) {
		size_t back = step_back(text, at);

		columns += show(NULL, scratch, text + back, len - back).width;
		if (columns > BEFORE_CARET)
			break;
		at = back;
	}
	return at;
}

static void repeat(struct fp_bytes *out, char c, uint32_t count)
{
	while (count--)
		fp_bytes_char(out, c);
}

/* The line with its window, and under it the caret. */
static void put_source(struct fp_report *r, const struct fp_report_file *file,
                       const struct fencepost_finding *f)
{
	struct fp_arena *scratch = fp_arena_child(r->out->arena);
	size_t caret = f->span.start - file->first_offset, end = f->span.end - file->first_offset;
	size_t at = window_start(scratch, file->text, file->len, caret);
	bool cut = at > 0 && !is_line_end(file->text[at - 1]);
	uint32_t columns = 0, before = cut ? 3 : 0, marked = 0;

	ink(r, INK_DIM);
	fp_bytes_printf(r->out, "%6u | ", f->start.line);
	ink(r, INK_PLAIN);
	if (cut)
		fp_bytes_text(r->out, "...");
	while (at < file->len && !is_line_end(file->text[at]) && columns < WINDOW) {
		struct cell cell = show(r->out, scratch, file->text + at, file->len - at);

		columns += cell.width;
		if (at < caret)
			before += cell.width;
		else if (at < end)
			marked += cell.width;
		at += cell.used;
	}
	if (at < file->len && !is_line_end(file->text[at]))
		fp_bytes_text(r->out, "...");
	fp_bytes_text(r->out, "\n       ");
	ink(r, INK_DIM);
	fp_bytes_text(r->out, "| ");
	ink(r, INK_CARET);
	repeat(r->out, ' ', before);
	fp_bytes_char(r->out, '^');
	repeat(r->out, '~', marked ? marked - 1 : 0);
	ink(r, INK_PLAIN);
	fp_bytes_char(r->out, '\n');
	fp_arena_free(scratch);
}

/* ---- the lines around it ---- */

static void put_clean(struct fp_report *r, const char *text)
{
	fp_bytes_clean(r->out, text, strlen(text));
}

/* An outer layer as people write it: /postData/text → postData.text. */
static void put_dotted(struct fp_report *r, const char *pointer)
{
	const char *at = *pointer == '/' ? pointer + 1 : pointer;

	for (; *at; at++) {
		size_t n = strcspn(at, "/");

		fp_bytes_clean(r->out, at, n);
		at += n;
		if (*at == '\0')
			return;
		fp_bytes_char(r->out, '.');
	}
}

static void put_chain(struct fp_report *r, const struct fencepost_finding *f)
{
	if (!f->block)
		return;
	fp_bytes_printf(r->out, "       = %s block at line %u", f->block->language, f->block->line);
	for (size_t i = 0; i < f->pointer_count; i++) {
		if (*f->pointers[i] == '\0')
			continue;
		fp_bytes_text(r->out, " \xe2\x86\x92 ");
		if (i + 1 < f->pointer_count)
			put_dotted(r, f->pointers[i]);
		else
			put_clean(r, f->pointers[i]);
	}
	fp_bytes_char(r->out, '\n');
}

static void put_fix(struct fp_report *r, const struct fencepost_finding *f)
{
	if (!f->fix)
		return;
	fp_bytes_text(r->out, f->fix->applicability == FENCEPOST_SAFE ? "       = fix: "
	                                                              : "       = unsafe fix: ");
	put_clean(r, f->fix->message);
	fp_bytes_char(r->out, '\n');
}

static void put_head(struct fp_report *r, const struct fp_report_file *file,
                     const struct fencepost_finding *f)
{
	ink(r, INK_BOLD);
	fp_bytes_clean(r->out, file->path, file->path_len);
	fp_bytes_printf(r->out, ":%u:%u: ", f->start.line, f->start.column);
	ink(r, severity_ink(f->severity));
	fp_bytes_printf(r->out, "%s: ", severity_name(f->severity));
	ink(r, INK_PLAIN);
	put_clean(r, f->message);
	fp_bytes_printf(r->out, " [%s]\n", f->rule);
}

static void begin(struct fp_report *r)
{
	(void)r;
}

static void finding(struct fp_report *r, const struct fp_report_file *file,
                    const struct fencepost_finding *f)
{
	if (f->severity == FENCEPOST_NOTE && !r->options.notes)
		return;
	if (r->options.quiet && f->severity != FENCEPOST_ERROR)
		return;
	put_head(r, file, f);
	put_source(r, file, f);
	put_chain(r, f);
	put_fix(r, f);
	fp_bytes_char(r->out, '\n');
	r->written++;
}

static void put_count(struct fp_report *r, size_t count, const char *word)
{
	fp_bytes_printf(r->out, "%zu %s%s", count, word, count == 1 ? "" : "s");
}

static void end(struct fp_report *r, const struct fp_summary *s)
{
	if (r->options.quiet)
		return;
	put_count(r, s->files, "file");
	fp_bytes_text(r->out, ", ");
	put_count(r, s->blocks, "block");
	fp_bytes_text(r->out, ": ");
	put_count(r, s->errors, "error");
	fp_bytes_text(r->out, ", ");
	put_count(r, s->warnings, "warning");
	if (r->options.notes) {
		fp_bytes_text(r->out, ", ");
		put_count(r, s->notes, "note");
	}
	if (r->options.fixing)
		fp_bytes_printf(r->out, "; %zu fixed", s->fixed);
	else if (s->fixable)
		fp_bytes_printf(r->out, "; %zu fixable with --fix%s", s->fixable,
		                r->options.unsafe ? " --unsafe-fixes" : "");
	fp_bytes_char(r->out, '\n');
}

const struct fp_writer fp_writer_human = {"human", begin, finding, end};
