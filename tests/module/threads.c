/* SPDX-License-Identifier: MIT */
/*
 * One handle, sixteen threads, the same pages: each gets for a page what one thread alone gets.
 * Run it under the thread sanitizer too, which sees what a lucky run does not.
 */
#include "fencepost.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define THREADS 16
#define ROUNDS 25

/* A payload two layers down, in containers. */
static const char nested[] =
    "> - ```har\n"
    ">   {\"method\": \"POST\", \"url\": \"https://a.example/\", \"postData\":\n"
    ">    {\"mimeType\": \"application/json\", \"text\": \"{\\\"a\\\", 1}\"}}\n"
    ">   ```\n";

static const char *const pages[] = {
    "```json\n{\"a\": 1,}\n```\n",           nested,
    "~~~JSON\n{'a': True, b: [1 2]}\n~~~\n", "no block at all\n",
    "```json\n{\"open\": \"\n```\n",
};
#define PAGES (sizeof(pages) / sizeof(*pages))

static struct fencepost *handle;
static struct fencepost_document *alone[PAGES];

static struct fencepost_document *corrected(size_t index)
{
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fencepost_document *document;

	source.bytes = pages[index];
	source.len = strlen(pages[index]);
	source.flags = FENCEPOST_WITH_JSON;
	return fencepost_correct(&document, handle, &source, FENCEPOST_SAFE) ? NULL : document;
}

static int same(const char *a, size_t a_len, const char *b, size_t b_len)
{
	return a_len == b_len && memcmp(a, b, a_len) == 0;
}

/* Whether a document tells what the one made alone tells. */
static int agrees(const struct fencepost_document *document, size_t index)
{
	size_t a_len;
	size_t b_len;
	const char *a = fencepost_bytes(document, &a_len);
	const char *b = fencepost_bytes(alone[index], &b_len);

	if (!same(a, a_len, b, b_len))
		return 0;
	a = fencepost_json(document, &a_len);
	b = fencepost_json(alone[index], &b_len);
	return same(a, a_len, b, b_len);
}

/* Begins with the page whose number it is given; answers NULL if all went well. */
static void *work(void *first_page)
{
	size_t first = *(size_t *)first_page;

	for (size_t round = 0; round < ROUNDS * PAGES; round++) {
		size_t index = (first + round) % PAGES;
		struct fencepost_document *document = corrected(index);

		if (!document || !agrees(document, index))
			return first_page;
		fencepost_document_free(document);
	}
	return NULL;
}

static int run_threads(void)
{
	pthread_t threads[THREADS];
	size_t first_pages[THREADS];
	int failed = 0;

	for (size_t i = 0; i < THREADS; i++) {
		first_pages[i] = i % PAGES;
		if (pthread_create(&threads[i], NULL, work, &first_pages[i]))
			return 1;
	}
	for (size_t i = 0; i < THREADS; i++) {
		void *answer;

		pthread_join(threads[i], &answer);
		failed |= answer != NULL;
	}
	return failed;
}

int main(void)
{
	int failed;

	if (fencepost_new(&handle, NULL, NULL, 0))
		return 1;
	for (size_t i = 0; i < PAGES; i++)
		alone[i] = corrected(i);
	failed = run_threads();
	for (size_t i = 0; i < PAGES; i++)
		fencepost_document_free(alone[i]);
	fencepost_free(handle);
	if (failed)
		fprintf(stderr, "a thread was told something else than one thread alone\n");
	return failed;
}
