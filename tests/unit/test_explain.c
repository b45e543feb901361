/* SPDX-License-Identifier: MIT */
/* Each rule is explained by an example: it has this fault, and mended it has none. */
#include "rules.h"

#include "finding/explain.h"

static const char *document(const struct fp_explanation *row, const char *example)
{
	struct fp_bytes text = FP_BYTES(arena);

	if (!row->language)
		return example;
	fp_bytes_printf(&text, "```%s\n%s\n```\n", row->language, example);
	return fp_bytes_string(&text);
}

static struct fp_corrected *check(const struct fp_explanation *row, const char *text,
                                  enum fencepost_applicability least)
{
	struct fp_corrected *out = fp_arena_zero(arena, 1, sizeof(*out));
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fp_settings settings;
	const char *why = "";

	fp_settings_default(&settings);
	for (int kind = 0; kind < 2; kind++)
		if (settings.levels.of[row->rule][kind] == FENCEPOST_OFF)
			settings.levels.of[row->rule][kind] =
			    (uint8_t)fp_rule_info(row->rule)->when_selected;
	if (row->settings && fp_settings_read(&settings, arena, row->settings,
	                                      (uint32_t)strlen(row->settings), &why))
		fail_msg("%s: %s", fp_rule_info(row->rule)->name, why);
	source.bytes = text;
	source.len = strlen(text);
	fp_correct(out, arena, &settings, &source, NULL, least);
	return out;
}

static bool has(const struct fp_corrected *out, enum fp_rule rule)
{
	for (size_t i = 0; i < out->document.sink.count; i++)
		if (out->document.sink.found[i]->rule == rule)
			return true;
	return false;
}

static void every_rule_is_explained(void **state)
{
	(void)state;
	for (int i = 0; i < FP_RULE_COUNT; i++) {
		const struct fp_explanation *row = fp_explain((enum fp_rule)i);

		assert_non_null(row);
		assert_true(row->why[strlen(row->why) - 1] == '.');
		assert_true(strlen(row->source) > 0);
	}
}

static void an_example_has_this_fault_and_mended_it_has_not(void **state)
{
	unsigned wrong = 0;

	(void)state;
	for (int i = 0; i < FP_RULE_COUNT; i++) {
		const struct fp_explanation *row = fp_explain((enum fp_rule)i);
		const char *before = document(row, row->before), *after = document(row, row->after);
		bool fixes = fp_rule_info(row->rule)->fix != FP_FIX_NONE;
		const struct fp_corrected *mended = check(row, before, FENCEPOST_UNSAFE);

		if (!has(check(row, before, FENCEPOST_NONE), row->rule) ||
		    has(check(row, after, FENCEPOST_NONE), row->rule) ||
		    (fixes && strcmp(mended->text, after) != 0)) {
			print_message("%s\nbefore %s\nfound %s\nafter %s\nfound %s\nmended %s\n",
			              fp_rule_info(row->rule)->name, before,
			              findings_of(&check(row, before, FENCEPOST_NONE)->document),
			              after,
			              findings_of(&check(row, after, FENCEPOST_NONE)->document),
			              mended->text);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_rule_is_explained),
	    cmocka_unit_test(an_example_has_this_fault_and_mended_it_has_not),
	};

	return run_rules(tests);
}
