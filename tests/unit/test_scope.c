/* SPDX-License-Identifier: MIT */
#include "rules.h"

static struct fp_scope scope;
static struct fp_settings settings;

static int open_scope(void **state)
{
	scope = (struct fp_scope){NULL, 0, 0};
	fp_settings_default(&settings);
	return open_arena(state);
}

static void was(const char *text)
{
	fp_scope_add(&scope, arena, &settings, text, (uint32_t)strlen(text));
}

static struct fp_corrected *is(const char *text)
{
	struct fp_corrected *out = fp_arena_zero(arena, 1, sizeof(*out));
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;

	source.bytes = text;
	source.len = strlen(text);
	fp_correct(out, arena, &settings, &source, &scope, FENCEPOST_SAFE);
	return out;
}

static void what_is_old_is_not_mended(void **state)
{
	const char *text = "```json\n[1,]\n```\n\n```json\n[2,]\n```\n";
	struct fp_corrected *out;

	(void)state;
	was("```json\n[1,]\n```\n");
	out = is(text);
	assert_string_equal(out->text, "```json\n[1,]\n```\n\n```json\n[2]\n```\n");
	assert_int_equal(out->document.block_count, 2);
	assert_int_equal(out->document.old_count, 1);
	assert_int_equal(out->document.sink.count, 0);
}

static void with_no_older_version_everything_is_new(void **state)
{
	(void)state;
	assert_string_equal(is("```json\n[1,]\n```\n")->text, "```json\n[1]\n```\n");
}

static void a_block_is_old_wherever_it_has_moved(void **state)
{
	(void)state;
	was("a\n\n```json\n[1,\n2,]\n```\nb\n");
	assert_int_equal(is("b\n\n> ```json\n> [1,\n> 2,]\n> ```\n")->fixed, 0);
	assert_int_equal(is("```JSON title\r\n[1,\r\n2,]\r\n```\r\n")->fixed, 0);
	assert_int_equal(is("```har\n[1,\n2,]\n```\n")->document.old_count, 0);
	assert_int_equal(is("```json\n[1,\n2 ,]\n```\n")->fixed, 1);
}

static void a_block_of_any_older_version_is_old(void **state)
{
	(void)state;
	was("```json\n[1,]\n```\n");
	was("```json\n[2,]\n```\n");
	assert_int_equal(is("```json\n[1,]\n```\n\n```json\n[2,]\n```\n")->document.old_count, 2);
}

static void what_stands_in_no_block_is_old_if_its_line_is(void **state)
{
	const char *text = "```json\n[1]\n";
	struct fp_corrected *all = is(text);

	(void)state;
	assert_int_equal(all->document.sink.count, 1);
	assert_null(all->document.sink.found[0]->pub.block);
	was("```json\r\nother\n");
	assert_int_equal(is(text)->document.sink.count, 0);
}

static void a_comment_that_silences_an_old_block_is_of_use(void **state)
{
	const char *of_use = "<!-- fencepost-ignore -->\n```json\n[1,]\n```\n";
	struct fp_corrected *out;

	(void)state;
	was("```json\n[1,]\n```\n");
	assert_int_equal(is(of_use)->document.sink.count, 0);
	assert_ptr_equal(is(of_use)->text, of_use);
	out = is("<!-- fencepost-ignore -->\n```json\n[1]\n```\n");
	assert_int_equal(out->document.sink.count + out->fixed, 1);
}

static void many_lines_are_all_found_again(void **state)
{
	struct fp_bytes text = FP_BYTES(arena);
	char line[16];

	(void)state;
	for (int i = 0; i < 5000; i++)
		fp_bytes_printf(&text, "line %d\n", i);
	was(fp_bytes_string(&text));
	was("line 17\n\n");
	assert_int_equal(scope.count, 5001);
	for (int i = 0; i < 5000; i++) {
		snprintf(line, sizeof(line), "line %d", i);
		assert_true(fp_scope_has_line(&scope, line, strlen(line)));
	}
	assert_true(fp_scope_has_line(&scope, "", 0));
	assert_false(fp_scope_has_line(&scope, "line 5000", 9));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_scope, close_arena)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(what_is_old_is_not_mended),
	    TEST(with_no_older_version_everything_is_new),
	    TEST(a_block_is_old_wherever_it_has_moved),
	    TEST(a_block_of_any_older_version_is_old),
	    TEST(what_stands_in_no_block_is_old_if_its_line_is),
	    TEST(a_comment_that_silences_an_old_block_is_of_use),
	    TEST(many_lines_are_all_found_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
