/* SPDX-License-Identifier: MIT */
#include "face/statistics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static void add(struct fp_statistics *statistics, enum fp_rule rule,
                const struct fencepost_fix *fix)
{
	struct fp_finding finding = {.rule = rule, .pub = {.fix = fix}};

	fp_statistics_add(statistics, &finding, FENCEPOST_SAFE);
}

static void the_most_frequent_rule_comes_first_then_the_name_decides(void **state)
{
	static const struct fencepost_fix safe = {.applicability = FENCEPOST_SAFE};
	static const struct fencepost_fix unsafe = {.applicability = FENCEPOST_UNSAFE};
	struct fp_statistics *statistics = calloc(1, sizeof(*statistics));
	struct fp_arena *arena = fp_arena_new(NULL, 0);
	struct fp_bytes out = FP_BYTES(arena);

	(void)state;
	add(statistics, FP_JSON_MISSING_COLON, &safe);
	add(statistics, FP_JSON_COMMENT, &unsafe);
	add(statistics, FP_HAR_BAD_URL, NULL);
	add(statistics, FP_HAR_BAD_URL, &safe);
	fp_statistics_print(&out, statistics);
	assert_string_equal(fp_bytes_string(&out),
	                    "       2  har-bad-url                           1 fixable\n"
	                    "       1  json-comment                          0 fixable\n"
	                    "       1  json-missing-colon                    1 fixable\n");
	fp_arena_free(arena);
	free(statistics);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_most_frequent_rule_comes_first_then_the_name_decides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
