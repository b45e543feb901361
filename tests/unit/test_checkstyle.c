/* SPDX-License-Identifier: MIT */
#include "report.h"

static const char *written(struct fp_arena *arena, const struct report_item *items, size_t count,
                           bool notes)
{
	struct report_run run = {.arena = arena,
	                         .writer = "checkstyle",
	                         .options = {.notes = notes},
	                         .items = items,
	                         .count = count};

	report_do(&run);
	return run.got;
}

static void a_file_is_an_element_and_a_finding_one_in_it(void **state)
{
	struct fp_report_file other = report_file;
	struct report_item items[] = {
	    {&report_file, &report_finding}, {&report_file, &report_bare}, {&other, &report_bare}};

	other.path = "<&\">.md";
	other.path_len = 7;
	assert_string_equal(
	    written(*state, items, 3, false),
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<checkstyle version=\"4.3\">\n"
	    "  <file name=\"a.md\">\n"
	    "    <error line=\"2\" column=\"4\" severity=\"error\" message=\"expected ':' after "
	    "the "
	    "property name &quot;a&quot;, found ','\" source=\"fencepost.json-missing-colon\"/>\n"
	    "    <error line=\"1\" column=\"1\" severity=\"warning\" message=\"nothing is "
	    "suppressed\" source=\"fencepost.unused-ignore\"/>\n"
	    "  </file>\n"
	    "  <file name=\"&lt;&amp;&quot;&gt;.md\">\n"
	    "    <error line=\"1\" column=\"1\" severity=\"warning\" message=\"nothing is "
	    "suppressed\" source=\"fencepost.unused-ignore\"/>\n"
	    "  </file>\n"
	    "</checkstyle>\n");
}

static void a_note_is_info_where_it_is_wanted(void **state)
{
	struct fencepost_finding finding = report_bare;
	struct report_item item = {&report_file, &finding};

	finding.severity = FENCEPOST_NOTE;
	assert_string_equal(written(*state, &item, 1, false),
	                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                    "<checkstyle version=\"4.3\">\n"
	                    "</checkstyle>\n");
	assert_non_null(strstr(written(*state, &item, 1, true), " severity=\"info\" "));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    REPORT_TEST(a_file_is_an_element_and_a_finding_one_in_it),
	    REPORT_TEST(a_note_is_info_where_it_is_wanted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
