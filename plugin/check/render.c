/* SPDX-License-Identifier: MIT */
/*
 * Commands → fenced blocks. Each line of one has the prefix that a line of the har block has, so it
 * stands in the same quotation and list item; it follows the closing fence at once, for a blank line would
 * make a tight list a loose one.
 */
#include "check/render.h"

#include "har/curl.h"
#include "markdown/container.h"

#include <string.h>

/* The commands of one block; empty where it has none that could be shown. */
static struct fp_bytes commands_of(struct fp_arena *arena, const struct fp_document *document,
                                   const struct fencepost_block *block, size_t *at, bool broken,
                                   const struct fp_settings *settings)
{
	struct fp_bytes commands = FP_BYTES(arena);

	for (; *at < document->request_count; (*at)++) {
		const struct fp_shown_request *request = &document->requests[*at];

		if (request->block != block)
			break;
		if (request->whole && !broken)
			(void)fp_curl_put(&commands, arena, &request->tree, &request->request,
			                  &settings->placeholders);
	}
	/* in Markdown it would end a line */
	if (commands.len > 0 && memchr(commands.data, '\r', commands.len))
		commands.len = 0;
	return commands;
}

/* A run of backticks that nothing in the text closes. */
static size_t fence_width(const struct fp_bytes *text)
{
	size_t longest = 2, run = 0;

	for (size_t i = 0; i < text->len; i++) {
		run = text->data[i] == '`' ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return longest + 1;
}

/* What the lines of a new block begin and end with. */
struct frame {
	struct fp_bytes prefix;
	const char *line_end;
	size_t line_end_len;
};

static void put_line(struct fp_bytes *out, const struct frame *frame, const char *text, size_t len)
{
	size_t prefix = frame->prefix.len;

	while (len == 0 && prefix > 0 && frame->prefix.data[prefix - 1] == ' ')
		prefix--;
	fp_bytes_put(out, frame->line_end, frame->line_end_len);
	fp_bytes_put(out, frame->prefix.data, prefix);
	fp_bytes_put(out, text, len);
}

/* Adds the block, each of its lines after a line end: it follows a line that has lost its own. */
static void put_block(struct fp_bytes *out, const struct frame *frame,
                      const struct fp_bytes *commands)
{
	struct fp_bytes fence = FP_BYTES(out->arena);
	size_t width = fence_width(commands);

	for (size_t i = 0; i < width; i++)
		fp_bytes_char(&fence, '`');
	fp_bytes_text(&fence, "bash");
	put_line(out, frame, fence.data, fence.len);
	for (size_t at = 0; at < commands->len;) {
		const char *line = commands->data + at;
		size_t len = (size_t)((char *)memchr(line, '\n', commands->len - at) - line);

		put_line(out, frame, line, len);
		at += len + 1;
	}
	put_line(out, frame, fence.data, width);
}

static struct frame frame_of(struct fp_arena *arena, const struct fp_lines *lines,
                             uint32_t fence_line)
{
	uint32_t end = fp_lines_span(lines, fence_line).end;
	struct frame frame = {.prefix = FP_BYTES(arena),
	                      .line_end = lines->text + end,
	                      .line_end_len = lines->starts[fence_line + 1] - end};

	fp_container_prefix(&frame.prefix, lines, fence_line);
	return frame;
}

bool fp_render_curl(struct fp_bytes *out, const struct fp_document *document,
                    const struct fp_settings *settings)
{
	const struct fp_lines *lines = &document->lines;
	const bool *broken = fp_document_broken(out->arena, document, "");
	uint32_t done = 0; /* of the text */
	size_t at = 0;     /* among the requests */

	for (size_t i = 0; i < document->block_count; i++) {
		const struct fp_fence *fence = &document->fences[i];
		struct fp_bytes commands = commands_of(out->arena, document, &document->blocks[i],
		                                       &at, broken[i], settings);
		struct frame frame;
		uint32_t end;

		if (!fence->closed || commands.len == 0)
			continue;
		frame = frame_of(out->arena, lines, fence->line);
		end = fp_lines_span(lines, fence->last).end;
		fp_bytes_put(out, lines->text + done, end - done);
		put_block(out, &frame, &commands);
		done = end;
	}
	if (done == 0)
		return false;
	fp_bytes_put(out, lines->text + done, lines->len - done);
	return true;
}
