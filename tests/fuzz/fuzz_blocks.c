/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a document: its blocks are those that cmark finds in all of it, each fits the file, and
 * text put into a block reads back as just that.
 *
 * The input's last four bytes choose the block, the place in it and the text.
 */
#include "markdown/blocks.h"
#include "markdown/source.h"
#include "text/utf8.h"

#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct fp_language languages[] = {
    {"har", FP_LANGUAGE_HAR},
    {"json", FP_LANGUAGE_JSON},
    {"j", FP_LANGUAGE_JSON},
};

struct page {
	struct fp_levels levels;
	struct fp_lines lines;
	struct fp_sink sink;
	struct fp_fences fences;
};

static void read_page(struct page *p, struct fp_arena *arena, const char *text, size_t len)
{
	struct fp_languages known = {languages, sizeof(languages) / sizeof(*languages)};
	fp_levels_init(&p->levels);
	fp_lines_find(&p->lines, arena, text, (uint32_t)len);
	fp_sink_init(&p->sink, arena, &p->lines, &p->levels);
	fp_blocks_find(&p->fences, &p->sink, &p->lines, &known, true);
}

static void expect(bool holds, const char *what, const struct page *p)
{
	if (holds)
		return;
	fprintf(stderr, "%s:\n%.*s\n", what, (int)p->lines.len, p->lines.text);
	abort();
}

static void expect_layer(const struct page *p, const struct fp_layer *layer)
{
	expect(layer->fixable, "a line of cmark is no line of the file", p);
	for (uint32_t at = 0; at < layer->len; at++)
		expect(layer->pos[at] <= layer->pos[at + 1], "places go back", p);
	expect(layer->pos[layer->len] <= p->lines.len, "a place is not in the file", p);
}

/* Whether a line of the text might be taken for a closing fence. */
static bool may_close(struct fp_arena *arena, const char *text, size_t len)
{
	struct fp_lines lines;
	fp_lines_find(&lines, arena, text, (uint32_t)len);
	for (uint32_t line = 0; line < lines.count; line++) {
		struct fp_run run = fp_fence_run(&lines, line);
		if (run.mark != '\0' && fp_fence_is_bare(&lines, &run))
			return true;
	}
	return false;
}

/* Whether a container cuts a tab before the text at this place, or before the fence. */
static bool by_cut_tab(const struct page *p, const struct fp_fence *fence, uint32_t at)
{
	const struct fp_layer *layer = fence->layer;
	uint32_t start = p->lines.starts[fence->line];
	struct fp_run opening = fp_fence_opening(&p->lines, fence->line);
	if (memchr(p->lines.text + start, '\t', opening.start - start))
		return true;
	return at < layer->len && layer->text[at] == ' ' && p->lines.text[layer->pos[at]] == '\t';
}

static bool has_unclosed(const struct page *p)
{
	for (size_t i = 0; i < p->sink.count; i++)
		if (p->sink.found[i]->rule == FP_FENCE_UNCLOSED)
			return true;
	return false;
}

static void insert(const struct page *p, struct fp_arena *arena, size_t index, uint32_t at,
                   const char *put)
{
	const struct fp_fence *fence = &p->fences.of[index];
	const struct fp_layer *layer = fence->layer;
	struct fp_bytes text = FP_BYTES(arena);
	fp_bytes_put(&text, layer->text, at);
	fp_bytes_text(&text, put);
	fp_bytes_put(&text, layer->text + at, layer->len - at);
	if (text.data[text.len - 1] != '\n')
		fp_bytes_char(&text, '\n');
	if (!fp_layer_boundary(layer, at) || by_cut_tab(p, fence, at) ||
	    may_close(arena, text.data, text.len))
		return;

	struct fp_bytes file = FP_BYTES(arena);
	fp_bytes_put(&file, p->lines.text, layer->pos[at]);
	fp_layer_spell(&file, layer, (struct fp_range){at, at}, put, strlen(put));
	fp_bytes_put(&file, p->lines.text + layer->pos[at], p->lines.len - layer->pos[at]);
	struct page again;
	read_page(&again, arena, file.data, file.len);
	if (fp_source_front_matter(&again.lines) != fp_source_front_matter(&p->lines))
		return; /* the text ends what was none */
	expect(again.fences.count == p->fences.count, "blocks come or go", &again);
	if (has_unclosed(&again))
		return; /* the text stands behind a fence now, which seems to be another block's */
	const struct fp_layer *found = again.fences.of[index].layer;
	if (found->len == text.len && memcmp(found->text, text.data, text.len) == 0)
		return;
	fprintf(stderr,
	        "block %zu, \"%s\" put in at %u of \"%.*s\", found \"%.*s\"\nbefore:\n%.*s\n",
	        index, put, at, (int)layer->len, layer->text, (int)found->len, found->text,
	        (int)p->lines.len, p->lines.text);
	expect(false, "text does not read back", &again);
}

/* A comment at the end has the whole document read, not only the part up to the last block. */
static void read_whole(const struct page *p, struct fp_arena *arena)
{
	const struct fp_lines *lines = &p->lines;
	struct fp_bytes file = FP_BYTES(arena);
	fp_bytes_put(&file, lines->text, lines->len);
	if (lines->count > 0 && fp_lines_span(lines, lines->count - 1).end == lines->len)
		fp_bytes_char(&file, '\n');
	fp_bytes_text(&file, "<!-- fencepost-whole -->\n");
	struct page whole;
	read_page(&whole, arena, file.data, file.len);
	expect(whole.fences.count == p->fences.count, "a part has other blocks than the whole", p);
	for (size_t i = 0; i < p->fences.count; i++) {
		const struct fp_layer *one = p->fences.of[i].layer;
		const struct fp_layer *other = whole.fences.of[i].layer;
		expect(one->len == other->len && memcmp(one->text, other->text, one->len) == 0 &&
		           p->fences.of[i].line == whole.fences.of[i].line,
		       "a block of a part differs", p);
	}
	expect(p->sink.count == whole.sink.count, "a part has other findings", p);
}

/* Whether a text is what cmark says, which was given a control character for what is no UTF-8. */
static bool is_read_as(const struct fp_layer *layer, const char *literal)
{
	bool same = layer->len == strlen(literal);
	for (uint32_t at = 0; same && at < layer->len; at++)
		same = layer->text[at] == literal[at] ||
		       (literal[at] == '\x1a' && (unsigned char)layer->text[at] >= 0x80);
	return same;
}

/* Whether a block is what cmark says; of one that nothing closes, the text was cut. */
static void expect_block(const struct page *p, size_t index, cmark_node *node, uint32_t skipped)
{
	const char *literal = cmark_node_get_literal(node);
	expect(index < p->fences.count, "a block of cmark is none of ours", p);
	const struct fp_fence *fence = &p->fences.of[index];
	expect(fence->line == skipped + (uint32_t)cmark_node_get_start_line(node) - 1,
	       "a block begins elsewhere", p);
	if (has_unclosed(p))
		return;
	const struct fp_layer *layer = fence->layer;
	expect(is_read_as(layer, literal), "a block has another text", p);
	for (uint32_t at = 0; at < layer->len; at++) {
		char here = p->lines.text[layer->pos[at]];
		expect(layer->text[at] == here || (layer->text[at] == '\n' && here == '\r') ||
		           (layer->text[at] == ' ' && here == '\t') || here == '\0' ||
		           layer->pos[at] == p->lines.len || layer->pos[at] == layer->pos[at + 1],
		       "a place is that of another byte", p);
	}
}

/*
 * A copy with a control character for each byte that is no UTF-8: at one in a comment, cmark goes past
 * the end of it.
 */
static const char *without_bad_bytes(struct fp_arena *arena, const char *text, size_t len)
{
	char *copy = fp_arena_copy(arena, text, len);
	size_t at = 0;
	while ((at += fp_utf8_valid(copy + at, len - at)) < len)
		copy[at++] = '\x1a';
	return copy;
}

/* cmark reads all of the document with its own memory; only front matter is left out. */
static void expect_blocks_of_cmark(const struct page *p, struct fp_arena *arena)
{
	struct fp_languages known = {languages, sizeof(languages) / sizeof(*languages)};
	uint32_t skipped = fp_source_front_matter(&p->lines);
	uint32_t start = skipped > 0 ? p->lines.starts[skipped] : 0;
	const char *text = p->lines.text + start;
	size_t len = p->lines.len - start, index = 0;
	if (skipped > 0 && len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		return; /* no byte-order mark, but cmark cannot know that */
	text = without_bad_bytes(arena, text, len);
	cmark_node *root = cmark_parse_document(text, len, CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(root);
	for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
		cmark_node *node = cmark_iter_get_node(iter);
		if (event != CMARK_EVENT_ENTER ||
		    cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK)
			continue;
		const char *info = cmark_node_get_fence_info(node);
		if (fp_fence_language(&known, info, strlen(info)))
			expect_block(p, index++, node, skipped);
	}
	expect(index == p->fences.count, "a block of ours is none of cmark", p);
	cmark_iter_free(iter);
	cmark_node_free(root);
}

struct input {
	struct fp_arena *arena;
	const uint8_t *data;
	size_t len;
};

static void check(void *argument)
{
	static const char *const puts[] = {"x",     " x",  "\n",     "x\n",
	                                   "\n  x", "\tx", "x\n\nx", "\n\tx"};
	enum { PUTS = sizeof(puts) / sizeof(*puts), CHOICE = 4 };
	const struct input *in = argument;
	const uint8_t *choice = in->data + in->len - CHOICE;
	struct page p;
	read_page(&p, in->arena, (const char *)in->data, in->len - CHOICE);
	for (size_t i = 0; i < p.fences.count; i++)
		expect_layer(&p, p.fences.of[i].layer);
	expect_blocks_of_cmark(&p, in->arena);
	if (!has_unclosed(&p))
		read_whole(&p, in->arena);
	if (p.fences.count > 0 && !has_unclosed(&p)) {
		size_t index = choice[0] % p.fences.count;
		uint32_t len = p.fences.of[index].layer->len;
		uint32_t at = (uint32_t)(choice[1] << 8 | choice[2]) % (len + 1);
		insert(&p, in->arena, index, at, puts[choice[3] % PUTS]);
	}
	fp_comment_apply(&p.sink, &p.fences.comments);
	fp_sink_finish(&p.sink, 1, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	if (len < 4)
		return 0;
	struct input in = {fp_arena_new(NULL, 0), data, len};
	fp_arena_try(in.arena, check, &in);
	fp_arena_free(in.arena);
	return 0;
}
