/* SPDX-License-Identifier: MIT */
/*
 * locale LOCALE...: a host that speaks these languages is told of the pages what one that speaks none is.
 * A point of TAP for each locale; one that this machine has not is skipped.
 */
#include "fencepost.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

/*
 * Names in capitals, of which a Turkish `I` is no `i`; bytes that are letters or control characters in
 * Latin-1 (`é` is C3 A9, `😀` F0 9F 98 80); a number of which not all digits are kept.
 */
static const char request[] =
    "```har\n"
    "{\"method\": \"POST\", \"url\": \"HTTPS://xn--caf-dma.example/I-\xc3\xa9/\xf0\x9f\x98\x80\",\n"
    " \"headers\": [{\"name\": \"X-TITLE\", \"value\": \"caf\xc3\xa9 \xf0\x9f\x98\x80\"},\n"
    "  {\"name\": \"x-title\", \"value\": \"I\"},\n"
    "  {\"name\": \"AUTHORIZATION\", \"value\": \"BASIC QWxhZGRpbjpvcGVuIHNlc2FtZQ==\"},\n"
    "  {\"name\": \"CONTENT-TYPE\", \"value\": \"APPLICATION/JSON\"}],\n"
    " \"postData\": {\"mimeType\": \"APPLICATION/JSON\",\n"
    "  \"text\": \"{\\\"I\\\", 1.50000000000000000001, \\\"\xc3\xa9\\\": INTEGER}\"}}\n"
    "```\n";

static const char form[] =
    "```har\n"
    "{\"method\": \"PUT\", \"url\": \"http://a.example/?\xf0\x9f\x98\x80=\xc3\xa9&I=%2E\",\n"
    " \"headers\": [{\"name\": \"CONTENT-DISPOSITION\", \"value\": \"INLINE\"}],\n"
    " \"postData\": {\"mimeType\": \"MULTIPART/FORM-DATA; BOUNDARY=I\", \"params\": [\n"
    "  {\"name\": \"\xf0\x9f\x98\x80\", \"value\": \"\xc3\xa9\"}, {\"name\": \"I\", \"value\": "
    "\"i\"}]}}\n"
    "```\n";

static const char *const pages[] = {request, form};
#define PAGES (sizeof(pages) / sizeof(*pages))

static const char settings[] =
    "{\"ignore\": [\"[[:upper:]]i[[:alpha:]].md\"], \"rules\": {\"har-bad-url\": \"error\"}}";

static struct fencepost *handle;
static struct fencepost_document *plain[PAGES]; /* as told in no language */

static struct fencepost_document *corrected(const char *page)
{
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fencepost_document *document;

	source.bytes = page;
	source.len = strlen(page);
	source.flags = FENCEPOST_WITH_JSON | FENCEPOST_WITH_CURL;
	return fencepost_correct(&document, handle, &source, FENCEPOST_UNSAFE) ? NULL : document;
}

static int differ(const char *what, size_t page, const char *a, const char *b)
{
	size_t at = 0;

	while (a[at] == b[at] && a[at])
		at++;
	if (a[at] == b[at])
		return 0;
	printf("# %s of page %zu is another from byte %zu on\n", what, page, at);
	return 1;
}

/* Whether all pages are as they were in no language. */
static int agree(void)
{
	int differences = 0;

	for (size_t i = 0; i < PAGES; i++) {
		struct fencepost_document *document = corrected(pages[i]);
		size_t len;

		if (!document)
			return 0;
		differences += differ("the report", i, fencepost_json(plain[i], &len),
		                      fencepost_json(document, &len));
		differences += differ("the text", i, fencepost_bytes(plain[i], &len),
		                      fencepost_bytes(document, &len));
		fencepost_document_free(document);
	}
	return differences == 0 && fencepost_ignores(handle, "Iia.md", 6) == 1 &&
	       fencepost_ignores(handle, "\xc9i\xe9.md", 6) == 0;
}

int main(int argc, char **argv)
{
	struct fencepost_options options = FENCEPOST_OPTIONS_INIT;
	int failed = 0;

	options.settings = settings;
	options.settings_len = strlen(settings);
	if (fencepost_new(&handle, &options, NULL, 0))
		return 1;
	for (size_t i = 0; i < PAGES; i++)
		if (!(plain[i] = corrected(pages[i])))
			return 1;
	printf("1..%d\n", argc - 1);
	for (int i = 1; i < argc; i++) {
		int there = setlocale(LC_ALL, argv[i]) != NULL;
		int good = !there || agree();

		printf("%sok %d - %s%s\n", good ? "" : "not ", i, argv[i],
		       there ? "" : " # SKIP there is none");
		failed |= !good;
	}
	for (size_t i = 0; i < PAGES; i++)
		fencepost_document_free(plain[i]);
	fencepost_free(handle);
	return failed;
}
