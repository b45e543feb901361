/* SPDX-License-Identifier: MIT */
/*
 * The search for the cheapest story: how a valid JSON document became these bytes. A story is a
 * list of moves, most of them mistakes with a price; undoing them mends the text (slips.c).
 */
#ifndef FP_JSON_STORY_H
#define FP_JSON_STORY_H

#include "finding/rule.h"
#include "json/price.h"
#include "json/reading.h"
#include "json/repair.h"

/* What a move does to the text. */
enum fp_move_kind {
	FP_MOVE_NONE,
	FP_MOVE_INSERT,    /* `text` goes in at `range.from` (range is empty) */
	FP_MOVE_REPLACE,   /* `range` becomes `text` */
	FP_MOVE_DELETE,    /* `range` goes */
	FP_MOVE_STRING,    /* a string that needs mending: `reading` */
	FP_MOVE_QUOTE,     /* quotes go around `range`, which becomes a string */
	FP_MOVE_CLOSE,     /* the missing closer of `frame` goes in at `range.from` */
	FP_MOVE_CLOSE_END, /* all that is open from `frame` outwards is closed at the end */
	FP_MOVE_OPEN,      /* a missing opener goes in */
	FP_MOVE_LITERAL,   /* `range` becomes a literal or number, worked out from its text */
	FP_MOVE_ELLIPSIS, /* `range` goes, with the one comma that is then too many (or one comes) */
	FP_MOVE_DOCUMENT, /* another document begins; `range` is the comma before it, or empty */
	FP_MOVE_FRAGMENT, /* braces around members */
	FP_MOVE_SWAP      /* two closers that stand the wrong way round */

};

struct fp_move {
	uint8_t kind;  /* enum fp_move_kind */
	uint8_t rule;  /* enum fp_rule */
	uint8_t price; /* enum fp_price: which mistake it is */
	uint8_t illustrative;
	struct fp_range range;
	const char *text; /* static, or NULL */
	uint32_t frame;
	uint32_t previous; /* the end of the token before */
	struct fp_reading reading;
};

/* Where a container was opened, and how. */
enum fp_frame_flag {
	FP_FRAME_VIRTUAL = 1,  /* its opener is put in */
	FP_FRAME_FRAGMENT = 2, /* members with no braces around them */
	FP_FRAME_SWAPPED = 4,  /* its opener stands there as one of the other kind */
	FP_FRAME_GHOST = 8,    /* an opener too many: its closer is one too many as well */
	FP_FRAME_ROW = 16,     /* an array whose first element is an object */
	FP_FRAME_MEMBER = 32,  /* put around members that stand in an array */
	FP_FRAME_DEEP = 64     /* its content begins on a later line */
};

struct fp_frame {
	uint32_t parent;
	uint32_t open;   /* offset of the opener (or of what follows, where it is put in) */
	int16_t indent;  /* of the opener's line */
	int16_t members; /* indent of its first member that begins a line; -1: none yet */
	uint8_t kind;    /* '{', '[', '(' for a call; 0: the root */
	uint8_t flags;
	uint32_t depth;
	uint32_t next; /* in its hash bucket */
};

/*
 * One move of the winner, in text order, with what the next different story would have cost more:
 * FP_SAFE_MARGIN where it is that or anything above, for then a fix may be safe.
 */
struct fp_told {
	const struct fp_move *move;
	int32_t margin;
};

enum { FP_SAFE_MARGIN = 20 };

struct fp_story {
	bool found;
	bool spent; /* the budget ended first */
	int32_t cost;
	struct fp_told *told;
	uint32_t count;
	struct fp_range
	    *gaps; /* the stretches between two tokens, where notes may stand; many are empty */
	uint32_t gap_count;
	const struct fp_frame *frames;
	uint64_t steps;
};

/* Tells the cheapest story of text[from, to). Memory: `arena`, which the caller frees. */
void fp_story_tell(struct fp_story *out, struct fp_arena *arena, const char *text,
                   struct fp_range part, const struct fp_json_options *options);

#endif
