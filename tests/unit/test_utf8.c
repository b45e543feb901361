/* SPDX-License-Identifier: MIT */
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

static void every_code_point_comes_back(void **state)
{
	char bytes[4];
	uint32_t used;

	(void)state;
	for (uint32_t point = 0; point <= 0x10ffff; point++) {
		if (point >= 0xd800 && point <= 0xdfff)
			continue;
		used = fp_utf8_encode(bytes, point);
		assert_int_equal(fp_utf8_valid(bytes, used), used);
		assert_int_equal(fp_utf8_decode(bytes, used, &used), point);
		for (uint32_t cut = 1; cut < used; cut++)
			assert_int_equal(fp_utf8_valid(bytes, cut), 0);
	}
}

/* RFC 3629 §4, written down a second time as ranges. */
static bool is_second_byte(unsigned char lead, unsigned char byte)
{
	return byte >= (lead == 0xe0   ? 0xa0
	                : lead == 0xf0 ? 0x90
	                               : 0x80) &&
	       byte <= (lead == 0xed   ? 0x9f
	                : lead == 0xf4 ? 0x8f
	                               : 0xbf);
}

static void second_bytes_are_as_the_standard_has_them(void **state)
{
	(void)state;
	for (unsigned lead = 0x80; lead < 0x100; lead++)
		for (unsigned byte = 0; byte < 0x100; byte++) {
			char bytes[4] = {(char)lead, (char)byte, '\x80', '\x80'};
			size_t len = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
			bool good = lead >= 0xc2 && lead <= 0xf4 &&
			            is_second_byte((unsigned char)lead, (unsigned char)byte);

			assert_int_equal(fp_utf8_valid(bytes, len), good ? len : 0);
		}
}

static void a_bad_part_is_as_long_as_it_could_have_been_good(void **state)
{
	static const struct {
		const char *bytes;
		uint32_t used;
	} cases[] = {
	    {"\x80", 1},         {"\xff\xff", 1},     {"\xc0\xaf", 1},     {"\xed\xa0\x80", 1},
	    {"\xe2\x82", 2},     {"\xe2\x82\x41", 2}, {"\xf0\x9f\x98", 3}, {"\xf0\x9f\x98\x41", 3},
	    {"\xf0\x80\x80", 1}, {"\xc3", 1},         {"\xf4\x90\x80", 1}, {"\xe2\x28\xa1", 1},
	};
	uint32_t used;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(fp_utf8_decode(cases[i].bytes, strlen(cases[i].bytes), &used),
		                 FP_UTF8_BAD);
		assert_int_equal(used, cases[i].used);
	}
}

static void the_first_bad_byte_is_found_at_any_offset(void **state)
{
	char text[40];

	(void)state;
	for (size_t at = 0; at < sizeof(text); at++) {
		memset(text, 'a', sizeof(text));
		text[at] = '\xe9';
		assert_int_equal(fp_utf8_valid(text, sizeof(text)), at);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_code_point_comes_back),
	    cmocka_unit_test(second_bytes_are_as_the_standard_has_them),
	    cmocka_unit_test(a_bad_part_is_as_long_as_it_could_have_been_good),
	    cmocka_unit_test(the_first_bad_byte_is_found_at_any_offset),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
