/* SPDX-License-Identifier: MIT */
#include "report.h"

#include <cjson/cJSON.h>

static struct report_run written(struct fp_arena *arena, const struct report_item *items,
                                 size_t count)
{
	struct report_run run = {.arena = arena,
	                         .writer = "json",
	                         .items = items,
	                         .count = count,
	                         .summary = {.files = 1,
	                                     .blocks = 2,
	                                     .errors = 3,
	                                     .warnings = 4,
	                                     .notes = 9,
	                                     .fixable = 5,
	                                     .withheld = 9,
	                                     .fixed = 6}};

	report_do(&run);
	return run;
}

static void a_finding_has_its_members_in_order(void **state)
{
	struct report_item items[] = {{&report_file, &report_finding},
	                              {&report_file, &report_bare}};

	assert_string_equal(
	    written(*state, items, 2).got,
	    "{\n"
	    "  \"tool\": {\"name\": \"fencepost\", \"version\": \"" FENCEPOST_VERSION "\"},\n"
	    "  \"findings\": [\n"
	    "    {\n"
	    "      \"path\": \"a.md\",\n"
	    "      \"rule\": \"json-missing-colon\",\n"
	    "      \"severity\": \"error\",\n"
	    "      \"message\": \"expected ':' after the property name \\\"a\\\", found ','\",\n"
	    "      \"start\": {\"line\": 2, \"column\": 4, \"offset\": 10},\n"
	    "      \"end\": {\"line\": 2, \"column\": 5, \"offset\": 11},\n"
	    "      \"block\": {\"language\": \"har\", \"line\": 1, \"index\": 0},\n"
	    "      \"pointers\": [\"/postData/text\", \"/a\"],\n"
	    "      \"fix\": {\"applicability\": \"safe\", \"message\": \"replace ',' with ':'\", "
	    "\"edits\": [{\"start\": 10, \"end\": 11, \"text\": \":\"}]}\n"
	    "    },\n"
	    "    {\n"
	    "      \"path\": \"a.md\",\n"
	    "      \"rule\": \"unused-ignore\",\n"
	    "      \"severity\": \"warning\",\n"
	    "      \"message\": \"nothing is suppressed\",\n"
	    "      \"start\": {\"line\": 1, \"column\": 1, \"offset\": 0},\n"
	    "      \"end\": {\"line\": 1, \"column\": 4, \"offset\": 3},\n"
	    "      \"pointers\": []\n"
	    "    }\n"
	    "  ],\n"
	    "  \"summary\": {\"files\": 1, \"blocks\": 2, \"errors\": 3, \"warnings\": 4, "
	    "\"fixable\": 5, \"fixed\": 6}\n"
	    "}\n");
}

static void without_findings_the_list_is_empty(void **state)
{
	assert_non_null(strstr(written(*state, NULL, 0).got, "\n  \"findings\": [],\n"));
}

static void a_note_is_listed_without_being_asked_for(void **state)
{
	struct fencepost_finding finding = report_bare;
	struct report_item item = {&report_file, &finding};

	finding.severity = FENCEPOST_NOTE;
	assert_non_null(strstr(written(*state, &item, 1).got, "\"severity\": \"note\""));
}

static void edits_count_from_the_start_of_the_file(void **state)
{
	struct fp_report_file file = report_file;
	struct report_item item = {&file, &report_finding};

	file.first_offset = 1000;
	assert_non_null(strstr(written(*state, &item, 1).got,
	                       "\"edits\": [{\"start\": 1010, \"end\": 1011, \"text\": \":\"}]"));
}

static void any_bytes_become_unicode_and_nothing_is_cut(void **state)
{
	static const char path[] = "a\0\"\\\n\x1b\x7f\xc2\x9b\xe2\x80\xae\xff\xe4\xb8"
	                           "b\xc3\xa9";
	static const char text[] = "\0\xf3\xa0\x81\x81\xf0\x9f\x98\x80";
	struct fp_report_file file = report_file;
	struct fencepost_edit edit = {{1, 2}, text, sizeof(text) - 1};
	struct fencepost_fix fix = {FENCEPOST_UNSAFE, "x", &edit, 1};
	struct fencepost_finding finding = report_finding;
	struct report_item item = {&file, &finding};
	const char *got;

	file.path = path;
	file.path_len = sizeof(path) - 1;
	finding.fix = &fix;
	got = written(*state, &item, 1).got;
	assert_non_null(strstr(
	    got, "\"path\": \"a\\u0000\\\"\\\\\\n\\u001b\\u007f\\u009b\\u202e\ufffd\ufffd\ufffd"
	         "b\u00e9\",\n"));
	assert_non_null(strstr(got, "\"applicability\": \"unsafe\""));
	assert_non_null(strstr(got, "\"text\": \"\\u0000\\udb40\\udc41\U0001f600\"}"));
}

/* A second opinion on the grammar. */
static void another_parser_reads_the_document(void **state)
{
	static const char path[] = "\"\\\x01\xff\n";
	struct fp_report_file file = report_file;
	struct report_item items[] = {{&file, &report_finding}, {&report_file, &report_bare}};
	struct report_run run;
	cJSON *root, *first;

	file.path = path;
	file.path_len = sizeof(path) - 1;
	run = written(*state, items, 2);
	root = cJSON_ParseWithLengthOpts(run.got, run.len + 1, NULL, 1);
	assert_non_null(root);
	assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(root, "findings")), 2);
	first = cJSON_GetArrayItem(cJSON_GetObjectItem(root, "findings"), 0);
	assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(first, "path")),
	                    "\"\\\x01\ufffd\n");
	cJSON_Delete(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    REPORT_TEST(a_finding_has_its_members_in_order),
	    REPORT_TEST(without_findings_the_list_is_empty),
	    REPORT_TEST(a_note_is_listed_without_being_asked_for),
	    REPORT_TEST(edits_count_from_the_start_of_the_file),
	    REPORT_TEST(any_bytes_become_unicode_and_nothing_is_cut),
	    REPORT_TEST(another_parser_reads_the_document),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
