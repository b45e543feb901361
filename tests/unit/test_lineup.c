/* SPDX-License-Identifier: MIT */
#include "git/lineup.h"

#include "repository.h"

static uint32_t left;

static struct fp_version version(const char *text)
{
	return (struct fp_version){text, strlen(text)};
}

static const char *lineup(const char *staged, const char *mended, const char *file)
{
	struct fp_version s = version(staged), n = version(mended), w = version(file);
	struct fp_bytes out = FP_BYTES(arena);

	left = fp_lineup(&out, &s, &n, &w);
	return fp_bytes_string(&out);
}

static void a_line_that_stands_unchanged_is_edited_wherever_it_is(void **state)
{
	(void)state;
	assert_string_equal(lineup("a\nb c\nd\n", "a\nb: c\nd\n", "new\nmore\na\nb c\nd\n"),
	                    "new\nmore\na\nb: c\nd\n");
	assert_int_equal(left, 0);
	assert_string_equal(lineup("a\nb c\nd\n", "a\nb: c\nd\n", "b c\n"), "b: c\n");
	assert_int_equal(left, 0);
}

static void a_line_that_was_changed_is_left(void **state)
{
	(void)state;
	assert_string_equal(lineup("a\nb c\nd e\n", "a\nb: c\nd: e\n", "a\nb x\nd e\n"),
	                    "a\nb x\nd: e\n");
	assert_int_equal(left, 2);
	assert_string_equal(lineup("a\nb c\n", "a\nb: c\n", "a\n"), "a\n");
	assert_int_equal(left, 2);
}

static void a_line_that_is_mended_already_is_done(void **state)
{
	(void)state;
	assert_string_equal(lineup("a\nb c\n", "a\nb: c\n", "x\na\nb: c\n"), "x\na\nb: c\n");
	assert_int_equal(left, 0);
}

static void the_line_is_found_by_what_is_around_it(void **state)
{
	(void)state;
	assert_string_equal(
	    lineup("1\nb c\n2\n3\nb c\n4\n", "1\nb c\n2\n3\nb: c\n4\n", "2\n3\nb c\n4\n"),
	    "2\n3\nb: c\n4\n");
	assert_string_equal(
	    lineup("1\nb c\n2\n3\nb c\n4\n", "1\nb: c\n2\n3\nb c\n4\n", "b c\nx\n1\nb c\n2\n3\n"),
	    "b c\nx\n1\nb: c\n2\n3\n");
}

static void the_ends_of_lines_are_the_authors(void **state)
{
	(void)state;
	assert_string_equal(lineup("a\nb c\nd\n", "a\nb: c\nd\n", "a\r\nb c\r\nd\n"),
	                    "a\r\nb: c\r\nd\n");
	assert_string_equal(lineup("a\nb c\n", "a\nb: c\n", "x\na\nb c"), "x\na\nb: c");
	assert_string_equal(lineup("a\nb c", "a\nb: c", "x\na\nb c\n"), "x\na\nb: c\n");
	assert_int_equal(left, 0);
}

static void a_cr_that_is_staged_counts(void **state)
{
	(void)state;
	assert_string_equal(lineup("a\r\nb c\r\n", "a\r\nb: c\r\n", "x\r\na\r\nb c\r\n"),
	                    "x\r\na\r\nb: c\r\n");
	assert_string_equal(lineup("a\r\nb c\r\n", "a\r\nb: c\r\n", "a\nb c\n"), "a\nb c\n");
	assert_int_equal(left, 2);
}

static void lines_that_become_more_go_in_together(void **state)
{
	(void)state;
	assert_string_equal(lineup("a\nb c\nd\n", "a\nb\nc\nd\n", "x\r\na\r\nb c\r\nd\r\n"),
	                    "x\r\na\r\nb\r\nc\r\nd\r\n");
	assert_string_equal(lineup("a\nb c\nd\n", "a\nb\nc\nd\n", "a\nb x\nd\n"), "a\nb x\nd\n");
	assert_int_equal(left, 2);
	assert_string_equal(lineup("a\nb c", "a\nb\nc", "x\na\nb c"), "x\na\nb\nc");
}

static void lines_that_become_fewer_go_in_together(void **state)
{
	(void)state;
	assert_string_equal(lineup("a\nb\nc\nd\n", "a\nbc\nd\n", "x\na\nb\nc\nd\n"),
	                    "x\na\nbc\nd\n");
	assert_string_equal(lineup("a\nb\nc\nd\n", "a\nbc\nd\n", "a\nb\nnew\nc\nd\n"),
	                    "a\nb\nnew\nc\nd\n");
	assert_int_equal(left, 2);
	assert_string_equal(lineup("a\nb\n", "a\n", "x\na\nb\n"), "x\na\n");
	assert_int_equal(left, 0);
}

static void lines_go_in_between_two_that_stand_together(void **state)
{
	(void)state;
	assert_string_equal(lineup("a\nb\n", "a\nnew\nb\n", "x\na\nb\n"), "x\na\nnew\nb\n");
	assert_string_equal(lineup("a\nb\n", "a\nnew\nb\n", "a\nx\nb\n"), "a\nx\nb\n");
	assert_int_equal(left, 2);
	assert_string_equal(lineup("a\nb\n", "a\nb\nnew\n", "x\na\nb"), "x\na\nb\nnew\n");
	assert_string_equal(lineup("a\nb\n", "a\nb\nnew\n", "x\na\r\nb\r\n"),
	                    "x\na\r\nb\r\nnew\r\n");
}

static void nothing_in_the_file_or_in_the_index_is_no_trouble(void **state)
{
	(void)state;
	assert_string_equal(lineup("a\n", "b\n", ""), "");
	assert_int_equal(left, 1);
	assert_string_equal(lineup("", "b\n", "x\n"), "b\nx\n");
	assert_string_equal(lineup("a\n", "", "x\na\n"), "x\n");
}

/* The text with an end to its last line, if it has a line. */
static const char *ended(const char *text)
{
	struct fp_bytes out = FP_BYTES(arena);

	fp_bytes_text(&out, text);
	if (out.len > 0 && text[out.len - 1] != '\n')
		fp_bytes_char(&out, '\n');
	return fp_bytes_string(&out);
}

/* Whatever the three are: a file that is what was staged becomes what was mended. */
static void any_mend_goes_whole_into_an_unchanged_file(void **state)
{
	unsigned seed = 7;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		char text[2][64];

		for (int i = 0; i < 2; i++) {
			size_t len = 0;

			for (;
			     len < sizeof(text[i]) - 1 && (seed = seed * 1103515245 + 12345) >> 26;)
				text[i][len++] = "ab\n\r\n"[(seed >> 16) % 5];
			text[i][len] = '\0';
		}
		if (strchr(text[0], '\r') || strchr(text[1], '\r'))
			continue;
		assert_string_equal(lineup(text[0], text[0], text[1]), text[1]);
		assert_int_equal(left, 0);
		assert_string_equal(ended(lineup(text[0], text[1], text[0])), ended(text[1]));
		assert_int_equal(left, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_line_that_stands_unchanged_is_edited_wherever_it_is),
	    TEST(a_line_that_was_changed_is_left),
	    TEST(a_line_that_is_mended_already_is_done),
	    TEST(the_line_is_found_by_what_is_around_it),
	    TEST(the_ends_of_lines_are_the_authors),
	    TEST(a_cr_that_is_staged_counts),
	    TEST(lines_that_become_more_go_in_together),
	    TEST(lines_that_become_fewer_go_in_together),
	    TEST(lines_go_in_between_two_that_stand_together),
	    TEST(nothing_in_the_file_or_in_the_index_is_no_trouble),
	    TEST(any_mend_goes_whole_into_an_unchanged_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
