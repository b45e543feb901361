/* SPDX-License-Identifier: MIT */
/*
 * Collects the findings of one document. The only code that takes a place in a layer to a place in
 * the file: a range goes through pos, the text of an edit through each layer's spelling, outwards.
 *
 *     struct fp_finding *f = fp_found(sink, layer, comma, FP_JSON_MISSING_COLON, "expected ...");
 *     fp_fix(f, FENCEPOST_SAFE, "replace ',' with ':'");
 *     fp_edit(f, layer, comma, ":", 1);
 */
#ifndef FP_FINDING_SINK_H
#define FP_FINDING_SINK_H

#include "fencepost.h"
#include "finding/rule.h"
#include "text/layer.h"

/*
 * An edit as it was lowered. Its text begins with `lead` spaces that its line lacks to lie in its
 * container; where another edit goes in just before it, that line no longer begins here.
 */
struct fp_made_edit {
	struct fencepost_edit edit;
	uint32_t lead;
};

/* Where a message quotes a place of the file: `len` bytes of it, from `at`; len 0: nowhere. */
struct fp_quote {
	uint32_t at, len;
	uint32_t offset; /* in the text that was checked */
};

/* A finding in the making. `pub` is what users get; it is complete after fp_sink_finish. */
struct fp_finding {
	struct fencepost_finding pub;
	enum fp_rule rule;
	struct fp_quote quote;
	bool muted;        /* its rule is off: it is built as any other and dropped at the end */
	bool illustrative; /* a deliberate notation, not a slip */
	const struct fp_layer *layer; /* NULL where it stands in none */
	struct fp_sink *sink;
	uint32_t order;            /* of making; insertions at one offset go in by it */
	struct fencepost_fix fix;  /* in the making, with a message once it is offered */
	struct fp_made_edit *made; /* sorted by place */
	size_t made_count, made_room;
	struct fencepost_edit *edits; /* those of pub.fix, once it is whole */
	size_t edit_count;
	bool unfixable; /* an edit could not be lowered: the fix goes out */
};

struct fp_sink {
	struct fp_arena *arena;
	const struct fp_lines *file;
	const struct fp_levels *levels;
	const struct fencepost_block
	    *block;            /* the one that is being checked, or NULL; set by check/ */
	enum fp_kind kind;     /* of that block */
	uint32_t lines_before; /* of the file, ahead of its text: for messages that name a line */
	struct fp_finding **found;
	size_t count, room;
};

void fp_sink_init(struct fp_sink *sink, struct fp_arena *arena, const struct fp_lines *file,
                  const struct fp_levels *levels);

/*
 * Adds a finding at a range of a layer. The message is one sentence: lower case, no full stop; text
 * of the author in it goes through fp_words. Never NULL, also for a rule that is off (`muted`).
 */
struct fp_finding *fp_found(struct fp_sink *sink, const struct fp_layer *layer,
                            struct fp_range range, enum fp_rule rule, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Adds a finding at a span of the file itself, in no layer. */
struct fp_finding *fp_found_at(struct fp_sink *sink, struct fencepost_span span, enum fp_rule rule,
                               const char *format, ...) __attribute__((format(printf, 4, 5)));

/*
 * The JSON Pointer of the place within the finding's own layer; the layers around it are added by
 * the sink. Copied.
 */
void fp_point(struct fp_finding *finding, const char *pointer);

/* Makes one finding less grave than its rule is, where it is graver; one that is off stays off. */
void fp_lower(struct fp_finding *finding, enum fencepost_severity severity);

/*
 * Gives the finding a fix; at most as applicable as the rule allows, and unsafe at best in a
 * doubtful layer. Edits follow. A rule that is off offers no fix.
 */
void fp_fix(struct fp_finding *finding, enum fencepost_applicability applicability,
            const char *format, ...) __attribute__((format(printf, 3, 4)));

/*
 * Adds an edit of the finding's fix: range of the layer → text (len bytes of that layer's text).
 * Edits of one fix may come in any order; two insertions at one offset keep theirs. An edit that
 * begins or ends inside one spelling is widened to the whole of it; one that touches what a pending
 * edit mends cannot be made, and the finding stays without a fix.
 */
void fp_edit(struct fp_finding *finding, const struct fp_layer *layer, struct fp_range range,
             const char *text, size_t len);

/* The same at a span of the file itself. */
void fp_edit_at(struct fp_finding *finding, struct fencepost_span span, const char *text,
                size_t len);

/* The edit as it goes in after `before`, the edit in front of it (NULL: none). */
struct fencepost_edit fp_edit_after(const struct fencepost_edit *before,
                                    const struct fp_made_edit *made);

/*
 * Text of the author for a message, cleaned for a terminal and cut to 40 characters; in the sink's
 * arena.
 */
const char *fp_words(struct fp_sink *sink, const char *text, size_t len);

/*
 * Where in the file an offset of a layer is, for a message, which quotes one place at most: a mark that
 * fp_found replaces by "16:5"; in the sink's arena.
 */
const char *fp_where(struct fp_sink *sink, const struct fp_layer *layer, uint32_t at);

/* The message of a finding that quotes a place, with another place for it. */
const char *fp_requote(struct fp_arena *arena, const struct fp_finding *finding,
                       struct fencepost_place place);

/*
 * Drops what is muted, and of what two layers, one within the other, say by one rule of the same
 * bytes, the less grave; sorts by start, end and rule, fills places and fixes. Spans and edits are
 * bytes of the text that was checked; places are those of the whole file, in which that text begins
 * at line first_line (from 1; 0 is 1) and at first_offset.
 */
void fp_sink_finish(struct fp_sink *sink, uint32_t first_line, uint32_t first_offset);

#endif
