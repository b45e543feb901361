/* SPDX-License-Identifier: MIT */
/* resume.c: a long text is mended as a short one is, though the search does not begin at its start. */
#include "mend.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Members of an array, enough that the search begins behind many; quotes and brackets in strings are none. */
static void put_members(struct fp_bytes *out)
{
	for (int i = 0; i < 3000; i++)
		fp_bytes_printf(out,
		                "\n\t  {\"id\": %d, \"t\": \"]\\\"}\", \"u\": [\"\\\\\", []]},", i);
}

/* A text of `before`, members, and `after`. */
static const char *long_text(const char *before, const char *after)
{
	struct fp_bytes out = FP_BYTES(arena);

	fp_bytes_text(&out, before);
	put_members(&out);
	fp_bytes_text(&out, after);
	return fp_bytes_string(&out);
}

static void a_fault_behind_much_that_is_valid_is_mended(void **state)
{
	static const struct {
		const char *before, *broken, *mended;
	} cases[] = {
	    {"[", "\n\t  {\"a\" 1}\n]", "\n\t  {\"a\": 1}\n]"},
	    {"{\"b\": [", "\n\t  [1 2,]\n]}\n", "\n\t  [1, 2]\n]}\n"},
	    {"[{\"b\": [", "\n\t  1\n", "\n\t  1\n]}]\n"},
	    {"{\"a\": [[], [", "\n\t  {\"b\": 1]]}", "\n\t  {\"b\": 1}]]}"},
	    {"[", "\n\t  'x'\n]", "\n\t  \"x\"\n]"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *text = long_text(cases[i].before, cases[i].broken);
		const char *got = mended(text, FENCEPOST_UNSAFE);
		size_t same = strlen(text) - strlen(cases[i].broken);

		assert_memory_equal(got, text, same);
		assert_string_equal(got + same, cases[i].mended);
	}
}

/* Not so long that the search begins behind them: each member is looked at by many stories. */
static void an_object_of_many_members_is_searched_whole(void **state)
{
	struct fp_bytes text = FP_BYTES(arena), wanted = FP_BYTES(arena);

	(void)state;
	fp_bytes_text(&text, "{");
	for (int i = 0; i < 1200; i++)
		fp_bytes_printf(&text, "\n  \"m%d\": {\"value\": %d, \"text\": \"x\"},", i, i);
	fp_bytes_put(&wanted, text.data, text.len);
	fp_bytes_text(&text, "\n \"last\" 1\n}");
	fp_bytes_text(&wanted, "\n \"last\": 1\n}");
	assert_string_equal(mended(fp_bytes_string(&text), FENCEPOST_UNSAFE),
	                    fp_bytes_string(&wanted));
}

static void more_open_containers_than_there_was_room_for_are_all_known(void **state)
{
	static const char deep[] =
	    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[";
	struct fp_bytes closers = FP_BYTES(arena);
	struct fp_json json;
	struct fp_sink *sink;

	(void)state;
	fp_bytes_text(&closers, "\n\t  1]");
	for (size_t i = 0; i < strlen(deep) - 1; i++)
		fp_bytes_char(&closers, ']');
	sink = find(&json, long_text(deep, fp_bytes_string(&closers)));
	assert_int_equal(sink->count, 0);
	closers.len -= strlen(deep) - 1;
	sink = find(&json, long_text(deep, fp_bytes_string(&closers)));
	assert_int_equal(sink->count, 1);
	assert_int_equal(sink->found[0]->rule, FP_JSON_UNCLOSED_CONTAINER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(an_object_of_many_members_is_searched_whole, open_arena,
	                                    close_arena),
	    cmocka_unit_test_setup_teardown(a_fault_behind_much_that_is_valid_is_mended, open_arena,
	                                    close_arena),
	    cmocka_unit_test_setup_teardown(
	        more_open_containers_than_there_was_room_for_are_all_known, open_arena,
	        close_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
