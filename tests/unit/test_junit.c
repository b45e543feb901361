/* SPDX-License-Identifier: MIT */
#include "report.h"

static const char *written(struct fp_arena *arena, const struct report_item *items, size_t count)
{
	struct report_run run = {.arena = arena,
	                         .writer = "junit",
	                         .items = items,
	                         .count = count,
	                         .summary = {.files = 7, .blocks = 3}};

	report_do(&run);
	return run.got;
}

static void a_file_is_a_suite_and_only_an_error_fails(void **state)
{
	struct fp_report_file other = report_file;
	struct report_item items[] = {
	    {&report_file, &report_finding}, {&report_file, &report_bare}, {&other, &report_bare}};

	other.path = "b&.md";
	other.path_len = 5;
	assert_string_equal(
	    written(*state, items, 3),
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<testsuites name=\"fencepost\">\n"
	    "  <testsuite name=\"a.md\" tests=\"2\" failures=\"1\" errors=\"0\">\n"
	    "    <testcase name=\"2:4 json-missing-colon\" classname=\"a.md\">"
	    "<failure type=\"json-missing-colon\" message=\"expected ':' after the "
	    "property name &quot;a&quot;, found ','\">a.md:2:4: error: expected ':' after the "
	    "property name "
	    "&quot;a&quot;, found ',' [json-missing-colon], har block at line 1 \u2192 "
	    "postData.text "
	    "\u2192 /a</failure></testcase>\n"
	    "    <testcase name=\"1:1 unused-ignore\" classname=\"a.md\">"
	    "<system-out>a.md:1:1: warning: nothing is suppressed "
	    "[unused-ignore]</system-out></testcase>\n"
	    "  </testsuite>\n"
	    "  <testsuite name=\"b&amp;.md\" tests=\"1\" failures=\"0\" errors=\"0\">\n"
	    "    <testcase name=\"1:1 unused-ignore\" classname=\"b&amp;.md\">"
	    "<system-out>b&amp;.md:1:1: warning: nothing is suppressed [unused-ignore]</system-out>"
	    "</testcase>\n"
	    "  </testsuite>\n"
	    "</testsuites>\n");
}

static void without_findings_one_test_has_passed(void **state)
{
	assert_string_equal(
	    written(*state, NULL, 0),
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<testsuites name=\"fencepost\">\n"
	    "  <testsuite name=\"fencepost\" tests=\"1\" failures=\"0\" errors=\"0\">\n"
	    "    <testcase name=\"7 files, 3 blocks\" classname=\"fencepost\"/>\n"
	    "  </testsuite>\n"
	    "</testsuites>\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    REPORT_TEST(a_file_is_a_suite_and_only_an_error_fails),
	    REPORT_TEST(without_findings_one_test_has_passed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
