/* SPDX-License-Identifier: MIT */
/*
 * The rule reference, plugin/finding/rules.md, says what the tables say. After a change of a table
 * `FENCEPOST_WRITE=1 build/tests/unit/test_reference`, run at the root of the project, writes it anew.
 */
#include "finding/explain.h"
#include "text/bytes.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const severities[] = {"off", "note", "warning", "error"};
static const char *const fixes[] = {"none", "unsafe", "safe"};

/* An example in a fence that is longer than any in it. */
static void put_example(struct fp_bytes *out, const struct fp_explanation *row, const char *title,
                        const char *text)
{
	size_t len = strlen(text);

	fp_bytes_printf(out, "%s:\n\n`````%s\n%s%s`````\n\n", title,
	                row->language ? row->language : "markdown", text,
	                len > 0 && text[len - 1] != '\n' ? "\n" : "");
}

static void put_rule(struct fp_bytes *out, enum fp_rule rule)
{
	const struct fp_rule_info *info = fp_rule_info(rule);
	const struct fp_explanation *row = fp_explain(rule);
	struct fp_bytes before = FP_BYTES(out->arena);

	fp_bytes_printf(out, "## %s\n\n%c%s. In har blocks: %s; in json blocks: %s; fix: %s.\n\n",
	                info->name, toupper(info->summary[0]), info->summary + 1,
	                severities[info->severity[FP_KIND_HAR]],
	                severities[info->severity[FP_KIND_JSON]], fixes[info->fix]);
	fp_bytes_printf(out, "%s (%s)\n\n", row->why, row->source);
	if (row->settings)
		fp_bytes_printf(out, "With these settings: `%s`\n\n", row->settings);
	for (const char *c = row->before; *c;
	     c++) /* a page is UTF-8, also where an example is not */
		if (rule == FP_JSON_INVALID_UTF8 && (unsigned char)*c >= 0x80)
			fp_bytes_printf(&before, "\\x%02X", (unsigned char)*c);
		else
			fp_bytes_char(&before, *c);
	put_example(out, row, "Before", fp_bytes_string(&before));
	put_example(out, row, "After", row->after);
}

static void put_reference(struct fp_bytes *out)
{
	fp_bytes_text(out, "<!-- fencepost-off -->\n\n# The rules\n\n"
	                   "What each rule finds, why, and an example. `fencepost rules ID` prints "
	                   "the same.\n\n");
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		put_rule(out, (enum fp_rule)rule);
}

static void the_reference_says_what_the_tables_say(void **state)
{
	const char *root = getenv("FENCEPOST_SOURCE"), *write = getenv("FENCEPOST_WRITE");
	struct fp_arena *arena = fp_arena_new(NULL, 0);
	struct fp_bytes path = FP_BYTES(arena), wanted = path, found = path;
	char piece[4096];
	size_t got;
	FILE *file;

	(void)state;
	put_reference(&wanted);
	fp_bytes_printf(&path, "%s/plugin/finding/rules.md", root ? root : ".");
	file = fopen(fp_bytes_string(&path), write ? "wb" : "rb");
	assert_non_null(file);
	if (write)
		assert_int_equal(fwrite(wanted.data, 1, wanted.len, file), wanted.len);
	while (!write && (got = fread(piece, 1, sizeof(piece), file)) > 0)
		fp_bytes_put(&found, piece, got);
	fclose(file);
	if (!write)
		assert_string_equal(fp_bytes_string(&found), fp_bytes_string(&wanted));
	fp_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_reference_says_what_the_tables_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
