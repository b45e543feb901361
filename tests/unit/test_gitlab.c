/* SPDX-License-Identifier: MIT */
#include "report.h"

#include <cjson/cJSON.h>

static const char *written(struct fp_arena *arena, const struct report_item *items, size_t count)
{
	struct report_run run = {
	    .arena = arena, .writer = "gitlab", .items = items, .count = count};

	report_do(&run);
	return run.got;
}

static void an_issue_has_what_gitlab_reads(void **state)
{
	struct fp_report_file file = report_file;
	struct report_item items[] = {{&file, &report_finding}, {&file, &report_bare}};
	cJSON *root, *issue, *place;

	file.path = "./a.md";
	file.path_len = 6;
	root = cJSON_Parse(written(*state, items, 2));
	assert_int_equal(cJSON_GetArraySize(root), 2);
	issue = cJSON_GetArrayItem(root, 0);
	place = cJSON_GetObjectItem(issue, "location");
	assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(issue, "description")),
	                    report_finding.message);
	assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(issue, "check_name")),
	                    "json-missing-colon");
	assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(issue, "severity")), "major");
	assert_int_equal(strlen(cJSON_GetStringValue(cJSON_GetObjectItem(issue, "fingerprint"))),
	                 16);
	assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(place, "path")), "a.md");
	assert_int_equal(
	    cJSON_GetNumberValue(cJSON_GetObjectItem(cJSON_GetObjectItem(place, "lines"), "begin")),
	    2);
	assert_string_equal(
	    cJSON_GetStringValue(cJSON_GetObjectItem(cJSON_GetArrayItem(root, 1), "severity")),
	    "minor");
	cJSON_Delete(root);
}

static void without_findings_the_array_is_empty(void **state)
{
	assert_string_equal(written(*state, NULL, 0), "[]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    REPORT_TEST(an_issue_has_what_gitlab_reads),
	    REPORT_TEST(without_findings_the_array_is_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
