/* SPDX-License-Identifier: MIT */
#include "report/xml.h"

#include "report.h"

static void assert_xml(struct fp_arena *arena, const char *text, size_t len, const char *want)
{
	struct fp_bytes b = FP_BYTES(arena);

	fp_xml_text(&b, text, len);
	assert_string_equal(fp_bytes_string(&b), want);
}

#define XML(arena, text, want) assert_xml(arena, text, sizeof(text) - 1, want)

static void escape_many_things(void *argument)
{
	XML(argument, "a <b> & \"c\" 'd'", "a &lt;b&gt; &amp; &quot;c&quot; 'd'");
	XML(argument, "\t\n\r", "&#x9;&#xa;&#xd;");
	XML(argument, "\0\x1b\x0b", "\ufffd\ufffd\ufffd");
	XML(argument, "\x7f\xc2\x9b\xe2\x80\xae", "&#x7f;&#x9b;&#x202e;");
	XML(argument, "\xef\xbf\xbe\xef\xbf\xbf", "\ufffd\ufffd");
	XML(argument, "\xff\xe4\xb8!", "\ufffd\ufffd\ufffd!");
	XML(argument, "\xed\xa0\x80", "\ufffd\ufffd\ufffd");
	XML(argument, "gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80", "gr\u00fc\u00df \U0001f600");
}

static void any_bytes_become_what_xml_allows(void **state)
{
	assert_int_equal(fp_arena_try(*state, escape_many_things, *state), FENCEPOST_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    REPORT_TEST(any_bytes_become_what_xml_allows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
