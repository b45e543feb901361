/* SPDX-License-Identifier: MIT */
/*
 * What a search holds: hypotheses, moves, frames and names in arrays that grow, and the readings of
 * the string at hand. Equal frames are one, so that a stack is compared by its id.
 */
#include "json/search.h"

#include "json/trivia.h"

enum { ROOM_LEAST = 256, LONG_TEXT = 16384, ROOM_A_BYTE = 4, ROOM_MOST = 1 << 19 };

int32_t fp_search_price(const struct fp_search *s, const struct fp_hyp *h, enum fp_price price)
{
	int32_t cost = s->prices->of[price];
	enum fp_habit habit = fp_price_habit(price);

	if (habit != FP_HABIT_NONE && (h->used & (1u << habit)))
		cost = cost * fp_habit_percent(habit) / 100;
	return cost;
}

void fp_search_prune(struct fp_search *s, int32_t cost)
{
	if (cost < s->pruned)
		s->pruned = cost;
}

bool fp_search_affords(struct fp_search *s, const struct fp_hyp *h, enum fp_price price,
                       int32_t more)
{
	int32_t cost = h->cost + more;

	if (price != FP_PRICE_COUNT)
		cost += fp_search_price(s, h, price);
	if (cost <= s->bound)
		return true;
	fp_search_prune(s, cost);
	return false;
}

/*
 * Room for one more thing of `size` bytes in a growing array. A long text has it from the start: what
 * is not touched takes no memory, and large arrays are slow to move.
 */
static void *room_for(const struct fp_search *s, void *array, uint32_t count, uint32_t *room,
                      size_t size)
{
	uint32_t more = *room ? *room * 2 : ROOM_LEAST;

	if (count < *room)
		return array;
	if (*room == 0 && s->to - s->from >= LONG_TEXT)
		more = s->to - s->from < ROOM_MOST / ROOM_A_BYTE ? (s->to - s->from) * ROOM_A_BYTE
		                                                 : ROOM_MOST;
	array = fp_arena_grow(s->arena, array, *room * size, more * size);
	*room = more;
	return array;
}

uint32_t fp_search_move(struct fp_search *s, const struct fp_move *move)
{
	s->moves = room_for(s, s->moves, s->move_count, &s->move_room, sizeof(*s->moves));
	s->moves[s->move_count] = *move;
	return s->move_count++;
}

/* One jump an object, however many names it has. */
uint32_t fp_search_outer(struct fp_search *s, uint32_t keys, uint32_t depth)
{
	for (; keys && s->keys[keys].depth >= depth; keys = s->keys[keys].outer)
		s->steps += 4; /* each a jump through memory */
	return keys;
}

uint32_t fp_search_key(struct fp_search *s, uint32_t keys, uint32_t hash, uint32_t depth)
{
	uint32_t outer = fp_search_outer(s, keys, depth);

	s->keys = room_for(s, s->keys, s->key_count, &s->key_room, sizeof(*s->keys));
	s->keys[s->key_count] = (struct fp_key){keys, outer, hash, depth};
	return s->key_count++;
}

/* By the place of the opener alone: those that are made at one place, and looked for, lie together. */
static uint32_t frame_hash(const struct fp_frame *f)
{
	uint32_t hash = f->open * 2654435761u;

	return hash ^ hash >> 15;
}

/* Twice the buckets, so that chains stay short. */
static void rehash(struct fp_search *s)
{
	s->bucket_count = s->bucket_count ? s->bucket_count * 2 : 64;
	s->buckets = fp_arena_zero(s->arena, s->bucket_count, sizeof(*s->buckets));
	for (uint32_t i = 1; i < s->frame_count; i++) {
		uint32_t *bucket = &s->buckets[frame_hash(&s->frames[i]) & (s->bucket_count - 1)];

		s->frames[i].next = *bucket;
		*bucket = i;
	}
}

uint32_t fp_search_frame(struct fp_search *s, const struct fp_frame *frame)
{
	uint32_t *bucket;

	if (s->frame_count >= s->bucket_count)
		rehash(s);
	s->steps++;
	bucket = &s->buckets[frame_hash(frame) & (s->bucket_count - 1)];
	for (uint32_t i = *bucket; i; i = s->frames[i].next) {
		const struct fp_frame *f = &s->frames[i];

		if (f->parent == frame->parent && f->open == frame->open &&
		    f->kind == frame->kind && f->flags == frame->flags &&
		    f->members == frame->members && f->indent == frame->indent)
			return i;
	}
	s->frames = room_for(s, s->frames, s->frame_count, &s->frame_room, sizeof(*s->frames));
	s->frames[s->frame_count] = *frame;
	s->frames[s->frame_count].next = *bucket;
	*bucket = s->frame_count;
	return s->frame_count++;
}

const struct fp_reading_slot *fp_search_readings(struct fp_search *s, uint32_t at,
                                                 enum fp_reading_kind kind)
{
	struct fp_reading_slot *slot = s->readings[kind];

	if (slot->at != at) {
		slot->at = at;
		slot->count =
		    fp_reading_list(slot->of, s->text, s->to, at, kind, s->prices, &s->steps);
	}
	return slot;
}

struct fp_spot *fp_search_spot(struct fp_search *s, uint32_t at)
{
	struct fp_spot *spot = &s->spots[at % FP_SPOTS];

	if (spot->at != at) {
		spot->at = at;
		spot->asked = 0;
	}
	return spot;
}

uint32_t fp_search_skip(struct fp_search *s, uint32_t at, uint32_t *notes)
{
	struct fp_spot *spot = fp_search_spot(s, at);

	if (!(spot->asked & FP_ASKED_SKIP)) {
		spot->asked |= FP_ASKED_SKIP;
		spot->next = fp_trivia_skip(s->text, s->to, at, &spot->notes);
	}
	*notes = spot->notes;
	return spot->next;
}

uint32_t fp_search_hyp(struct fp_search *s, const struct fp_hyp *h)
{
	s->hyps = room_for(s, s->hyps, s->hyp_count, &s->hyp_room, sizeof(*s->hyps));
	s->hyps[s->hyp_count] = *h;
	s->born++;
	return s->hyp_count++;
}

/* Of the room from the start no more is taken than is touched; what has grown is taken in full. */
static size_t taken(uint32_t count, uint32_t room, size_t size)
{
	return (room > ROOM_MOST ? room : count) * size;
}

size_t fp_search_held(const struct fp_search *s)
{
	return (taken(s->hyp_count, s->hyp_room, sizeof(*s->hyps)) +
	        taken(s->move_count, s->move_room, sizeof(*s->moves)) +
	        ((size_t)s->old.hyps_room * 2 + s->old.moves_room) * sizeof(uint32_t) +
	        taken(s->frame_count, s->frame_room, sizeof(*s->frames)) +
	        taken(s->key_count, s->key_room, sizeof(*s->keys)));
}

void fp_search_reset(struct fp_search *s)
{
	struct fp_hyp none = {0};
	struct fp_move no_move = {0};
	struct fp_frame root = {.members = -1, .indent = -1};
	struct fp_key no_key = {0};

	s->hyp_count = s->move_count = s->frame_count = s->key_count = s->jump_count = s->born = 0;
	s->readings[0]->at = s->readings[1]->at = UINT32_MAX;
	s->bracketed_at = s->repeated_at = UINT32_MAX;
	for (int i = 0; i < FP_SPOTS; i++)
		s->spots[i].at = UINT32_MAX;
	s->bucket_count = 0;
	s->old.hyps = s->old.moves = 1;
	s->old.again = 0;
	fp_search_hyp(s, &none);
	fp_search_move(s, &no_move);
	s->frames = room_for(s, s->frames, 0, &s->frame_room, sizeof(*s->frames));
	s->frames[s->frame_count++] = root;
	s->keys = room_for(s, s->keys, 0, &s->key_room, sizeof(*s->keys));
	s->keys[s->key_count++] = no_key;
}
