/* SPDX-License-Identifier: MIT */
/*
 * A document → the same document with its fixes in it. What makes it safe: no text is kept that was
 * not checked. A round chooses fixes, splices them and checks the result; a block whose faults are
 * not gone, or that reads worse than before, has its fixes taken back, and the rest is tried again.
 *
 * Fixes that stand in no block (a fence that is never closed) come first and alone, for they
 * change which blocks there are. After that blocks keep their number, and so are compared one by
 * one.
 */
#include "check/correct.h"
#include "finding/edit.h"

#include <stdlib.h>
#include <string.h>

/* How often one round of mending is tried. */
#define MOST_TRIES 4

/* Elementary steps that one check of a document may spend on searching. */
#define STEPS (UINT64_C(1000) * 1000 * 1000)

/* A text that was checked; it and all that was found lie in an arena of their own. */
struct attempt {
	struct fp_arena *arena;
	const char *text;
	uint32_t len;
	struct fp_document document;
};

/* What a fix belongs to: a rule in a block. Block 0 is the document outside of blocks. */
typedef uint64_t fix_key;

struct correction {
	struct fp_arena *arena;
	const struct fp_settings *settings;
	const struct fencepost_source *source;
	const struct fp_scope *scope; /* NULL: all of the document */
	enum fencepost_applicability least;
	struct attempt best;
	bool in_blocks; /* which fixes this round takes: those in blocks, or those outside */
	fix_key *refused;
	size_t refused_count, refused_room;
	fix_key *taken; /* by the try that is under way */
	size_t taken_count;
	struct fp_origin origin;
};

static uint64_t block_number(const struct fp_finding *finding)
{
	return finding->pub.block ? (uint64_t)finding->pub.block->index + 1 : 0;
}

static fix_key key_of(uint64_t block, uint32_t rule)
{
	return block * (FP_RULE_COUNT + 1) + rule;
}

static uint64_t key_block(fix_key key)
{
	return key / (FP_RULE_COUNT + 1);
}

/* The key that stands for all the rules of a block. */
static fix_key all_of(uint64_t block)
{
	return key_of(block, FP_RULE_COUNT);
}

static int compare_keys(const void *a, const void *b)
{
	fix_key left = *(const fix_key *)a, right = *(const fix_key *)b;

	return (left > right) - (left < right);
}

/* ---- what is refused, what is taken ---- */

static void refuse(struct correction *c, fix_key key)
{
	if (c->refused_count == c->refused_room) {
		size_t room = c->refused_room ? 2 * c->refused_room : 16;

		c->refused = fp_arena_grow(c->arena, c->refused, c->refused_room * sizeof(key),
		                           room * sizeof(key));
		c->refused_room = room;
	}
	c->refused[c->refused_count++] = key;
}

static bool is_refused(const struct correction *c, fix_key key)
{
	return c->refused_count > 0 &&
	       bsearch(&key, c->refused, c->refused_count, sizeof(key), compare_keys) != NULL;
}

static bool is_wanted(void *user, const struct fp_finding *finding)
{
	const struct correction *c = user;
	uint64_t block = block_number(finding);

	return (block != 0) == c->in_blocks && !is_refused(c, key_of(block, finding->rule)) &&
	       !is_refused(c, all_of(block));
}

/* Sorted keys of the findings of a document. */
static fix_key *keys_of(struct fp_arena *arena, const struct fp_sink *sink)
{
	fix_key *keys = fp_arena_alloc(arena, sink->count * sizeof(*keys));

	for (size_t i = 0; i < sink->count; i++)
		keys[i] = key_of(block_number(sink->found[i]), sink->found[i]->rule);
	qsort(keys, sink->count, sizeof(*keys), compare_keys);
	return keys;
}

/* How many of the keys from *at on equal `key`; *at moves past them and all that is smaller. */
static size_t run_of(const fix_key *keys, size_t count, size_t *at, fix_key key)
{
	size_t first;

	while (*at < count && keys[*at] < key)
		(*at)++;
	first = *at;
	while (*at < count && keys[*at] == key)
		(*at)++;
	return *at - first;
}

/* ---- is the result better? ---- */

/* Refuses each rule of a block whose findings did not go when their fixes went in. */
static void refuse_what_stayed(struct correction *c, const struct attempt *next)
{
	size_t before_count = c->best.document.sink.count, after_count = next->document.sink.count;
	fix_key *before = keys_of(next->arena, &c->best.document.sink);
	fix_key *after = keys_of(next->arena, &next->document.sink);
	size_t in_before = 0, in_after = 0, in_taken = 0;

	while (in_taken < c->taken_count) {
		fix_key key = c->taken[in_taken];
		size_t taken = run_of(c->taken, c->taken_count, &in_taken, key);
		size_t had = run_of(before, before_count, &in_before, key);

		if (run_of(after, after_count, &in_after, key) + taken > had)
			refuse(c, key);
	}
}

/*
 * How many findings of each severity a block has, how many errors say that its own text is no JSON,
 * and whether all of it is none.
 */
struct tally {
	uint32_t of[FENCEPOST_ERROR + 1];
	uint32_t unread;
	bool not_json;
};

static struct tally *tallies_of(struct fp_arena *arena, const struct fp_document *document)
{
	struct tally *tallies = fp_arena_zero(arena, document->block_count + 1, sizeof(*tallies));

	for (size_t i = 0; i < document->sink.count; i++) {
		const struct fp_finding *finding = document->sink.found[i];
		struct tally *tally = &tallies[block_number(finding)];

		tally->of[finding->pub.severity]++;
		if (strncmp(finding->pub.rule, "json-", 5) != 0 || finding->layer->outer)
			continue;
		tally->unread += finding->pub.severity == FENCEPOST_ERROR;
		tally->not_json = tally->not_json || finding->rule == FP_JSON_NOT_JSON;
	}
	return tallies;
}

/*
 * What has become no JSON is told of in a word, and that is no progress; what can be read at last is
 * some, whatever the reader then says of it.
 */
static bool is_better(const struct tally *after, const struct tally *before)
{
	if (after->not_json && !before->not_json)
		return false;
	if (after->unread != before->unread)
		return after->unread < before->unread;
	for (int severity = FENCEPOST_ERROR; severity > FENCEPOST_OFF; severity--)
		if (after->of[severity] != before->of[severity])
			return after->of[severity] < before->of[severity];
	return false;
}

/* Refuses the last block with a fix among those up to `block`, or the first of all. */
static void refuse_up_to(struct correction *c, uint64_t block)
{
	uint64_t culprit = key_block(c->taken[0]);

	for (size_t i = 0; i < c->taken_count && key_block(c->taken[i]) <= block; i++)
		culprit = key_block(c->taken[i]);
	refuse(c, all_of(culprit));
}

/*
 * Refuses all of each block that was mended and does not read better than before, and what may be
 * to blame where another block reads worse.
 */
static void refuse_what_got_worse(struct correction *c, const struct attempt *next)
{
	const struct tally *before = tallies_of(next->arena, &c->best.document);
	const struct tally *after = tallies_of(next->arena, &next->document);
	size_t at = 0;

	for (uint64_t block = 0; block <= next->document.block_count; block++) {
		bool mended = at < c->taken_count && key_block(c->taken[at]) == block;

		while (at < c->taken_count && key_block(c->taken[at]) == block)
			at++;
		if (mended && !is_better(&after[block], &before[block]))
			refuse(c, all_of(block));
		else if (!mended && is_better(&before[block], &after[block]))
			refuse_up_to(c, block);
	}
}

/*
 * Outside of blocks a fix may open a block that nobody has read before, and its faults are no fault
 * of the fix; but a fix that is safe does not do that.
 */
static void refuse_what_opened_blocks(struct correction *c, const struct attempt *next)
{
	if (c->least >= FENCEPOST_SAFE &&
	    next->document.block_count != c->best.document.block_count)
		refuse(c, all_of(0));
}

/* How far the edits before an offset move it. */
static int64_t shift_before(const struct fp_edits *edits, size_t *at, int64_t shift,
                            uint32_t offset)
{
	for (; *at < edits->count && edits->edits[*at].span.start < offset; (*at)++) {
		const struct fencepost_edit *edit = &edits->edits[*at];

		shift += (int64_t)edit->len - (edit->span.end - edit->span.start);
	}
	return shift;
}

/* The edit of that number, if it begins at that offset; NULL: it does not. */
static const struct fencepost_edit *edit_at(const struct fp_edits *edits, size_t at,
                                            uint32_t offset)
{
	bool begins = at < edits->count && edits->edits[at].span.start == offset;

	return begins ? &edits->edits[at] : NULL;
}

/*
 * Whether a block begins where it is due. An edit of its first bytes may bring spaces that its
 * containers ask for: they stand before the block.
 */
static bool begins_at(uint32_t start, int64_t due, const struct fencepost_edit *first)
{
	size_t spaces = 0;

	while (first && spaces < first->len && first->text[spaces] == ' ')
		spaces++;
	return start >= due && start - due <= (int64_t)spaces;
}

/* Whether a block ends where it is due. One that is never closed ends with its value, if that ends. */
static bool ends_at(const struct fp_lines *file, uint32_t end, int64_t due)
{
	while (end < due && end < file->len && memchr(" \t\r\n", file->text[end], 4))
		end++;
	return end == due;
}

/*
 * The number of the first block that is not where the edits must have moved it: an edit has then
 * changed what cmark takes for a block. 0: all are in their places.
 */
static uint64_t first_astray(const struct fp_document *before, const struct fp_document *after,
                             const struct fp_edits *edits)
{
	int64_t shift = 0;
	size_t at = 0;

	for (size_t i = 0; i < before->block_count; i++) {
		struct fencepost_span old = before->blocks[i].span;
		struct fencepost_span now;

		if (i >= after->block_count)
			return i + 1;
		now = after->blocks[i].span;
		shift = shift_before(edits, &at, shift, old.start);
		if (!begins_at(now.start, old.start + shift, edit_at(edits, at, old.start)))
			return i + 1;
		shift = shift_before(edits, &at, shift, old.end + 1);
		if (!ends_at(&after->lines, now.end, old.end + shift))
			return i + 1;
	}
	return after->block_count > before->block_count ? before->block_count + 1 : 0;
}

/* Whether the try may stay as it is; else what is to blame has been refused. */
static bool holds(struct correction *c, const struct attempt *next, const struct fp_edits *edits)
{
	size_t refused = c->refused_count;
	uint64_t astray = 0;

	if (c->in_blocks)
		astray = first_astray(&c->best.document, &next->document, edits);
	if (astray) {
		refuse_up_to(c, astray);
	} else {
		refuse_what_stayed(c, next);
		if (!c->in_blocks)
			refuse_what_opened_blocks(c, next);
		else if (c->refused_count == refused)
			refuse_what_got_worse(c, next);
	}
	if (c->refused_count > 1)
		qsort(c->refused, c->refused_count, sizeof(*c->refused), compare_keys);
	return c->refused_count == refused;
}

/* ---- rounds ---- */

static void check(struct correction *c, struct attempt *attempt)
{
	struct fp_budget budget = {STEPS};

	fp_document_check(&attempt->document, attempt->arena, c->settings, c->source, c->scope,
	                  attempt->text, attempt->len, &budget);
}

/* Splices the edits and checks what comes out, in an arena of its own. */
static void attempt_edits(struct correction *c, struct attempt *next, const struct fp_edits *edits)
{
	struct fp_bytes text;

	next->arena = fp_arena_child(c->arena);
	text = FP_BYTES(next->arena);
	fp_edit_splice(&text, c->best.text, c->best.len, edits);
	next->text = fp_bytes_string(&text);
	next->len = (uint32_t)text.len;
	check(c, next);
}

static void note_taken(struct correction *c, const struct fp_edits *edits)
{
	c->taken_count = edits->chosen;
	c->taken = fp_arena_alloc(c->best.arena, edits->chosen * sizeof(*c->taken));
	for (size_t i = 0; i < edits->chosen; i++)
		c->taken[i] = key_of(block_number(edits->findings[i]), edits->findings[i]->rule);
	qsort(c->taken, c->taken_count, sizeof(*c->taken), compare_keys);
}

/* One round: true where something was mended. */
static bool mend(struct correction *c)
{
	for (int i = 0; i < MOST_TRIES; i++) {
		struct attempt next;
		struct fp_edits edits;

		fp_edit_choose(&edits, c->best.arena, &c->best.document.sink, c->least, is_wanted,
		               c);
		if (edits.chosen == 0)
			return false;
		note_taken(c, &edits);
		attempt_edits(c, &next, &edits);
		if (holds(c, &next, &edits)) {
			fp_origin_note(&c->origin, c->source, &c->best.document.lines, &edits);
			fp_arena_free(c->best.arena);
			c->best = next;
			return true;
		}
		fp_arena_free(next.arena);
	}
	return false;
}

void fp_correct(struct fp_corrected *out, struct fp_arena *arena,
                const struct fp_settings *settings, const struct fencepost_source *source,
                const struct fp_scope *scope, enum fencepost_applicability least)
{
	struct correction c = {
	    .arena = arena, .settings = settings, .source = source, .scope = scope, .least = least};
	size_t old_count;
	int rounds = least == FENCEPOST_NONE ? 0 : FP_ORIGIN_ROUNDS;

	c.origin.arena = arena;
	c.best = (struct attempt){
	    .arena = fp_arena_child(arena), .text = source->bytes, .len = (uint32_t)source->len};
	check(&c, &c.best);
	old_count = c.best.document.old_count;
	for (int i = 0; i < rounds; i++) {
		/*
		 * what was refused may do now that other fixes are in, and blocks may have new
		 * numbers
		 */
		c.refused_count = 0;
		c.in_blocks = false;
		if (mend(&c))
			continue;
		c.in_blocks = true;
		if (!mend(&c))
			break;
	}
	fp_origin_finish(&c.origin, source, &c.best.document);
	*out = (struct fp_corrected){
	    .text = c.best.text,
	    .len = c.best.len,
	    .changed = c.origin.mended_count > 0,
	    .old_count = old_count,
	    .fixed = c.origin.mended_count,
	    .mended = c.origin.mended,
	    .document = c.best.document,
	    .origin = c.origin,
	};
}
