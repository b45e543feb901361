/* SPDX-License-Identifier: MIT */
#include "finding/rule.h"
#include "report.h"

#include <cjson/cJSON.h>

struct finder {
	struct fp_arena *arena;
	struct fp_lines lines;
	const struct fp_report_file *file;
};

static void find_lines(void *argument)
{
	struct finder *f = argument;

	fp_lines_find(&f->lines, f->arena, f->file->text, (uint32_t)f->file->len);
}

/* The run of the report on one finding; *root is freed by the caller. */
static cJSON *written(struct fp_arena *arena, struct fp_report_file file,
                      const struct fencepost_finding *finding, cJSON **root)
{
	struct finder finder = {.arena = arena, .file = &file};
	struct report_item item = {&file, finding};
	struct report_run run = {.arena = arena, .writer = "sarif", .items = &item, .count = 1};

	assert_int_equal(fp_arena_try(arena, find_lines, &finder), FENCEPOST_OK);
	file.lines = &finder.lines;
	report_do(&run);
	*root = cJSON_ParseWithLengthOpts(run.got, run.len + 1, NULL, 1);
	assert_non_null(*root);
	return cJSON_GetArrayItem(cJSON_GetObjectItem(*root, "runs"), 0);
}

/* The thing at a way of member names and array indexes: "results/0/level". */
static cJSON *at(cJSON *node, const char *way)
{
	char name[64];

	while (*way) {
		size_t len = strcspn(way, "/");

		snprintf(name, sizeof(name), "%.*s", (int)len, way);
		node = cJSON_IsArray(node) ? cJSON_GetArrayItem(node, name[0] - '0')
		                           : cJSON_GetObjectItem(node, name);
		assert_non_null(node);
		way += len + (way[len] == '/');
	}
	return node;
}

static const char *string_at(cJSON *node, const char *way)
{
	return cJSON_GetStringValue(at(node, way));
}

static int number_at(cJSON *node, const char *way)
{
	return (int)cJSON_GetNumberValue(at(node, way));
}

static void a_result_has_its_place_its_way_and_its_fix(void **state)
{
	cJSON *root, *run = written(*state, report_file, &report_finding, &root);
	cJSON *region = at(run, "results/0/locations/0/physicalLocation/region");
	cJSON *change = at(run, "results/0/fixes/0/artifactChanges/0");

	assert_string_equal(string_at(root, "version"), "2.1.0");
	assert_string_equal(string_at(run, "columnKind"), "unicodeCodePoints");
	assert_string_equal(string_at(run, "results/0/level"), "error");
	assert_string_equal(string_at(run, "results/0/message/text"), report_finding.message);
	assert_int_equal(number_at(region, "startLine"), 2);
	assert_int_equal(number_at(region, "startColumn"), 4);
	assert_int_equal(number_at(region, "endColumn"), 5);
	assert_int_equal(number_at(region, "byteOffset"), 10);
	assert_int_equal(number_at(region, "byteLength"), 1);
	assert_string_equal(
	    string_at(run, "results/0/locations/0/logicalLocations/0/fullyQualifiedName"),
	    "har block at line 1 \u2192 postData.text \u2192 /a");
	assert_int_equal(number_at(change, "replacements/0/deletedRegion/startLine"), 2);
	assert_int_equal(number_at(change, "replacements/0/deletedRegion/startColumn"), 4);
	assert_string_equal(string_at(change, "replacements/0/insertedContent/text"), ":");
	assert_string_equal(string_at(run, "results/0/fixes/0/properties/applicability"), "safe");
	cJSON_Delete(root);
}

static void the_index_of_a_rule_leads_to_it(void **state)
{
	cJSON *root, *run = written(*state, report_file, &report_finding, &root);
	cJSON *rules = at(run, "tool/driver/rules");
	cJSON *rule = cJSON_GetArrayItem(rules, number_at(run, "results/0/ruleIndex"));

	assert_int_equal(cJSON_GetArraySize(rules), FP_RULE_COUNT);
	assert_string_equal(string_at(rule, "id"), "json-missing-colon");
	assert_non_null(strstr(string_at(rule, "help/text"), "{\"grant\", \"code\"}"));
	assert_string_equal(string_at(rule, "help/markdown"), string_at(rule, "help/text"));
	assert_non_null(strstr(string_at(rule, "fullDescription/text"), "only ':' may stand"));
	cJSON_Delete(root);
}

static void a_path_of_any_bytes_is_a_uri(void **state)
{
	static const char path[] = "./a b:c%\xc3\xa9\xff\n/d.md";
	struct fp_report_file file = report_file;
	cJSON *root, *run;

	file.path = path;
	file.path_len = sizeof(path) - 1;
	run = written(*state, file, &report_finding, &root);
	assert_string_equal(
	    string_at(run, "results/0/locations/0/physicalLocation/artifactLocation/uri"),
	    "a%20b%3Ac%25%C3%A9%FF%0A/d.md");
	cJSON_Delete(root);
	file.path = "/d/a.md";
	file.path_len = 7;
	run = written(*state, file, &report_finding, &root);
	assert_string_equal(
	    string_at(run, "results/0/locations/0/physicalLocation/artifactLocation/uri"),
	    "file:///d/a.md");
	cJSON_Delete(root);
}

/* A host may have cut lines off the front: places are of the file, edits of the text. */
static void a_fix_is_at_its_place_in_the_whole_file(void **state)
{
	struct fp_report_file file = report_file;
	struct fencepost_finding finding = report_finding;
	cJSON *root, *run;

	file.first_offset = 100;
	finding.start = (struct fencepost_place){12, 4, 4, 110};
	finding.end = (struct fencepost_place){12, 5, 5, 111};
	run = written(*state, file, &finding, &root);
	run = at(run, "results/0/fixes/0/artifactChanges/0/replacements/0/deletedRegion");
	assert_int_equal(number_at(run, "startLine"), 12);
	assert_int_equal(number_at(run, "byteOffset"), 110);
	cJSON_Delete(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    REPORT_TEST(a_result_has_its_place_its_way_and_its_fix),
	    REPORT_TEST(the_index_of_a_rule_leads_to_it),
	    REPORT_TEST(a_path_of_any_bytes_is_a_uri),
	    REPORT_TEST(a_fix_is_at_its_place_in_the_whole_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
