/* SPDX-License-Identifier: MIT */
#include "git/diff.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MOST 40

static struct fp_row row(const uint32_t *of, uint32_t count)
{
	return (struct fp_row){of, count};
}

/* The rows as letters. */
static struct fp_hunks diff(const char *old, const char *new)
{
	uint32_t rows[2][MOST];

	for (size_t i = 0; old[i]; i++)
		rows[0][i] = (unsigned char)old[i];
	for (size_t i = 0; new[i]; i++)
		rows[1][i] = (unsigned char)new[i];
	return fp_diff(arena, row(rows[0], (uint32_t)strlen(old)),
	               row(rows[1], (uint32_t)strlen(new)), 256);
}

static void assert_hunk(const struct fp_hunks *hunks, size_t index, struct fp_hunk wanted)
{
	assert_true(index < hunks->count);
	assert_int_equal(hunks->of[index].old_at, wanted.old_at);
	assert_int_equal(hunks->of[index].old_count, wanted.old_count);
	assert_int_equal(hunks->of[index].new_at, wanted.new_at);
	assert_int_equal(hunks->of[index].new_count, wanted.new_count);
}

static void equal_rows_have_no_hunk(void **state)
{
	(void)state;
	assert_int_equal(diff("", "").count, 0);
	assert_int_equal(diff("abcabc", "abcabc").count, 0);
}

static void what_is_in_one_row_only_is_a_hunk(void **state)
{
	struct fp_hunks hunks = diff("abc", "");

	(void)state;
	assert_int_equal(hunks.count, 1);
	assert_hunk(&hunks, 0, (struct fp_hunk){0, 3, 0, 0});
	hunks = diff("", "abc");
	assert_hunk(&hunks, 0, (struct fp_hunk){0, 0, 0, 3});
	hunks = diff("ab", "axyb");
	assert_int_equal(hunks.count, 1);
	assert_hunk(&hunks, 0, (struct fp_hunk){1, 0, 1, 2});
}

static void a_changed_line_is_a_hunk_with_one_line_in_each(void **state)
{
	struct fp_hunks hunks = diff("abcde", "aXcdY");

	(void)state;
	assert_int_equal(hunks.count, 2);
	assert_hunk(&hunks, 0, (struct fp_hunk){1, 1, 1, 1});
	assert_hunk(&hunks, 1, (struct fp_hunk){4, 1, 4, 1});
}

static void lines_that_repeat_are_told_apart_by_their_order(void **state)
{
	struct fp_hunks hunks = diff("1b23b4", "23b4");

	(void)state;
	assert_int_equal(hunks.count, 1);
	assert_hunk(&hunks, 0, (struct fp_hunk){0, 2, 0, 0});
}

/* How many lines the longest row has that both rows are extensions of; by the table of the textbook. */
static uint32_t most_in_common(struct fp_row old, struct fp_row new)
{
	uint32_t longest[MOST + 1][MOST + 1] = {{0}};

	for (uint32_t i = 1; i <= old.count; i++)
		for (uint32_t j = 1; j <= new.count; j++)
			if (old.of[i - 1] == new.of[j - 1])
				longest[i][j] = longest[i - 1][j - 1] + 1;
			else
				longest[i][j] = longest[i - 1][j] > longest[i][j - 1]
				                    ? longest[i - 1][j]
				                    : longest[i][j - 1];
	return longest[old.count][new.count];
}

/* Asserts that between the hunks all is equal; answers how many lines that are. */
static uint32_t assert_tiled(const struct fp_hunks *hunks, struct fp_row old, struct fp_row new)
{
	uint32_t i = 0, j = 0, equal = 0;

	for (size_t h = 0; h <= hunks->count; h++) {
		struct fp_hunk hunk =
		    h < hunks->count ? hunks->of[h] : (struct fp_hunk){old.count, 0, new.count, 0};

		assert_true(hunk.old_at >= i && hunk.old_at + hunk.old_count <= old.count);
		assert_true(h == hunks->count || hunk.old_count + hunk.new_count > 0);
		assert_true(h == 0 || h == hunks->count || hunk.old_at > i);
		for (; i < hunk.old_at; i++, j++, equal++)
			assert_int_equal(old.of[i], new.of[j]);
		assert_int_equal(j, hunk.new_at);
		i += hunk.old_count;
		j += hunk.new_count;
	}
	assert_int_equal(j, new.count);
	return equal;
}

static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1103515245 + 12345;
	return *seed >> 16;
}

static void as_much_as_can_be_is_equal(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		uint32_t lines[2][MOST], counts[2], kinds = 1 + next(&seed) % 12;
		struct fp_arena *of_round = fp_arena_child(arena);
		struct fp_hunks hunks;

		for (int side = 0; side < 2; side++) {
			counts[side] = next(&seed) % (MOST + 1);
			for (uint32_t i = 0; i < counts[side]; i++)
				lines[side][i] = next(&seed) % kinds;
		}
		hunks =
		    fp_diff(of_round, row(lines[0], counts[0]), row(lines[1], counts[1]), kinds);
		assert_int_equal(
		    assert_tiled(&hunks, row(lines[0], counts[0]), row(lines[1], counts[1])),
		    most_in_common(row(lines[0], counts[0]), row(lines[1], counts[1])));
		fp_arena_free(of_round);
	}
}

/* 200,000 lines of two kinds that have next to nothing to do with each other: a part counts as changed. */
static void rows_that_are_too_unlike_are_compared_in_part(void **state)
{
	enum { LINES = 200000 };
	uint32_t *lines[2], seed = 5;
	struct fp_hunks hunks;

	(void)state;
	for (int side = 0; side < 2; side++) {
		lines[side] = fp_arena_alloc(arena, LINES * sizeof(*lines[side]));
		for (int i = 0; i < LINES; i++)
			lines[side][i] = next(&seed) % 100;
	}
	lines[0][0] = lines[1][0] = 1;
	lines[0][LINES - 1] = lines[1][LINES - 1] = 1;
	hunks = fp_diff(arena, row(lines[0], LINES), row(lines[1], LINES), 100);
	assert_true(assert_tiled(&hunks, row(lines[0], LINES), row(lines[1], LINES)) >= 2);
	assert_true(hunks.of[0].old_at > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(equal_rows_have_no_hunk),
	    cmocka_unit_test(what_is_in_one_row_only_is_a_hunk),
	    cmocka_unit_test(a_changed_line_is_a_hunk_with_one_line_in_each),
	    cmocka_unit_test(lines_that_repeat_are_told_apart_by_their_order),
	    cmocka_unit_test(as_much_as_can_be_is_equal),
	    cmocka_unit_test(rows_that_are_too_unlike_are_compared_in_part),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
