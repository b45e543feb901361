/* SPDX-License-Identifier: MIT */
/*
 * The JSON of mdBook → chapters. A tree lists a container before what it holds, so one pass over its
 * nodes tells what each is by what its parent was; however deep chapters are nested, nothing recurs.
 */
#include "face/book.h"

#include "fencepost.h"
#include "json/pointer.h"
#include "json/scan.h"
#include "json/string.h"

#include <string.h>

/* What a node of the tree is to us. */
enum role {
	NOTHING,
	BOOK,
	ITEMS,  /* an array of items: `items`, `sections` or `sub_items` */
	ITEM,   /* {"Chapter": {…}}, or "Separator", or {"PartTitle": …} */
	CHAPTER /* the object of a chapter */
};

static bool is_named(const struct fp_tree *tree, const struct fp_node *node, const char *name)
{
	return node->name.to > 0 &&
	       fp_string_equals(tree->layer->text, node->name, name, strlen(name));
}

static enum role role_of(const struct fp_tree *tree, const struct fp_node *node, enum role parent)
{
	bool array = node->kind == FP_NODE_ARRAY, object = node->kind == FP_NODE_OBJECT;

	if (parent == BOOK && array &&
	    (is_named(tree, node, "items") || is_named(tree, node, "sections")))
		return ITEMS;
	if (parent == CHAPTER && array && is_named(tree, node, "sub_items"))
		return ITEMS;
	if (parent == ITEMS && object)
		return ITEM;
	if (parent == ITEM && object && is_named(tree, node, "Chapter"))
		return CHAPTER;
	return NOTHING;
}

/* The decoded string that a member is; NULL where there is none, or it is no string. */
static const char *text_of(struct fp_arena *arena, const struct fp_tree *tree, uint32_t object,
                           const char *name)
{
	uint32_t member = object == FP_NO_NODE ? object : fp_pointer_member(tree, object, name);
	struct fp_bytes text = FP_BYTES(arena);

	if (member == FP_NO_NODE || tree->nodes[member].kind != FP_NODE_STRING)
		return NULL;
	fp_string_decode(&text, tree->layer->text, tree->nodes[member].range);
	return fp_bytes_string(&text);
}

static uint32_t member_of(const struct fp_tree *tree, uint32_t object, const char *name)
{
	return object == FP_NO_NODE ? object : fp_pointer_member(tree, object, name);
}

/* Where the chapters of the book lie. */
struct place {
	const char *root; /* NULL: the context does not say */
	const char *src;
};

static struct place place_of(struct fp_arena *arena, const struct fp_tree *tree, uint32_t context)
{
	uint32_t config = member_of(tree, member_of(tree, context, "config"), "book");
	struct place place = {text_of(arena, tree, context, "root"),
	                      text_of(arena, tree, config, "src")};

	if (!place.src)
		place.src = "src";
	return place;
}

static const char *join(struct fp_arena *arena, const char *folder, const char *path)
{
	struct fp_bytes joined = FP_BYTES(arena);

	if (folder && *folder && *path != '/')
		fp_bytes_printf(&joined, "%s/", folder);
	fp_bytes_text(&joined, path);
	return fp_bytes_string(&joined);
}

/* Adds a chapter; a draft, which has no file, goes by its name. */
static void add(struct fp_book *book, struct fp_arena *arena, const struct place *place,
                uint32_t node)
{
	const struct fp_tree *tree = &book->tree;
	uint32_t content = fp_pointer_member(tree, node, "content");
	struct fp_chapter *chapter = &book->chapters[book->count];
	const char *path = text_of(arena, tree, node, "source_path");

	if (content == FP_NO_NODE || tree->nodes[content].kind != FP_NODE_STRING)
		return;
	if (!path)
		path = text_of(arena, tree, node, "path");
	if (!path)
		path = text_of(arena, tree, node, "name");
	chapter->path = join(arena, place->src, path ? path : "-");
	chapter->file = join(arena, place->root, chapter->path);
	chapter->string = tree->nodes[content].range;
	book->count++;
}

static void find_chapters(struct fp_book *book, struct fp_arena *arena, uint32_t context,
                          uint32_t root)
{
	const struct fp_tree *tree = &book->tree;
	struct place place = place_of(arena, tree, context);
	uint8_t *roles = fp_arena_zero(arena, tree->count, 1);
	uint32_t chapters = 0;

	roles[root] = BOOK;
	for (uint32_t i = root + 1; i < tree->count; i++) {
		roles[i] = (uint8_t)role_of(tree, &tree->nodes[i], roles[tree->nodes[i].parent]);
		chapters += roles[i] == CHAPTER;
	}
	book->chapters = fp_arena_zero(arena, chapters, sizeof(*book->chapters));
	for (uint32_t i = root + 1; i < tree->count; i++)
		if (roles[i] == CHAPTER)
			add(book, arena, &place, i);
}

int fp_book_read(struct fp_book *out, struct fp_arena *arena, const char *text, uint32_t len,
                 struct fp_error *error)
{
	struct fp_lines *lines = fp_arena_alloc(arena, sizeof(*lines));
	struct fp_scan_error fault;
	const struct fp_node *nodes;
	uint32_t book;

	*out = (struct fp_book){.count = 0};
	fp_lines_find(lines, arena, text, len);
	if (!fp_scan(arena, text, len, NULL, &fault)) {
		struct fencepost_place place = fp_lines_place(lines, fault.at);

		return fp_fail(error, FENCEPOST_EUSAGE, "standard input is not JSON at %u:%u",
		               (unsigned)place.line, (unsigned)place.column);
	}
	fp_tree_build(&out->tree, arena,
	              fp_layer_of_file(arena, lines, (struct fencepost_span){0, len}), NULL);
	nodes = out->tree.nodes;
	book = nodes[0].kind == FP_NODE_ARRAY && nodes[0].count == 2 ? nodes[1].next : FP_NO_NODE;
	if (book == FP_NO_NODE || nodes[1].kind != FP_NODE_OBJECT ||
	    nodes[book].kind != FP_NODE_OBJECT)
		return fp_fail(error, FENCEPOST_EUSAGE,
		               "standard input is not the [context, book] that mdBook sends");
	out->range = nodes[book].range;
	find_chapters(out, arena, 1, book);
	return FENCEPOST_OK;
}

/* The offset behind the spelling that byte `at` of the layer begins; `at` where it begins none. */
static uint32_t spelling_end(const struct fp_layer *layer, uint32_t at)
{
	uint32_t end = at;

	if (at >= layer->len || fp_layer_inside(layer, at))
		return at;
	do
		end++;
	while (fp_layer_inside(layer, end));
	return end;
}

void fp_book_respell(struct fp_bytes *out, const struct fp_layer *content,
                     const struct fp_corrected *corrected)
{
	const char *text = corrected->text, *file = content->file->text;

	for (uint32_t i = 0; i < corrected->len;) {
		uint32_t old = fp_origin_of(&corrected->origin, i);
		uint32_t end = spelling_end(content, old), len = end - old;

		if (len > 0 && len <= corrected->len - i &&
		    memcmp(text + i, content->text + old, len) == 0) {
			fp_bytes_put(out, file + content->pos[old],
			             content->pos[end] - content->pos[old]);
		} else {
			len = 1;
			fp_string_escape(out, text + i, 1);
		}
		i += len;
	}
}
