/* SPDX-License-Identifier: MIT */
/*
 * What the moves of moves.c are made of, by file. Only these files include this.
 *
 * Each function that offers a move looks at one hypothesis and hands on what it may become; where
 * its mistake does not stand here, it does nothing.
 */
#ifndef FP_JSON_MOVES_H
#define FP_JSON_MOVES_H

#include "json/search.h"

#include <string.h>

/* A hypothesis that is being expanded; copies, for the arrays may move. */
struct fp_here {
	struct fp_search *s;
	uint32_t index;
	struct fp_hyp h;
	struct fp_frame f;
	uint32_t at;
	char c; /* the byte there; 0 at the end of the text */
};

/* ---- here.c: what stands here ---- */

static inline char fp_here_byte(const struct fp_here *x, uint32_t at)
{
	return at < x->s->to ? x->s->text[at] : 0;
}

static inline bool fp_here_at_end(const struct fp_here *x)
{
	return x->at >= x->s->to;
}

/* The frame that counts: ghosts are openers too many, which the grammar does not see. */
static inline uint32_t fp_here_solid(struct fp_search *s, uint32_t frame)
{
	while (s->frames[frame].flags & FP_FRAME_GHOST) {
		frame = s->frames[frame].parent;
		s->steps++;
	}
	return frame;
}

/* Whether this text stands here: asked of whole tables, and most end at the first byte. */
static inline bool fp_here_begins(const struct fp_here *x, const char *what)
{
	return x->c == *what && x->s->to - x->at >= strlen(what) &&
	       memcmp(x->s->text + x->at, what, strlen(what)) == 0;
}

/* The state after a complete value in that frame. */
enum fp_state fp_here_after_value(struct fp_search *s, uint32_t frame);

/* Whether a string, or any value, could begin at `at`. */
bool fp_here_begins_string(const struct fp_here *x, uint32_t at);
bool fp_here_begins_value(const struct fp_here *x, uint32_t at);

/* The end of the plain string at `at` (its first closing quote), or 0. */
uint32_t fp_here_plain_string(const struct fp_here *x, uint32_t at);

/* A word without quotes at `at`, as words.h has it. */
bool fp_here_word(const struct fp_here *x, uint32_t at, enum fp_word_use use, struct fp_word *out);

/* The end of what stands here as one piece, without brackets, quotes or blanks. */
uint32_t fp_here_stray(const struct fp_here *x);

/* The next quote on this line, or where that is not known; *structure: brackets or commas before it. */
uint32_t fp_here_closing(const struct fp_here *x, bool *structure);

/* Whether a member's name stands at `at`: a string or a word, and then a colon. *to: the name's end. */
bool fp_here_begins_member(const struct fp_here *x, uint32_t at, uint32_t *to);

/* The end of the placeholder in brackets of its own that begins here, or 0; looked up once a place. */
uint32_t fp_here_bracketed(const struct fp_here *x);

/* Whether nothing but blanks is left of the line. */
bool fp_here_line_ends(const struct fp_here *x, uint32_t at);

/* What text[from, to) weighs, dropped. */
int32_t fp_here_weight(const struct fp_here *x, uint32_t from, uint32_t to);

/* ---- layout.c: what layout adds to a price ---- */

/* A member or element that begins a line: does it stand where its siblings do? */
int32_t fp_layout_member(const struct fp_here *x);

/*
 * The frame after its first member has begun a line here. In an array each element is measured by the
 * one before: those that all stand at another indent than the first are out of place once. One that stands
 * further out than the array's own line moves nothing.
 */
uint32_t fp_layout_frame(const struct fp_here *x, uint32_t frame);

/* A closer of `f` that stands here, and one of the frame on top that is put in here. */
int32_t fp_layout_closer(const struct fp_here *x, const struct fp_frame *f);
int32_t fp_layout_inserted_closer(const struct fp_here *x);

/* A closer behind the document: is it further out than the one that closed it? */
int32_t fp_layout_last_closer(const struct fp_here *x);

/* ---- step.c: from one hypothesis to the next ---- */

/* A step that costs nothing, to be filled in. */
struct fp_step fp_step_free(const struct fp_here *x, enum fp_state state);

/* The step behind a value that ends at `to`. */
struct fp_step fp_step_value(const struct fp_here *x, uint32_t to, int32_t layout);

void fp_step_go(const struct fp_here *x, const struct fp_step *step);

/* A mistake: the step at a price, told by a move. */
void fp_step_slip(const struct fp_here *x, struct fp_step step, enum fp_price price,
                  const struct fp_move *move);

/* Puts text in behind the last token; nothing of the text is consumed. */
void fp_step_insert(const struct fp_here *x, enum fp_state state, enum fp_price price,
                    enum fp_rule rule, const char *text, int32_t more);

/* Drops what stands here, up to `to`; the state stays. */
void fp_step_drop(const struct fp_here *x, uint32_t to, enum fp_price price, enum fp_rule rule,
                  int32_t more);

/* Replaces the bytes here by text, which counts as a token. */
void fp_step_replace(const struct fp_here *x, enum fp_state state, uint32_t to, enum fp_price price,
                     enum fp_rule rule, const char *text, int32_t more);

/* ---- set.c: braces around a list ---- */

/*
 * Whether a '{' stands here and strings alone behind it, up to its '}', that are rather a list: the
 * value itself, with the wrong brackets, or what an array holds, with brackets too many.
 */
bool fp_set_is_value(const struct fp_here *x);
bool fp_set_in_array(const struct fp_here *x);

/* ---- brackets.c: containers ---- */

/* The step that leaves the container on top, ghosts upon it included. */
struct fp_step fp_brackets_leave(const struct fp_here *x);

/* The frame of a container that is opened here, within `parent`. */
uint32_t fp_brackets_push(const struct fp_here *x, uint32_t parent, char kind, int flags);

/* '{' or '[' where a value is due: as it stands, as the other one, or too many. */
void fp_brackets_open(const struct fp_here *x, int32_t layout);

/* ( or a full-width bracket where a container begins; one where it may end; whether such a closer is here. */
void fp_brackets_open_stand_in(const struct fp_here *x, int32_t layout);
void fp_brackets_close_stand_in(const struct fp_here *x);
bool fp_brackets_stand_in_closer(const struct fp_here *x);

/* An opener that stands here, too many. */
void fp_brackets_drop_opener(const struct fp_here *x);

/* Members where a value is due: an opener is missing. */
void fp_brackets_insert_opener(const struct fp_here *x);

/* Members at the start whose opening brace was lost; their closer stands at the end. */
void fp_brackets_lost_opener(const struct fp_here *x);

/* '}' or ']' where the container may end. */
void fp_brackets_close(const struct fp_here *x);

/* '{' before a comma or at a line's end, typed for '}'. */
void fp_brackets_closing_opener(const struct fp_here *x);

/* The closer of the frame on top is put in here. */
void fp_brackets_insert_closer(const struct fp_here *x);

/* A closer that stands here, too many. */
void fp_brackets_drop_closer(const struct fp_here *x);

/* All that is open is closed at the end of the text, in one move. */
void fp_brackets_close_all(const struct fp_here *x);

/* ---- quoted.c: strings ---- */

/* What a reading costs here: its style is reduced once it is a habit, the rest never is. */
int32_t fp_quoted_price(const struct fp_here *x, const struct fp_reading *r);

/* Takes a step over a string as read; `step.more` holds the layout. */
void fp_quoted_read(const struct fp_here *x, struct fp_step step, const struct fp_reading *r);

/* A string where a value is due. */
void fp_quoted_value(const struct fp_here *x, int32_t layout);

/* A string that has lost its opening quote. */
void fp_quoted_unopened(const struct fp_here *x, int32_t layout);

/* "<a">: the closing quote stands before the last byte of its string. */
void fp_quoted_early(const struct fp_here *x);

/* "a" + "b": the strings are joined. */
void fp_quoted_join(const struct fp_here *x);

/* ---- values.c ---- */

/* All that may stand where a value is due. */
void fp_values_offer(const struct fp_here *x);

/* A value is due and none is there; where a note stands in its place, that was meant. */
void fp_values_missing(const struct fp_here *x);

/* An ellipsis in the place of a value. */
void fp_values_ellipsis(const struct fp_here *x);

/* name( … with its bracket on the next lines: callback({ … }). */
void fp_values_call(const struct fp_here *x, int32_t layout);

/* ( … ) around the whole. */
void fp_values_group(const struct fp_here *x);

/* "asc" | "desc" (also with "or", "/"): alternatives of a value; the first stays. */
void fp_values_alternative(const struct fp_here *x);

/* ---- names.c ---- */

/* All that may stand where a name is due. */
void fp_names_offer(const struct fp_here *x);

/* Price of a name at `at` that the object at that depth has already. */
int32_t fp_names_twin(const struct fp_here *x, uint32_t at, uint32_t keys, uint32_t depth);

/* ---- separators.c: commas and colons ---- */

/* A comma goes in between two members: missing, or another character stands for it. */
void fp_separators_no_comma(const struct fp_here *x);
void fp_separators_other_comma(const struct fp_here *x);

/* The comma that stands here. */
void fp_separators_comma(const struct fp_here *x);

/* A doubled comma, or one ahead of everything. */
void fp_separators_extra_comma(const struct fp_here *x);

/* A comma before a closer, which is here: the comma goes, and the closer closes. */
void fp_separators_trailing_comma(const struct fp_here *x);

/* A colon, what stands for one, and none. */
void fp_separators_colon(const struct fp_here *x);

/* ---- repeated.c ---- */

/* Lines that repeat the end of what stands before them: left over from a paste. */
void fp_repeated_drop(const struct fp_here *x);

/* "a": "a": 1 — a name and its colon that stand there twice, where the value is due. */
void fp_repeated_name(const struct fp_here *x);

/* ---- whole.c: around the document ---- */

/* Text ahead of the document: dropped up to the first bracket; and program text there: var x = . */
void fp_whole_text_before(const struct fp_here *x);
void fp_whole_assignment(const struct fp_here *x);

/* Members with no braces around them. */
void fp_whole_fragment(const struct fp_here *x);

/* Another document: on a line of its own, after a comma, or on the same line. */
void fp_whole_another(const struct fp_here *x);

/* Text after the document. */
void fp_whole_text_after(const struct fp_here *x);

#endif
