/* SPDX-License-Identifier: MIT */
#include "text/arena.h"

#include "fencepost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* An allocator that checks the lengths it is told, counts what is out, and can be told to end. */
struct counter {
	size_t calls, out, fail_at;
	bool lied;
};

static void *counted(void *user, void *old, size_t old_len, size_t len)
{
	struct counter *c = user;
	size_t *head = old ? (size_t *)old - 2 : NULL;

	c->lied |= (head ? *head : 0) != old_len;
	if (len > 0 && ++c->calls == c->fail_at)
		return NULL;
	c->out += len - old_len;
	if (len == 0) {
		free(head);
		return NULL;
	}
	head = realloc(head, len + 2 * sizeof(*head));
	*head = len;
	return head + 2;
}

static struct fp_arena *new_arena(struct counter *c, size_t limit)
{
	struct fp_allocator from = {counted, c};
	struct fp_arena *arena = fp_arena_new(&from, limit);

	assert_non_null(arena);
	return arena;
}

static void assert_all_back(struct counter *c)
{
	assert_int_equal(c->out, 0);
	assert_false(c->lied);
}

static void use_many_sizes(void *argument)
{
	static const size_t sizes[] = {0, 1, 15, 16, 17, 4000, 5000, 32767, 32768, 100000, 2000000};
	struct fp_arena *arena = argument;
	unsigned char *pieces[sizeof(sizes) / sizeof(*sizes)];

	for (size_t round = 0; round < 3; round++) {
		for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
			pieces[i] = fp_arena_alloc(arena, sizes[i]);
			assert_int_equal((uintptr_t)pieces[i] % 16, 0);
			memset(pieces[i], (int)i, sizes[i]);
		}
		for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
			for (size_t at = 0; at < sizes[i]; at += 997)
				assert_int_equal(pieces[i][at], i);
	}
}

static void pieces_are_aligned_and_do_not_overlap(void **state)
{
	struct counter c = {0};
	struct fp_arena *arena = new_arena(&c, 0);

	(void)state;
	assert_int_equal(fp_arena_try(arena, use_many_sizes, arena), FENCEPOST_OK);
	assert_int_equal(fp_arena_used(arena), c.out);
	fp_arena_free(arena);
	assert_all_back(&c);
}

static void grow_step_by_step(void *argument)
{
	struct fp_arena *arena = argument;
	size_t size = 1, larger;
	char *piece = fp_arena_grow(arena, NULL, 0, size), *moved;

	*piece = 'a';
	for (; size < 3000000; size = larger) {
		larger = size * 3 / 2 + 1;
		piece = fp_arena_grow(arena, piece, size, larger);
		assert_int_equal(piece[0], 'a');
		assert_int_equal((unsigned char)piece[size - 1], size == 1 ? 'a' : size % 251);
		piece[larger - 1] = (char)(larger % 251);
	}
	assert_ptr_equal(fp_arena_grow(arena, piece, size, 10), piece);
	piece = fp_arena_copy(arena, "last", 4);
	assert_ptr_equal(fp_arena_grow(arena, piece, 5, 100), piece);
	fp_arena_alloc(arena, 1);
	moved = fp_arena_grow(arena, piece, 100, 200);
	assert_ptr_not_equal(moved, piece);
	assert_string_equal(moved, "last");
}

static void a_piece_grows_and_keeps_its_bytes(void **state)
{
	struct counter c = {0};
	struct fp_arena *arena = new_arena(&c, 0);

	(void)state;
	assert_int_equal(fp_arena_try(arena, grow_step_by_step, arena), FENCEPOST_OK);
	assert_in_range(fp_arena_used(arena), 3000000, 5000000);
	fp_arena_free(arena);
	assert_all_back(&c);
}

static void ask_for_everything(void *argument)
{
	struct fp_arena *arena = argument;

	for (;;)
		fp_arena_alloc(arena, 1000);
}

static void the_limit_ends_the_innermost_try(void **state)
{
	struct counter c = {0};
	struct fp_arena *arena = new_arena(&c, 100000);

	(void)state;
	assert_int_equal(fp_arena_try(arena, ask_for_everything, arena), FENCEPOST_ENOMEM);
	assert_in_range(fp_arena_used(arena), 50000, 100000);
	fp_arena_free(arena);
	assert_all_back(&c);
}

static void use_a_child(void *argument)
{
	struct fp_arena *arena = argument;

	ask_for_everything(fp_arena_child(fp_arena_child(arena)));
}

static void children_count_against_the_limit_and_go_when_it_is_met(void **state)
{
	struct counter c = {0};
	struct fp_arena *arena = new_arena(&c, 100000), *older = fp_arena_child(arena);
	size_t before = fp_arena_used(arena);

	(void)state;
	assert_int_equal(fp_arena_try(arena, use_a_child, arena), FENCEPOST_ENOMEM);
	assert_int_equal(fp_arena_used(arena), before);
	assert_int_equal(fp_arena_try(older, use_a_child, older), FENCEPOST_ENOMEM);
	assert_int_equal(fp_arena_used(arena), before);
	fp_arena_free(arena);
	assert_all_back(&c);
}

static void try_inside(void *argument)
{
	struct fp_arena **pair = argument;

	assert_int_equal(fp_arena_try(pair[1], use_a_child, pair[1]), FENCEPOST_ENOMEM);
	fp_arena_fail(pair[0]);
}

static void nested_tries_answer_for_their_own_arena(void **state)
{
	struct counter c = {0};
	struct fp_arena *pair[2];

	(void)state;
	pair[0] = new_arena(&c, 100000);
	pair[1] = fp_arena_child(pair[0]);
	assert_int_equal(fp_arena_try(pair[0], try_inside, pair), FENCEPOST_ENOMEM);
	assert_int_equal(fp_arena_try(pair[0], use_a_child, pair[0]), FENCEPOST_ENOMEM);
	fp_arena_free(pair[0]);
	assert_all_back(&c);
}

static void fail_past_a_child(void *argument)
{
	fp_arena_fail(argument);
}

static void try_a_child_of(void *argument)
{
	struct fp_arena *child = fp_arena_child(argument);

	/* The parent ends inside the child's try: that one does not answer. */
	fp_arena_try(child, fail_past_a_child, argument);
	fail();
}

static void a_parent_that_ends_passes_over_the_tries_of_its_children(void **state)
{
	struct counter c = {0};
	struct fp_arena *arena = new_arena(&c, 0);

	(void)state;
	assert_int_equal(fp_arena_try(arena, try_a_child_of, arena), FENCEPOST_ENOMEM);
	fp_arena_free(arena);
	assert_all_back(&c);
}

static void ask_for_too_many(void *argument)
{
	fp_arena_zero(argument, SIZE_MAX / 2, 3);
}

static void ask_for_too_much(void *argument)
{
	fp_arena_alloc(argument, SIZE_MAX - 3);
}

static void a_size_that_overflows_is_no_memory(void **state)
{
	struct fp_arena *arena = fp_arena_new(NULL, 0);

	(void)state;
	assert_int_equal(fp_arena_try(arena, ask_for_too_many, arena), FENCEPOST_ENOMEM);
	assert_int_equal(fp_arena_try(arena, ask_for_too_much, arena), FENCEPOST_ENOMEM);
	fp_arena_free(arena);
}

static void use_it_all(void *argument)
{
	struct fp_arena *child = fp_arena_child(argument);

	use_many_sizes(argument);
	use_many_sizes(child);
	grow_step_by_step(child);
	fp_arena_free(child);
	grow_step_by_step(argument);
}

static void each_request_may_fail(void **state)
{
	int status = FENCEPOST_ENOMEM;

	(void)state;
	for (size_t n = 2; status != FENCEPOST_OK; n++) {
		struct counter c = {.fail_at = n};
		struct fp_arena *arena = new_arena(&c, 0);

		status = fp_arena_try(arena, use_it_all, arena);
		assert_int_equal(status, c.calls < n ? FENCEPOST_OK : FENCEPOST_ENOMEM);
		fp_arena_free(arena);
		assert_all_back(&c);
	}
}

static void no_memory_for_the_arena_itself_is_null(void **state)
{
	struct counter c = {.fail_at = 1};
	struct fp_allocator from = {counted, &c};

	(void)state;
	assert_null(fp_arena_new(&from, 0));
	assert_null(fp_arena_new(NULL, 1));
	fp_arena_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pieces_are_aligned_and_do_not_overlap),
	    cmocka_unit_test(a_piece_grows_and_keeps_its_bytes),
	    cmocka_unit_test(the_limit_ends_the_innermost_try),
	    cmocka_unit_test(children_count_against_the_limit_and_go_when_it_is_met),
	    cmocka_unit_test(nested_tries_answer_for_their_own_arena),
	    cmocka_unit_test(a_parent_that_ends_passes_over_the_tries_of_its_children),
	    cmocka_unit_test(a_size_that_overflows_is_no_memory),
	    cmocka_unit_test(each_request_may_fail),
	    cmocka_unit_test(no_memory_for_the_arena_itself_is_null),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
