/* SPDX-License-Identifier: MIT */
/*
 * Comments that suppress, beside a plain account of what they mean: what is told with them is what is
 * told without, but for what they cover, and each that covers nothing is told.
 *
 * A byte of the input is a piece of the document; the first one, the container around all of them.
 */
#include "check.h"
#include "fencepost.h"
#include "text/bytes.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum role { IGNORE, OFF, ON, BLOCK, BLANK, OTHER };
enum { MOST_NAMES = 2, MOST_PIECES = 300 };

static const struct piece {
	enum role role;
	const char *text;
	const char *names[MOST_NAMES]; /* of rules, or the first words of some; none: all */
} pieces[] = {
    {IGNORE, "<!-- fencepost-ignore -->", {NULL}},
    {IGNORE, "<!--fencepost-ignore json-missing-colon-->", {"json-missing-colon"}},
    {IGNORE, "<!-- fencepost-ignore json- -->", {"json-"}},
    {IGNORE,
     "<!-- fencepost-ignore json-missing-comma, json-duplicate-key -->",
     {"json-missing-comma", "json-duplicate-key"}},
    {OFF, "<!-- fencepost-off -->", {NULL}},
    {OFF, "<!-- fencepost-off json-missing-colon -->", {"json-missing-colon"}},
    {OFF, "<!-- fencepost-off har-, json-missing- -->", {"har-", "json-missing-"}},
    {ON, "<!-- fencepost-on -->", {NULL}},
    {BLOCK, "```json\n{\"a\" 1}\n```", {NULL}},
    {BLOCK, "~~~JSON\n[1 2]\n~~~", {NULL}},
    {BLOCK, "```har\n{\"a\" [1 2], \"a\": true}\n```", {NULL}},
    {BLOCK, "```json\n{\"a\": 1}\n```", {NULL}},
    {BLOCK, "```json\n```", {NULL}},
    {BLANK, "", {NULL}},
    {OTHER, "Text.\n", {NULL}},
    {OTHER, "```\ncode\n```", {NULL}},
    {OTHER, "<!-- another -->", {NULL}},
};

static const char *const containers[][2] = {
    {"", ""}, {"  ", "  "}, {"> ", "> "}, {"- ", "  "}, {"> 1. ", ">    "}};

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

/* A piece in its place, and whether its names (or, without names, all of it) were of use. */
struct placed {
	const struct piece *piece;
	uint32_t line;
	bool used[MOST_NAMES];
};

struct page {
	struct fp_bytes text;
	struct placed of[MOST_PIECES];
	size_t count;
};

static void put_piece(struct page *page, const struct piece *piece, const char *const *prefix,
                      uint32_t *line)
{
	const char *at = piece->text, *end;

	page->of[page->count++] = (struct placed){.piece = piece, .line = *line};
	do {
		end = strchr(at, '\n');
		end = end ? end : at + strlen(at);
		fp_bytes_text(&page->text, prefix[(*line)++ > 1]);
		fp_bytes_put(&page->text, at, (size_t)(end - at));
		fp_bytes_char(&page->text, '\n');
		at = end + 1;
	} while (*end);
}

static void put_pieces(struct page *page, const uint8_t *data, size_t size)
{
	uint32_t line = 1;

	for (size_t i = 1; i < size && page->count < MOST_PIECES; i++)
		put_piece(page, &pieces[data[i] % LENGTH(pieces)],
		          containers[data[0] % LENGTH(containers)], &line);
}

static struct fencepost_document *read(const struct fencepost *handle, const struct fp_bytes *text)
{
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fencepost_document *document;

	source.bytes = text->data;
	source.len = text->len;
	check(fencepost_correct(&document, handle, &source, FENCEPOST_NONE) == FENCEPOST_OK);
	return document;
}

/* Whether a comment names the rule; where it does, that is of use to it. */
static bool names(struct placed *comment, const char *rule)
{
	const char *const *names = comment->piece->names;
	bool found = false;

	if (!names[0])
		return comment->used[0] = true;
	for (size_t i = 0; i < MOST_NAMES && names[i]; i++) {
		size_t len = strlen(names[i]);

		if (names[i][len - 1] == '-' ? strncmp(names[i], rule, len) == 0
		                             : strcmp(names[i], rule) == 0)
			found = comment->used[i] = true;
	}
	return found;
}

/* Whether a piece stands in a stretch that is off for the rule: since the last `on`, the first counts. */
static bool is_off(struct page *page, size_t at, const char *rule)
{
	size_t from = at;

	while (from > 0 && page->of[from - 1].piece->role != ON)
		from--;
	for (; from < at; from++)
		if (page->of[from].piece->role == OFF && names(&page->of[from], rule))
			return true;
	return false;
}

/* Whether a comment before a block, with nothing but such and blank lines between, names the rule. */
static bool is_ignored(struct page *page, size_t at, const char *rule)
{
	size_t from = at;

	while (from > 0 && (page->of[from - 1].piece->role == IGNORE ||
	                    page->of[from - 1].piece->role == BLANK))
		from--;
	for (; from < at; from++)
		if (page->of[from].piece->role == IGNORE && names(&page->of[from], rule))
			return true;
	return false;
}

static size_t piece_of_block(const struct page *page, uint32_t line)
{
	size_t at = 0;

	while (at < page->count && page->of[at].line != line)
		at++;
	check(at < page->count && page->of[at].piece->role == BLOCK);
	return at;
}

/* An `on` is of use where anything is off. */
static void use_ons(struct page *page)
{
	bool off = false;

	for (size_t i = 0; i < page->count; i++) {
		if (page->of[i].piece->role == ON)
			page->of[i].used[0] = off;
		if (page->of[i].piece->role == OFF || page->of[i].piece->role == ON)
			off = page->of[i].piece->role == OFF;
	}
}

static bool is_of_use(const struct placed *comment)
{
	bool all = comment->used[0];

	for (size_t i = 1; i < MOST_NAMES && comment->piece->names[i]; i++)
		all = all && comment->used[i];
	return all;
}

static bool has_finding(const struct fencepost_document *document, const char *rule,
                        uint32_t offset)
{
	for (size_t i = 0; i < fencepost_finding_count(document); i++) {
		const struct fencepost_finding *f = fencepost_finding(document, i);

		if (strcmp(f->rule, rule) == 0 && f->span.start == offset)
			return true;
	}
	return false;
}

static bool is_told(const struct fencepost_document *document, uint32_t line)
{
	for (size_t i = 0; i < fencepost_finding_count(document); i++) {
		const struct fencepost_finding *f = fencepost_finding(document, i);

		if (strcmp(f->rule, "unused-ignore") == 0 && f->start.line == line)
			return true;
	}
	return false;
}

/* `plain` is the same document with other words in the places of the comments. */
static void compare(struct page *page, const struct fencepost_document *document,
                    const struct fencepost_document *plain)
{
	for (size_t i = 0; i < fencepost_finding_count(plain); i++) {
		const struct fencepost_finding *f = fencepost_finding(plain, i);

		check(f->block);
		size_t at = piece_of_block(page, f->block->line);
		bool off = is_off(page, at, f->rule), ignored = is_ignored(page, at, f->rule);

		check(has_finding(document, f->rule, f->span.start) == !(off || ignored));
	}
	use_ons(page);
	for (size_t i = 0; i < page->count; i++)
		if (page->of[i].piece->role <= ON)
			check(is_told(document, page->of[i].line) != is_of_use(&page->of[i]));
}

struct input {
	struct fp_arena *arena;
	const uint8_t *data;
	size_t size;
};

static void check_comments(void *argument)
{
	static const char mark[] = "fencepost-";
	const struct input *in = argument;
	struct page *page = fp_arena_zero(in->arena, 1, sizeof(*page));
	struct fencepost_document *document, *plain;
	struct fencepost *handle;

	page->text = FP_BYTES(in->arena);
	put_pieces(page, in->data, in->size);
	check(fencepost_new(&handle, NULL, NULL, 0) == FENCEPOST_OK);
	document = read(handle, &page->text);
	for (size_t at = 0; at + sizeof(mark) <= page->text.len; at++)
		if (memcmp(page->text.data + at, mark, sizeof(mark) - 1) == 0)
			page->text.data[at] = 'F';
	plain = read(handle, &page->text);
	compare(page, document, plain);
	fencepost_document_free(plain);
	fencepost_document_free(document);
	fencepost_free(handle);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = {fp_arena_new(NULL, 0), data, size};

	check(in.arena && fp_arena_try(in.arena, check_comments, &in) == FENCEPOST_OK);
	fp_arena_free(in.arena);
	return 0;
}
