/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a document: every finding lies in it and reads well, a correction settles at once,
 * makes nothing worse and touches blocks only, a comment only ever takes findings away, and a payload
 * that is called valid is.
 */
#include "check.h"
#include "fencepost.h"
#include "judges.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A document as its bytes. */
struct page {
	const char *text;
	size_t len;
};

static struct page page_of(const struct fencepost_document *document)
{
	struct page page;

	page.text = fencepost_bytes(document, &page.len);
	return page;
}

/* ---- places ---- */

/* Neither in the middle of a character nor between CR and LF. */
static void check_boundary(struct page page, uint32_t at)
{
	uint32_t used;

	check(at <= page.len);
	for (uint32_t back = 1; back < 4 && back <= at; back++) {
		if (fp_utf8_decode(page.text + at - back, page.len - at + back, &used) !=
		    FP_UTF8_BAD)
			check(used <= back);
	}
	check(at == 0 || at == page.len || page.text[at - 1] != '\r' || page.text[at] != '\n');
}

/* Counted in the plainest way, from the beginning of the file. */
static void check_place(struct page page, struct fencepost_place place)
{
	uint32_t line = 1, column = 1, at = 0, used;

	if (page.len >= 3 && memcmp(page.text, "\xef\xbb\xbf", 3) == 0 && place.offset >= 3)
		at = 3;
	while (at < place.offset) {
		if (fp_utf8_decode(page.text + at, page.len - at, &used) == FP_UTF8_BAD)
			used = 1;
		column++;
		if (page.text[at] == '\n' ||
		    (page.text[at] == '\r' && (at + 1 == page.len || page.text[at + 1] != '\n'))) {
			line++;
			column = 1;
		}
		at += used;
	}
	check(place.line == line && place.column == column);
}

static void check_fix(const struct fencepost_fix *fix, struct page page)
{
	check(fix->count > 0 && *fix->message);
	for (size_t i = 0; i < fix->count; i++) {
		check(fix->edits[i].span.start <= fix->edits[i].span.end);
		check_boundary(page, fix->edits[i].span.start);
		check_boundary(page, fix->edits[i].span.end);
		check(i == 0 || fix->edits[i - 1].span.end <= fix->edits[i].span.start);
	}
}

/* How many errors there are, and how many say that a text is no JSON. */
struct errors {
	size_t all, grammar;
};

/* Of what can be read at last, the rules of requests may have more to say. */
static bool no_worse(struct errors after, struct errors before)
{
	return after.grammar < before.grammar ||
	       (after.grammar == before.grammar && after.all <= before.all);
}

/* Checks the findings of a document; answers how many are errors. */
static struct errors check_findings(const struct fencepost_document *document)
{
	struct page page = page_of(document);
	struct errors errors = {0, 0};
	uint32_t start = 0;

	for (size_t i = 0; i < fencepost_finding_count(document); i++) {
		const struct fencepost_finding *f = fencepost_finding(document, i);

		check(start <= f->span.start && f->span.start <= f->span.end);
		check(f->start.offset == f->span.start && f->end.offset == f->span.end);
		check_boundary(page, f->span.start);
		check_boundary(page, f->span.end);
		check_place(page, f->start);
		check_place(page, f->end);
		check(*f->message && !strpbrk(f->message, "\r\n"));
		check(fp_utf8_valid(f->message, strlen(f->message)) == strlen(f->message));
		if (f->fix)
			check_fix(f->fix, page);
		errors.all += f->severity == FENCEPOST_ERROR;
		errors.grammar +=
		    f->severity == FENCEPOST_ERROR && strncmp(f->rule, "json-", 5) == 0;
		start = f->span.start;
	}
	return errors;
}

/* ---- what is called valid ---- */

static void check_payloads(const struct fencepost_document *document)
{
	for (size_t i = 0; i < fencepost_payload_count(document); i++) {
		const struct fencepost_payload *payload = fencepost_payload(document, i);

		if (payload->valid)
			check(judge_accepts(payload->text, payload->len));
	}
}

static void check_report(const struct fencepost_document *document)
{
	size_t len;
	const char *json = fencepost_json(document, &len);

	check(json && strlen(json) == len && fp_utf8_valid(json, len) == len);
	check(judge_accepts(json, len));
}

/* ---- corrections ---- */

static struct fencepost_document *corrected(const struct fencepost *handle, struct page page,
                                            int least)
{
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fencepost_document *document;

	source.bytes = page.text;
	source.len = page.len;
	source.flags = least == FENCEPOST_NONE ? 0 : FENCEPOST_WITH_JSON;
	check(fencepost_correct(&document, handle, &source, least) == FENCEPOST_OK);
	return document;
}

static bool same(struct page a, struct page b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.text, b.text, a.len) == 0);
}

/* The bytes between block `index - 1` and block `index`; what is around all of them at the ends. */
static struct page gap(const struct fencepost_document *document, size_t index)
{
	struct page page = page_of(document);
	const struct fencepost_block *before =
	    index > 0 ? fencepost_block(document, index - 1) : NULL;
	const struct fencepost_block *after = fencepost_block(document, index);
	size_t from = before ? before->span.end : 0, to = after ? after->span.start : page.len;

	check(from <= to && to <= page.len);
	return (struct page){page.text + from, to - from};
}

/* Whether a fix may change bytes that are no text of a block. */
static bool mends_outside(const struct fencepost_document *document, int least)
{
	for (size_t i = 0; i < fencepost_finding_count(document); i++) {
		const struct fencepost_finding *f = fencepost_finding(document, i);

		if (!f->block && f->fix && (int)f->fix->applicability >= least)
			return true;
	}
	return false;
}

/* A block that nothing closes ends with its last line that is not blank, which a fix may make blank. */
static bool has_unclosed(const struct fencepost_document *document)
{
	for (size_t i = 0; i < fencepost_finding_count(document); i++)
		if (strcmp(fencepost_finding(document, i)->rule, "fence-unclosed") == 0)
			return true;
	return false;
}

static struct page without_blanks_ahead(struct page page)
{
	while (page.len > 0 && memchr(" \t\r\n", *page.text, 4)) {
		page.text++;
		page.len--;
	}
	return page;
}

/*
 * Where a line that begins in the middle of a tab is spelled anew, or one that is not indented as far as
 * its fence, blanks do not count either.
 */
static struct page without_blanks_behind(struct page page)
{
	while (page.len > 0 && memchr(" \t", page.text[page.len - 1], 2))
		page.len--;
	return page;
}

static void check_outside(const struct fencepost_document *before,
                          const struct fencepost_document *after)
{
	check(fencepost_block_count(before) == fencepost_block_count(after));
	for (size_t i = 0; i <= fencepost_block_count(before); i++) {
		struct page one = without_blanks_behind(gap(before, i));
		struct page other = without_blanks_behind(gap(after, i));

		if (has_unclosed(after)) {
			one = without_blanks_ahead(one);
			other = without_blanks_ahead(other);
		}
		check(same(one, other));
	}
}

static void check_correction(const struct fencepost *handle,
                             const struct fencepost_document *before, int least,
                             struct errors errors)
{
	struct fencepost_document *once = corrected(handle, page_of(before), least), *twice;

	/* a fix outside of blocks may open one that nobody has read before, or shut one in */
	check(no_worse(check_findings(once), errors) || mends_outside(before, least));
	check_payloads(once);
	check_report(once);
	check(fencepost_changed(once) == (fencepost_fixed_count(once) > 0));
	if (!mends_outside(before, least))
		check_outside(before, once);
	twice = corrected(handle, page_of(once), least);
	check(same(page_of(once), page_of(twice)));
	check(!fencepost_changed(twice));
	fencepost_document_free(twice);
	fencepost_document_free(once);
}

/* ---- comments ---- */

static bool has_finding(const struct fencepost_document *document,
                        const struct fencepost_finding *wanted)
{
	for (size_t i = 0; i < fencepost_finding_count(document); i++) {
		const struct fencepost_finding *f = fencepost_finding(document, i);

		if (strcmp(f->rule, wanted->rule) == 0 && f->span.start == wanted->span.start &&
		    f->span.end == wanted->span.end)
			return true;
	}
	return false;
}

/* With other words in their places, comments of ours are comments; all that is found then counts. */
static void check_comments(const struct fencepost *handle,
                           const struct fencepost_document *document)
{
	static const char mark[] = "fencepost-";
	struct page page = page_of(document);
	struct fencepost_document *plain;
	char *text = malloc(page.len + 1), *at;

	check(text != NULL);
	memcpy(text, page.text, page.len);
	text[page.len] = '\0';
	for (at = text; at + sizeof(mark) <= text + page.len; at++)
		if (memcmp(at, mark, sizeof(mark) - 1) == 0)
			*at = 'x'; /* and no capital: <F would be a component */
	plain = corrected(handle, (struct page){text, page.len}, FENCEPOST_NONE);
	for (size_t i = 0; i < fencepost_finding_count(document); i++) {
		const struct fencepost_finding *f = fencepost_finding(document, i);

		check(strcmp(f->rule, "unused-ignore") == 0 || has_finding(plain, f));
	}
	fencepost_document_free(plain);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct page page = {(const char *)data, size};
	struct fencepost_document *document;
	struct fencepost *handle;
	struct errors errors;

	check(fencepost_new(&handle, NULL, NULL, 0) == FENCEPOST_OK);
	document = corrected(handle, page, FENCEPOST_NONE);
	check(!fencepost_changed(document) && same(page, page_of(document)));
	errors = check_findings(document);
	check_payloads(document);
	check_comments(handle, document);
	check_correction(handle, document, FENCEPOST_SAFE, errors);
	check_correction(handle, document, FENCEPOST_UNSAFE, errors);
	fencepost_document_free(document);
	fencepost_free(handle);
	return 0;
}
