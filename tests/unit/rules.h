/* SPDX-License-Identifier: MIT */
/*
 * What the tests of the rules share: the rules that fire on a har block, and the block as it is
 * mended.
 * Blocks are written with ' for " so that they can be read.
 */
#ifndef FP_TESTS_RULES_H
#define FP_TESTS_RULES_H

#include "check/correct.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* A document of one block in that language; ' stands for ". */
static inline const char *document_of(const char *language, const char *block)
{
	struct fp_bytes text = FP_BYTES(arena);
	char *all;

	fp_bytes_printf(&text, "```%s\n%s\n```\n", language, block);
	all = fp_bytes_string(&text);
	for (char *c = all; *c; c++)
		if (*c == '\'')
			*c = '"';
	return all;
}

/*
 * The document as it is corrected by fixes of that applicability or better; a rule that is off can
 * be turned on.
 */
static inline struct fp_corrected *correct(const char *language, const char *block,
                                           enum fencepost_applicability least,
                                           const char *turned_on)
{
	struct fp_corrected *out = fp_arena_zero(arena, 1, sizeof(*out));
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fp_settings settings;

	fp_settings_default(&settings);
	if (turned_on) {
		enum fp_rule rule = fp_rule_by_name(turned_on, strlen(turned_on));

		assert_int_not_equal(rule, FP_RULE_COUNT);
		settings.levels.of[rule][FP_KIND_HAR] = FENCEPOST_WARNING;
		settings.levels.of[rule][FP_KIND_JSON] = FENCEPOST_WARNING;
	}
	source.bytes = document_of(language, block);
	source.len = strlen(source.bytes);
	fp_correct(out, arena, &settings, &source, NULL, least);
	return out;
}

/* The findings of a document: "rule pointer; rule pointer". */
static inline const char *findings_of(const struct fp_document *document)
{
	struct fp_bytes text = FP_BYTES(arena);

	for (size_t i = 0; i < document->sink.count; i++) {
		const struct fencepost_finding *f = &document->sink.found[i]->pub;

		fp_bytes_printf(&text, "%s%s", i ? "; " : "", f->rule);
		for (size_t j = 0; j < f->pointer_count; j++)
			fp_bytes_printf(&text, " %s", f->pointers[j][0] ? f->pointers[j] : "-");
	}
	return fp_bytes_string(&text);
}

/* These and no other findings are in a har block: "har-bad-url /url". */
#define finds(block, expected)                                                                     \
	assert_string_equal(findings_of(&correct("har", block, FENCEPOST_NONE, NULL)->document),   \
	                    expected)

/* The same with one rule turned on that is off by default. */
#define finds_with(rule, block, expected)                                                          \
	assert_string_equal(findings_of(&correct("har", block, FENCEPOST_NONE, rule)->document),   \
	                    expected)

/* The message of the first finding. */
#define says(block, expected)                                                                      \
	assert_string_equal(                                                                       \
	    correct("har", block, FENCEPOST_NONE, NULL)->document.sink.found[0]->pub.message,      \
	    expected)

/* What the block becomes by fixes of that applicability; ' stands for " in both. */
#define becomes(least, block, expected)                                                            \
	assert_string_equal(correct("har", block, least, NULL)->text, document_of("har", expected))
#define becomes_with(rule, least, block, expected)                                                 \
	assert_string_equal(correct("har", block, least, rule)->text, document_of("har", expected))

#define run_rules(tests) cmocka_run_group_tests(tests, open_arena, close_arena)

#endif
