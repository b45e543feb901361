/* SPDX-License-Identifier: MIT */
/* reading.c, flaw.c: the caret stands under the last byte of a reading. */
#include "json/flaw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct fp_reading list[FP_READINGS_MOST];

static uint32_t read_all(const char *text, enum fp_reading_kind kind)
{
	uint64_t steps = 0;

	return fp_reading_list(list, text, (uint32_t)strlen(text), 0, kind, &fp_prices_default,
	                       &steps);
}

static int32_t price(const struct fp_reading *r)
{
	return r->style + r->rest;
}

/* The cheapest reading, the first of equals. */
static const struct fp_reading *cheapest(const char *text)
{
	uint32_t count = read_all(text, FP_READING_VALUE);
	const struct fp_reading *best = list;

	assert_in_range(count, 1, FP_READINGS_MOST);
	for (uint32_t i = 1; i < count; i++) {
		if (price(&list[i]) < price(best))
			best = &list[i];
	}
	return best;
}

static void a_string_as_it_should_be_is_free(void **state)
{
	(void)state;
	assert_int_equal(price(cheapest("\"a\\\"b\", 1")), 0);
	assert_int_equal(cheapest("\"a\\\"b\", 1")->end, strlen("     ^") + 0);
}

static void the_cheapest_end_is_where_one_would_look_for_it(void **state)
{
	static const struct {
		const char *text, *caret;
	} cases[] = {
	    {"\"a\"", "  ^"},
	    {"'a b', 1", "    ^"},
	    {"'it's', 1", "     ^"},
	    {"\"abc\n}", "   ^"},
	    {"\xe2\x80\x9c"
	     "a\xe2\x80\x9d, 1",
	     "      ^"},
	    {"\"\"\"a b\"\"\", 1", "        ^"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(cheapest(cases[i].text)->end, strlen(cases[i].caret));
}

static void a_later_quote_is_a_dearer_end(void **state)
{
	uint32_t count = read_all("\"a \"b\" c\", 1", FP_READING_VALUE);
	const struct fp_reading *last = &list[count - 1];

	(void)state;
	assert_true(count >= 2);
	for (uint32_t i = 0; i < count; i++)
		if (list[i].end > last->end)
			last = &list[i];
	assert_true(price(last) > price(&list[0]));
	assert_true(last->inner > 0);
}

static void a_name_ends_before_its_colon(void **state)
{
	uint32_t count = read_all("\"a: 1", FP_READING_KEY), found = 0;

	(void)state;
	for (uint32_t i = 0; i < count; i++)
		found += list[i].close == FP_CLOSE_MISSING && list[i].content.to == 2;
	assert_int_equal(found, 1);
}

static void each_flaw_of_a_string_has_its_mend(void **state)
{
	static const struct {
		const char *text, *mend;
		enum fp_flaw_kind kind;
		bool safe;
	} cases[] = {
	    {"\"a\tb\"", "\\t", FP_FLAW_CONTROL, true},
	    {"\"a\nb\"", "\\n", FP_FLAW_LINE, true},
	    {"\"a\x01"
	     "b\"",
	     "\\u0001", FP_FLAW_CONTROL, true},
	    {"\"a\\'b\"", "", FP_FLAW_ESCAPE, true},
	    {"\"a\\d\"", "\\\\", FP_FLAW_ESCAPE, false},
	    {"\"a\xff"
	     "b\"",
	     "\xef\xbf\xbd", FP_FLAW_UTF8, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		uint32_t len = (uint32_t)strlen(cases[i].text), at = 1;
		struct fp_reading r = {.content = {1, len - 1}, .end = len};
		struct fp_flaw flaw;

		assert_true(fp_flaw_next(&flaw, cases[i].text, &r, &at));
		assert_int_equal(flaw.kind, cases[i].kind);
		assert_int_equal(flaw.range.from, 2);
		assert_int_equal(flaw.text_len, strlen(cases[i].mend));
		assert_memory_equal(flaw.text, cases[i].mend, flaw.text_len);
		assert_int_equal(flaw.safe, cases[i].safe);
		assert_false(fp_flaw_next(&flaw, cases[i].text, &r, &at));
	}
}

static void strings_are_opened_in_many_ways_and_by_no_plain_text(void **state)
{
	static const char *const opened[] = {
	    "\"a",    "\"\"\"a", "'''a", "'a",  "`a",  "\xe2\x80\x9c", "\xc2\xab", "\\\"a",
	    "&quot;", "\\u0022", "%22",  "u\"", "b'a", "r\"a",         "f'a",      "@\"a"};
	static const char *const plain[] = {"a", "true", "1", "{", ",", "und", "&", "%", "\\a"};
	uint8_t open;

	(void)state;
	for (size_t i = 0; i < sizeof(opened) / sizeof(*opened); i++)
		assert_int_not_equal(
		    fp_reading_open(opened[i], (uint32_t)strlen(opened[i]), 0, &open), 0);
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		assert_int_equal(fp_reading_open(plain[i], (uint32_t)strlen(plain[i]), 0, &open),
		                 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_string_as_it_should_be_is_free),
	    cmocka_unit_test(the_cheapest_end_is_where_one_would_look_for_it),
	    cmocka_unit_test(a_later_quote_is_a_dearer_end),
	    cmocka_unit_test(a_name_ends_before_its_colon),
	    cmocka_unit_test(strings_are_opened_in_many_ways_and_by_no_plain_text),
	    cmocka_unit_test(each_flaw_of_a_string_has_its_mend),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
