/* SPDX-License-Identifier: MIT */
#include "markdown/stray.h"

#include "arena.h"
#include "text/bytes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* How often fence-not-a-fence is found where each of these lines is a block of indented code. */
static size_t count_found(const char *text, const uint32_t *blocks, size_t count)
{
	static const struct fp_language json = {"json", 0};
	static const struct fp_languages languages = {&json, 1};
	struct fp_levels levels;
	struct fp_lines lines;
	struct fp_sink sink;
	size_t i;

	fp_levels_init(&levels);
	fp_lines_find(&lines, arena, text, (uint32_t)strlen(text));
	fp_sink_init(&sink, arena, &lines, &levels);
	for (i = 0; i < count; i++) {
		struct fp_stray block = {&languages, blocks[i], blocks[i] + 1,
		                         lines.starts[blocks[i]] + 4, false};
		fp_stray_report(&sink, &lines, &block);
	}
	return sink.count;
}

static void a_fence_in_the_body_of_an_admonition_is_silent(void **state)
{
	static const uint32_t third = 2;

	(void)state;
	assert_int_equal(count_found("!!! note\n\n    ```json\n", &third, 1), 0);
	assert_int_equal(count_found("a note\n\n    ```json\n", &third, 1), 1);
}

static void many_of_them_under_nothing_are_no_square(void **state)
{
	enum { MANY = 40000 };
	uint32_t *blocks = fp_arena_alloc(arena, MANY * sizeof(*blocks));
	struct fp_bytes text = FP_BYTES(arena);
	uint32_t i;

	(void)state;
	for (i = 0; i < MANY; i++) {
		fp_bytes_text(&text, "    ```json\n\n   p\n\n");
		blocks[i] = 4 * i;
	}
	assert_int_equal(count_found(fp_bytes_string(&text), blocks, MANY), MANY);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_fence_in_the_body_of_an_admonition_is_silent),
	    cmocka_unit_test(many_of_them_under_nothing_are_no_square),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
