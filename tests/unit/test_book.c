/* SPDX-License-Identifier: MIT */
#include "rules.h"

#include "face/book.h"
#include "json/string.h"

#define CONTEXT "{\"root\": \"/r\", \"config\": {\"book\": {\"src\": \"docs\"}}}"

static struct fp_book book;
static struct fp_error why;

static int read_book(const char *text)
{
	return fp_book_read(&book, arena, text, (uint32_t)strlen(text), &why);
}

/* Reads a book of these members; answers its chapters, as `path=content` lines. */
static const char *chapters_of(const char *context, const char *members)
{
	struct fp_bytes text = FP_BYTES(arena), list = FP_BYTES(arena);

	fp_bytes_printf(&text, "[%s, {%s}]", context, members);
	assert_int_equal(read_book(fp_bytes_string(&text)), FENCEPOST_OK);
	for (size_t i = 0; i < book.count; i++) {
		struct fp_range string = book.chapters[i].string;

		fp_bytes_printf(&list, "%s=%.*s\n", book.chapters[i].path,
		                (int)(string.to - string.from), text.data + string.from);
	}
	return fp_bytes_string(&list);
}

static void chapters_are_found_in_both_shapes_and_below_each_other(void **state)
{
	static const char items[] =
	    ": [{\"Chapter\": {\"path\": \"a.md\", \"content\": \"A\", \"sub_items\": "
	    "[{\"Chapter\": {\"content\": \"B\", \"sub_items\": [{\"Chapter\": {\"path\": "
	    "\"c.md\", \"content\": \"C\"}}], \"path\": \"b.md\"}}]}}, \"Separator\", "
	    "{\"PartTitle\": \"content\"}, {\"Chapter\": {\"path\": \"d.md\", \"content\": "
	    "\"\"}}]";
	static const char found[] =
	    "docs/a.md=\"A\"\ndocs/b.md=\"B\"\ndocs/c.md=\"C\"\ndocs/d.md=\"\"\n";
	char sections[sizeof(items) + 16], names[sizeof(items) + 16];

	(void)state;
	snprintf(sections, sizeof(sections), "\"sections\"%s", items);
	snprintf(names, sizeof(names), "\"items\"%s", items);
	assert_string_equal(chapters_of(CONTEXT, sections), found);
	assert_string_equal(chapters_of(CONTEXT, names), found);
	assert_string_equal(book.chapters[2].file, "/r/docs/c.md");
}

static void only_chapters_have_content(void **state)
{
	(void)state;
	assert_string_equal(
	    chapters_of(CONTEXT, "\"content\": \"a\", \"items\": [{\"Other\": {\"content\": "
	                         "\"b\"}}, {\"content\": \"c\"}, [{\"Chapter\": {\"content\": "
	                         "\"d\"}}]], \"Chapter\": {\"content\": \"e\"}, \"sub_items\": "
	                         "[{\"Chapter\": {\"content\": \"f\"}}]"),
	    "");
}

static void a_chapter_goes_by_its_source_then_its_path_then_its_name(void **state)
{
	static const char members[] =
	    "\"items\": [{\"Chapter\": {\"name\": \"n\", \"path\": \"p\", \"source_path\": \"s\", "
	    "\"content\": \"1\"}}, {\"Chapter\": {\"name\": \"n\", \"path\": \"p\", "
	    "\"source_path\": null, \"content\": \"2\"}}, {\"Chapter\": {\"name\": \"n\", "
	    "\"path\": "
	    "null, \"content\": \"3\"}}, {\"Chapter\": {\"content\": \"4\"}}]";

	(void)state;
	assert_string_equal(chapters_of("{}", members),
	                    "src/s=\"1\"\nsrc/p=\"2\"\nsrc/n=\"3\"\nsrc/-=\"4\"\n");
}

static void what_mdbook_does_not_send_is_refused(void **state)
{
	(void)state;
	assert_int_equal(read_book("[{}, {}"), FENCEPOST_EUSAGE);
	assert_string_equal(why.text, "standard input is not JSON at 1:8");
	assert_int_equal(read_book("[{}, []]"), FENCEPOST_EUSAGE);
	assert_int_equal(read_book("[{}, {}, {}]"), FENCEPOST_EUSAGE);
	assert_int_equal(read_book("{\"items\": []}"), FENCEPOST_EUSAGE);
	assert_int_equal(read_book("1"), FENCEPOST_EUSAGE);
	assert_int_equal(read_book(""), FENCEPOST_EUSAGE);
}

static void what_is_kept_keeps_its_spelling(void **state)
{
	static const char content[] = "\\u0060\\u0060\\u0060json\\n{\\\"\\ud83d\\ude00\\\", "
	                              "1,\\t\\\"b\\\": \\\"\\/\\ud800\\u00e9\\\",}\\r\\n```";
	struct fp_bytes members = FP_BYTES(arena), out = FP_BYTES(arena);
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fp_settings settings;
	struct fp_corrected corrected;
	struct fp_layer *layer;

	(void)state;
	fp_bytes_printf(&members, "\"items\": [{\"Chapter\": {\"content\": \"%s\"}}]", content);
	chapters_of(CONTEXT, fp_bytes_string(&members));
	layer = fp_string_layer(arena, book.tree.layer, book.chapters[0].string, "");
	source.bytes = layer->text;
	source.len = layer->len;
	fp_settings_default(&settings);
	fp_correct(&corrected, arena, &settings, &source, NULL, FENCEPOST_SAFE);
	fp_book_respell(&out, layer, &corrected);
	assert_string_equal(fp_bytes_string(&out),
	                    "\\u0060\\u0060\\u0060json\\n{\\\"\\ud83d\\ude00\\\": 1,\\t\\\"b\\\": "
	                    "\\\"\\/\\ud800\\u00e9\\\"}\\r\\n```");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(chapters_are_found_in_both_shapes_and_below_each_other),
	    cmocka_unit_test(only_chapters_have_content),
	    cmocka_unit_test(a_chapter_goes_by_its_source_then_its_path_then_its_name),
	    cmocka_unit_test(what_mdbook_does_not_send_is_refused),
	    cmocka_unit_test(what_is_kept_keeps_its_spelling),
	};

	return run_rules(tests);
}
