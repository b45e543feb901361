/* SPDX-License-Identifier: MIT */
/*
 * A tree → findings on what is grammatical and yet not read as it was meant. One pass over the
 * nodes: the members of an object are sorted by their decoded names, which brings those given twice
 * together; numbers and strings are looked at one by one. What a mend put there is nobody's mistake.
 */
#include "json/meaning.h"

#include "text/utf8.h"
#include "json/number.h"
#include "json/pointer.h"
#include "json/string.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct check {
	struct fp_sink *sink;
	const struct fp_tree *tree;
	struct name *names; /* room for the members of the largest object */
};

/* The name of a member, decoded. */
struct name {
	const char *text;
	uint32_t len;
	uint32_t node;
};

/* Characters that nobody sees in a string, and that make it another one. */
static const struct {
	uint32_t point;
	const char *name;
} invisible[] = {
    {0x00a0, "no-break space"},          {0x00ad, "soft hyphen"},
    {0x200b, "zero-width space"},        {0x200c, "zero-width non-joiner"},
    {0x200d, "zero-width joiner"},       {0x200e, "left-to-right mark"},
    {0x200f, "right-to-left mark"},      {0x2028, "line separator"},
    {0x2029, "paragraph separator"},     {0x202a, "left-to-right embedding"},
    {0x202b, "right-to-left embedding"}, {0x202c, "pop directional formatting"},
    {0x202d, "left-to-right override"},  {0x202e, "right-to-left override"},
    {0x2066, "left-to-right isolate"},   {0x2067, "right-to-left isolate"},
    {0x2068, "first strong isolate"},    {0x2069, "pop directional isolate"},
    {0xfeff, "byte-order mark"},
};

static bool is_mended(const struct check *c, struct fp_range range)
{
	return fp_layer_is_mended(c->tree->layer, range);
}

/* Adds a finding at a range of a node. */
static struct fp_finding *found(const struct check *c, uint32_t node, struct fp_range range,
                                enum fp_rule rule, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

static struct fp_finding *found(const struct check *c, uint32_t node, struct fp_range range,
                                enum fp_rule rule, const char *format, ...)
{
	struct fp_bytes message = FP_BYTES(c->sink->arena);
	struct fp_finding *finding;
	va_list arguments;

	va_start(arguments, format);
	fp_bytes_vprintf(&message, format, arguments);
	va_end(arguments);
	finding = fp_found(c->sink, c->tree->layer, range, rule, "%s", fp_bytes_string(&message));
	if (!finding->muted)
		fp_point(finding, fp_pointer_of(c->sink->arena, c->tree, node));
	return finding;
}

static void check_number(const struct check *c, uint32_t node)
{
	struct fp_range range = c->tree->nodes[node].range;
	const char *text = c->tree->layer->text + range.from, *words;
	uint32_t len = range.to - range.from;
	bool big = fp_number_is_big(text, len);
	char printed[FP_NUMBER_ROOM];
	double value;

	/* without an exponent it takes 309 digits to overflow */
	if (!big && !memchr(text, 'e', len) && !memchr(text, 'E', len) && len < 309)
		return;
	value = fp_number_value(c->sink->arena, text, len);
	if (!big && !isinf(value))
		return;
	words = fp_words(c->sink, text, len);
	fp_number_print(printed, value);
	if (strlen(printed) == len && memcmp(printed, text, len) == 0)
		found(c, node, range, FP_JSON_NUMBER_PRECISION,
		      "%s is larger than JavaScript counts exactly (2^53-1); quote it", words);
	else
		found(c, node, range, FP_JSON_NUMBER_PRECISION,
		      "%s becomes %s in JavaScript; quote it", words, printed);
}

/* The code unit of a \u escape at text[at], or 0 where there is none. */
static uint32_t unit_at(const char *text, uint32_t at, uint32_t end)
{
	char digits[5] = {0};

	if (end - at < 6 || text[at] != '\\' || text[at + 1] != 'u')
		return 0;
	memcpy(digits, text + at + 2, 4);
	return (uint32_t)strtoul(digits, NULL, 16);
}

/* Looks at the escape at text[at]; answers its end, that of the pair where it is one. */
static uint32_t check_escape(const struct check *c, uint32_t node, uint32_t at, uint32_t end)
{
	const char *text = c->tree->layer->text;
	uint32_t unit = unit_at(text, at, end), low;

	if (text[at + 1] != 'u')
		return at + 2;
	if (unit < 0xd800 || unit > 0xdfff)
		return at + 6;
	low = unit_at(text, at + 6, end);
	if (unit <= 0xdbff && low >= 0xdc00 && low <= 0xdfff)
		return at + 12;
	found(c, node, (struct fp_range){at, at + 6}, FP_JSON_LONE_SURROGATE,
	      "lone surrogate \\u%.4s", text + at + 2);
	return at + 6;
}

/* The name of the invisible character at text[at], or NULL; *to is its end. */
static const char *invisible_name(const char *text, uint32_t at, uint32_t end, uint32_t *point,
                                  uint32_t *to)
{
	uint32_t used;
	size_t i;

	*point = fp_utf8_decode(text + at, end - at, &used);
	*to = at + used;
	for (i = 0; i < sizeof(invisible) / sizeof(*invisible); i++)
		if (invisible[i].point == *point)
			return invisible[i].name;
	return NULL;
}

/* The code point that ends at text[at], or 0 at the start of the contents. */
static uint32_t point_before(const char *text, uint32_t start, uint32_t at)
{
	uint32_t from = at, used;

	if (at == start)
		return 0;
	do
		from--;
	while (from > start && ((unsigned char)text[from] & 0xc0) == 0x80);
	return fp_utf8_decode(text + from, at - from, &used);
}

/*
 * Whether the joiner text[at, to) does its work: between emoji, which it makes one, or between
 * letters of a script that is written with it, all of which come after U+0600.
 */
static bool is_joining(const char *text, struct fp_range inside, uint32_t at, uint32_t to)
{
	uint32_t used;

	return to < inside.to && point_before(text, inside.from, at) >= 0x600 &&
	       fp_utf8_decode(text + to, inside.to - to, &used) >= 0x600;
}

/* Looks at the character at text[at]; answers its end, that of the run where it is one. */
static uint32_t check_character(const struct check *c, uint32_t node, struct fp_range inside,
                                uint32_t at)
{
	const char *text = c->tree->layer->text, *name;
	uint32_t point, to, other, next;

	name = invisible_name(text, at, inside.to, &point, &to);
	if (!name || ((point == 0x200c || point == 0x200d) && is_joining(text, inside, at, to)))
		return to;
	while (to < inside.to && invisible_name(text, to, inside.to, &other, &next))
		to = next;
	fp_lower(found(c, node, (struct fp_range){at, to}, FP_JSON_INVISIBLE_CHAR,
	               "%s U+%04X inside a string", name, (unsigned)point),
	         FENCEPOST_WARNING);
	return to;
}

static void check_string(const struct check *c, uint32_t node, struct fp_range range)
{
	struct fp_range inside = {range.from + 1, range.to - 1};
	const char *text = c->tree->layer->text;
	/* what is raw in an inner layer is raw in the outermost, and was seen there */
	bool outermost = !c->tree->layer->outer;
	uint32_t at = inside.from;

	while (at < inside.to) {
		if (text[at] == '\\')
			at = check_escape(c, node, at, inside.to);
		else if (outermost && (unsigned char)text[at] >= 0x80)
			at = check_character(c, node, inside, at);
		else
			at++;
	}
}

static int by_text(const void *left, const void *right)
{
	const struct name *a = left, *b = right;
	int order = memcmp(a->text, b->text, a->len < b->len ? a->len : b->len);

	if (order == 0)
		order = (a->len > b->len) - (a->len < b->len);
	return order ? order : (a->node > b->node) - (a->node < b->node);
}

static bool same_text(const struct name *a, const struct name *b)
{
	return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

static struct name name_of(const struct check *c, uint32_t node)
{
	const char *text = c->tree->layer->text;
	struct fp_range name = c->tree->nodes[node].name;
	struct fp_bytes decoded = FP_BYTES(c->sink->arena);

	if (!memchr(text + name.from, '\\', name.to - name.from))
		return (struct name){text + name.from + 1, name.to - name.from - 2, node};
	fp_string_decode(&decoded, text, name);
	return (struct name){decoded.data, (uint32_t)decoded.len, node};
}

static void report_twice(const struct check *c, const struct name *first, const struct name *again)
{
	const struct fp_node *nodes = c->tree->nodes;

	found(c, again->node, nodes[again->node].name, FP_JSON_DUPLICATE_KEY,
	      "\"%s\" is already given at %s", fp_words(c->sink, again->text, again->len),
	      fp_where(c->sink, c->tree->layer, nodes[first->node].name.from));
}

static void check_members(const struct check *c, uint32_t object)
{
	const struct fp_node *nodes = c->tree->nodes;
	size_t count = 0, first = 0, i;
	uint32_t at;

	for (at = nodes[object].first; at != FP_NO_NODE; at = nodes[at].next)
		if (!is_mended(c, nodes[at].name))
			c->names[count++] = name_of(c, at);
	if (count > 1)
		qsort(c->names, count, sizeof(*c->names), by_text);
	for (i = 1; i < count; i++) {
		if (same_text(&c->names[first], &c->names[i]))
			report_twice(c, &c->names[first], &c->names[i]);
		else
			first = i;
	}
}

static void check_node(const struct check *c, uint32_t node)
{
	const struct fp_node *n = &c->tree->nodes[node];

	if (n->name.to && !is_mended(c, n->name))
		check_string(c, node, n->name);
	if (n->kind == FP_NODE_OBJECT)
		check_members(c, node);
	else if (n->kind == FP_NODE_STRING && !is_mended(c, n->range))
		check_string(c, node, n->range);
	else if (n->kind == FP_NODE_NUMBER && !is_mended(c, n->range))
		check_number(c, node);
}

void fp_meaning_check(struct fp_sink *sink, const struct fp_tree *tree)
{
	struct check c = {.sink = sink, .tree = tree};
	uint32_t node, most = 0;

	for (node = 0; node < tree->count; node++)
		if (tree->nodes[node].kind == FP_NODE_OBJECT && tree->nodes[node].count > most)
			most = tree->nodes[node].count;
	c.names = fp_arena_alloc(sink->arena, most * sizeof(*c.names));
	for (node = 0; node < tree->count; node++)
		check_node(&c, node);
}
