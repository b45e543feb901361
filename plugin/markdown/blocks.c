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

#include <cmark.h>
#include <string.h>

/* One document on its way through. */
struct reading {
	struct fp_sink *sink;
	const struct fp_lines *file;
	const struct fp_languages *languages;
	uint32_t skipped; /* lines of front matter, which cmark is not given */
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

static bool ends_word(char c)
{
	return c == '\0' || strchr(" \t\n\r{},:", c) != NULL;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_word(const char *word, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (lower(text[i]) !=
		    word[i]) /* also where the word ends first: text holds no NUL */
			return false;
	return word[len] == '\0';
}

/* The language that an info string names, or NULL: `json`, `JSON title="x"`, `{.json}`, `json{1,3}`. */
static const struct fp_language *language_of(const struct fp_languages *languages, const char *info)
{
	info += strspn(info, " \t");
	if (*info == '{') {
		const char *dot = info + 1 + strspn(info + 1, " \t");
		if (*dot == '.')
			info = dot + 1;
	}
	size_t len = 0;
	while (!ends_word(info[len]))
		len++;
	for (size_t i = 0; i < languages->count; i++)
		if (same_word(languages->of[i].word, info, len))
			return &languages->of[i];
	return NULL;
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

static void read_block(struct reading *r, cmark_node *node)
{
	if (cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK)
		return;
	const struct fp_language *language =
	    language_of(r->languages, cmark_node_get_fence_info(node));
	if (!language)
		return;
	const char *literal = cmark_node_get_literal(node);
	uint32_t len = (uint32_t)strlen(literal);
	struct fp_fence *fence = new_fence(r);
	fence->kind = (enum fp_language_kind)language->kind;
	fence->line = r->skipped + (uint32_t)cmark_node_get_start_line(node) - 1;
	fence->first = fence->line + 1;
	fence->last = fence->first + count_lines(literal, len);
	fence->bad_line = 0;
	fence->layer = fp_container_layer(r->sink->arena, r->file, r->file->text, fence->line,
	                                  literal, len, &fence->bad_line);
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

void fp_blocks_find(struct fp_fences *out, struct fp_sink *sink, const struct fp_lines *file,
                    const struct fp_languages *languages, bool front_matter)
{
	*out = (struct fp_fences){NULL, 0};
	struct reading r = {.sink = sink, .file = file, .languages = languages, .out = out};
	r.skipped = front_matter ? front_matter_lines(file) : 0;
	uint32_t start = r.skipped > 0 ? file->starts[r.skipped] : 0;
	struct fp_arena *arena = fp_arena_child(sink->arena);
	cmark_node *node = parse(arena, file->text + start, file->len - start);
	while ((node = next_block(node)))
		read_block(&r, node);
	fp_arena_free(arena);
}
