/* SPDX-License-Identifier: MIT */
#include "report/window.h"

#include "report.h"

/* What is to be shown of a text with that span, two lines, in so many columns. */
struct shown {
	struct fp_arena *arena;
	const char *text;
	size_t len;
	struct fencepost_span span;
	unsigned columns;
	const struct fencepost_span *masks;
	size_t mask_count;
	const char *source, *marks;
};

static void find(void *argument)
{
	struct shown *s = argument;
	struct fp_report_file file = {
	    .text = s->text, .len = s->len, .masks = s->masks, .mask_count = s->mask_count};
	struct fp_bytes source = FP_BYTES(s->arena), marks = source;
	struct fp_window window;

	fp_window_find(&window, &file, s->span, s->columns, &source);
	assert_int_equal(source.len, 0);
	fp_window_source(&window, &source);
	fp_window_marks(&window, &marks);
	s->source = fp_bytes_string(&source);
	s->marks = fp_bytes_string(&marks);
}

static void show(struct shown *s)
{
	assert_int_equal(fp_arena_try(s->arena, find, s), FENCEPOST_OK);
}

static void assert_shown(struct fp_arena *arena, const char *text, size_t len, uint32_t start,
                         uint32_t end, const char *source, const char *marks)
{
	struct shown s = {.arena = arena, .text = text, .len = len, .columns = 60};

	s.span = (struct fencepost_span){start, end};
	show(&s);
	assert_string_equal(s.source, source);
	assert_string_equal(s.marks, marks);
}

#define SHOWN(text, start, end, source, marks)                                                     \
	assert_shown(*state, text, sizeof(text) - 1, start, end, source, marks)

static void a_caret_stands_under_the_first_byte_and_tildes_under_the_others(void **state)
{
	SHOWN("{\"a\", 1}\n", 4, 5, "{\"a\", 1}", "    ^");
	SHOWN("{\"a\", 1}\n", 1, 4, "{\"a\", 1}", " ^~~");
	SHOWN("one\n  two\nthree", 6, 9, "  two", "  ^~~");
}

static void nothing_between_two_bytes_is_a_caret_alone(void **state)
{
	SHOWN("[1 2]", 2, 2, "[1 2]", "  ^");
	SHOWN("\t\xe4\xb8\xad]", 1, 1, "    \xe4\xb8\xad]", "    ^");
}

static void a_caret_stands_behind_the_end_of_a_line(void **state)
{
	SHOWN("[1\n]", 2, 2, "[1", "  ^");
	SHOWN("[1\n]", 2, 3, "[1", "  ^");
	SHOWN("[1\r\n]", 2, 4, "[1", "  ^");
	SHOWN("[1\r\n]", 3, 4, "[1", "  ^");
	SHOWN("[1", 2, 2, "[1", "  ^");
}

static void an_empty_line_has_its_caret(void **state)
{
	SHOWN("", 0, 0, "", "^");
	SHOWN("a\n", 2, 2, "", "^");
	SHOWN("a\n\nb", 2, 3, "", "^");
	SHOWN("a\r\rb", 2, 2, "", "^");
}

static void a_span_over_lines_is_marked_to_the_end_of_the_first(void **state)
{
	SHOWN("x \"a\nb\" y", 2, 7, "x \"a", "  ^~");
	SHOWN("x \"a\r\nb\" y", 2, 8, "x \"a", "  ^~");
}

static void a_tab_is_four_blanks_and_the_caret_knows(void **state)
{
	SHOWN("\t\"a\"", 1, 4, "    \"a\"", "    ^~~");
	SHOWN("a\tb", 1, 2, "a    b", " ^~~~");
}

static void wide_characters_take_two_columns_and_marks_none(void **state)
{
	SHOWN("\xe4\xb8\xad\xe6\x96\x87 x", 7, 8, "\xe4\xb8\xad\xe6\x96\x87 x", "     ^");
	SHOWN("\xe4\xb8\xad\xe6\x96\x87", 3, 6, "\xe4\xb8\xad\xe6\x96\x87", "  ^~");
	SHOWN("\xf0\x9f\x98\x80!", 4, 5, "\xf0\x9f\x98\x80!", "  ^");
	SHOWN("e\xcc\x81!", 3, 4, "e\xcc\x81!", " ^");
	SHOWN("\xc3\xa9!", 2, 3, "\xc3\xa9!", " ^");
}

static void what_is_escaped_is_as_wide_as_it_looks(void **state)
{
	SHOWN("\x1b[1m!", 4, 5, "\\x1b[1m!", "       ^");
	SHOWN("a\0b", 1, 2, "a\\x00b", " ^~~~");
	SHOWN("\xff\xfe!", 1, 2, "\\xff\\xfe!", "    ^~~~");
	SHOWN("\xe2\x80\xae!", 3, 4, "\\u202e!", "      ^");
	SHOWN("\xe4\xb8!", 2, 3, "\\xe4\\xb8!", "        ^");
}

static void a_byte_order_mark_is_not_shown(void **state)
{
	SHOWN("\xef\xbb\xbf[1", 3, 4, "[1", "^");
	SHOWN("\xef\xbb\xbf[1", 0, 3, "\\ufeff[1", "^~~~~~");
}

static void a_span_that_begins_inside_a_character_marks_all_of_it(void **state)
{
	SHOWN("a\xe4\xb8\xad"
	      "b",
	      2, 4,
	      "a\xe4\xb8\xad"
	      "b",
	      " ^~");
}

/* A line of `len` bytes, a to z over and over, with "<!>" at `at`. */
static char *long_line(struct fp_arena *arena, size_t len, size_t at)
{
	char *line = fp_arena_alloc(arena, len);

	for (size_t i = 0; i < len; i++)
		line[i] = (char)('a' + i % 26);
	memcpy(line + at, "<!>", 3);
	return line;
}

static void a_long_line_is_a_window_around_the_caret(void **state)
{
	struct shown s = {.arena = *state, .len = 1000, .columns = 40};

	s.text = long_line(*state, s.len, 500);
	s.span = (struct fencepost_span){500, 503};
	show(&s);
	assert_string_equal(s.source, "...pqrstuvwxyzabcdef<!>jklmnopqrstuvw...");
	assert_string_equal(s.marks, "                    ^~~");
}

static void near_its_ends_the_window_shows_more_of_the_line(void **state)
{
	struct shown s = {.arena = *state, .len = 1000, .columns = 40};

	s.text = long_line(*state, s.len, 2);
	s.span = (struct fencepost_span){2, 5};
	show(&s);
	assert_string_equal(s.source, "ab<!>fghijklmnopqrstuvwxyzabcdefgh...");
	assert_string_equal(s.marks, "  ^~~");
	s.text = long_line(*state, s.len, 995);
	s.span = (struct fencepost_span){995, 998};
	show(&s);
	assert_string_equal(s.source, "...efghijklmnopqrstuvwxyzabcdefg<!>kl");
	assert_string_equal(s.marks, "                                ^~~");
}

static void marks_end_with_the_window(void **state)
{
	struct shown s = {.arena = *state, .len = 1000, .columns = 40};

	s.text = long_line(*state, s.len, 500);
	s.span = (struct fencepost_span){500, 900};
	show(&s);
	assert_int_equal(strlen(s.marks), strlen(s.source) - 3);
}

static void a_line_of_ten_megabytes_costs_no_more_than_a_short_one(void **state)
{
	struct shown s = {.arena = *state, .len = 10 << 20, .columns = 100};
	size_t used;

	s.text = long_line(*state, s.len, 5 << 20);
	used = fp_arena_used(*state);
	for (uint32_t i = 0; i < 20000; i++) {
		s.span = (struct fencepost_span){(5 << 20) + i % 7, (10 << 20)};
		show(&s);
	}
	assert_true(fp_arena_used(*state) - used < (size_t)20 << 20);
}

static void combining_marks_without_end_are_cut_too(void **state)
{
	struct shown s = {.arena = *state, .len = 40000, .columns = 40};
	char *text = fp_arena_alloc(*state, s.len);

	for (size_t i = 0; i < s.len; i += 2)
		memcpy(text + i, "\xcc\x81", 2);
	s.text = text;
	s.span = (struct fencepost_span){20000, 20002};
	show(&s);
	assert_true(strlen(s.source) < 2000);
	assert_string_equal(s.marks, "   ^");
}

static void assert_masked(struct fp_arena *arena, struct fencepost_span span, const char *source,
                          const char *marks)
{
	static const char text[] = "\"Bearer ya29.secret\", 1";
	static const struct fencepost_span mask = {8, 19};
	struct shown s = {.arena = arena,
	                  .text = text,
	                  .len = sizeof(text) - 1,
	                  .span = span,
	                  .columns = 60,
	                  .masks = &mask,
	                  .mask_count = 1};

	show(&s);
	assert_string_equal(s.source, source);
	assert_string_equal(s.marks, marks);
}

static void a_secret_shows_four_characters(void **state)
{
	const char *source = "\"Bearer ya29...\", 1";

	assert_masked(*state, (struct fencepost_span){8, 19}, source, "        ^~~~~~~");
	assert_masked(*state, (struct fencepost_span){20, 21}, source, "                ^");
	assert_masked(*state, (struct fencepost_span){15, 16}, source, "            ^~~");
}

static void a_secret_that_begins_before_the_window_stays_hidden(void **state)
{
	struct fencepost_span mask = {100, 5000};
	struct shown s = {.arena = *state, .len = 10000, .columns = 40, .masks = &mask};

	s.mask_count = 1;
	s.text = long_line(*state, s.len, 5002);
	s.span = (struct fencepost_span){5002, 5005};
	show(&s);
	assert_string_equal(s.source, "...ij<!>nopqrstuvwxyzabcdefghijklm...");
	assert_string_equal(s.marks, "     ^~~");
	s.span = (struct fencepost_span){4000, 4001};
	show(&s);
	assert_string_equal(s.source, "...");
	assert_string_equal(s.marks, "^~~");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    REPORT_TEST(a_caret_stands_under_the_first_byte_and_tildes_under_the_others),
	    REPORT_TEST(nothing_between_two_bytes_is_a_caret_alone),
	    REPORT_TEST(a_caret_stands_behind_the_end_of_a_line),
	    REPORT_TEST(an_empty_line_has_its_caret),
	    REPORT_TEST(a_span_over_lines_is_marked_to_the_end_of_the_first),
	    REPORT_TEST(a_tab_is_four_blanks_and_the_caret_knows),
	    REPORT_TEST(wide_characters_take_two_columns_and_marks_none),
	    REPORT_TEST(what_is_escaped_is_as_wide_as_it_looks),
	    REPORT_TEST(a_byte_order_mark_is_not_shown),
	    REPORT_TEST(a_span_that_begins_inside_a_character_marks_all_of_it),
	    REPORT_TEST(a_long_line_is_a_window_around_the_caret),
	    REPORT_TEST(near_its_ends_the_window_shows_more_of_the_line),
	    REPORT_TEST(marks_end_with_the_window),
	    REPORT_TEST(a_line_of_ten_megabytes_costs_no_more_than_a_short_one),
	    REPORT_TEST(combining_marks_without_end_are_cut_too),
	    REPORT_TEST(a_secret_shows_four_characters),
	    REPORT_TEST(a_secret_that_begins_before_the_window_stays_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
