/* SPDX-License-Identifier: MIT */
/*
 * Words → severities. For each rule the longest word that names it is kept from either list, so that
 * `--select har-bad-url --ignore har-` selects one rule, as its user meant.
 */
#include "face/select.h"
#include "text/nearest.h"

#include <string.h>

/* The length of the longest word that names a rule, and 1; 0: none does. `all` counts as one letter. */
struct choice {
	size_t selected[FP_RULE_COUNT], ignored[FP_RULE_COUNT];
};

int fp_select_unknown(struct fp_arena *arena, const char *word, size_t len, struct fp_error *error)
{
	struct fp_words names = {NULL, 0};
	const char *nearest;

	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		fp_words_add(arena, &names, fp_rule_info((enum fp_rule)rule)->name);
	fp_words_add(arena, &names, NULL);
	nearest = fp_nearest(word, len, names.of);
	if (nearest)
		return fp_fail(error, FENCEPOST_EUSAGE, "unknown rule '%.*s'; did you mean '%s'?",
		               (int)len, word, nearest);
	return fp_fail(error, FENCEPOST_EUSAGE,
	               "unknown rule '%.*s'; 'fencepost rules' lists the rules", (int)len, word);
}

/* Whether the word names the rule: whole, by a beginning that ends in '-', or as `all`. */
static bool names_rule(const char *name, const char *word, size_t len)
{
	if (len == 3 && memcmp(word, "all", 3) == 0)
		return true;
	return strncmp(name, word, len) == 0 && (name[len] == '\0' || word[len - 1] == '-');
}

static bool take_word(size_t *longest, const char *word, size_t len)
{
	bool all = len == 3 && memcmp(word, "all", 3) == 0, known = false;

	for (int rule = 0; rule < FP_RULE_COUNT; rule++) {
		if (!names_rule(fp_rule_info((enum fp_rule)rule)->name, word, len))
			continue;
		known = true;
		if (longest[rule] < (all ? 1 : len))
			longest[rule] = all ? 1 : len;
	}
	return known;
}

static int take_words(struct fp_arena *arena, size_t *longest, const struct fp_words *words,
                      struct fp_error *error)
{
	for (size_t i = 0; i < words->count; i++) {
		const char *word = words->of[i];
		size_t len;

		for (;; word += len + 1) {
			len = strcspn(word, ",");
			if (len > 0 && !take_word(longest, word, len))
				return fp_select_unknown(arena, word, len, error);
			if (!word[len])
				break;
		}
	}
	return 0;
}

static bool selects_none(const struct choice *choice)
{
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		if (choice->selected[rule] > 0)
			return false;
	return true;
}

static void set_level(struct fp_levels *levels, enum fp_rule rule, bool selected)
{
	for (int kind = FP_KIND_HAR; kind <= FP_KIND_JSON; kind++)
		if (!selected)
			levels->of[rule][kind] = FENCEPOST_OFF;
		else if (levels->of[rule][kind] == FENCEPOST_OFF)
			levels->of[rule][kind] = (uint8_t)fp_rule_info(rule)->when_selected;
}

int fp_select_rules(struct fp_arena *arena, struct fp_levels *levels, const struct fp_words *select,
                    const struct fp_words *ignore, struct fp_error *error)
{
	struct choice *choice = fp_arena_zero(arena, 1, sizeof(*choice));

	if (take_words(arena, choice->selected, select, error) ||
	    take_words(arena, choice->ignored, ignore, error))
		return error->status;
	/* An empty variable of a script, rather than a wish to check nothing. */
	if (select->count > 0 && selects_none(choice))
		return fp_fail(error, FENCEPOST_EUSAGE, "--select names no rule");
	for (int rule = 0; rule < FP_RULE_COUNT; rule++) {
		size_t selected = choice->selected[rule], ignored = choice->ignored[rule];

		if (ignored > 0 && ignored >= selected)
			set_level(levels, (enum fp_rule)rule, false);
		else if (select->count > 0)
			set_level(levels, (enum fp_rule)rule, selected > 0);
	}
	return 0;
}
