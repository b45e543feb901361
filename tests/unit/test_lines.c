/* SPDX-License-Identifier: MIT */
#include "text/lines.h"

#include "fencepost.h"
#include "text/bytes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state)
{
	*state = fp_arena_new(NULL, 0);
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	fp_arena_free(*state);
	return 0;
}

static void find(struct fp_lines *lines, struct fp_arena *arena, const char *text)
{
	fp_lines_find(lines, arena, text, (uint32_t)strlen(text));
}

static void assert_line(const struct fp_lines *lines, uint32_t index, uint32_t start, uint32_t end)
{
	struct fencepost_span span = fp_lines_span(lines, index);

	assert_int_equal(span.start, start);
	assert_int_equal(span.end, end);
}

static void assert_place(const struct fp_lines *lines, uint32_t offset, uint32_t line,
                         uint32_t column, uint32_t column16)
{
	struct fencepost_place place = fp_lines_place(lines, offset);

	assert_int_equal(place.line, line);
	assert_int_equal(place.column, column);
	assert_int_equal(place.column16, column16);
	assert_int_equal(place.offset, offset);
}

static void mixed_line_ends(void *argument)
{
	struct fp_lines lines;

	find(&lines, argument, "a\nb\r\nc\rd\n\re\r\r\n");
	assert_int_equal(lines.count, 7);
	assert_line(&lines, 0, 0, 1);
	assert_line(&lines, 1, 2, 3);
	assert_line(&lines, 2, 5, 6);
	assert_line(&lines, 3, 7, 8);
	assert_line(&lines, 4, 9, 9);
	assert_line(&lines, 5, 10, 11);
	assert_line(&lines, 6, 12, 12);
	assert_line(&lines, 7, 14, 14);
	assert_int_equal(fp_lines_at(&lines, 4), 1);
	assert_int_equal(fp_lines_at(&lines, 5), 2);
	assert_int_equal(fp_lines_at(&lines, 14), 6);
	assert_place(&lines, 4, 2, 3, 3);
	assert_place(&lines, 14, 8, 1, 1);
}

static void lf_cr_and_crlf_end_a_line(void **state)
{
	assert_int_equal(fp_arena_try(*state, mixed_line_ends, *state), FENCEPOST_OK);
}

static void few_lines(void *argument)
{
	struct fp_lines lines;

	find(&lines, argument, "");
	assert_int_equal(lines.count, 0);
	assert_int_equal(lines.starts[0], 0);
	assert_int_equal(fp_lines_at(&lines, 0), 0);
	assert_place(&lines, 0, 1, 1, 1);
	find(&lines, argument, "ab");
	assert_int_equal(lines.count, 1);
	assert_int_equal(fp_lines_at(&lines, 2), 0);
	assert_place(&lines, 2, 1, 3, 3);
	find(&lines, argument, "\r\n");
	assert_int_equal(lines.count, 1);
	assert_place(&lines, 1, 1, 2, 2);
	assert_place(&lines, 2, 2, 1, 1);
}

static void a_file_without_lines_has_a_place(void **state)
{
	assert_int_equal(fp_arena_try(*state, few_lines, *state), FENCEPOST_OK);
}

static void odd_characters(void *argument)
{
	struct fp_lines lines;

	find(&lines, argument, "\xef\xbb\xbf\t\xc3\xa9\xf0\x9f\x98\x80\xe2\x82x\n\xef\xbb\xbfy");
	assert_place(&lines, 0, 1, 1, 1);
	assert_place(&lines, 3, 1, 1, 1);
	assert_place(&lines, 4, 1, 2, 2);
	assert_place(&lines, 5, 1, 2, 2);
	assert_place(&lines, 6, 1, 3, 3);
	assert_place(&lines, 10, 1, 4, 5);
	assert_place(&lines, 11, 1, 5, 6);
	assert_place(&lines, 12, 1, 6, 7);
	assert_place(&lines, 17, 2, 2, 2);
}

static void a_column_counts_code_points_and_bad_bytes_but_no_byte_order_mark(void **state)
{
	assert_int_equal(fp_arena_try(*state, odd_characters, *state), FENCEPOST_OK);
}

/* Lines around the length from which they carry marks, of characters of all lengths. */
static void put_long_lines(struct fp_bytes *b)
{
	static const char *const characters[] = {"a", "\xc3\xa9", "\xe2\x82\xac",
	                                         "\xf0\x9f\x98\x80", "\xff"};

	fp_bytes_text(b, "\xef\xbb\xbf");
	for (unsigned line = 0; line < 12; line++) {
		for (unsigned i = 0; i < line * 700; i++)
			fp_bytes_text(b, characters[(i * i + line) % 5]);
		fp_bytes_text(b, line % 3 ? "\n" : "\r\n");
	}
}

static void long_lines(void *argument)
{
	struct fp_bytes b = FP_BYTES(argument);
	struct fp_lines lines;
	uint32_t line = 1, column = 1, column16 = 1, used;

	put_long_lines(&b);
	fp_lines_find(&lines, argument, b.data, (uint32_t)b.len);
	assert_true(lines.mark_count > 8);
	for (uint32_t at = 3; at < b.len; at += used) {
		unsigned char byte = (unsigned char)b.data[at];

		assert_place(&lines, at, line, column, column16);
		used = byte == 0xff || byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
		column++;
		column16 += used == 4 ? 2 : 1;
		if (byte == '\n') {
			line++;
			column = column16 = 1;
		}
	}
}

static void marks_of_long_lines_agree_with_counting(void **state)
{
	assert_int_equal(fp_arena_try(*state, long_lines, *state), FENCEPOST_OK);
}

static void one_huge_line(void *argument)
{
	struct fp_bytes b = FP_BYTES(argument);
	struct fp_lines lines;

	for (unsigned i = 0; i < 5000000; i++)
		fp_bytes_put(&b, "\xc3\xa9", 2);
	fp_lines_find(&lines, argument, b.data, (uint32_t)b.len);
	for (uint32_t i = 0; i < 100000; i++)
		assert_int_equal(fp_lines_place(&lines, i * 100).column, i * 50 + 1);
}

static void a_hundred_thousand_places_in_one_line_take_no_time(void **state)
{
	assert_int_equal(fp_arena_try(*state, one_huge_line, *state), FENCEPOST_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(lf_cr_and_crlf_end_a_line, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_file_without_lines_has_a_place, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
	        a_column_counts_code_points_and_bad_bytes_but_no_byte_order_mark, set_up,
	        tear_down),
	    cmocka_unit_test_setup_teardown(marks_of_long_lines_agree_with_counting, set_up,
	                                    tear_down),
	    cmocka_unit_test_setup_teardown(a_hundred_thousand_places_in_one_line_take_no_time,
	                                    set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
