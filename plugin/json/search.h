/* SPDX-License-Identifier: MIT */
/*
 * The state of one search, between story.c (which sweeps over the text), held.c and meet.c (which
 * keep the hypotheses, with forget.c and resume.c) and moves.c (which knows what each may do next).
 * No one else includes this.
 *
 * At each offset lies a list of hypotheses, cheapest first. Equal stacks have equal frame ids, so
 * "same place, same state, same stack" is one comparison, and such hypotheses merge into the
 * cheaper one, which keeps a link to its cheapest loser where it is near: the margin later.
 */
#ifndef FP_JSON_SEARCH_H
#define FP_JSON_SEARCH_H

#include "json/story.h"
#include "json/words.h"

/* What the grammar wants next. */
enum fp_state {
	FP_STATE_START,         /* V0: the root value */
	FP_STATE_FIRST_KEY,     /* O0: just after '{' */
	FP_STATE_KEY,           /* K: after a comma in an object */
	FP_STATE_COLON,         /* C */
	FP_STATE_VALUE,         /* V: after the colon */
	FP_STATE_MEMBER_END,    /* OE: after a member */
	FP_STATE_FIRST_ELEMENT, /* A0: just after '[' */
	FP_STATE_ELEMENT,       /* AV: after a comma in an array */
	FP_STATE_ELEMENT_END,   /* AE: after an element */
	FP_STATE_OBJECT_DOTS,   /* OX: after an ellipsis in an object */
	FP_STATE_ARRAY_DOTS,    /* AX: after an ellipsis in an array */
	FP_STATE_CALL,          /* just after '(' of a call */
	FP_STATE_CALL_END,      /* after its value */
	FP_STATE_END            /* E: after the document */
};

/* 48 bytes: there are about a hundred a token. */
struct fp_hyp {
	int32_t cost;
	uint32_t frame;
	uint32_t keys; /* the names of the open objects so far */
	uint32_t pos;  /* the next token: white space and comments are behind us */
	uint32_t last; /* the end of the last token that counts: insertions go there */
	uint32_t used; /* habits, a bit each; takes no part in merging */
	uint32_t prev;
	uint32_t loser; /* the cheapest hypothesis that merged into this one */
	uint32_t move;  /* 0: a token as it stands */
	uint32_t next;  /* in the list of its place */
	uint8_t state;
	uint8_t done; /* expanded already */
};

struct fp_key {
	uint32_t prev;
	uint32_t outer; /* the last one of an object further out */
	uint32_t hash;
	uint32_t depth;
};

/* Where a jump over the inside of a string ends, and what it costs so far. */
struct fp_jump {
	uint32_t to;
	int32_t cost;
};

enum { FP_JUMPS = 8 };

/* Readings of the string at one place: asked for by each hypothesis there, and by none elsewhere. */
struct fp_reading_slot {
	uint32_t at; /* UINT32_MAX: empty */
	uint32_t count;
	struct fp_reading of[FP_READINGS_MOST];
};

/* Words without quotes, by what they would be. */
enum fp_word_use { FP_WORD_AS_VALUE, FP_WORD_AS_PHRASE, FP_WORD_AS_KEY, FP_WORD_USES };

/* What has been asked of a place. */
enum fp_asked {
	FP_ASKED_SKIP = 1,
	FP_ASKED_OPEN = 2,
	FP_ASKED_STRING = 4,
	FP_ASKED_MEMBER = 8,
	FP_ASKED_STRAY = 16,
	FP_ASKED_UNOPENED = 32,
	FP_ASKED_CLOSED = 64,
	FP_ASKED_WORD = 128 /* and the next bits, one a use */
};

/*
 * What stands at a place, as far as it has been asked: each hypothesis there asks the same, and so do
 * those that look ahead to it.
 */
struct fp_spot {
	uint32_t at;          /* UINT32_MAX: nobody has asked yet */
	uint32_t asked;       /* bits of enum fp_asked */
	uint32_t next, notes; /* the next token, and the notes before it */
	uint32_t open;        /* length of the opening quote, or 0 */
	uint32_t string;      /* the end of a plain string, or 0 */
	uint32_t name;        /* the end of a member's name, or how far was looked */
	uint32_t stray;       /* the end of what has no brackets, quotes or blanks in it */
	uint32_t closed;  /* behind the last closer before it whose opener is out of reach, or 0 */
	uint32_t closing; /* where a string would be closed that lacks its first quote */
	bool member;      /* the name is one */
	bool structure;   /* such a string has brackets, commas or colons in it */
	bool found[FP_WORD_USES];
	struct fp_word words[FP_WORD_USES];
};

enum { FP_SPOTS = 64 };

/* A slip that every story will have to pay for: where that ceases to be certain, and its price. */
struct fp_ahead {
	uint32_t at;
	int32_t price;
};

/*
 * Most hypotheses die young. Those below `hyps` have been looked through before, at the place `at`,
 * and are looked through again only where there are more than `again` of them.
 */
struct fp_old {
	uint32_t at, hyps, moves, again;
	uint32_t *hyps_to, *moves_to, *reached; /* room for the work, kept */
	uint32_t hyps_room, moves_room;
};

struct fp_search {
	struct fp_arena *arena;
	const char *text;
	uint32_t origin;   /* where the text begins */
	uint32_t from, to; /* the part that is searched */
	const struct fp_dialect *dialect;
	const struct fp_prices *prices;
	bool payload;    /* of a request: in braces, a comma for a colon is the common slip */
	uint32_t *lists; /* per offset from `from`: the first hypothesis, or 0 */
	struct fp_hyp *hyps;
	uint32_t hyp_count, hyp_room;
	struct fp_move *moves;
	uint32_t move_count, move_room;
	struct fp_frame *frames;
	uint32_t frame_count, frame_room;
	uint32_t *buckets;     /* of frames, by hash: the first id, or 0 */
	uint32_t bucket_count; /* a power of two */
	struct fp_key *keys;
	uint32_t key_count, key_room;
	struct fp_reading_slot *readings[2]; /* for names and for values */
	struct fp_spot *spots;               /* FP_SPOTS, by the last bits of `at` */
	struct fp_jump jumps[FP_JUMPS];
	uint32_t jump_count;
	uint32_t furthest; /* the last place that has a list */
	uint32_t leap;     /* from where on it may pass what is JSON; UINT32_MAX: never */
	uint32_t line;     /* start of the line that the sweep is in */
	int32_t indent;    /* of that line */
	bool first;        /* the place that is being expanded is the first token on its line */
	int32_t beam, window;
	int32_t ceiling;        /* of a whole story: one is known that costs no more */
	struct fp_ahead *ahead; /* what it pays that every story pays, from left to right */
	uint32_t ahead_count, ahead_next;
	int32_t ahead_sum; /* of those that lie ahead of this place */
	int32_t bound;     /* at this place: what costs more is not pursued */
	int32_t pruned;    /* the cheapest that was not pursued: no story left out costs less */
	uint32_t born;     /* hypotheses made, those that were freed included */
	struct fp_old old; /* what has been looked through by forget.c */
	uint64_t steps, most_steps;
	bool spent;            /* of them, or of memory, there was not enough */
	uint32_t bracketed_at; /* the last placeholder in brackets that was asked for */
	uint32_t bracketed_to; /* its end, or 0 */
	uint32_t set_at; /* behind the last '{' of which it was asked whether it begins a list */
	uint32_t set_to; /* its '}', or 0 */
	uint32_t repeated_at, repeated_last; /* the last repetition that was asked for */
	uint32_t repeated_to;                /* its end, or 0 */
	int32_t *weights; /* per offset from `origin`: the weight of all text before it */
	bool single_line; /* no line end in the text: no layout to go by */
};

/* Empties it for another search. What has index 0 then stands for none; frame 0 is the root. */
void fp_search_reset(struct fp_search *s);

/* A hypothesis, in no list yet. */
uint32_t fp_search_hyp(struct fp_search *s, const struct fp_hyp *h);

/* Bytes of memory in what grows with the search. */
size_t fp_search_held(const struct fp_search *s);

/* Notes that a story of that cost, or more, is left out. */
void fp_search_prune(struct fp_search *s, int32_t cost);

/* Puts a hypothesis into the list of its place, unless an equal one is cheaper. */
void fp_search_offer(struct fp_search *s, const struct fp_hyp *h);

/* The cheapest story that covers this offset, be it inside a string. */
int32_t fp_search_covered(struct fp_search *s, uint32_t at);

/* The price of a mistake for this hypothesis, habit taken into account. */
int32_t fp_search_price(const struct fp_search *s, const struct fp_hyp *h, enum fp_price price);

/* Whether a step at that price is worth taking; where not, it is remembered as pruned. */
bool fp_search_affords(struct fp_search *s, const struct fp_hyp *h, enum fp_price price,
                       int32_t more);

/* A move, to be handed to fp_search_go; the offsets are those of the text. */
uint32_t fp_search_move(struct fp_search *s, const struct fp_move *move);

/* Where a hypothesis goes from `h` (index `from`). */
struct fp_step {
	enum fp_state state;
	uint32_t frame;
	uint32_t keys;
	uint32_t at;  /* the end of the token that is consumed; ignored for a zero-width step */
	bool stay;    /* zero-width: same place */
	bool forced;  /* taken at any price: the end of the text has no other */
	bool dropped; /* the token does not count: `last` stays */
	enum fp_price price; /* FP_PRICE_COUNT: free */
	int32_t more;        /* added to the price */
	uint32_t move;       /* made just before: gone again where nothing is reached; 0: none */
	uint32_t habits;     /* further bits that are set */
};
void fp_search_go(struct fp_search *s, uint32_t from, const struct fp_step *step);

/* The id of a frame like that one; equal frames have equal ids. */
uint32_t fp_search_frame(struct fp_search *s, const struct fp_frame *frame);

/* The names so far that are of objects further out than that depth. */
uint32_t fp_search_outer(struct fp_search *s, uint32_t keys, uint32_t depth);

/* Adds a name to the names so far. */
uint32_t fp_search_key(struct fp_search *s, uint32_t keys, uint32_t hash, uint32_t depth);

/* Readings of the string at `at`, enumerated once and shared; valid while that place is expanded. */
const struct fp_reading_slot *fp_search_readings(struct fp_search *s, uint32_t at,
                                                 enum fp_reading_kind kind);

/* What stands at `at`; anything that is asked meanwhile may take its room. */
struct fp_spot *fp_search_spot(struct fp_search *s, uint32_t at);

/* Offset of the next token at or after `at`. */
uint32_t fp_search_skip(struct fp_search *s, uint32_t at, uint32_t *notes);

/*
 * Frees the hypotheses and moves that no story can come to need any more, and moves the rest
 * together: what can be reached from the lists of places from `at` on stays. Does nothing while
 * there are few of them. forget.c.
 */
void fp_search_forget(struct fp_search *s, uint32_t at);

/*
 * Where a search of a long text may begin: behind a comma of the part that is JSON, at least 32 KiB
 * before `error` if it can. Makes the frames that are open there; answers false, and leaves the
 * search as it is, where the start is as good. resume.c.
 */
bool fp_search_resume(struct fp_search *s, uint32_t error, struct fp_hyp *start);

/*
 * The same behind an error: where all stories agree on what lies well before `at`, and the cheapest
 * reads JSON from there on, what follows is passed up to somewhat before the next error. Answers the
 * place to go on from: `at`, where nothing is passed. resume.c.
 */
uint32_t fp_search_leap(struct fp_search *s, uint32_t at);

/* Notes what of the story with that end every other story pays as well: ahead.c. */
void fp_search_look_ahead(struct fp_search *s, uint32_t end);

/* Offers every move of a hypothesis: moves.c. */
void fp_moves_offer(struct fp_search *s, uint32_t hyp);

#endif
