/* SPDX-License-Identifier: MIT */
/*
 * A layer is a text and a table: for each byte of the text, the offset *in the file* where its
 * spelling begins. The spellings tile the file: pos[i + 1] is where the spelling of byte i ends.
 *
 *     file    "a\u00e9\n"        payload   a é é ⏎          (é has two bytes)
 *             0123456789           pos     1 2 2 8 10
 *
 * Equal neighbours lie inside one spelling; in a layer read through a mend they may also be bytes
 * that the mend put in (an empty spelling), and then they are marked in `mended`. A position is
 * mapped once, upwards, when a finding is made (finding/sink.c); nothing ever maps downwards.
 */
#ifndef FP_TEXT_LAYER_H
#define FP_TEXT_LAYER_H

#include "fencepost.h"
#include "text/arena.h"
#include "text/bytes.h"
#include "text/lines.h"

#include <stdbool.h>

/* A range of bytes of a layer: [from, to). Not a span of the file; only fp_layer_span converts. */
struct fp_range {
	uint32_t from, to;
};

struct fp_layer;

/*
 * Adds to `out` how `text`, put into `layer` in the place of `range`, is spelled in layer->outer (in
 * the file for a layer without one). Borrows text; must be able to spell any bytes. The layer is one
 * that the author wrote, not one read through a mend.
 */
typedef void fp_spell_fn(struct fp_bytes *out, const struct fp_layer *layer, struct fp_range range,
                         const char *text, size_t len);

/* What a pending edit has done to a byte of a layer that is read through a mend. */
enum fp_mend {
	FP_MEND_PUT = 1,    /* put there, or spelled anew: the byte is not the author's */
	FP_MEND_BEFORE = 2, /* an edit touches the place where its spelling begins */
	FP_MEND_AFTER = 4   /* an edit touches the place where its spelling ends, or ended */
};

struct fp_layer {
	const struct fp_layer *outer;   /* the layer it is spelled in; NULL: the file */
	const struct fp_layer *written; /* what was spliced to make it; NULL: it is the author's */
	const char *text;               /* decoded; what the parser reads */
	uint32_t len;
	const uint32_t *pos;   /* len + 1 entries */
	const uint8_t *mended; /* len bytes of enum fp_mend, or NULL: no edit is pending */
	fp_spell_fn *spell;
	const char *pointer; /* where it sits in the outer one: "/postData/text"; "" for a block */
	const struct fp_lines *file; /* for spelling a container, and for messages */
	bool fixable;                /* false: its lines could not be matched; it is not edited */
	bool doubtful; /* read through an unsafe mend of the layer around it: nothing is safe */
};

/* The bytes of the file that spell a range of a layer: whole spellings, also for a part of one. */
struct fencepost_span fp_layer_span(const struct fp_layer *layer, struct fp_range range);

/* Whether bytes at - 1 and at of the text are spelled by the same bytes of the file. */
bool fp_layer_inside(const struct fp_layer *layer, uint32_t at);

/*
 * Whether an edit may begin or end at `at`: not inside one spelling, and not where a mend is
 * pending.
 */
bool fp_layer_boundary(const struct fp_layer *layer, uint32_t at);

/*
 * Whether an edit of this range may be lowered to the file: both ends are boundaries, nothing
 * between is mended.
 */
bool fp_layer_editable(const struct fp_layer *layer, struct fp_range range);

/*
 * Whether the range is not what the author wrote: a byte of it was put there, or a pending edit
 * lies inside it (for an empty range: at it). An edit that only touches its ends from outside does
 * not count.
 */
bool fp_layer_is_mended(const struct fp_layer *layer, struct fp_range range);

/*
 * For a room that decodes a layer into another: fills marks[0..count) of the `count` bytes that are
 * spelled by `range` of `layer`. Zero where nothing is pending.
 */
void fp_layer_marks(uint8_t *marks, uint32_t count, const struct fp_layer *layer,
                    struct fp_range range);

/*
 * Adds how `text` is spelled in the file when it is put into `layer` in the place of `range`: through
 * every spell, outwards.
 */
void fp_layer_spell(struct fp_bytes *out, const struct fp_layer *layer, struct fp_range range,
                    const char *text, size_t len);

/* An edit of a layer's own text, before it is lowered to the file. */
struct fp_layer_edit {
	struct fp_range range;
	const char *text;
	uint32_t len;
};

/*
 * The layer that these edits make of `layer` (sorted, not overlapping; two insertions at one offset
 * go in in their order): same outer, spelling and pointer, its text spliced, its table composed and
 * marked in `mended`.
 *
 *     text     a , b ]        replace ',' by ':'     text     a : b x ]
 *     pos      1 2 3 4 5      insert 'x' at 3        pos      1 2 3 4 4 5
 *
 * Bytes put in have an empty spelling where they go in; the last of them reaches over what they
 * replace. Where nothing is put in, the byte before what is deleted reaches over it.
 */
struct fp_layer *fp_layer_splice(struct fp_arena *arena, const struct fp_layer *layer,
                                 const struct fp_layer_edit *edits, size_t count);

/*
 * A layer over the file itself: pos[i] == start + i for bytes [start, end) of the file, spelled as
 * they are.
 */
struct fp_layer *fp_layer_of_file(struct fp_arena *arena, const struct fp_lines *file,
                                  struct fencepost_span span);

#endif
