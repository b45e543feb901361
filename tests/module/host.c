/* SPDX-License-Identifier: MIT */
/*
 * A host that knows the library by its header alone: it loads the file that its argument names, asks
 * for the table of functions, and holds the library to what the header promises.
 */
#include "fencepost.h"

#include <dlfcn.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct fencepost_module *(*ask)(uint32_t abi); /* fencepost_module */
static const struct fencepost_module *fencepost;            /* what it answers */

/* A comma for a colon in the payload, in line 3. */
static const char page[] =
    "# Get a token\n"
    "```har\n"
    "{\"method\": \"POST\", \"url\": \"https://a.example/\", \"headers\": "
    "[{\"name\": \"Content-Type\", \"value\": \"application/json\"}], \"postData\": "
    "{\"mimeType\": \"application/json\", \"text\": "
    "\"{\\\"grant\\\", \\\"code\\\"}\"}}\n"
    "```\n";
#define PAGE_COMMA ((uint32_t)(strstr(page, "t\\\",") + 3 - page))

static struct fencepost_source source_of(const char *bytes, size_t len)
{
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;

	source.name = "page.md";
	source.name_len = strlen(source.name);
	source.bytes = bytes;
	source.len = len;
	return source;
}

static struct fencepost *plain_handle(void)
{
	struct fencepost *handle;

	assert_int_equal(fencepost->create(&handle, NULL, NULL, 0), FENCEPOST_OK);
	return handle;
}

/* ---- the table ---- */

static void the_table_is_for_one_abi(void **state)
{
	(void)state;
	assert_non_null(ask(FENCEPOST_ABI));
	assert_null(ask(0));
	assert_null(ask(FENCEPOST_ABI + 1));
	assert_int_equal(fencepost->size, sizeof(struct fencepost_module));
	assert_int_equal(fencepost->abi(), FENCEPOST_ABI);
	assert_string_equal(fencepost->version(), FENCEPOST_VERSION);
}

static void every_status_has_words_also_unknown_ones(void **state)
{
	(void)state;
	for (int status = -20; status <= 2; status++)
		assert_true(strlen(fencepost->strerror(status)) > 0);
}

/* ---- structs of other versions ---- */

struct later_options {
	struct fencepost_options known;
	size_t added;
};

static void options_of_an_earlier_version_are_taken(void **state)
{
	struct fencepost_options options = FENCEPOST_OPTIONS_INIT;
	struct fencepost *handle;

	(void)state;
	options.size = offsetof(struct fencepost_options, settings_len);
	options.max_bytes = 1; /* lies beyond: not looked at */
	assert_int_equal(fencepost->create(&handle, &options, NULL, 0), FENCEPOST_OK);
	fencepost->free(handle);
}

static void options_of_a_later_version_are_taken_if_what_is_new_is_zero(void **state)
{
	struct later_options options = {.known = FENCEPOST_OPTIONS_INIT};
	struct fencepost *handle;
	char why[200] = "";

	(void)state;
	options.known.size = sizeof(options);
	assert_int_equal(fencepost->create(&handle, &options.known, why, sizeof(why)),
	                 FENCEPOST_OK);
	assert_string_equal(why, "");
	fencepost->free(handle);

	options.added = (size_t)1 << (8 * sizeof(size_t) - 1);
	assert_int_equal(fencepost->create(&handle, &options.known, why, sizeof(why)),
	                 FENCEPOST_EABI);
	assert_null(handle);
	assert_true(strlen(why) > 0);
}

struct later_source {
	struct fencepost_source known;
	size_t added;
};

static void sources_of_other_versions_are_taken_likewise(void **state)
{
	struct later_source source = {.known = source_of(page, strlen(page))};
	struct fencepost *handle = plain_handle();
	struct fencepost_document *document;

	(void)state;
	source.known.first_line = 11; /* lies beyond: not looked at */
	source.known.size = offsetof(struct fencepost_source, first_line);
	assert_int_equal(fencepost->check(&document, handle, &source.known), FENCEPOST_OK);
	assert_int_equal(fencepost->finding(document, 0)->start.line, 3);
	fencepost->document_free(document);

	source.known.size = sizeof(source);
	assert_int_equal(fencepost->check(&document, handle, &source.known), FENCEPOST_OK);
	assert_int_equal(fencepost->finding(document, 0)->start.line, 13);
	fencepost->document_free(document);

	source.added = 1;
	assert_int_equal(fencepost->check(&document, handle, &source.known), FENCEPOST_EABI);
	assert_null(document);
	fencepost->free(handle);
}

static void a_size_that_nothing_has_is_refused(void **state)
{
	static const size_t wrong[] = {0, 1, sizeof(size_t) + 1, SIZE_MAX, SIZE_MAX - 7, 1 << 20};
	struct fencepost *handle = plain_handle();

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct fencepost_options options = FENCEPOST_OPTIONS_INIT;
		struct fencepost_source source = source_of("", 0);
		struct fencepost *made = handle;
		struct fencepost_document *document = (void *)handle;

		options.size = source.size = wrong[i];
		assert_int_equal(fencepost->create(&made, &options, NULL, 0), FENCEPOST_EABI);
		assert_null(made);
		assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_EABI);
		assert_null(document);
	}
	fencepost->free(handle);
}

static void reserved_members_and_unknown_flags_are_refused(void **state)
{
	struct fencepost_options options = FENCEPOST_OPTIONS_INIT;
	struct fencepost_source source = source_of("", 0);
	struct fencepost *handle = plain_handle();
	struct fencepost *made;
	struct fencepost_document *document;

	(void)state;
	options.reserved = 1;
	assert_int_equal(fencepost->create(&made, &options, NULL, 0), FENCEPOST_EABI);
	source.reserved = 1;
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_EABI);
	source.reserved = 0;
	source.flags = UINT32_C(1) << 31;
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_EABI);
	fencepost->free(handle);
}

/* ---- settings ---- */

static struct fencepost_options options_of(const char *settings)
{
	struct fencepost_options options = FENCEPOST_OPTIONS_INIT;

	options.settings = settings;
	options.settings_len = strlen(settings);
	return options;
}

static void settings_that_do_not_read_are_named_by_line_and_column(void **state)
{
	struct fencepost_options options =
	    options_of("{\n  \"fix\": \"safe\",\n  \"colour\": 1\n}");
	struct fencepost *handle;
	char why[200];

	(void)state;
	assert_int_equal(fencepost->create(&handle, &options, why, sizeof(why)),
	                 FENCEPOST_ESETTINGS);
	assert_null(handle);
	assert_non_null(strstr(why, "3:3"));
	assert_non_null(strstr(why, "colour"));
}

static void settings_hold_for_documents_also_when_their_text_is_gone(void **state)
{
	char text[] = "{\"rules\": {\"json-missing-colon\": \"off\"}, \"maxBytes\": 400,}";
	struct fencepost_options options = options_of(text);
	struct fencepost_source source = source_of(page, strlen(page));
	struct fencepost *handle;
	struct fencepost_document *document;

	(void)state;
	assert_int_equal(fencepost->create(&handle, &options, NULL, 0), FENCEPOST_OK);
	memset(text, 'x', sizeof(text) - 1);
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_OK);
	assert_int_equal(fencepost->finding_count(document), 0);
	fencepost->document_free(document);
	source.len = 401;
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_EBIG);
	fencepost->free(handle);
}

static void settings_are_asked_which_documents_they_ignore(void **state)
{
	static const char *const ignored[] = {"vendor/a.md", "vendor/b/c.md", "x/drafts/a.md",
	                                      "é.md"};
	static const char *const others[] = {"vendor", "x/vendor/a.md", "a.md", "vendor/keep/a.md",
	                                     ""};
	struct fencepost_options options =
	    options_of("{\"ignore\": [\"vendor/**\", \"!vendor/keep\", \"!vendor/keep/**\", "
	               "\"drafts/\", \"\\u00e9.md\"]}");
	struct fencepost *handle, *plain = plain_handle();

	(void)state;
	assert_int_equal(fencepost->create(&handle, &options, NULL, 0), FENCEPOST_OK);
	for (size_t i = 0; i < sizeof(ignored) / sizeof(*ignored); i++) {
		assert_int_equal(fencepost->ignores(handle, ignored[i], strlen(ignored[i])), 1);
		assert_int_equal(fencepost->ignores(plain, ignored[i], strlen(ignored[i])), 0);
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_int_equal(fencepost->ignores(handle, others[i], strlen(others[i])), 0);
	assert_int_equal(fencepost->ignores(handle, "vendor/a.mdx/y", strlen("vendor/a.md")), 1);
	fencepost->free(handle);
	fencepost->free(plain);
}

static void settings_are_asked_what_may_be_mended(void **state)
{
	static const struct {
		const char *settings;
		int least;
	} said[] = {{"{}", FENCEPOST_SAFE},
	            {"{\"fix\": \"none\"}", FENCEPOST_NONE},
	            {"{\"fix\": \"safe\"}", FENCEPOST_SAFE},
	            {"{\"fix\": \"unsafe\"}", FENCEPOST_UNSAFE}};

	(void)state;
	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++) {
		struct fencepost_options options = options_of(said[i].settings);
		struct fencepost *handle;

		assert_int_equal(fencepost->create(&handle, &options, NULL, 0), FENCEPOST_OK);
		assert_int_equal(fencepost->least(handle), said[i].least);
		fencepost->free(handle);
	}
}

static void a_limit_in_the_options_outdoes_the_one_in_the_settings(void **state)
{
	struct fencepost_options options = options_of("{\"maxBytes\": 1}");
	struct fencepost_source source = source_of("abcd", 4);
	struct fencepost *handle;
	struct fencepost_document *document;

	(void)state;
	options.max_bytes = 4;
	assert_int_equal(fencepost->create(&handle, &options, NULL, 0), FENCEPOST_OK);
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_OK);
	fencepost->document_free(document);
	fencepost->free(handle);
}

static void a_sentence_is_cut_to_the_room_it_is_given(void **state)
{
	struct fencepost_options options = FENCEPOST_OPTIONS_INIT;
	struct fencepost *handle;
	char why[5] = {'x', 'x', 'x', 'x', 'x'};

	(void)state;
	options.reserved = 1;
	fencepost->create(&handle, &options, why, 4);
	assert_int_equal(strlen(why), 3);
	assert_int_equal(why[4], 'x');
	fencepost->create(&handle, &options, why, 0);
	assert_int_equal(strlen(why), 3);
}

/* ---- documents ---- */

static void a_sentence_is_cut_between_characters(void **state)
{
	struct fencepost_options options = options_of("{\"\xc3\xa9\xf0\x9f\x98\x80\": 1}");
	struct fencepost *handle;
	char whole[200], why[200];
	size_t len, shorter = 0;

	(void)state;
	fencepost->create(&handle, &options, whole, sizeof(whole));
	assert_non_null(strstr(whole, "\xc3\xa9\xf0\x9f\x98\x80"));
	len = strlen(whole);
	for (size_t room = 1; room <= len + 1; room++) {
		fencepost->create(&handle, &options, why, room);
		assert_memory_equal(why, whole, strlen(why));
		assert_int_not_equal((unsigned char)whole[strlen(why)] & 0xc0, 0x80);
		shorter += room - 1 - strlen(why);
	}
	assert_int_equal(shorter, 1 + 1 + 2 + 3);
}

static void checking_tells_of_the_fault_and_changes_nothing(void **state)
{
	struct fencepost *handle = plain_handle();
	struct fencepost_source source = source_of(page, strlen(page));
	struct fencepost_document *document;
	const struct fencepost_finding *finding;
	size_t len;

	(void)state;
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_OK);
	assert_int_equal(fencepost->finding_count(document), 1);
	finding = fencepost->finding(document, 0);
	assert_string_equal(finding->rule, "json-missing-colon");
	assert_int_equal(finding->severity, FENCEPOST_ERROR);
	assert_int_equal(finding->span.start, PAGE_COMMA);
	assert_int_equal(finding->span.end, PAGE_COMMA + 1);
	assert_int_equal(finding->start.line, 3);
	assert_int_equal(finding->start.offset, PAGE_COMMA);
	assert_int_equal(finding->pointer_count, 2);
	assert_string_equal(finding->pointers[0], "/postData/text");
	assert_non_null(finding->fix);
	assert_int_equal(finding->fix->applicability, FENCEPOST_SAFE);
	assert_null(fencepost->finding(document, 1));

	assert_false(fencepost->changed(document));
	assert_int_equal(fencepost->fixed_count(document), 0);
	assert_memory_equal(fencepost->bytes(document, &len), page, strlen(page));
	assert_int_equal(len, strlen(page));
	assert_null(fencepost->json(document, &len));
	assert_int_equal(len, 0);
	fencepost->document_free(document);
	fencepost->free(handle);
}

static void correcting_mends_one_byte_and_hands_out_the_payload(void **state)
{
	struct fencepost *handle = plain_handle();
	struct fencepost_source source = source_of(page, strlen(page));
	struct fencepost_document *document;
	const struct fencepost_payload *payload;
	char wanted[sizeof(page)];
	size_t len;

	(void)state;
	memcpy(wanted, page, sizeof(page));
	wanted[PAGE_COMMA] = ':';
	assert_int_equal(fencepost->correct(&document, handle, &source, FENCEPOST_SAFE),
	                 FENCEPOST_OK);
	fencepost->free(handle); /* a document outlives it */

	assert_true(fencepost->changed(document));
	assert_int_equal(fencepost->fixed_count(document), 1);
	assert_string_equal(fencepost->fixed(document, 0)->rule, "json-missing-colon");
	assert_int_equal(fencepost->fixed(document, 0)->start.offset, PAGE_COMMA);
	assert_null(fencepost->fixed(document, 1));
	assert_int_equal(fencepost->finding_count(document), 0);
	assert_string_equal(fencepost->bytes(document, &len), wanted);
	assert_int_equal(len, strlen(wanted));
	assert_int_equal(fencepost->block_count(document), 1);
	assert_string_equal(fencepost->block(document, 0)->language, "har");
	assert_int_equal(fencepost->block(document, 0)->line, 2);
	assert_null(fencepost->block(document, 1));
	assert_int_equal(fencepost->payload_count(document), 1);
	payload = fencepost->payload(document, 0);
	assert_int_equal(payload->len, strlen("{\"grant\": \"code\"}"));
	assert_memory_equal(payload->text, "{\"grant\": \"code\"}", payload->len);
	assert_true(payload->valid);
	assert_string_equal(payload->pointer, "/postData/text");
	assert_string_equal(payload->method, "POST");
	assert_string_equal(payload->url, "https://a.example/");
	assert_string_equal(payload->mime_type, "application/json");
	assert_null(fencepost->payload(document, 1));
	fencepost->document_free(document);
}

static void nothing_is_mended_where_nothing_is_allowed(void **state)
{
	struct fencepost *handle = plain_handle();
	struct fencepost_source source = source_of(page, strlen(page));
	struct fencepost_document *document;

	(void)state;
	assert_int_equal(fencepost->correct(&document, handle, &source, FENCEPOST_NONE),
	                 FENCEPOST_OK);
	assert_false(fencepost->changed(document));
	assert_int_equal(fencepost->finding_count(document), 1);
	fencepost->document_free(document);
	assert_int_equal(fencepost->correct(&document, handle, &source, 3), FENCEPOST_EUSAGE);
	assert_null(document);
	assert_int_equal(fencepost->correct(&document, handle, &source, -1), FENCEPOST_EUSAGE);
	fencepost->free(handle);
}

static void places_count_from_where_the_bytes_stand_in_the_file(void **state)
{
	struct fencepost *handle = plain_handle();
	struct fencepost_source source = source_of(page, strlen(page));
	struct fencepost_document *document;
	const struct fencepost_finding *finding;

	(void)state;
	source.first_line = 11;
	source.first_offset = 1000;
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_OK);
	finding = fencepost->finding(document, 0);
	assert_int_equal(finding->start.line, 13);
	assert_int_equal(finding->start.offset, PAGE_COMMA + 1000);
	assert_int_equal(finding->span.start, PAGE_COMMA + 1000);
	assert_int_equal(finding->fix->edits[0].span.start, PAGE_COMMA + 1000);
	assert_int_equal(fencepost->block(document, 0)->line, 12);
	fencepost->document_free(document);

	assert_int_equal(fencepost->correct(&document, handle, &source, FENCEPOST_SAFE),
	                 FENCEPOST_OK);
	finding = fencepost->fixed(document, 0);
	assert_int_equal(finding->span.start, PAGE_COMMA + 1000);
	assert_int_equal(finding->block->line, 12);
	assert_int_equal(finding->block->span.start, strstr(page, "{\"method") - page + 1000);
	fencepost->document_free(document);
	fencepost->free(handle);
}

static void the_json_report_is_made_when_asked_for(void **state)
{
	struct fencepost *handle = plain_handle();
	struct fencepost_source source = source_of(page, strlen(page));
	struct fencepost_document *document;
	const char *json;
	size_t len;

	(void)state;
	source.flags = FENCEPOST_WITH_JSON;
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_OK);
	json = fencepost->json(document, &len);
	assert_non_null(json);
	assert_int_equal(strlen(json), len);
	assert_non_null(strstr(json, "\"json-missing-colon\""));
	assert_non_null(strstr(json, "\"page.md\""));
	assert_non_null(strstr(json, "\"summary\""));
	fencepost->document_free(document);
	fencepost->free(handle);
}

/* What fencepost_bytes hands out for a page when the commands are asked for. */
static const char *with_curl(struct fencepost_document **document, const struct fencepost *handle,
                             const char *text, size_t *len)
{
	struct fencepost_source source = source_of(text, strlen(text));

	source.flags = FENCEPOST_WITH_CURL | FENCEPOST_WITH_JSON;
	assert_int_equal(fencepost->correct(document, handle, &source, FENCEPOST_SAFE),
	                 FENCEPOST_OK);
	return fencepost->bytes(*document, len);
}

static void assert_with_curl(const char *text, const char *wanted, int changed)
{
	struct fencepost *handle = plain_handle();
	struct fencepost_document *document;
	size_t len;
	const char *bytes = with_curl(&document, handle, text, &len);

	assert_int_equal(len, strlen(wanted));
	assert_memory_equal(bytes, wanted, len);
	assert_int_equal(fencepost->changed(document), changed);
	assert_int_equal(fencepost->fixed_count(document), 0);
	fencepost->document_free(document);
	fencepost->free(handle);
}

#define GET_A "{\"method\": \"GET\", \"url\": \"http://a/\"}"

static void commands_stand_behind_their_blocks_when_asked_for(void **state)
{
	(void)state;
	assert_with_curl("a\n\n```har\n" GET_A "\n```\nb\n",
	                 "a\n\n```har\n" GET_A "\n```\n```bash\ncurl --request GET \\\n"
	                 "  --url 'http://a/'\n```\nb\n",
	                 1);
	assert_with_curl("```json\n{}\n```\n", "```json\n{}\n```\n", 0);
}

static void commands_stand_in_the_containers_of_their_blocks(void **state)
{
	(void)state;
	assert_with_curl("> 1. ```har\r\n>    " GET_A "\r\n>    ```\r\n> 2. b\r\n",
	                 "> 1. ```har\r\n>    " GET_A "\r\n>    ```\r\n>    ```bash\r\n"
	                 ">    curl --request GET \\\r\n>      --url 'http://a/'\r\n>    ```\r\n"
	                 "> 2. b\r\n",
	                 1);
}

static void a_page_without_a_last_line_end_stays_without(void **state)
{
	(void)state;
	assert_with_curl("  ~~~har\n  " GET_A "\n  ~~~",
	                 "  ~~~har\n  " GET_A "\n  ~~~\n  ```bash\n  curl --request GET \\\n"
	                 "    --url 'http://a/'\n  ```",
	                 1);
}

static void a_block_that_no_command_can_say_has_none(void **state)
{
	static const char *const pages[] = {
	    "```har\n{\"method\": \"GET\", \"url\": \"/a\"}\n```\n",
	    "```har\n{\"method\": \"GET\", \"url\": \"http://a b/\"}\n```\n",
	    "```har\n{\"method\": \"GET\", \"url\": \"http://a/\", \"headers\": {}}\n```\n",
	    "```har\n[]\n```\n",
	    "> ```har\n> " GET_A "\n\nb\n",
	    "```har\n{\"method\": \"POST\", \"url\": \"http://a/\", \"postData\": {\"mimeType\": "
	    "\"application/json\", \"text\": \"{\\\"a\\\": }\"}}\n```\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		assert_with_curl(pages[i], pages[i], 0);
}

static void a_fence_is_longer_than_what_it_encloses(void **state)
{
	struct fencepost *handle = plain_handle();
	struct fencepost_document *document;
	size_t len;
	const char *bytes = with_curl(
	    &document, handle,
	    "~~~har\n{\"method\": \"POST\", \"url\": \"http://a/\", \"postData\": {\"mimeType\": "
	    "\"text/plain\", \"text\": \"\\n````\\n\\n\"}}\n~~~\n",
	    &len);

	(void)state;
	assert_non_null(strstr(bytes, "~~~\n`````bash\ncurl "));
	assert_non_null(strstr(bytes, "--data-raw '\n````\n\n'\n`````\n"));
	fencepost->document_free(document);
	fencepost->free(handle);
}

static void findings_know_nothing_of_the_commands(void **state)
{
	struct fencepost *handle = plain_handle();
	struct fencepost_document *document;
	const struct fencepost_finding *finding;
	size_t len;
	const char *bytes = with_curl(
	    &document, handle,
	    "```har\n" GET_A "\n```\n\n```json\n{\"a\": \"b\", \"a\": \"b\"}\n```\n", &len);

	(void)state;
	assert_int_equal(fencepost->finding_count(document), 1);
	finding = fencepost->finding(document, 0);
	assert_int_equal(finding->start.line, 6);
	assert_int_equal(fencepost->block(document, 1)->line, 5);
	assert_non_null(strstr(bytes, "```bash\n"));
	assert_non_null(strstr(fencepost->json(document, &len), "\"line\": 6"));
	fencepost->document_free(document);
	fencepost->free(handle);
}

static void any_bytes_are_a_document(void **state)
{
	static const char odd[] =
	    "\xff\0```json\n\0\r```json\r{\"a\xe9\": \"\0\"}\r\n```\xef\xbb\xbf";
	struct fencepost *handle = plain_handle();
	struct fencepost_source source = source_of(odd, sizeof(odd) - 1);
	struct fencepost_document *document;
	size_t len;

	(void)state;
	source.name = "\xff\n";
	source.name_len = 2;
	source.flags = FENCEPOST_WITH_JSON;
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_OK);
	assert_memory_equal(fencepost->bytes(document, &len), odd, sizeof(odd) - 1);
	assert_int_equal(len, sizeof(odd) - 1);
	fencepost->document_free(document);

	source = (struct fencepost_source)FENCEPOST_SOURCE_INIT; /* no name, no bytes */
	source.flags = FENCEPOST_WITH_JSON;
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_OK);
	assert_int_equal(fencepost->finding_count(document), 0);
	fencepost->document_free(document);
	fencepost->free(handle);
}

static void no_bytes_are_a_document_without_a_length_only(void **state)
{
	struct fencepost *handle = plain_handle();
	struct fencepost_source source = source_of(NULL, 0);
	struct fencepost_document *document;
	size_t len;

	(void)state;
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_OK);
	assert_string_equal(fencepost->bytes(document, &len), "");
	fencepost->document_free(document);
	source.len = 1;
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_EUSAGE);
	assert_null(document);
	fencepost->free(handle);
}

/* An allocator that makes what was freed unlike what it was. */
static void *spoil(void *user, void *old, size_t old_len, size_t len)
{
	char *piece = len > 0 ? malloc(len) : NULL;

	(void)user;
	if (piece && old)
		memcpy(piece, old, old_len < len ? old_len : len);
	if (old && (piece || len == 0)) {
		memset(old, 0xdd, old_len);
		free(old);
	}
	return piece;
}

static void a_document_outlives_its_handle_and_its_source(void **state)
{
	struct fencepost_options options = options_of(
	    "{\"forbidden\": [{\"text\": \"old.example\", \"replace\": \"new.example\"}]}");
	char text[] = "```json\n{\"a\": \"old.example\"}\n```\n", name[] = "page.md";
	struct fencepost_source source = source_of(text, strlen(text));
	struct fencepost_document *document;
	const struct fencepost_finding *finding;
	struct fencepost *handle;
	size_t len;

	(void)state;
	options.alloc = spoil;
	source.name = name;
	assert_int_equal(fencepost->create(&handle, &options, NULL, 0), FENCEPOST_OK);
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_OK);
	memset(text, 'x', sizeof(text) - 1);
	memset(name, 'x', sizeof(name) - 1);
	fencepost->free(handle);
	assert_memory_equal(fencepost->bytes(document, &len), "```json\n{\"a\"", 12);
	assert_int_equal(fencepost->finding_count(document), 1);
	finding = fencepost->finding(document, 0);
	assert_non_null(strstr(finding->message, "old.example"));
	assert_string_equal(finding->block->language, "json");
	assert_int_equal(finding->fix->edits[0].len, strlen("new.example"));
	assert_memory_equal(finding->fix->edits[0].text, "new.example", strlen("new.example"));
	assert_string_equal(fencepost->payload(document, 0)->text, "{\"a\": \"old.example\"}\n");
	fencepost->document_free(document);
}

static void a_document_over_the_limit_is_too_big(void **state)
{
	struct fencepost_options options = FENCEPOST_OPTIONS_INIT;
	struct fencepost_source source = source_of("abcd", 4);
	struct fencepost *handle;
	struct fencepost_document *document;

	(void)state;
	options.max_bytes = 4;
	assert_int_equal(fencepost->create(&handle, &options, NULL, 0), FENCEPOST_OK);
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_OK);
	fencepost->document_free(document);
	source.len = 5;
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_EBIG);
	assert_null(document);
	source.len = 4;
	source.first_offset = UINT32_MAX - 3;
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_EBIG);
	fencepost->free(handle);

	handle = plain_handle();
	source = source_of("", ((size_t)64 << 20) + 1); /* refused before a byte is read */
	assert_int_equal(fencepost->check(&document, handle, &source), FENCEPOST_EBIG);
	fencepost->free(handle);
}

static void nothing_is_freed_where_there_is_nothing(void **state)
{
	(void)state;
	fencepost->free(NULL);
	fencepost->document_free(NULL);
}

/* ---- memory ---- */

/* An allocator that knows what is in use, and fails from call number `last` on. */
struct purse {
	size_t calls, last;
	size_t pieces, bytes;
};

static void *from_purse(void *user, void *old, size_t old_len, size_t len)
{
	struct purse *purse = user;
	void *piece;

	if (len > 0 && ++purse->calls > purse->last)
		return NULL;
	piece = len > 0 ? realloc(old, len) : NULL;
	if (len == 0)
		free(old);
	purse->pieces += (size_t)(len > 0) - (size_t)(old != NULL);
	purse->bytes += len - (old ? old_len : 0);
	return piece;
}

/* Checks and corrects the page with what is in the purse; everything is given back. */
static int spend(struct purse *purse)
{
	struct fencepost_options options = options_of("{\"placeholders\": [\"@...@\"]}");
	struct fencepost_source source = source_of(page, strlen(page));
	struct fencepost *handle;
	struct fencepost_document *document = NULL;
	int status;

	options.alloc = from_purse;
	options.user = purse;
	status = fencepost->create(&handle, &options, NULL, 0);
	if (status != FENCEPOST_OK) {
		assert_null(handle);
	} else {
		status = fencepost->correct(&document, handle, &source, FENCEPOST_SAFE);
		assert_int_equal(status == FENCEPOST_OK, document != NULL);
	}
	fencepost->free(handle);
	fencepost->document_free(document);
	assert_int_equal(purse->pieces, 0);
	assert_int_equal(purse->bytes, 0);
	return status;
}

static void memory_that_ends_anywhere_is_a_clean_answer(void **state)
{
	struct purse purse = {.last = SIZE_MAX};
	size_t calls;

	(void)state;
	assert_int_equal(spend(&purse), FENCEPOST_OK);
	calls = purse.calls;
	assert_true(calls > 0);
	for (size_t last = 0; last < calls; last++) {
		purse = (struct purse){.last = last};
		assert_int_equal(spend(&purse), FENCEPOST_ENOMEM);
	}
	purse = (struct purse){.last = calls};
	assert_int_equal(spend(&purse), FENCEPOST_OK);
}

static void memory_that_ends_while_settings_are_asked_is_a_clean_answer(void **state)
{
	struct purse purse = {.last = SIZE_MAX};
	struct fencepost_options options = options_of("{\"ignore\": [\"vendor/**\"]}");
	struct fencepost *handle;
	size_t before, pieces, calls;

	(void)state;
	options.alloc = from_purse;
	options.user = &purse;
	assert_int_equal(fencepost->create(&handle, &options, NULL, 0), FENCEPOST_OK);
	before = purse.calls;
	pieces = purse.pieces;
	assert_int_equal(fencepost->ignores(handle, "vendor/a.md", 11), 1);
	calls = purse.calls - before;
	assert_true(calls > 0);
	for (size_t last = 0; last <= calls; last++) {
		purse.calls = 0;
		purse.last = last;
		assert_int_equal(fencepost->ignores(handle, "vendor/a.md", 11),
		                 last < calls ? FENCEPOST_ENOMEM : 1);
		assert_int_equal(purse.pieces, pieces);
	}
	fencepost->free(handle);
	assert_int_equal(purse.bytes, 0);
}

static void load(const char *path)
{
	void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	void *symbol = library ? dlsym(library, "fencepost_module") : NULL;

	if (!symbol) {
		fprintf(stderr, "%s\n", dlerror());
		exit(EXIT_FAILURE);
	}
	memcpy(&ask, &symbol, sizeof(ask));
	fencepost = ask(FENCEPOST_ABI);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_table_is_for_one_abi),
	    cmocka_unit_test(every_status_has_words_also_unknown_ones),
	    cmocka_unit_test(options_of_an_earlier_version_are_taken),
	    cmocka_unit_test(options_of_a_later_version_are_taken_if_what_is_new_is_zero),
	    cmocka_unit_test(sources_of_other_versions_are_taken_likewise),
	    cmocka_unit_test(a_size_that_nothing_has_is_refused),
	    cmocka_unit_test(reserved_members_and_unknown_flags_are_refused),
	    cmocka_unit_test(settings_that_do_not_read_are_named_by_line_and_column),
	    cmocka_unit_test(settings_hold_for_documents_also_when_their_text_is_gone),
	    cmocka_unit_test(settings_are_asked_which_documents_they_ignore),
	    cmocka_unit_test(settings_are_asked_what_may_be_mended),
	    cmocka_unit_test(a_limit_in_the_options_outdoes_the_one_in_the_settings),
	    cmocka_unit_test(a_sentence_is_cut_to_the_room_it_is_given),
	    cmocka_unit_test(a_sentence_is_cut_between_characters),
	    cmocka_unit_test(checking_tells_of_the_fault_and_changes_nothing),
	    cmocka_unit_test(correcting_mends_one_byte_and_hands_out_the_payload),
	    cmocka_unit_test(nothing_is_mended_where_nothing_is_allowed),
	    cmocka_unit_test(places_count_from_where_the_bytes_stand_in_the_file),
	    cmocka_unit_test(the_json_report_is_made_when_asked_for),
	    cmocka_unit_test(commands_stand_behind_their_blocks_when_asked_for),
	    cmocka_unit_test(commands_stand_in_the_containers_of_their_blocks),
	    cmocka_unit_test(a_page_without_a_last_line_end_stays_without),
	    cmocka_unit_test(a_block_that_no_command_can_say_has_none),
	    cmocka_unit_test(a_fence_is_longer_than_what_it_encloses),
	    cmocka_unit_test(findings_know_nothing_of_the_commands),
	    cmocka_unit_test(any_bytes_are_a_document),
	    cmocka_unit_test(no_bytes_are_a_document_without_a_length_only),
	    cmocka_unit_test(a_document_outlives_its_handle_and_its_source),
	    cmocka_unit_test(a_document_over_the_limit_is_too_big),
	    cmocka_unit_test(nothing_is_freed_where_there_is_nothing),
	    cmocka_unit_test(memory_that_ends_anywhere_is_a_clean_answer),
	    cmocka_unit_test(memory_that_ends_while_settings_are_asked_is_a_clean_answer),
	};

	load(argc > 1 ? argv[1] : "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
