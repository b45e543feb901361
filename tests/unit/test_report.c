/* SPDX-License-Identifier: MIT */
#include "report/writers.h"

#include "report.h"

static void each_name_leads_to_its_writer(void **state)
{
	size_t count = 0;

	(void)state;
	for (const char *const *name = fp_report_names(); *name; name++, count++)
		assert_string_equal(fp_report_writer(*name)->name, *name);
	assert_int_equal(count, 7);
	assert_null(fp_report_writer("humans"));
	assert_null(fp_report_writer(""));
}

struct chain {
	struct fp_arena *arena;
	struct fencepost_finding finding;
	const char *got;
};

static void write_chain(void *argument)
{
	struct chain *chain = argument;
	struct fp_bytes out = FP_BYTES(chain->arena);

	fp_report_chain(&out, &chain->finding);
	chain->got = fp_bytes_string(&out);
}

static void assert_chain(struct fp_arena *arena, const char *const *pointers, size_t count,
                         const char *want)
{
	struct chain chain = {arena, report_finding, NULL};

	chain.finding.pointers = pointers;
	chain.finding.pointer_count = count;
	assert_int_equal(fp_arena_try(arena, write_chain, &chain), FENCEPOST_OK);
	assert_string_equal(chain.got, want);
}

static void a_chain_names_each_layer(void **state)
{
	static const char *const whole[] = {""};
	static const char *const inner[] = {"/log/entries/0/request/postData/text", "/a/b"};
	static const char *const root[] = {"/postData/text", ""};
	static const char *const odd[] = {"/a.b~1c/d", "/e.f"};

	assert_chain(*state, whole, 1, "har block at line 1");
	assert_chain(*state, whole, 0, "har block at line 1");
	assert_chain(*state, inner, 2,
	             "har block at line 1 \u2192 log.entries.0.request.postData.text \u2192 /a/b");
	assert_chain(*state, root, 2, "har block at line 1 \u2192 postData.text");
	assert_chain(*state, odd, 2, "har block at line 1 \u2192 /a.b~1c/d \u2192 /e.f");
}

static void a_pointer_in_a_chain_is_cut(void **state)
{
	char name[1000];
	const char *const pointers[] = {name};
	char want[200];

	memset(name, 'x', sizeof(name) - 1);
	name[0] = '/';
	name[sizeof(name) - 1] = '\0';
	snprintf(want, sizeof(want), "har block at line 1 \u2192 %.80s...", name);
	assert_chain(*state, pointers, 1, want);
}

enum { FILES = 20, FINDINGS = 2000 };

struct stream {
	struct fp_arena *arena;
	const char *writer;
	size_t written;
};

/* As the command does it: what was added is sent off after each file. */
static void write_much(void *argument)
{
	struct stream *stream = argument;
	struct fp_bytes out = FP_BYTES(stream->arena);
	struct fp_report_options options = {.notes = true};
	struct fp_report_file file = report_file;
	struct fp_summary summary = {.files = FILES};
	struct fp_report report;
	char path[20];

	file.path = path;
	fp_report_begin(&report, fp_report_writer(stream->writer), &options, &out);
	for (int i = 0; i < FILES; i++) {
		file.path_len = (size_t)snprintf(path, sizeof(path), "%d.md", i);
		for (int j = 0; j < FINDINGS; j++)
			report.writer->finding(&report, &file, &report_finding);
		stream->written += out.len;
		out.len = 0;
	}
	report.writer->end(&report, &summary);
	stream->written += out.len;
}

static void memory_does_not_grow_with_the_number_of_files(void **state)
{
	(void)state;
	for (const char *const *name = fp_report_names(); *name; name++) {
		struct fp_arena *arena = fp_arena_new(NULL, 0);
		struct stream stream = {arena, *name, 0};

		assert_int_equal(fp_arena_try(arena, write_much, &stream), FENCEPOST_OK);
		assert_true(stream.written > (size_t)FILES * FINDINGS * 100);
		assert_true(fp_arena_used(arena) < (size_t)8 << 20);
		fp_arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_name_leads_to_its_writer),
	    REPORT_TEST(a_chain_names_each_layer),
	    REPORT_TEST(a_pointer_in_a_chain_is_cut),
	    cmocka_unit_test(memory_does_not_grow_with_the_number_of_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
