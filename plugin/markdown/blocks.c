/* SPDX-License-Identifier: MIT */
/*
 * The bytes of a document → its har and json fences, each with its layer (CommonMark 0.31 §4.5).
 *
 * The fact that makes it work: cmark alone decides what a block is. We give it the text, walk the
 * blocks of its tree, and go back to the bytes by line number.
 */
#include "markdown/blocks.h"

#include "markdown/container.h"
#include "markdown/source.h"
#include "markdown/stray.h"
#include "markdown/unclosed.h"

#include <cmark.h>
#include <string.h>

/* Whether the document is CommonMark, as far as anyone has asked. */
enum dialect { UNASKED, COMMONMARK, FOREIGN };

/* One document on its way through. */
struct reading {
	struct fp_sink *sink;
	const struct fp_lines *file;
	const struct fp_languages *languages;
	const char *read; /* what cmark is given for the file */
	uint32_t skipped; /* lines of front matter, which it is not given */
	cmark_node *root;
	cmark_node *carrier; /* the last block that ends with fencepost-ignore … */
	size_t
	    first_comment; /* … and the first of those comments that nothing parts from its end */
	bool has_comments;
	uint32_t stop;  /* cmark is given the text up to here … */
	bool unsettled; /* … and what follows matters after all */
	enum dialect dialect;
	struct fp_fences *out;
};

/*
 * cmark's memory. Its allocator has no argument of its own, so the arena is found through `lender`,
 * which is set for the one call. Each piece has its size in front: realloc is not told the old one.
 * Nothing is freed but the arena, whole; where memory ends, it jumps out of cmark.
 */
static _Thread_local struct fp_arena *lender;

static void *lend(size_t count, size_t size)
{
	if (size > 0 && count > (SIZE_MAX - sizeof(size_t)) / size)
		fp_arena_fail(lender);
	size_t *piece = fp_arena_zero(lender, 1, sizeof(size_t) + count * size);
	*piece = count * size;
	return piece + 1;
}

static void *lend_again(void *old, size_t size)
{
	size_t *piece = old ? (size_t *)old - 1 : NULL;
	size_t old_size = piece ? sizeof(size_t) + *piece : 0;
	piece = fp_arena_grow(lender, piece, old_size, sizeof(size_t) + size);
	*piece = size;
	return piece + 1;
}

static void keep(void *piece)
{
	(void)piece;
}

static cmark_node *parse(struct fp_arena *arena, const char *text, size_t len)
{
	static const cmark_mem memory = {lend, lend_again, keep}; /* which cmark only reads */
	lender = arena;
	cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, (cmark_mem *)&memory);
	cmark_parser_feed(parser, text, len);
	cmark_node *root = cmark_parser_finish(parser);
	lender = NULL;
	return root;
}

/* The next block in document order; NULL after the last. Goes into containers only, not into text. */
static cmark_node *next_block(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	bool container = type == CMARK_NODE_DOCUMENT || type == CMARK_NODE_BLOCK_QUOTE ||
	                 type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM;
	cmark_node *next = container ? cmark_node_first_child(node) : NULL;
	while (!next && node) {
		next = cmark_node_next(node);
		node = cmark_node_parent(node);
	}
	return next;
}

static struct fp_fence *new_fence(struct reading *r)
{
	struct fp_fences *fences = r->out;
	if (fences->count == fences->room) {
		size_t room = fences->room ? 2 * fences->room : 4;
		fences->of =
		    fp_arena_grow(r->sink->arena, fences->of, fences->room * sizeof(*fences->of),
		                  room * sizeof(*fences->of));
		fences->room = room;
	}
	return &fences->of[fences->count++];
}

static uint32_t count_lines(const char *text, size_t len)
{
	uint32_t count = 0;
	const char *end = text + len;
	for (const char *at = text; at < end && (at = memchr(at, '\n', (size_t)(end - at))); at++)
		count++;
	return count;
}

static uint32_t line_of(const struct reading *r, cmark_node *node)
{
	return r->skipped + (uint32_t)cmark_node_get_start_line(node) - 1;
}

/* Where a block begins in its first line, after the prefix of its containers. */
static uint32_t start_of(const struct reading *r, cmark_node *node)
{
	return r->file->starts[line_of(r, node)] + (uint32_t)cmark_node_get_start_column(node) - 1;
}

/*
 * Whether a code block is indented, not fenced: it has no info string, and its text begins with its
 * first line. (The text of a fenced one may too, but then that line has an info string or closes it.)
 */
static bool is_indented(const struct reading *r, cmark_node *node)
{
	uint32_t start = start_of(r, node);
	uint32_t end = fp_lines_span(r->file, line_of(r, node)).end;
	const char *literal = cmark_node_get_literal(node);
	return *cmark_node_get_fence_info(node) == '\0' && start < end &&
	       strncmp(literal, r->read + start, end - start) == 0 && literal[end - start] == '\n';
}

/* The lines of a block, [first, last), without that of a closing fence. */
struct extent {
	uint32_t first, last;
};

static struct extent extent_of(const struct reading *r, cmark_node *node)
{
	struct extent e = {.first = line_of(r, node)};
	const char *literal = cmark_node_get_literal(node);
	e.last = r->skipped + (uint32_t)cmark_node_get_end_line(node);
	if (literal)
		e.last = e.first + count_lines(literal, strlen(literal));
	if (cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK && !is_indented(r, node))
		e.last++;
	return e;
}

/* Whether a code block begins in that line, which is the first one after `node`. */
static bool code_begins(const struct reading *r, cmark_node *node, uint32_t line)
{
	while ((node = next_block(node)) && line_of(r, node) == line)
		if (cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK)
			return true;
	return false;
}

/*
 * The line after a block's text closes it if it looks so. If it stands outside the block's
 * container it looks so too, but then it begins a block of its own.
 */
static bool is_closed(const struct reading *r, cmark_node *node, uint32_t line,
                      const struct fp_run *opening)
{
	if (line >= r->file->count || r->file->starts[line] >= r->stop)
		return false;
	struct fp_run run = fp_fence_run(r->file, line);
	return fp_fence_closes(r->file, &run, opening) && !code_begins(r, node, line);
}

static void read_fence(struct reading *r, cmark_node *node, const struct fp_language *language)
{
	const char *literal = cmark_node_get_literal(node);
	struct extent lines = extent_of(r, node);
	struct fp_fence *fence = new_fence(r);
	*fence = (struct fp_fence){.kind = (enum fp_language_kind)language->kind,
	                           .line = lines.first,
	                           .first = lines.first + 1,
	                           .last = lines.last};
	fence->layer = fp_container_layer(r->sink->arena, r->file, r->read, fence->line, literal,
	                                  (uint32_t)strlen(literal), &fence->bad_line);
	struct fp_run opening = fp_fence_opening(r->file, fence->line);
	fence->closed = is_closed(r, node, fence->last, &opening);
	cmark_node_type around = cmark_node_get_type(cmark_node_parent(node));
	struct fp_unclosed unclosed = {opening, fence->first, fence->last,
	                               around != CMARK_NODE_DOCUMENT, fence->layer};
	if (fence->closed)
		fp_unclosed_report_next(r->sink, r->file, &unclosed);
	else if (r->stop < r->file->len)
		r->unsettled = true;
	else
		fp_unclosed_report(r->sink, r->file, &unclosed);
}

static bool begins_foreign(const struct reading *r, cmark_node *node)
{
	static const char *const words[] = {"import ", "export ", "::"};
	struct fencepost_span span = fp_lines_span(r->file, line_of(r, node));
	span.start += (uint32_t)cmark_node_get_start_column(node) - 1;
	const char *at = r->file->text + span.start;
	uint32_t len = span.start < span.end ? span.end - span.start : 0;
	if (len > 1 && at[0] == '<' && at[1] >= 'A' && at[1] <= 'Z')
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t word_len = strlen(words[i]);
		if (len > word_len && memcmp(at, words[i], word_len) == 0 && at[word_len] != ':')
			return true;
	}
	return false;
}

/*
 * Whether the document has components or modules (MDX: `<Tabs>`, `import`; MDC: `::tabs`). Its
 * builder then has no indented code, and reads Markdown between tags.
 */
static bool is_foreign(struct reading *r)
{
	for (cmark_node *node = r->root; node && r->dialect == UNASKED; node = next_block(node)) {
		cmark_node_type type = cmark_node_get_type(node);
		if ((type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HTML_BLOCK) &&
		    begins_foreign(r, node))
			r->dialect = FOREIGN;
	}
	if (r->dialect == UNASKED)
		r->dialect = COMMONMARK;
	return r->dialect == FOREIGN;
}

/* A block that is no fenced one, for the fences that it may have been meant to hold. */
static void read_other(struct reading *r, cmark_node *node, bool html)
{
	if (!html && !is_indented(r, node))
		return;
	struct extent lines = extent_of(r, node);
	struct fp_stray block = {r->languages, lines.first, lines.last, start_of(r, node), html};
	if (fp_stray_next(r->file, &block, block.first) == block.last)
		return;
	if (r->stop < r->file->len)
		r->unsettled = true;
	else if (!is_foreign(r))
		fp_stray_report(r->sink, r->file, &block);
}

static void read_code(struct reading *r, cmark_node *node)
{
	const char *info = cmark_node_get_fence_info(node);
	const struct fp_language *language = fp_fence_language(r->languages, info, strlen(info));
	if (language)
		read_fence(r, node, language);
	else if (*info == '\0')
		read_other(r, node, false);
}

/* Gives a block to the comments that stand just before it, in the same container. */
static void cover(struct reading *r, cmark_node *node)
{
	if (!r->carrier || cmark_node_previous(node) != r->carrier)
		return;
	struct extent lines = extent_of(r, node);
	struct fencepost_span covers = {r->file->starts[lines.first], r->file->starts[lines.last]};
	for (size_t i = r->first_comment; i < r->out->comments.count; i++)
		r->out->comments.of[i].covers = covers;
}

/* Reads the comments of a block of text or HTML; true where it holds nothing but fencepost-ignore. */
static bool read_comments(struct reading *r, cmark_node *node)
{
	struct extent lines = extent_of(r, node);
	struct fp_comments *comments = &r->out->comments;
	uint32_t taken;
	size_t trailing = fp_comment_read(comments, r->sink->arena, r->file, lines.first,
	                                  lines.last, start_of(r, node), &taken);
	bool nothing_else = trailing > 0 && taken == lines.last - lines.first;
	if (!nothing_else && cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK)
		cover(r, node);
	if (!nothing_else || !r->carrier || cmark_node_previous(node) != r->carrier)
		r->first_comment = comments->count - trailing;
	r->carrier = trailing > 0 ? node : NULL;
	return nothing_else;
}

static void read_block(struct reading *r, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	bool html = type == CMARK_NODE_HTML_BLOCK;
	if (r->has_comments && (html || type == CMARK_NODE_PARAGRAPH) && read_comments(r, node))
		return;
	if (html)
		read_other(r, node, true);
	if (type != CMARK_NODE_CODE_BLOCK)
		return;
	cover(r, node);
	read_code(r, node);
}

/* Reads the text from the front matter to `stop`. */
static void read_up_to(struct reading *r, uint32_t stop)
{
	uint32_t start = r->skipped > 0 ? r->file->starts[r->skipped] : 0;
	if (stop < start)
		return;
	struct fp_arena *arena = fp_arena_child(r->sink->arena);
	r->stop = stop;
	r->unsettled = false;
	r->out->count = 0;
	r->read = fp_source_disarm(arena, r->file, start);
	r->root = parse(arena, r->read + start, stop - start);
	for (cmark_node *node = r->root; node; node = next_block(node))
		read_block(r, node);
	fp_arena_free(arena);
}

bool fp_blocks_possible(const char *text, uint32_t len, const struct fp_languages *languages)
{
	return fp_source_possible(text, len, languages) || fp_comment_possible(text, len);
}

/*
 * What follows the line that closes the last block of ours changes nothing before it, so cmark is
 * spared it. Only where that line turns out not to close it, or something looks like a fence and is
 * none, all is read.
 */
void fp_blocks_find(struct fp_fences *out, struct fp_sink *sink, const struct fp_lines *file,
                    const struct fp_languages *languages, bool front_matter)
{
	*out = (struct fp_fences){.of = NULL};
	struct reading r = {.sink = sink, .file = file, .languages = languages, .out = out};
	r.has_comments = fp_comment_possible(file->text, file->len);
	const char *last = fp_source_last(file->text, file->len, languages);
	if (!last && !r.has_comments)
		return;
	r.skipped = front_matter ? fp_source_front_matter(file) : 0;
	if (r.has_comments)
		read_up_to(&r, file->len);
	else
		read_up_to(&r, fp_source_stop(file, (uint32_t)(last - file->text)));
	if (r.unsettled)
		read_up_to(&r, file->len);
}
