/* SPDX-License-Identifier: MIT */
/*
 * Indented code and HTML → lines in them that were meant to be fences.
 *
 * What is meant cannot be known, so silence wins: on text that is there to be shown or hidden (a
 * comment, <pre>, an indented block that begins with something else than a fence), and where
 * another dialect than CommonMark would see the fence (components of MDX, `markdown="1"`,
 * indented bodies of admonitions, tabs and footnotes).
 */
#include "markdown/stray.h"

#include "text/ascii.h"

#include <string.h>

/* How many lines above a fence are asked what it stands in: all of them for each would be a square. */
enum { CODE_INDENT = 4, MOST_ABOVE = 500 };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool begins(const char *text, uint32_t len, const char *with)
{
	size_t with_len = strlen(with);
	return len >= with_len && fp_ascii_same(text, with, with_len);
}

static bool holds(const char *text, uint32_t len, const char *word)
{
	for (; len > 0; text++, len--)
		if (begins(text, len, word))
			return true;
	return false;
}

/* A line from its first byte that is no blank and no `>`. */
struct rest {
	const char *text;
	uint32_t len, column;
};

static struct rest rest_of(const struct fp_lines *file, uint32_t line)
{
	struct fp_run run = fp_fence_run(file, line);
	return (struct rest){file->text + run.start, run.line_end - run.start, run.indentation};
}

/* Whether a line begins something that CommonMark does not know and that has an indented body. */
static bool opens_foreign_body(const struct rest *rest)
{
	static const char *const openers[] = {"!!!", "???", "=== \"", "///", ".. ",
	                                      ": ",  ":\t", "[^",     "{%",  "{{"};
	for (size_t i = 0; i < sizeof(openers) / sizeof(*openers); i++)
		if (begins(rest->text, rest->len, openers[i]))
			return true;
	return begins(rest->text, rest->len, "::") && rest->len > 2 &&
	       fp_ascii_is_alpha(rest->text[2]);
}

/* Whether one of the lines above under which the fence is indented opens such a body. */
static bool in_foreign_body(const struct fp_lines *file, uint32_t line)
{
	uint32_t column = rest_of(file, line).column;
	uint32_t top = line > MOST_ABOVE ? line - MOST_ABOVE : 0;
	while (line-- > top && column > 0) {
		struct rest rest = rest_of(file, line);
		if (rest.len == 0 || rest.column >= column)
			continue;
		if (opens_foreign_body(&rest))
			return true;
		column = rest.column;
	}
	return false;
}

/* Whether HTML that begins like this shows its text as it is, hides it, or has it read as Markdown. */
static bool is_silent_html(const struct rest *rest)
{
	static const char *const tags[] = {"<!",     "<?",        "<pre", "<script",
	                                   "<style", "<textarea", "<svg", "<template"};
	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (begins(rest->text, rest->len, tags[i]) &&
		    (rest->len == strlen(tags[i]) || !fp_ascii_is_alpha(tags[i][1]) ||
		     !fp_ascii_is_alpha(rest->text[strlen(tags[i])])))
			return true;
	return holds(rest->text, rest->len, "markdown");
}

static bool is_silent(const struct fp_lines *file, const struct fp_stray *block)
{
	struct rest rest = rest_of(file, block->first);
	if (block->html)
		return is_silent_html(&rest);
	struct fp_run run = fp_fence_run(file, block->first);
	return !fp_fence_opens(file, &run) || in_foreign_body(file, block->first);
}

/* The line that closes the run, or `last`. */
static uint32_t closing_line(const struct fp_lines *file, uint32_t line, uint32_t last,
                             const struct fp_run *opening)
{
	for (; line < last; line++) {
		struct fp_run run = fp_fence_run(file, line);
		if (fp_fence_closes(file, &run, opening))
			break;
	}
	return line;
}

uint32_t fp_stray_next(const struct fp_lines *file, const struct fp_stray *block, uint32_t line)
{
	while (line < block->last) {
		struct fp_run run = fp_fence_run(file, line);
		const char *info = file->text + run.end;
		if (!fp_fence_opens(file, &run)) {
			line++;
			continue;
		}
		if (fp_fence_language(block->languages, info, run.line_end - run.end))
			break;
		line = closing_line(file, line + 1, block->last, &run) + 1;
	}
	return line < block->last ? line : block->last;
}

/* Where as many columns of blanks before `end` begin as there are, `most` at the most. */
static uint32_t blanks_before(const struct fp_lines *file, uint32_t start, uint32_t end,
                              uint32_t most)
{
	uint32_t columns = 0;
	while (end > start && is_blank(file->text[end - 1]) && columns < most) {
		end--;
		columns += file->text[end] == '\t' ? CODE_INDENT : 1;
	}
	return end;
}

/* Moves the lines of a fence to the left. */
static void outdent(struct fp_finding *f, const struct fp_lines *file, uint32_t line, uint32_t last,
                    uint32_t columns)
{
	fp_fix(f, FENCEPOST_UNSAFE, "outdent it by %u columns", columns);
	for (; line < last; line++) {
		uint32_t end = fp_fence_run(file, line).start;
		uint32_t start = blanks_before(file, file->starts[line], end, columns);
		if (start < end)
			fp_edit_at(f, (struct fencepost_span){start, end}, "", 0);
	}
}

/* Ends the HTML before the fence by an empty line, in the quotes that the fence stands in. */
static void part(struct fp_finding *f, const struct fp_lines *file, uint32_t line)
{
	struct fencepost_span before = fp_lines_span(file, line - 1);
	uint32_t start = file->starts[line];
	uint32_t quote = blanks_before(file, start, fp_fence_run(file, line).start, UINT32_MAX);
	struct fp_bytes text = FP_BYTES(f->sink->arena);
	fp_bytes_put(&text, file->text + start, quote - start);
	fp_bytes_put(&text, file->text + before.end, start - before.end);
	fp_fix(f, FENCEPOST_UNSAFE, "put an empty line before it");
	fp_edit_at(f, (struct fencepost_span){start, start}, text.data, text.len);
}

static void report_html(struct fp_sink *sink, const struct fp_lines *file,
                        const struct fp_stray *block, struct fencepost_span span, uint32_t line)
{
	struct fp_finding *f = fp_found_at(
	    sink, span, FP_FENCE_NOT_A_FENCE,
	    "this belongs to the HTML of line %u and is no fence: no empty line between them",
	    sink->lines_before + block->first + 1);
	if (line > block->first && fp_fence_run(file, line).indentation < CODE_INDENT)
		part(f, file, line);
}

/* The indentation of what contains the block: its own is CODE_INDENT deeper. */
static uint32_t base_of(const struct fp_lines *file, const struct fp_stray *block)
{
	struct fp_run run = fp_fence_run(file, block->first);
	uint32_t outside = run.indentation - (run.start - block->text);
	return outside > CODE_INDENT ? outside - CODE_INDENT : 0;
}

static void report_code(struct fp_sink *sink, const struct fp_lines *file,
                        const struct fp_stray *block, struct fencepost_span span, uint32_t line,
                        uint32_t last)
{
	uint32_t columns = fp_fence_run(file, line).indentation - base_of(file, block);
	struct fp_finding *f =
	    fp_found_at(sink, span, FP_FENCE_NOT_A_FENCE,
	                "this is indented code, not a fence: %u columns of indentation", columns);
	outdent(f, file, line, last, columns);
}

void fp_stray_report(struct fp_sink *sink, const struct fp_lines *file,
                     const struct fp_stray *block)
{
	if (is_silent(file, block))
		return;
	uint32_t line = fp_stray_next(file, block, block->first);
	while (line < block->last) {
		struct fp_run run = fp_fence_run(file, line);
		struct fencepost_span span = {run.start, run.line_end};
		uint32_t after = closing_line(file, line + 1, block->last, &run) + 1;
		if (after > block->last)
			after = block->last;
		if (block->html)
			report_html(sink, file, block, span, line);
		else
			report_code(sink, file, block, span, line, after);
		line = fp_stray_next(file, block, after);
	}
}
