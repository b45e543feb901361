/* SPDX-License-Identifier: MIT */
#include "report.h"

static void findings_are_counted_by_severity(void **state)
{
	struct fencepost_finding finding = report_bare;
	struct fp_summary summary = {0};

	(void)state;
	for (int severity = FENCEPOST_OFF; severity <= FENCEPOST_ERROR; severity++)
		for (int i = 0; i < severity; i++) {
			finding.severity = (enum fencepost_severity)severity;
			fp_summary_add(&summary, &finding, FENCEPOST_SAFE);
		}
	assert_int_equal(summary.notes, 1);
	assert_int_equal(summary.warnings, 2);
	assert_int_equal(summary.errors, 3);
	assert_int_equal(summary.fixable + summary.withheld, 0);
}

static void a_fix_counts_where_it_is_allowed(void **state)
{
	struct fencepost_fix fix = report_fix;
	struct fencepost_finding finding = report_finding;
	struct fp_summary summary = {0};

	(void)state;
	fix.applicability = FENCEPOST_UNSAFE;
	fp_summary_add(&summary, &finding, FENCEPOST_SAFE);
	assert_int_equal(summary.fixable, 1);
	finding.fix = &fix;
	fp_summary_add(&summary, &finding, FENCEPOST_SAFE);
	assert_int_equal(summary.fixable, 1);
	assert_int_equal(summary.withheld, 1);
	fp_summary_add(&summary, &finding, FENCEPOST_UNSAFE);
	assert_int_equal(summary.fixable, 2);
}

static void the_fix_of_a_note_is_not_offered(void **state)
{
	struct fencepost_fix fix = report_fix;
	struct fencepost_finding finding = report_finding;
	struct fp_summary summary = {0};

	(void)state;
	fix.applicability = FENCEPOST_UNSAFE;
	finding.fix = &fix;
	finding.severity = FENCEPOST_NOTE;
	fp_summary_add(&summary, &finding, FENCEPOST_SAFE);
	assert_int_equal(summary.withheld, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(findings_are_counted_by_severity),
	    cmocka_unit_test(a_fix_counts_where_it_is_allowed),
	    cmocka_unit_test(the_fix_of_a_note_is_not_offered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
