/* SPDX-License-Identifier: MIT */
/*
 * A fenced block that nothing closes → the finding, its fix, and the text that was meant.
 *
 * Mostly there is a line that was to close it: too short a run, the other character, indented too
 * far, outside the list item, or behind the last brace. The first such line is taken at its word.
 * Where there is none, or another block's, the block is taken to end with its value: where all
 * brackets are closed and what follows looks like no JSON. That counts brackets, and knows no more
 * of JSON than strings.
 */
#include "markdown/unclosed.h"

#include "markdown/container.h"
#include "text/ascii.h"

#include <string.h>

enum slip {
	NO_CLOSER,
	TOO_SHORT,
	OTHER_MARK,
	TOO_DEEP,
	BEHIND_TEXT,
	OUTSIDE,
	NEXT_FENCE,
	WORD_BEHIND
};

/* What was to close a block. */
struct closer {
	enum slip slip;
	uint32_t line;
	struct fp_run run;
	uint32_t text_end; /* of the block's text, as an offset of its layer */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static uint32_t run_len(const struct fp_run *run)
{
	return run->end - run->start;
}

/* How a line fails to close what `opening` opens; NO_CLOSER where it does not try to. */
static enum slip slip_of(const struct fp_lines *file, const struct fp_run *run,
                         const struct fp_run *opening)
{
	if (run->mark == '\0' || !fp_fence_is_bare(file, run))
		return NO_CLOSER;
	if (run->mark != opening->mark)
		return run_len(run) >= 3 ? OTHER_MARK : NO_CLOSER;
	return run_len(run) < run_len(opening) ? TOO_SHORT : TOO_DEEP;
}

/* The first byte of the layer that lies at that offset of the file or later. */
static uint32_t layer_at(const struct fp_layer *layer, uint32_t offset)
{
	uint32_t at = 0;
	while (at < layer->len && layer->pos[at] < offset)
		at++;
	return at;
}

/* What stands after an empty line is rather a block of its own than the end of this one. */
static bool ends_with_empty_line(const struct fp_layer *layer)
{
	return layer->len > 1 && memcmp(layer->text + layer->len - 2, "\n\n", 2) == 0;
}

static bool find_line(struct closer *out, const struct fp_lines *file,
                      const struct fp_unclosed *block)
{
	for (out->line = block->first; out->line < block->last; out->line++) {
		out->run = fp_fence_run(file, out->line);
		out->slip = slip_of(file, &out->run, &block->opening);
		if (out->slip == NO_CLOSER)
			continue;
		out->text_end = layer_at(block->layer, file->starts[out->line]);
		return true;
	}
	out->run = fp_fence_run(file, out->line);
	if (!block->contained || ends_with_empty_line(block->layer) ||
	    !fp_fence_closes(file, &out->run, &block->opening))
		return false;
	out->slip = OUTSIDE;
	out->text_end = block->layer->len;
	return true;
}

/* The end of a string that begins at `at`: after its closing quote, or where its line ends. */
static uint32_t string_end(const char *text, uint32_t len, uint32_t at)
{
	for (at++; at < len && text[at] != '\n'; at++) {
		if (text[at] == '"')
			return at + 1;
		if (text[at] == '\\' && at + 1 < len && text[at + 1] != '\n')
			at++;
	}
	return at;
}

/* Whether what follows a value may still be the author's JSON: another value, a comma, a closer. */
static bool goes_on(const char *text, uint32_t len, uint32_t at)
{
	while (at < len && (is_blank(text[at]) || text[at] == '\n'))
		at++;
	return at < len && strchr("{}[]\",", text[at]) != NULL;
}

/* The first heading behind an empty line: it is the document's, where a value does not end before it. */
static uint32_t heading(const char *text, uint32_t len)
{
	for (uint32_t at = 2; at < len; at++) {
		uint32_t end = at;

		if (text[at] != '#' || text[at - 1] != '\n' || text[at - 2] != '\n')
			continue;
		while (end < len && text[end] == '#')
			end++;
		if (end - at <= 6 && end < len && is_blank(text[end]))
			return at;
	}
	return len;
}

/* The offset after the bracket with which the value ends; where it does not end, of the next heading. */
static uint32_t value_end(const char *text, uint32_t len)
{
	uint32_t depth = 0;
	for (uint32_t at = 0; at < len;) {
		if (text[at] == '"') {
			at = string_end(text, len, at);
			continue;
		}
		char c = text[at++];
		if (c == '{' || c == '[')
			depth++;
		else if ((c == '}' || c == ']') && depth > 0 && --depth == 0 &&
		         !goes_on(text, len, at))
			return at;
	}
	return heading(text, len);
}

static void find_value_end(struct closer *out, const struct fp_lines *file,
                           const struct fp_unclosed *block)
{
	const struct fp_layer *layer = block->layer;
	uint32_t end = value_end(layer->text, layer->len);
	uint32_t next = end;
	while (next < layer->len && is_blank(layer->text[next]))
		next++;
	out->slip = NO_CLOSER;
	out->text_end = end;
	if (next == layer->len || layer->text[end - 1] == '\n')
		return;
	if (layer->text[next] == '\n') {
		out->text_end = next + 1;
		return;
	}
	uint32_t start = layer->pos[next];
	out->line = fp_lines_at(file, start);
	out->run = (struct fp_run){.mark = file->text[start], .start = start, .end = start};
	out->run.line_end = fp_lines_span(file, out->line).end;
	while (out->run.end < out->run.line_end && file->text[out->run.end] == out->run.mark)
		out->run.end++;
	if (fp_fence_closes(file, &out->run, &block->opening))
		out->slip = BEHIND_TEXT;
	else
		out->text_end = layer->len;
}

static const char *mark_name(char mark)
{
	return mark == '`' ? "backticks" : "tildes";
}

static struct fp_finding *found(struct fp_sink *sink, const struct fp_run *opening,
                                const struct closer *closer)
{
	struct fencepost_span span = {opening->start, opening->end};
	const char *name = mark_name(opening->mark);
	uint32_t len = run_len(opening);
	uint32_t line = sink->lines_before + closer->line + 1;
	switch (closer->slip) {
	case NO_CLOSER:
		break;
	case TOO_SHORT:
		return fp_found_at(
		    sink, span, FP_FENCE_UNCLOSED,
		    "fence of %u %s opened here is never closed; line %u has only %u", len, name,
		    line, run_len(&closer->run));
	case OTHER_MARK:
		return fp_found_at(sink, span, FP_FENCE_UNCLOSED,
		                   "fence of %u %s opened here is never closed; line %u has %s",
		                   len, name, line, mark_name(closer->run.mark));
	case TOO_DEEP:
		return fp_found_at(sink, span, FP_FENCE_UNCLOSED,
		                   "fence of %u %s opened here is never closed; the one in line %u "
		                   "is indented too far",
		                   len, name, line);
	case BEHIND_TEXT:
		return fp_found_at(sink, span, FP_FENCE_UNCLOSED,
		                   "fence of %u %s opened here is never closed; the one in line %u "
		                   "stands behind text",
		                   len, name, line);
	case OUTSIDE:
		return fp_found_at(sink, span, FP_FENCE_UNCLOSED,
		                   "fence of %u %s opened here is never closed; the one in line %u "
		                   "stands outside the "
		                   "list item or quote",
		                   len, name, line);
	case NEXT_FENCE:
		return fp_found_at(sink, span, FP_FENCE_UNCLOSED,
		                   "fence of %u %s opened here is not closed before line %u opens "
		                   "another",
		                   len, name, line);
	case WORD_BEHIND:
		return fp_found_at(sink, span, FP_FENCE_UNCLOSED,
		                   "fence of %u %s opened here is never closed; the one in line %u "
		                   "has a word behind it",
		                   len, name, line);
	}
	return fp_found_at(sink, span, FP_FENCE_UNCLOSED,
	                   "fence of %u %s opened here is never closed", len, name);
}

/* The line of a closing fence, prefix and all, in place of the line up to the end of its run. */
static void fix_line(struct fp_finding *f, const struct fp_lines *file,
                     const struct fp_unclosed *block, const struct closer *closer)
{
	struct fp_bytes text = FP_BYTES(f->sink->arena);
	fp_container_prefix(&text, file, block->first - 1);
	fp_bytes_put(&text, file->text + block->opening.start, run_len(&block->opening));
	fp_edit_at(f, (struct fencepost_span){file->starts[closer->line], closer->run.end},
	           text.data, text.len);
}

static void fix(struct fp_finding *f, const struct fp_lines *file, const struct fp_unclosed *block,
                const struct closer *closer)
{
	const char *run = file->text + block->opening.start;
	uint32_t len = run_len(&block->opening);
	struct fp_range end = {block->layer->len, block->layer->len};
	struct fp_bytes line = FP_BYTES(f->sink->arena);
	switch (closer->slip) {
	case NO_CLOSER:
		fp_fix(f, FENCEPOST_UNSAFE, "close it after the value");
		fp_edit(f, block->layer, end, run, len);
		return;
	case NEXT_FENCE:
		end.from = --end.to; /* the line end behind the value: the fence comes before it */
		fp_fix(f, FENCEPOST_UNSAFE, "close it after the value");
		fp_bytes_printf(&line, "\n%.*s", (int)len, run);
		fp_edit(f, block->layer, end, line.data, (uint32_t)line.len);
		return;
	case BEHIND_TEXT:
		fp_fix(f, FENCEPOST_UNSAFE, "put the fence on a line of its own");
		fp_edit(f, block->layer, end, "\n", 1);
		return;
	case TOO_SHORT:
	case OTHER_MARK:
	case WORD_BEHIND:
		fp_fix(f, FENCEPOST_UNSAFE, "replace '%s' with '%s'",
		       fp_words(f->sink, file->text + closer->run.start, run_len(&closer->run)),
		       fp_words(f->sink, run, len));
		fp_edit_at(f, (struct fencepost_span){closer->run.start, closer->run.end}, run,
		           len);
		return;
	case TOO_DEEP:
	case OUTSIDE:
		fp_fix(f, FENCEPOST_UNSAFE, "indent it as the opening fence is");
		fix_line(f, file, block, closer);
		return;
	}
}

void fp_unclosed_report(struct fp_sink *sink, const struct fp_lines *file,
                        const struct fp_unclosed *block)
{
	struct closer closer;
	if (!find_line(&closer, file, block)) {
		if (block->contained)
			return;
		find_value_end(&closer, file, block);
	}
	block->layer->len = closer.text_end;
	fix(found(sink, &block->opening, &closer), file, block, &closer);
}

/* The fence of another block, with a word behind it, in the block's text. false: there is none. */
static bool find_next(struct closer *out, const struct fp_lines *file,
                      const struct fp_unclosed *block)
{
	for (out->line = block->first; out->line < block->last; out->line++) {
		out->run = fp_fence_run(file, out->line);
		if (out->run.mark == block->opening.mark &&
		    run_len(&out->run) >= run_len(&block->opening) &&
		    fp_fence_opens(file, &out->run) && out->run.end < out->run.line_end &&
		    fp_ascii_is_alpha(file->text[out->run.end]))
			return true;
	}
	return false;
}

/* ```json, and no JSON behind it: it was to close this block, and not to open another like it. */
static bool has_word_behind(struct closer *out, const struct fp_lines *file,
                            const struct fp_unclosed *block)
{
	const struct fp_layer *layer = block->layer;
	const char *info = file->text + block->opening.end;
	uint32_t at = layer_at(layer, out->run.line_end),
	         len = block->opening.line_end - block->opening.end;
	while (at < layer->len && (is_blank(layer->text[at]) || layer->text[at] == '\n'))
		at++;
	if (out->run.line_end - out->run.end != len ||
	    memcmp(file->text + out->run.end, info, len) != 0 ||
	    (at < layer->len && strchr("{[\"", layer->text[at])))
		return false;
	out->slip = WORD_BEHIND;
	out->run.end = out->run.line_end;
	return true;
}

void fp_unclosed_report_next(struct fp_sink *sink, const struct fp_lines *file,
                             const struct fp_unclosed *block)
{
	struct fp_layer *layer = block->layer;
	struct closer closer = {.slip = NEXT_FENCE};
	uint32_t fence, end;
	if (!memchr(layer->text, block->opening.mark, layer->len))
		return; /* which is nearly always so */
	if (!find_next(&closer, file, block))
		return;
	fence = layer_at(layer, file->starts[closer.line]);
	end = value_end(layer->text, fence);
	if (end == fence || !strchr("}]", layer->text[end - 1]))
		return;
	while (end < fence && is_blank(layer->text[end]))
		end++;
	if (layer->text[end] != '\n')
		return;
	layer->len = closer.text_end = has_word_behind(&closer, file, block) ? fence : end + 1;
	fix(found(sink, &block->opening, &closer), file, block, &closer);
}
