/* SPDX-License-Identifier: MIT */
/* meant.c: what the author left open on purpose is no error, and a slip right beside it is one. */
#include "mend.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Whether something is found that is neither a notation nor said more quietly for standing beside one. */
static bool draws_error(const char *text)
{
	struct fp_json json;
	struct fp_sink *sink = find(&json, text);

	for (uint32_t i = 0; i < sink->count; i++) {
		if (!sink->found[i]->illustrative &&
		    sink->found[i]->pub.severity == FENCEPOST_ERROR)
			return true;
	}
	return false;
}

static void all_are_meant(const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (draws_error(texts[i]))
			fail_msg("an error in %s", texts[i]);
	}
}

static void all_are_slips(const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!draws_error(texts[i]))
			fail_msg("no error in %s", texts[i]);
	}
}

/* Enough of JSON for the words around it to be few. */
#define LONG                                                                                       \
	"  \"hash\": \"0xb0a67ee89e224208599b29a71bc5de1abc5aba4cf64553893aaf0aeb051f7a91\",\n"    \
	"  \"from\": {\"name\": \"a\", \"code\": [1, 2, 3, 4]},\n"                                 \
	"  \"to\": {\"name\": \"b\", \"code\": [5, 6, 7, 8]}\n"

#define ALL(texts) (texts), sizeof(texts) / sizeof(*(texts))

static void words_that_describe_a_value_stand_for_it(void **state)
{
	static const char *const meant[] = {
	    "{\"a\": absolute path to the file, \"b\": 1}",
	    "{\"a\": epoch | null, \"b\": 1}",
	    "{\"a\": { see description }, \"b\": 1}",
	    "{\"a\": {{name | default(1)}}, \"b\": 1}",
	    "{\"a\": { json object of <f(b, c:d)> }, \"b\": 1}",
	    "{\"a\": <f(<b>)>, \"c\": M}",
	    "{\"a\": [<an id, e.g. \"0x1\">, <<other>>]}",
	    "[\"a\", interpolation, [\"b\"], ... ]",
	    "{\"a\": [2 * size, 1]}",
	    "{\"a\": Ref[item], \"b\": List<Item>, \"c\": Money}",
	    "{\"a\": xxx, \"b\": N, \"c\": #unixtime, \"d\": 1}",
	};
	static const char *const slips[] = {
	    "{\"a\": in progress, \"b\": 1}",
	    "{\"a\": John Smith, \"b\": 1}",
	    "{\"a\": #fff, \"b\": 1}",
	    "{\"a\": absolute path to the file, \"b\": 1,}",
	};

	(void)state;
	all_are_meant(ALL(meant));
	all_are_slips(ALL(slips));
}

static void a_word_that_its_name_ends_with_is_a_variable_or_a_type(void **state)
{
	static const char *const meant[] = {
	    "{\"amount\": amount, \"b\": 1}",
	    "{\"billingAddress\": Address, \"b\": 1}",
	    "{\"data\": reqdata}",
	    "{\"userTypes\": user-types}",
	};
	static const char *const slips[] = {
	    "{\"state\": enabled}",
	    "{\"s\": status}",
	    "{\"rate\": late}",
	    "{\"a\": a}",
	};

	(void)state;
	all_are_meant(ALL(meant));
	all_are_slips(ALL(slips));
}

static void dots_on_a_line_hide_the_brackets_around_them(void **state)
{
	static const char *const meant[] = {
	    /* closers */
	    "{\n  \"a\": [\n    {\n      \"b\": 1\n    },\n    ...\n}\n",
	    "[\n  {\n    \"a\": {\n      \"b\": 1\n    },\n      ...\n]\n",
	    "{\n  \"a\": [\n    {\n      \"b\": 1\n    },\n    // ...\n}\n",
	    /* openers */
	    "[\n  {\n    ...\n    }\n  }\n]\n",
	    "{\n  \"a\": [\n    ...\n    \"b\": {\n      \"c\": 1\n    }\n  ]\n}\n",
	    "{\n  ...,\n  {\n    \"a\": 1\n  }\n}\n",
	    "{\n  \"a\": {\n    \"b\": 1,\n    ...\n}\n",
	};
	static const char *const slips[] = {
	    "{\n  \"a\": {\n    \"b\": {\n      \"c\": 1\n    }\n  ...\n}\n",
	    "{\n  ...\n  \"a\": [\n    \"b\": 1\n  ]\n}\n",
	    "{\n  \"a\": {\n    // ...\n  }\n",
	    "{\n  ...\n  \"a\": 1\n  }\n}\n",
	};

	(void)state;
	all_are_meant(ALL(meant));
	all_are_slips(ALL(slips));
}

static void a_comma_stays_for_what_a_note_on_a_later_line_stands_for(void **state)
{
	static const char *const meant[] = {
	    "{\n  \"a\": 1,\n  // and more\n}\n",
	    "{\n  \"a\": 1, // the first\n  // and more\n}\n",
	    "[1, /* and more */]\n",
	};
	static const char *const slips[] = {
	    "{\n  \"a\": 1, // the first\n}\n",
	    "[\n  1, /* the first */\n]\n",
	};

	(void)state;
	all_are_meant(ALL(meant));
	all_are_slips(ALL(slips));
}

static void dots_may_be_a_name_and_take_the_comma_with_them(void **state)
{
	static const char *const meant[] = {
	    "{\n  \"a\": ...\n  \"b\": ...\n}\n",
	    "{\"a\": {...: {\"b\": 1}}}",
	};
	static const char *const slips[] = {"{\n  \"a\": [ ... ]\n  \"b\": 1\n}\n"};

	(void)state;
	all_are_meant(ALL(meant));
	all_are_slips(ALL(slips));
}

static void members_of_one_name_are_alternatives_in_a_fragment(void **state)
{
	static const char *const meant[] = {
	    "\"a\": {\"b\": 1}\n\n\"a\": {\"b\": 2}\n\n\"a\": \"x\"\n",
	    "\xe2\x9d\x8c \"a\": {\"b\": 1}\n\xe2\x9c\x85 \"a\": {\"b\": 2}\n",
	};
	static const char *const slips[] = {
	    "\"a\": {\"b\": 1}\n\"b\": {\"b\": 2}\n",
	    "{\n  \"a\": {\"b\": 1}\n  \"a\": {\"b\": 2}\n}\n",
	};

	(void)state;
	all_are_meant(ALL(meant));
	all_are_slips(ALL(slips));
}

static void words_around_the_json_say_what_it_is(void **state)
{
	static const char *const meant[] = {
	    "Light 1\nRESULT = {\"a\": 1}\n",
	    "Pretty foo: Object {\n  \"a\": 1\n}\n",
	    "txn[0]\n{\"a\": 1}\n",
	    "Request:\n\n{\"a\": 1}\n\nResponse:\n\n{\"a\": 2}\n",
	    "{\"a\": 1}\nor\n{\"a\": 2}\n",
	    "{\"a\": 1} Output Event\n",
	    "[{\"a\": 1}\n]%\n",
	    "{\"a\": 1}\\n\n{\"a\": 2}\\n\n",
	    "Light 1\nRESULT = {\n" LONG "}\nLight is on\n",
	    "{\"a\": 1}\n\nWhen `b` != 0:\n{\"a\": 2}\n",
	};
	static const char *const slips[] = {
	    "\"\n{\"a\": 1}\n",  "{\"a\": 1}\nMake a call\n", "{\"a\": 1}x\n",
	    "{\"a\": 1} copy\n", "{\"a\": 1\n}%{\n",
	};

	(void)state;
	all_are_meant(ALL(meant));
	all_are_slips(ALL(slips));
}

static void names_with_bars_between_them_are_a_choice(void **state)
{
	static const char *const meant[] = {
	    "{\"equals\" | \"starts_with\": 1}",
	    "{\n  \"a\": 1,\n  \"b\" | \"c\" | \"d\": \"x\"\n}\n",
	};
	static const char *const slips[] = {
	    "{\"equals\" \"starts_with\" | \"ends_with\": 1}",
	    "{\"equals\" | \"starts\"_with\": 1}",
	    "{\"a\" | \"b\": 1 \"c\": 2}",
	};

	(void)state;
	all_are_meant(ALL(meant));
	all_are_slips(ALL(slips));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_that_describe_a_value_stand_for_it),
	    cmocka_unit_test(a_word_that_its_name_ends_with_is_a_variable_or_a_type),
	    cmocka_unit_test(dots_on_a_line_hide_the_brackets_around_them),
	    cmocka_unit_test(a_comma_stays_for_what_a_note_on_a_later_line_stands_for),
	    cmocka_unit_test(dots_may_be_a_name_and_take_the_comma_with_them),
	    cmocka_unit_test(members_of_one_name_are_alternatives_in_a_fragment),
	    cmocka_unit_test(words_around_the_json_say_what_it_is),
	    cmocka_unit_test(names_with_bars_between_them_are_a_choice),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
