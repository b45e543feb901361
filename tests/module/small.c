/* SPDX-License-Identifier: MIT */
/* The smallest host: C and C++ both, and linked with what pkg-config says. Prints what it corrected. */
#include <fencepost.h>

#include <stdio.h>
#include <string.h>

int main(void)
{
	const char *page = "```json\n{\"a\", 1}\n```\n";
	struct fencepost_options options = FENCEPOST_OPTIONS_INIT;
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fencepost *handle;
	struct fencepost_document *document;
	size_t len;

	if (fencepost_new(&handle, &options, NULL, 0) != FENCEPOST_OK)
		return 1;
	source.bytes = page;
	source.len = strlen(page);
	if (fencepost_correct(&document, handle, &source, FENCEPOST_SAFE) != FENCEPOST_OK)
		return 1;
	page = fencepost_bytes(document, &len);
	printf("%.*s", (int)len, page);
	fencepost_document_free(document);
	fencepost_free(handle);
	return 0;
}
