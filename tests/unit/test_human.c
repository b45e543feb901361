/* SPDX-License-Identifier: MIT */
#include "report.h"

static const char *written(struct fp_arena *arena, struct fp_report_options options,
                           const struct report_item *items, size_t count, struct fp_summary summary)
{
	struct report_run run = {.arena = arena,
	                         .writer = "human",
	                         .options = options,
	                         .items = items,
	                         .count = count,
	                         .summary = summary};

	report_do(&run);
	return run.got;
}

static void a_finding_is_its_place_its_source_its_way_and_its_fix(void **state)
{
	struct report_item item = {&report_file, &report_finding};

	assert_string_equal(
	    written(*state, (struct fp_report_options){0}, &item, 1,
	            (struct fp_summary){.files = 1, .blocks = 1, .errors = 1, .fixable = 1}),
	    "a.md:2:4: error: expected ':' after the property name \"a\", found ',' "
	    "[json-missing-colon]\n"
	    "     2 | {\"a\", 1}\n"
	    "       |    ^\n"
	    "       = har block at line 1 \u2192 postData.text \u2192 /a\n"
	    "       = fix: replace ',' with ':'\n"
	    "\n"
	    "1 file, 1 block: 1 error, 0 warnings; 1 fixable with --fix\n");
}

static void findings_are_apart_by_an_empty_line(void **state)
{
	struct report_item items[] = {{&report_file, &report_bare}, {&report_file, &report_bare}};

	assert_string_equal(written(*state, (struct fp_report_options){0}, items, 2,
	                            (struct fp_summary){.files = 2, .warnings = 2}),
	                    "a.md:1:1: warning: nothing is suppressed [unused-ignore]\n"
	                    "     1 | ```har\n"
	                    "       | ^~~\n"
	                    "\n"
	                    "a.md:1:1: warning: nothing is suppressed [unused-ignore]\n"
	                    "     1 | ```har\n"
	                    "       | ^~~\n"
	                    "\n"
	                    "2 files, 0 blocks: 0 errors, 2 warnings\n");
}

static void a_fix_that_a_person_should_see_says_so(void **state)
{
	struct fencepost_fix fix = report_fix;
	struct fencepost_finding finding = report_finding;
	struct report_item item = {&report_file, &finding};
	const char *got;

	fix.applicability = FENCEPOST_UNSAFE;
	finding.fix = &fix;
	got = written(*state, (struct fp_report_options){0}, &item, 1, (struct fp_summary){0});
	assert_non_null(strstr(got, "\n       = unsafe fix: replace ',' with ':'\n"));
}

static void notes_are_printed_where_they_are_wanted(void **state)
{
	struct fencepost_finding finding = report_bare;
	struct report_item item = {&report_file, &finding};
	struct fp_summary summary = {.files = 1, .blocks = 3, .notes = 1};

	finding.severity = FENCEPOST_NOTE;
	assert_string_equal(written(*state, (struct fp_report_options){0}, &item, 1, summary),
	                    "1 file, 3 blocks: 0 errors, 0 warnings\n");
	assert_string_equal(
	    written(*state, (struct fp_report_options){.notes = true}, &item, 1, summary),
	    "a.md:1:1: note: nothing is suppressed [unused-ignore]\n"
	    "     1 | ```har\n"
	    "       | ^~~\n"
	    "\n"
	    "1 file, 3 blocks: 0 errors, 0 warnings, 1 note\n");
}

static void the_last_line_says_what_a_fix_would_do(void **state)
{
	static const struct {
		struct fp_report_options options;
		struct fp_summary summary;
		const char *line;
	} table[] = {
	    {{.unsafe = true},
	     {.files = 1, .blocks = 1, .errors = 2, .fixable = 2},
	     "1 file, 1 block: 2 errors, 0 warnings; 2 fixable with --fix --unsafe-fixes\n"},
	    {{0},
	     {.files = 1, .blocks = 1, .errors = 3, .fixable = 2, .withheld = 1},
	     "1 file, 1 block: 3 errors, 0 warnings; 2 fixable with --fix, 1 more with "
	     "--unsafe-fixes\n"},
	    {{0},
	     {.files = 1, .blocks = 1, .errors = 1, .withheld = 1},
	     "1 file, 1 block: 1 error, 0 warnings; 1 fixable with --fix --unsafe-fixes\n"},
	    {{.fixing = true},
	     {.files = 1, .blocks = 1, .fixed = 2},
	     "1 file, 1 block: 2 fixed; 0 errors, 0 warnings left\n"},
	    {{.fixing = true},
	     {.files = 1, .blocks = 1, .errors = 1, .fixed = 2, .withheld = 1},
	     "1 file, 1 block: 2 fixed; 1 error, 0 warnings left; 1 fixable with "
	     "--unsafe-fixes\n"},
	    {{.fixing = true, .trial = true},
	     {.files = 1, .blocks = 1, .warnings = 1, .fixed = 2},
	     "1 file, 1 block: 2 would be fixed; 0 errors, 1 warning left\n"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		assert_string_equal(written(*state, table[i].options, NULL, 0, table[i].summary),
		                    table[i].line);
}

static void nothing_of_a_document_reaches_the_terminal_raw(void **state)
{
	static const char text[] = "\x1b]0;x\x07 \xe2\x80\xae\xff\x9b\n";
	static const char *const pointers[] = {"/post\x1b[2J/x.y", "/\x1b[1m\n"};
	static const char path[] = "a\n\x1b[31m\xe2\x80\xae\xff.md";
	struct fp_report_file file = {
	    .path = path, .path_len = sizeof(path) - 1, .text = text, .len = sizeof(text) - 1};
	struct fencepost_finding finding = report_finding;
	struct report_item item = {&file, &finding};

	finding.message = "\x1b[5m\r\n\x7f";
	finding.span = (struct fencepost_span){0, 5};
	finding.pointers = pointers;
	assert_string_equal(
	    written(*state, (struct fp_report_options){0}, &item, 1, (struct fp_summary){0}),
	    "a\\n\\x1b[31m\\u202e\\xff.md:2:4: error: \\x1b[5m\\r\\n\\x7f [json-missing-colon]\n"
	    "     2 | \\x1b]0;x\\x07 \\u202e\\xff\\x9b\n"
	    "       | ^~~~~~~~\n"
	    "       = har block at line 1 \u2192 /post\\x1b[2J/x.y \u2192 /\\x1b[1m\\n\n"
	    "       = fix: replace ',' with ':'\n"
	    "\n"
	    "0 files, 0 blocks: 0 errors, 0 warnings\n");
}

/* Adds to `out` the text without its ANSI sequences. */
static void strip(char *out, const char *text)
{
	while (*text)
		if (*text == '\x1b')
			text += strcspn(text, "m") + 1;
		else
			*out++ = *text++;
	*out = '\0';
}

static void colours_add_nothing_but_colours(void **state)
{
	struct report_item items[] = {{&report_file, &report_finding},
	                              {&report_file, &report_bare}};
	struct fp_summary summary = {.files = 1, .errors = 1};
	const char *plain, *colored;
	char stripped[2000];

	plain = written(*state, (struct fp_report_options){0}, items, 2, summary);
	colored = written(*state, (struct fp_report_options){.color = true}, items, 2, summary);
	assert_null(strchr(plain, '\x1b'));
	assert_non_null(strstr(colored, "\x1b[1ma.md:2:4: \x1b[0m\x1b[1;31merror: \x1b[0m"));
	assert_true(strlen(colored) < sizeof(stripped));
	strip(stripped, colored);
	assert_string_equal(stripped, plain);
}

static void a_line_is_no_wider_than_the_terminal(void **state)
{
	static char text[1000];
	struct fp_report_file file = {.path = "a.md", .path_len = 4, .text = text, .len = 1000};
	struct fencepost_finding finding = report_bare;
	struct report_item item = {&file, &finding};

	memset(text, 'x', sizeof(text));
	finding.span = (struct fencepost_span){500, 501};
	for (unsigned width = 60; width <= 200; width += 20) {
		const char *line =
		    strchr(written(*state, (struct fp_report_options){.width = width}, &item, 1,
		                   (struct fp_summary){0}),
		           '\n');

		assert_int_equal(strcspn(line + 1, "\n"), width);
	}
}

static void a_finding_behind_the_last_line_has_an_empty_line(void **state)
{
	struct fencepost_finding finding = report_bare;
	struct report_item item = {&report_file, &finding};
	const char *got;

	finding.span = (struct fencepost_span){sizeof(report_text) - 1, sizeof(report_text) - 1};
	finding.start = (struct fencepost_place){123456, 1, 1, sizeof(report_text) - 1};
	got = written(*state, (struct fp_report_options){0}, &item, 1, (struct fp_summary){0});
	assert_non_null(strstr(got, "\n123456 |\n       | ^\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    REPORT_TEST(a_finding_is_its_place_its_source_its_way_and_its_fix),
	    REPORT_TEST(findings_are_apart_by_an_empty_line),
	    REPORT_TEST(a_fix_that_a_person_should_see_says_so),
	    REPORT_TEST(notes_are_printed_where_they_are_wanted),
	    REPORT_TEST(the_last_line_says_what_a_fix_would_do),
	    REPORT_TEST(nothing_of_a_document_reaches_the_terminal_raw),
	    REPORT_TEST(colours_add_nothing_but_colours),
	    REPORT_TEST(a_line_is_no_wider_than_the_terminal),
	    REPORT_TEST(a_finding_behind_the_last_line_has_an_empty_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
