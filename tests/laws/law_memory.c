/* SPDX-License-Identifier: MIT */
/*
 * The law of memory: whichever request for it fails, the answer is FENCEPOST_ENOMEM and nothing else,
 * all that was taken is given back, and the next call works. cmark's memory is asked for here too.
 */
#include "fencepost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char text[] =
    "# Both layers are wrong\n\n"
    "> 1. ```har\n"
    ">    {\"method\": \"POST\", \"url\": \"https://example.com/a\",\n"
    ">     \"headers\": [{\"name\": \"Content-Type\", \"value\": \"application/json\"},],\n"
    ">     \"postData\": {\"mimeType\": \"application/json\", \"text\": \"{\\\"a\\\", [1 2}\"}}\n"
    ">    ```\n\n"
    "```json\n{'a': 1, \"b\" \"c\", // d\n \"e\": [true, ...]\n```\n\n"
    "```json\n{\"unclosed\": [1,\n";

/* An allocator that fails at one request, or from it on. */
struct counter {
	size_t calls, out, fail_at;
	bool for_good, lied;
};

static void *counted(void *user, void *old, size_t old_len, size_t len)
{
	struct counter *c = user;
	size_t *head = old ? (size_t *)old - 2 : NULL;

	c->lied |= (head ? *head : 0) != old_len;
	if (len > 0) {
		c->calls++;
		if (c->fail_at && (c->for_good ? c->calls >= c->fail_at : c->calls == c->fail_at))
			return NULL;
	}
	c->out += len - old_len;
	if (len == 0) {
		free(head);
		return NULL;
	}
	head = realloc(head, len + 2 * sizeof(*head));
	assert_non_null(head);
	*head = len;
	return head + 2;
}

static int correct(struct fencepost *handle, struct fencepost_document **document)
{
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;

	source.bytes = text;
	source.len = sizeof(text) - 1;
	source.flags = FENCEPOST_WITH_JSON;
	return fencepost_correct(document, handle, &source, FENCEPOST_UNSAFE);
}

/* Makes a handle and corrects the text; answers the first status that is not good. */
static int run(struct counter *c, char *made, size_t *made_len)
{
	struct fencepost_options options = FENCEPOST_OPTIONS_INIT;
	struct fencepost_document *document = NULL;
	struct fencepost *handle;
	char why[80] = "";
	const char *bytes;
	size_t json_len;
	int status;

	options.alloc = counted;
	options.user = c;
	options.settings = "{\"rules\": {\"json-ellipsis\": \"note\"}}";
	options.settings_len = strlen(options.settings);
	status = fencepost_new(&handle, &options, why, sizeof(why));
	if (status != FENCEPOST_OK) {
		assert_null(handle);
		assert_true(*why);
		return status;
	}
	status = correct(handle, &document);
	assert_int_equal(document != NULL, status == FENCEPOST_OK);
	if (document) {
		bytes = fencepost_bytes(document, made_len);
		assert_true(*made_len < 2 * sizeof(text));
		memcpy(made, bytes, *made_len);
		assert_non_null(fencepost_json(document, &json_len));
	}
	fencepost_document_free(document);
	fencepost_free(handle);
	return status;
}

static void assert_each_fails(bool for_good)
{
	char want[2 * sizeof(text)], made[2 * sizeof(text)];
	struct counter whole = {.for_good = for_good};
	size_t want_len, made_len;

	assert_int_equal(run(&whole, want, &want_len), FENCEPOST_OK);
	assert_int_not_equal(want_len, sizeof(text) - 1);
	assert_true(whole.calls > 20);
	for (size_t n = 1; n <= whole.calls; n++) {
		struct counter c = {.for_good = for_good, .fail_at = n};

		assert_int_equal(run(&c, made, &made_len), FENCEPOST_ENOMEM);
		assert_int_equal(c.out, 0);
		assert_false(c.lied);
	}
	whole.calls = 0;
	assert_int_equal(run(&whole, made, &made_len), FENCEPOST_OK);
	assert_int_equal(made_len, want_len);
	assert_memory_equal(made, want, want_len);
	assert_int_equal(whole.out, 0);
	assert_false(whole.lied);
}

static void whichever_request_fails_the_answer_is_clean(void **state)
{
	(void)state;
	assert_each_fails(false);
}

static void from_whichever_request_on_they_fail_the_answer_is_clean(void **state)
{
	(void)state;
	assert_each_fails(true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(whichever_request_fails_the_answer_is_clean),
	    cmocka_unit_test(from_whichever_request_on_they_fail_the_answer_is_clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
