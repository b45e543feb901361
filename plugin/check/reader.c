/* SPDX-License-Identifier: MIT */
/*
 * Nodes of a tree → values of C, or a sentence that names the place and what was expected there.
 * The first fault is the one that is kept: whoever finds it answers false, all the way out.
 */
#include "check/reader.h"
#include "har/value.h"
#include "text/nearest.h"

#include <stdarg.h>
#include <string.h>

bool fp_reader_fail_at(struct fp_reader *r, uint32_t offset, const char *format, ...)
{
	struct fencepost_place place = fp_lines_place(&r->lines, offset);
	struct fp_bytes text = FP_BYTES(r->arena);
	va_list arguments;

	fp_bytes_printf(&text, "%u:%u: ", place.line, place.column);
	va_start(arguments, format);
	fp_bytes_vprintf(&text, format, arguments);
	va_end(arguments);
	*r->why = fp_bytes_string(&text);
	return false;
}

static uint32_t place_of(const struct fp_reader *r, uint32_t at)
{
	return fp_layer_span(r->tree.layer, (struct fp_range){at, at}).start;
}

/* Author's words for a message. */
static const char *words(struct fp_reader *r, const struct fp_value *value)
{
	struct fp_bytes text = FP_BYTES(r->arena);

	fp_bytes_brief(&text, value->text, value->len, 40);
	return fp_bytes_string(&text);
}

const struct fp_node *fp_reader_node(const struct fp_reader *r, uint32_t node)
{
	return &r->tree.nodes[node];
}

bool fp_reader_fail(struct fp_reader *r, uint32_t node, const char *message)
{
	return fp_reader_fail_at(r, place_of(r, fp_reader_node(r, node)->range.from), "%s",
	                         message);
}

/* ---- values ---- */

bool fp_reader_expect(struct fp_reader *r, uint32_t node, enum fp_node_kind kind, const char *what)
{
	struct fp_bytes message = FP_BYTES(r->arena);
	struct fp_value name;

	if (fp_reader_node(r, node)->kind == kind)
		return true;
	name = fp_value_name(r->arena, &r->tree, node);
	if (name.text)
		fp_bytes_printf(&message, "\"%s\" must be %s", words(r, &name), what);
	else
		fp_bytes_printf(&message, "this must be %s", what);
	return fp_reader_fail(r, node, fp_bytes_string(&message));
}

/* A string without NUL in it, and not empty. */
const char *fp_reader_string(struct fp_reader *r, uint32_t node)
{
	struct fp_value value;

	if (!fp_reader_expect(r, node, FP_NODE_STRING, "a string"))
		return NULL;
	value = fp_value_of(r->arena, &r->tree, node);
	if (value.len == 0 || strlen(value.text) != value.len) {
		fp_reader_fail(r, node, value.len ? "a string with NUL in it" : "an empty string");
		return NULL;
	}
	return value.text;
}

/* A list of strings that ends with NULL; NULL: something was wrong. */
const char *const *fp_reader_strings(struct fp_reader *r, uint32_t node, size_t *count)
{
	const char **strings;
	size_t taken = 0;

	if (!fp_reader_expect(r, node, FP_NODE_ARRAY, "a list of strings"))
		return NULL;
	strings = fp_arena_zero(r->arena, fp_reader_node(r, node)->count + 1, sizeof(*strings));
	for (uint32_t i = fp_reader_node(r, node)->first; i != FP_NO_NODE;
	     i = fp_reader_node(r, i)->next) {
		strings[taken] = fp_reader_string(r, i);
		if (!strings[taken++])
			return NULL;
	}
	if (count)
		*count = taken;
	return strings;
}

/* The index of a string in a list; a fault where it is none of them. */
bool fp_reader_word(struct fp_reader *r, uint32_t node, const char *const *list, int *out)
{
	struct fp_bytes message = FP_BYTES(r->arena);
	const char *word = fp_reader_string(r, node);

	if (!word)
		return false;
	for (*out = 0; list[*out]; ++*out)
		if (strcmp(list[*out], word) == 0)
			return true;
	fp_bytes_text(&message, "expected ");
	for (int i = 0; list[i]; i++)
		fp_bytes_printf(&message, "%s\"%s\"",
		                i == 0        ? ""
		                : list[i + 1] ? ", "
		                              : " or ",
		                list[i]);
	return fp_reader_fail(r, node, fp_bytes_string(&message));
}

/* `unknown key "rule"; did you mean "rules"?`, at the name of a member. */
static bool fail_unknown(struct fp_reader *r, uint32_t member, const char *what,
                         const char *const *names)
{
	struct fp_value name = fp_value_name(r->arena, &r->tree, member);
	const char *near = fp_nearest(name.text, name.len, names);
	uint32_t at = place_of(r, name.token.from);

	if (near)
		return fp_reader_fail_at(r, at, "unknown %s \"%s\"; did you mean \"%s\"?", what,
		                         words(r, &name), near);
	return fp_reader_fail_at(r, at, "unknown %s \"%s\"", what, words(r, &name));
}

/* The index of a member's name in a list; -1: it is none of them, which has been said. */
int fp_reader_name(struct fp_reader *r, uint32_t member, const char *what, const char *const *names)
{
	struct fp_value name = fp_value_name(r->arena, &r->tree, member);

	for (int i = 0; names[i]; i++)
		if (strlen(names[i]) == name.len && memcmp(names[i], name.text, name.len) == 0)
			return i;
	fail_unknown(r, member, what, names);
	return -1;
}

bool fp_reader_severity(struct fp_reader *r, uint32_t node, enum fencepost_severity *out)
{
	static const char *const names[] = {"off", "note", "warning", "error", NULL};
	int severity;

	if (!fp_reader_word(r, node, names, &severity))
		return false;
	*out = (enum fencepost_severity)severity;
	return true;
}
