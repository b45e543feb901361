/* SPDX-License-Identifier: MIT */
#include "report.h"

static const char *written(struct fp_arena *arena, const struct report_item *item, bool notes)
{
	struct report_run run = {.arena = arena,
	                         .writer = "github",
	                         .options = {.notes = notes},
	                         .items = item,
	                         .count = 1};

	report_do(&run);
	return run.got;
}

static void a_finding_is_a_command_on_one_line(void **state)
{
	struct report_item item = {&report_file, &report_finding};

	assert_string_equal(
	    written(*state, &item, false),
	    "::error file=a.md,line=2,endLine=2,col=4,endColumn=4,title=json-missing-"
	    "colon::expected ':' after the property name \"a\", found ',' "
	    "(fix: replace ',' with ':')\n");
}

static void what_has_a_meaning_in_a_command_is_encoded(void **state)
{
	static const char path[] = "./a,b:c%\r\n\x1b\xff.md";
	struct fp_report_file file = report_file;
	struct fencepost_finding finding = report_bare;
	struct report_item item = {&file, &finding};

	file.path = path;
	file.path_len = sizeof(path) - 1;
	finding.message = "100%, so:\r\n::error::\x1b[1m";
	assert_string_equal(
	    written(*state, &item, false),
	    "::warning file=a%2Cb%3Ac%25%0D%0A\\x1b\\xff.md,line=1,endLine=1,col=1,"
	    "endColumn=3,title=unused-ignore::100%25, so:%0D%0A::error::\\x1b[1m\n");
}

static void a_finding_over_lines_has_no_columns(void **state)
{
	struct fencepost_finding finding = report_bare;
	struct report_item item = {&report_file, &finding};

	finding.end.line = 3;
	assert_string_equal(
	    written(*state, &item, false),
	    "::warning file=a.md,line=1,endLine=3,title=unused-ignore::nothing is suppressed\n");
}

static void a_note_is_a_notice_where_it_is_wanted(void **state)
{
	struct fencepost_finding finding = report_bare;
	struct report_item item = {&report_file, &finding};

	finding.severity = FENCEPOST_NOTE;
	assert_string_equal(written(*state, &item, false), "");
	assert_memory_equal(written(*state, &item, true), "::notice file=a.md,", 19);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    REPORT_TEST(a_finding_is_a_command_on_one_line),
	    REPORT_TEST(what_has_a_meaning_in_a_command_is_encoded),
	    REPORT_TEST(a_finding_over_lines_has_no_columns),
	    REPORT_TEST(a_note_is_a_notice_where_it_is_wanted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
