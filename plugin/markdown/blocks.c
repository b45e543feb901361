/* SPDX-License-Identifier: MIT */
/*
 * The bytes of a document → its har and json fences, each with its layer (CommonMark 0.31 §4.5).
 *
 * The fact that makes it work: cmark alone decides what a block is. We give it the text, walk the
 * blocks of its tree, and go back to the bytes by line number. Nothing here reads Markdown itself but
 * for the front matter, which cmark does not know.
 */
#include "markdown/blocks.h"

#include "markdown/container.h"
#include "markdown/stray.h"
#include "markdown/unclosed.h"

#include <cmark.h>
#include <string.h>

/* One document on its way through. */
struct reading {
	struct fp_sink *sink;
	const struct fp_lines *file;
	const struct fp_languages *languages;
	const char *read; /* what cmark is given for the file: as long, but see `disarm` */
	uint32_t skipped; /* lines of front matter, which cmark is not given */
	cmark_node *root;
	struct fp_fences *out;
	size_t room;
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
	static cmark_mem memory = {lend, lend_again, keep};
	lender = arena;
	cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory);
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
	if (fences->count == r->room) {
		size_t room = r->room ? 2 * r->room : 4;
		fences->of =
		    fp_arena_grow(r->sink->arena, fences->of, r->room * sizeof(*fences->of),
		                  room * sizeof(*fences->of));
		r->room = room;
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
	struct fp_run run = fp_fence_run(r->file, line);
	return fp_fence_closes(r->file, &run, opening) && !code_begins(r, node, line);
}

static void read_fence(struct reading *r, cmark_node *node, const struct fp_language *language)
{
	const char *literal = cmark_node_get_literal(node);
	uint32_t len = (uint32_t)strlen(literal);
	struct fp_fence *fence = new_fence(r);
	fence->kind = (enum fp_language_kind)language->kind;
	fence->line = line_of(r, node);
	fence->first = fence->line + 1;
	fence->last = fence->first + count_lines(literal, len);
	fence->bad_line = 0;
	fence->layer = fp_container_layer(r->sink->arena, r->file, r->read, fence->line, literal,
	                                  len, &fence->bad_line);
	struct fp_run opening = fp_fence_opening(r->file, fence->line);
	if (is_closed(r, node, fence->last, &opening))
		return;
	cmark_node_type around = cmark_node_get_type(cmark_node_parent(node));
	struct fp_unclosed unclosed = {opening, fence->first, fence->last,
	                               around != CMARK_NODE_DOCUMENT, fence->layer};
	fp_unclosed_report(r->sink, r->file, &unclosed);
}

/* Whether a block without an info string is indented code: its text begins in its first line. */
static bool is_indented(const struct reading *r, const char *literal, uint32_t line, uint32_t start)
{
	uint32_t end = fp_lines_span(r->file, line).end;
	return start < end && strncmp(literal, r->read + start, end - start) == 0;
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
static bool is_foreign(const struct reading *r, cmark_node *root)
{
	for (cmark_node *node = root; node; node = next_block(node)) {
		cmark_node_type type = cmark_node_get_type(node);
		if ((type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HTML_BLOCK) &&
		    begins_foreign(r, node))
			return true;
	}
	return false;
}

/* A block that is no fenced one, for the fences that it may have been meant to hold. */
static void read_other(struct reading *r, cmark_node *node, bool html)
{
	const char *literal = cmark_node_get_literal(node);
	uint32_t line = line_of(r, node);
	uint32_t text = r->file->starts[line] + (uint32_t)cmark_node_get_start_column(node) - 1;
	if (!html && !is_indented(r, literal, line, text))
		return;
	struct fp_stray block = {r->languages, line, line + count_lines(literal, strlen(literal)),
	                         text, html};
	if (fp_stray_next(r->file, &block, block.first) < block.last && !is_foreign(r, r->root))
		fp_stray_report(r->sink, r->file, &block);
}

static void read_block(struct reading *r, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	if (type == CMARK_NODE_HTML_BLOCK)
		read_other(r, node, true);
	if (type != CMARK_NODE_CODE_BLOCK)
		return;
	const char *info = cmark_node_get_fence_info(node);
	const struct fp_language *language = fp_fence_language(r->languages, info, strlen(info));
	if (language)
		read_fence(r, node, language);
	else if (*info == '\0')
		read_other(r, node, false);
}

/* Whether what follows a run of fence characters may be an info string of ours. */
static bool may_open(const char *at, const char *end, const struct fp_languages *languages)
{
	const char *line_end = at;
	bool decoded = false; /* cmark resolves escapes and entities, so the word may be another */
	while (line_end < end && *line_end != '\n' && *line_end != '\r') {
		decoded = decoded || *line_end == '&' || *line_end == '\\';
		line_end++;
	}
	return decoded || fp_fence_language(languages, at, (size_t)(line_end - at));
}

static bool may_hold(const char *text, uint32_t len, char mark,
                     const struct fp_languages *languages)
{
	const char *end = text + len;
	for (const char *at = text; (at = memchr(at, mark, (size_t)(end - at)));) {
		const char *run = at;
		while (at < end && *at == mark)
			at++;
		if (at - run >= 3 && may_open(at, end, languages))
			return true;
	}
	return false;
}

bool fp_blocks_possible(const char *text, uint32_t len, const struct fp_languages *languages)
{
	return may_hold(text, len, '`', languages) || may_hold(text, len, '~', languages);
}

/* Whether a line holds exactly this mark, blanks after it aside. */
static bool is_mark(const struct fp_lines *file, uint32_t line, uint32_t from, const char *mark)
{
	struct fencepost_span span = fp_lines_span(file, line);
	size_t len = strlen(mark);
	if (span.end - span.start < from + len)
		return false;
	const char *at = file->text + span.start + from;
	const char *end = file->text + span.end;
	while (end > at && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	return (size_t)(end - at) == len && memcmp(at, mark, len) == 0;
}

/* How many lines of YAML (`---` to `---` or `...`) or TOML (`+++`) a file begins with; 0: none. */
static uint32_t front_matter_lines(const struct fp_lines *file)
{
	bool bom = file->len >= 3 && memcmp(file->text, "\xef\xbb\xbf", 3) == 0;
	bool yaml = is_mark(file, 0, bom ? 3 : 0, "---");
	if (!yaml && !is_mark(file, 0, bom ? 3 : 0, "+++"))
		return 0;
	for (uint32_t line = 1; line < file->count; line++)
		if (yaml ? is_mark(file, line, 0, "---") || is_mark(file, line, 0, "...")
		         : is_mark(file, line, 0, "+++"))
			return line + 1;
	return 0;
}

/*
 * cmark takes quadratic time for links in the text of images: 400 KB of `![[]()` six seconds. Here
 * nobody needs images, so `![` reads `.[`, which leaves all blocks as they are: outside of
 * `<![CDATA[` no block depends on a `!`. (That one stays for its first hundred times: after so many
 * it is an attack as well.) The copy lives in the arena; without images there is none.
 */
static const char *disarm(struct fp_arena *arena, const struct fp_lines *file)
{
	static const char cdata[] = "<![CDATA[";
	enum { CDATA_LEN = sizeof(cdata) - 1, MOST_CDATA = 100 };
	const char *end = file->text + file->len;
	char *copy = NULL;
	int kept = 0;
	for (const char *at = file->text; (at = memchr(at, '!', (size_t)(end - at))); at++) {
		if (end - at < 2 || at[1] != '[')
			continue;
		bool is_cdata = at > file->text && end - at >= CDATA_LEN - 1 &&
		                memcmp(at - 1, cdata, CDATA_LEN) == 0;
		if (is_cdata && kept++ < MOST_CDATA)
			continue;
		if (!copy)
			copy = fp_arena_copy(arena, file->text, file->len);
		copy[at - file->text] = '.';
	}
	return copy ? copy : file->text;
}

void fp_blocks_find(struct fp_fences *out, struct fp_sink *sink, const struct fp_lines *file,
                    const struct fp_languages *languages, bool front_matter)
{
	*out = (struct fp_fences){NULL, 0};
	if (!fp_blocks_possible(file->text, file->len, languages))
		return;
	struct reading r = {.sink = sink, .file = file, .languages = languages, .out = out};
	r.skipped = front_matter ? front_matter_lines(file) : 0;
	uint32_t start = r.skipped > 0 ? file->starts[r.skipped] : 0;
	struct fp_arena *arena = fp_arena_child(sink->arena);
	r.read = disarm(arena, file);
	r.root = parse(arena, r.read + start, file->len - start);
	for (cmark_node *node = r.root; node; node = next_block(node))
		read_block(&r, node);
	fp_arena_free(arena);
}
