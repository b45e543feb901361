/* SPDX-License-Identifier: MIT */
#include "report/fingerprint.h"

#include "report.h"

enum { MANY = 20000 };

struct prints {
	struct fp_arena *arena;
	const struct report_item *items;
	size_t count;
	uint64_t *got;
};

static void print_all(void *argument)
{
	struct prints *p = argument;
	struct fp_prints *prints = fp_prints_new(p->arena);

	for (size_t i = 0; i < p->count; i++)
		p->got[i] = fp_prints_next(prints, p->items[i].file, p->items[i].finding);
}

static void print(struct fp_arena *arena, const struct report_item *items, size_t count,
                  uint64_t *got)
{
	struct prints p = {arena, items, count, got};

	assert_int_equal(fp_arena_try(arena, print_all, &p), FENCEPOST_OK);
}

static void lines_put_in_above_change_nothing(void **state)
{
	static const char text[] = "# A title\n\n```har\n{\"a\", 1}\n```\n";
	struct fp_report_file file = report_file;
	struct fencepost_finding finding = report_finding;
	struct report_item items[] = {{&report_file, &report_finding}, {&file, &finding}};
	uint64_t got[2];

	file.text = text;
	file.len = sizeof(text) - 1;
	finding.span = (struct fencepost_span){21, 22};
	finding.start = (struct fencepost_place){4, 5, 5, 21};
	print(*state, items, 1, &got[0]);
	print(*state, items + 1, 1, &got[1]);
	assert_true(got[0] == got[1]);
}

static void what_differs_is_told_apart(void **state)
{
	static const char other_text[] = "```har\n{\"b\", 1}\n```\n";
	static const char *const pointers[] = {"/postData/text", "/b"};
	struct fp_report_file other_path = report_file, other_line = report_file;
	struct fencepost_finding findings[3] = {report_finding, report_finding, report_finding};
	struct report_item items[] = {
	    {&report_file, &report_finding}, {&report_file, &findings[0]},
	    {&report_file, &findings[1]},    {&report_file, &findings[2]},
	    {&other_line, &report_finding},  {&other_path, &report_finding},
	};
	uint64_t got[6];

	findings[0].rule = "json-extra-colon";
	findings[1].message = "x";
	findings[2].pointers = pointers;
	other_line.text = other_text;
	other_path.path = "b.md";
	print(*state, items, 6, got);
	for (size_t i = 0; i < 6; i++)
		for (size_t j = 0; j < i; j++)
			assert_true(got[i] != got[j]);
}

static void equal_findings_of_a_file_are_counted(void **state)
{
	struct report_item *items = fp_arena_alloc(*state, MANY * sizeof(*items));
	uint64_t *got = fp_arena_alloc(*state, MANY * sizeof(*got)), again[2];

	for (size_t i = 0; i < MANY; i++)
		items[i] = (struct report_item){&report_file, &report_finding};
	print(*state, items, MANY, got);
	print(*state, items, 2, again);
	assert_true(got[0] == again[0] && got[1] == again[1]);
	for (size_t i = 1; i < MANY; i++)
		assert_true(got[i] != got[0] && got[i] != got[i - 1]);
}

static void many_findings_of_a_file_are_told_apart_and_counted(void **state)
{
	struct report_item *items = fp_arena_alloc(*state, MANY * sizeof(*items));
	struct fencepost_finding *findings = fp_arena_alloc(*state, MANY * sizeof(*findings));
	uint64_t *got = fp_arena_alloc(*state, MANY * sizeof(*got)), alone[2];

	for (size_t i = 0; i < MANY; i++) {
		struct fp_bytes message = FP_BYTES(*state);

		fp_bytes_printf(&message, "fault %zu", i % (MANY / 2));
		findings[i] = report_finding;
		findings[i].message = fp_bytes_string(&message);
		items[i] = (struct report_item){&report_file, &findings[i]};
	}
	print(*state, items, MANY, got);
	for (size_t i = 1; i < MANY; i++)
		assert_true(got[i] != got[i - 1]);
	items[1] = items[0];
	print(*state, items, 2, alone);
	assert_true(got[0] == alone[0]);
	assert_true(got[MANY / 2] == alone[1]);
}

static void a_secret_does_not_go_in(void **state)
{
	static const char with_secret[] = "```har\n{\"b\", 1}\n```\n";
	static const struct fencepost_span mask = {8, 10};
	struct fp_report_file files[2] = {report_file, report_file};
	struct report_item items[] = {{&files[0], &report_finding}, {&files[1], &report_finding}};
	uint64_t got[2];

	for (size_t i = 0; i < 2; i++) {
		files[i].masks = &mask;
		files[i].mask_count = 1;
	}
	files[1].text = with_secret;
	print(*state, items, 1, &got[0]);
	print(*state, items + 1, 1, &got[1]);
	assert_true(got[0] == got[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    REPORT_TEST(lines_put_in_above_change_nothing),
	    REPORT_TEST(what_differs_is_told_apart),
	    REPORT_TEST(equal_findings_of_a_file_are_counted),
	    REPORT_TEST(many_findings_of_a_file_are_told_apart_and_counted),
	    REPORT_TEST(a_secret_does_not_go_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
