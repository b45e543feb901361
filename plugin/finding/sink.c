/* SPDX-License-Identifier: MIT */
/*
 * Ranges and texts of layers → findings and edits in bytes of the file.
 *
 * This is the one crossing: a range becomes a span through the layer's table the moment a finding
 * is made, and the text of an edit goes outwards through each layer's spelling. Afterwards nobody
 * needs to know about layers, and findings of different layers can be sorted and compared.
 */
#include "finding/sink.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_FOUND = 16, FIRST_EDITS = 1, WORDS = 40 };

static const char *message(struct fp_arena *arena, const char *format, va_list arguments)
{
	struct fp_bytes b = FP_BYTES(arena);

	fp_bytes_vprintf(&b, format, arguments);
	return fp_bytes_string(&b);
}

/*
 * Stands in a message around the offset of a place until its line and column are put there. Text of
 * an author cannot have it: there it is cleaned.
 */
#define MARK "\x1a"

const char *fp_requote(struct fp_arena *arena, const struct fp_finding *finding,
                       struct fencepost_place place)
{
	const char *message = finding->pub.message;
	struct fp_bytes b = FP_BYTES(arena);

	fp_bytes_put(&b, message, finding->quote.at);
	fp_bytes_printf(&b, "%u:%u", (unsigned)place.line, (unsigned)place.column);
	fp_bytes_text(&b, message + finding->quote.at + finding->quote.len);
	return fp_bytes_string(&b);
}

static void quote_place(struct fp_finding *f)
{
	const char *mark = strstr(f->pub.message, MARK), *end;
	struct fencepost_place place;
	size_t rest;

	if (!mark)
		return;
	end = strstr(mark + 1, MARK) + 1;
	rest = strlen(end);
	f->quote.offset = (uint32_t)strtoul(mark + 1, NULL, 10);
	f->quote.at = (uint32_t)(mark - f->pub.message);
	f->quote.len = (uint32_t)(end - mark);
	place = fp_lines_place(f->sink->file, f->quote.offset);
	place.line += f->sink->lines_before;
	f->pub.message = fp_requote(f->sink->arena, f, place);
	f->quote.len = (uint32_t)(strlen(f->pub.message) - f->quote.at - rest);
}

/* One pointer a layer, outermost first, and the finding's own last. A block sits in no JSON. */
static void chain_pointers(struct fp_finding *f)
{
	const char **pointers;
	size_t depth = 0;

	for (const struct fp_layer *l = f->layer; l; l = l->outer)
		depth++;
	if (depth == 0)
		return;
	pointers = fp_arena_alloc(f->sink->arena, depth * sizeof(*pointers));
	f->pub.pointers = pointers;
	f->pub.pointer_count = depth;
	pointers[--depth] = "";
	for (const struct fp_layer *l = f->layer; l->outer; l = l->outer)
		pointers[--depth] = l->pointer;
}

static struct fp_finding *add(struct fp_sink *sink, struct fencepost_span span, enum fp_rule rule,
                              const char *format, va_list arguments)
{
	struct fp_finding *f = fp_arena_zero(sink->arena, 1, sizeof(*f));
	size_t room = sink->room ? 2 * sink->room : FIRST_FOUND;

	if (sink->count == sink->room) {
		sink->found = fp_arena_grow(sink->arena, sink->found, sink->room * sizeof(f),
		                            room * sizeof(f));
		sink->room = room;
	}
	f->sink = sink;
	f->rule = rule;
	f->order = (uint32_t)sink->count;
	f->pub.rule = fp_rule_info(rule)->name;
	f->pub.severity = sink->levels->of[rule][sink->kind];
	f->pub.message = message(sink->arena, format, arguments);
	quote_place(f);
	f->pub.span = span;
	f->pub.block = sink->block;
	f->muted = f->pub.severity == FENCEPOST_OFF;
	return sink->found[sink->count++] = f;
}

/* No fix is better than the reading of the layers that it rests on. */
static void distrust(struct fp_finding *f, const struct fp_layer *layer)
{
	for (; layer; layer = layer->outer) {
		if (!layer->fixable)
			f->unfixable = true;
		if (layer->doubtful)
			f->fix.applicability = FENCEPOST_UNSAFE;
	}
}

static bool goes_after(const struct fencepost_edit *a, const struct fencepost_edit *b)
{
	if (a->span.start != b->span.start)
		return a->span.start > b->span.start;
	return a->span.end > b->span.end;
}

/*
 * Puts an edit behind all that begin and end where it does or before: their order is that of the
 * file.
 */
static void add_edit(struct fp_finding *f, struct fp_made_edit made)
{
	size_t room = f->made_room ? 2 * f->made_room : FIRST_EDITS, at = f->made_count;

	if (f->made_count == f->made_room) {
		f->made = fp_arena_grow(f->sink->arena, f->made, f->made_room * sizeof(made),
		                        room * sizeof(made));
		f->made_room = room;
	}
	while (at > 0 && goes_after(&f->made[at - 1].edit, &made.edit))
		at--;
	memmove(f->made + at + 1, f->made + at, (f->made_count - at) * sizeof(made));
	f->made[at] = made;
	f->made_count++;
}

static size_t leading_spaces(const struct fp_bytes *b)
{
	size_t count = 0;

	while (count < b->len && b->data[count] == ' ')
		count++;
	return count;
}

/*
 * A deletion to the end of a block, short of its last line end, which goes with the closing fence.
 * Whole lines go with the line end before them instead, and that one brings their prefix.
 */
static struct fp_range short_of_end(const struct fp_layer *layer, struct fp_range range)
{
	if (layer->outer || range.from == range.to || range.to < layer->len ||
	    layer->text[range.to - 1] != '\n')
		return range;
	if (range.from > 0 && layer->text[range.from - 1] == '\n')
		range.from--;
	range.to--;
	return range;
}

/* Whether the line before ends at `to`, and what follows is the rest of a tab that its prefix cut. */
static bool cuts_tab(const struct fp_layer *layer, uint32_t to)
{
	const struct fp_lines *file = layer->file;

	return to > 0 && to < layer->len && layer->text[to - 1] == '\n' && layer->text[to] == ' ' &&
	       layer->pos[to] < file->len && file->text[layer->pos[to]] == '\t';
}

/*
 * The range, moved outwards to where spellings begin and end. Where its last line end goes, a tab that
 * was cut behind it would be whole again: it is spelled as the spaces that it was.
 */
static struct fp_range widened(const struct fp_layer *layer, struct fp_range range, bool joins)
{
	if (joins && range.from < range.to && cuts_tab(layer, range.to))
		range.to++;
	while (fp_layer_inside(layer, range.from))
		range.from--;
	while (fp_layer_inside(layer, range.to))
		range.to++;
	return range;
}

/* Fixes go in whole or not at all, so a fix that lacks an edit, or whose edits collide, is none. */
static void finish_fix(struct fp_finding *f)
{
	struct fencepost_edit *edits;

	if (!f->fix.message || f->unfixable || f->made_count == 0)
		return;
	edits = fp_arena_zero(f->sink->arena, f->made_count, sizeof(*edits));
	for (size_t i = 0; i < f->made_count; i++) {
		if (i > 0 && f->made[i].edit.span.start < edits[i - 1].span.end)
			return;
		edits[i] = fp_edit_after(i > 0 ? &edits[i - 1] : NULL, &f->made[i]);
	}
	f->edits = edits;
	f->edit_count = f->made_count;
	f->fix.edits = f->edits;
	f->fix.count = f->edit_count;
	f->pub.fix = &f->fix;
}

static int in_order(const void *left, const void *right)
{
	const struct fp_finding *a = *(struct fp_finding *const *)left;
	const struct fp_finding *b = *(struct fp_finding *const *)right;
	int by_name;

	if (a->pub.span.start != b->pub.span.start)
		return a->pub.span.start < b->pub.span.start ? -1 : 1;
	if (a->pub.span.end != b->pub.span.end)
		return a->pub.span.end < b->pub.span.end ? -1 : 1;
	by_name = strcmp(a->pub.rule, b->pub.rule);
	return by_name ? by_name : (a->order > b->order) - (a->order < b->order);
}

void fp_sink_init(struct fp_sink *sink, struct fp_arena *arena, const struct fp_lines *file,
                  const struct fp_levels *levels)
{
	*sink =
	    (struct fp_sink){.arena = arena, .file = file, .levels = levels, .kind = FP_KIND_JSON};
}

struct fp_finding *fp_found(struct fp_sink *sink, const struct fp_layer *layer,
                            struct fp_range range, enum fp_rule rule, const char *format, ...)
{
	struct fp_finding *f;
	va_list arguments;

	va_start(arguments, format);
	f = add(sink, fp_layer_span(layer, range), rule, format, arguments);
	va_end(arguments);
	f->layer = layer;
	chain_pointers(f);
	return f;
}

struct fp_finding *fp_found_at(struct fp_sink *sink, struct fencepost_span span, enum fp_rule rule,
                               const char *format, ...)
{
	struct fp_finding *f;
	va_list arguments;

	va_start(arguments, format);
	f = add(sink, span, rule, format, arguments);
	va_end(arguments);
	return f;
}

/* The pointer of the finding made before, where it is the same: deep down they are long. */
static const char *same_pointer(const struct fp_finding *f, const char *pointer)
{
	const struct fencepost_finding *before =
	    f->order > 0 && f->order < f->sink->count ? &f->sink->found[f->order - 1]->pub : NULL;
	const char *last = before && before->pointer_count > 0
	                       ? before->pointers[before->pointer_count - 1]
	                       : NULL;

	return last && strcmp(last, pointer) == 0 ? last : NULL;
}

void fp_point(struct fp_finding *finding, const char *pointer)
{
	const char **pointers = (const char **)finding->pub.pointers;
	const char *same = same_pointer(finding, pointer);

	if (finding->pub.pointer_count > 0)
		pointers[finding->pub.pointer_count - 1] =
		    same ? same : fp_arena_copy(finding->sink->arena, pointer, strlen(pointer));
}

void fp_lower(struct fp_finding *finding, enum fencepost_severity severity)
{
	if (finding->pub.severity > severity)
		finding->pub.severity = severity;
}

void fp_fix(struct fp_finding *finding, enum fencepost_applicability applicability,
            const char *format, ...)
{
	enum fp_rule_fix most = fp_rule_info(finding->rule)->fix;
	va_list arguments;

	assert(!finding->fix.message);
	if (finding->muted || most == FP_FIX_NONE)
		return;
	va_start(arguments, format);
	finding->fix.message = message(finding->sink->arena, format, arguments);
	va_end(arguments);
	finding->fix.applicability = most == FP_FIX_SAFE ? applicability : FENCEPOST_UNSAFE;
	distrust(finding, finding->layer);
}

void fp_edit(struct fp_finding *finding, const struct fp_layer *layer, struct fp_range range,
             const char *text, size_t len)
{
	struct fp_bytes own = FP_BYTES(finding->sink->arena), spelled = own;
	bool joins = len == 0 || text[len - 1] != '\n';
	struct fp_range whole;
	struct fp_made_edit made = {.lead = 0};

	if (!finding->fix.message)
		return;
	distrust(finding, layer);
	if (len == 0)
		range = short_of_end(layer, range);
	whole = widened(layer, range, joins);
	if (!fp_layer_editable(layer, whole)) {
		finding->unfixable = true;
		return;
	}
	fp_bytes_put(&own, layer->text + whole.from, range.from - whole.from);
	fp_bytes_put(&own, text, len);
	fp_bytes_put(&own, layer->text + range.to, whole.to - range.to);
	fp_layer_spell(&spelled, layer, whole, own.data, own.len);
	made.edit.span = fp_layer_span(layer, whole);
	made.edit.text = fp_bytes_string(&spelled);
	made.edit.len = spelled.len;
	if (!layer->outer)
		made.lead = (uint32_t)(leading_spaces(&spelled) - leading_spaces(&own));
	add_edit(finding, made);
}

void fp_edit_at(struct fp_finding *finding, struct fencepost_span span, const char *text,
                size_t len)
{
	const char *copy = fp_arena_copy(finding->sink->arena, text, len);

	if (finding->fix.message)
		add_edit(finding, (struct fp_made_edit){.edit = {span, copy, len}});
}

struct fencepost_edit fp_edit_after(const struct fencepost_edit *before,
                                    const struct fp_made_edit *made)
{
	struct fencepost_edit edit = made->edit;

	if (!before || before->span.end != edit.span.start)
		return edit;
	if (before->len == 0 && before->span.start == before->span.end)
		return edit;
	edit.text += made->lead;
	edit.len -= made->lead;
	return edit;
}

const char *fp_words(struct fp_sink *sink, const char *text, size_t len)
{
	struct fp_bytes b = FP_BYTES(sink->arena);

	fp_bytes_brief(&b, text, len, WORDS);
	return fp_bytes_string(&b);
}

const char *fp_where(struct fp_sink *sink, const struct fp_layer *layer, uint32_t at)
{
	struct fp_bytes b = FP_BYTES(sink->arena);

	fp_bytes_printf(&b, MARK "%u" MARK, (unsigned)layer->pos[at]);
	return fp_bytes_string(&b);
}

static bool is_within(const struct fp_layer *inner, const struct fp_layer *outer)
{
	while (inner && inner != outer)
		inner = inner->outer;
	return inner && outer;
}

/*
 * Whether two layers say the same of the same bytes: what is raw in the inner is in the outer too.
 */
static bool is_double(const struct fp_finding *a, const struct fp_finding *b)
{
	return a->rule == b->rule && a->layer != b->layer && a->pub.span.start < a->pub.span.end &&
	       a->pub.span.start == b->pub.span.start && a->pub.span.end == b->pub.span.end &&
	       (is_within(a->layer, b->layer) || is_within(b->layer, a->layer));
}

/*
 * Of doubles, the graver one stays; of equals, that of the inner layer, which says more of where.
 */
static void drop_doubles(struct fp_sink *sink)
{
	struct fp_finding **found = sink->found;
	size_t kept = 0;

	for (size_t i = 0; i < sink->count; i++) {
		if (kept == 0 || !is_double(found[kept - 1], found[i]))
			found[kept++] = found[i];
		else if (found[i]->pub.severity > found[kept - 1]->pub.severity ||
		         (found[i]->pub.severity == found[kept - 1]->pub.severity &&
		          is_within(found[i]->layer, found[kept - 1]->layer)))
			found[kept - 1] = found[i];
	}
	sink->count = kept;
}

void fp_sink_finish(struct fp_sink *sink, uint32_t first_line, uint32_t first_offset)
{
	size_t kept = 0;

	for (size_t i = 0; i < sink->count; i++)
		if (!sink->found[i]->muted)
			sink->found[kept++] = sink->found[i];
	sink->count = kept;
	if (kept > 1)
		qsort(sink->found, kept, sizeof(*sink->found), in_order);
	drop_doubles(sink);
	for (size_t i = 0; i < sink->count; i++) {
		struct fencepost_finding *pub = &sink->found[i]->pub;

		pub->start =
		    fp_lines_place_in_file(sink->file, pub->span.start, first_line, first_offset);
		pub->end =
		    fp_lines_place_in_file(sink->file, pub->span.end, first_line, first_offset);
		pub->origin = pub->start;
		pub->origin_end = pub->end;
		pub->origin_message = pub->message;
		pub->origin_block = pub->block;
		finish_fix(sink->found[i]);
	}
}
