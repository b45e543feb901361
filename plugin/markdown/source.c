/* SPDX-License-Identifier: MIT */
/*
 * The bytes of a file → what cmark is given of it: nothing where no block can be of ours, all but the
 * front matter, and no image. Each is decided by bytes alone, and when in doubt cmark is asked.
 */
#include "markdown/source.h"

#include "text/utf8.h"

#include <string.h>

static const char byte_order_mark[] = "\xef\xbb\xbf";
enum { MARK_LEN = sizeof(byte_order_mark) - 1 };

/* The last line on which a run was met: its end, and the last thing in it that cmark decodes. */
struct line {
	const char *end, *decoded;
};

/* Reads on to the end of the line that `at` lies in; never twice, however many runs it holds. */
static void read_line(struct line *line, const char *at, const char *end)
{
	if (at <= line->end)
		return;
	while (at < end && *at != '\n' && *at != '\r') {
		if (*at == '&' || *at == '\\')
			line->decoded = at;
		at++;
	}
	line->end = at;
}

/*
 * Whether what follows a run of fence characters, from `at` to the end of the line, may be an info
 * string of ours. cmark resolves escapes and entities in it, so the word may be another.
 */
static bool may_open(const struct line *line, const char *at, const struct fp_languages *languages)
{
	return line->decoded >= at ||
	       fp_fence_language(languages, at, (size_t)(line->end - at)) != NULL;
}

/* The first run of this character that may open a fence of ours, or the last; NULL: there is none. */
static const char *find_run(const char *text, uint32_t len, char mark,
                            const struct fp_languages *languages, bool last)
{
	const char *end = text + len;
	const char *found = NULL;
	struct line line = {text, text};
	for (const char *at = text;
	     (last || !found) && (at = memchr(at, mark, (size_t)(end - at)));) {
		const char *run = at;
		while (at < end && *at == mark)
			at++;
		if (at - run < 3)
			continue;
		read_line(&line, at, end);
		if (may_open(&line, at, languages))
			found = run;
	}
	return found;
}

bool fp_source_possible(const char *text, uint32_t len, const struct fp_languages *languages)
{
	return find_run(text, len, '`', languages, false) ||
	       find_run(text, len, '~', languages, false);
}

const char *fp_source_last(const char *text, uint32_t len, const struct fp_languages *languages)
{
	const char *backticks = find_run(text, len, '`', languages, true);
	const char *tildes = find_run(text, len, '~', languages, true);
	return !tildes || (backticks && backticks > tildes) ? backticks : tildes;
}

uint32_t fp_source_stop(const struct fp_lines *file, uint32_t last)
{
	uint32_t line = fp_lines_at(file, last);
	struct fp_run opening = fp_fence_opening(file, line);
	while (++line < file->count) {
		struct fp_run run = fp_fence_run(file, line);
		if (fp_fence_closes(file, &run, &opening))
			return file->starts[line + 1];
	}
	return file->len;
}

/* Whether a line holds exactly this mark, blanks after it aside. */
static bool is_mark(const struct fp_lines *file, uint32_t line, uint32_t from, const char *mark)
{
	struct fencepost_span span = fp_lines_span(file, line);
	size_t len = strlen(mark);
	if (span.end - span.start < from + len)
		return false;
	const char *at = file->text + span.start + from;
	const char *end = file->text + span.end;
	while (end > at && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	return (size_t)(end - at) == len && memcmp(at, mark, len) == 0;
}

uint32_t fp_source_front_matter(const struct fp_lines *file)
{
	bool bom = file->len >= MARK_LEN && memcmp(file->text, byte_order_mark, MARK_LEN) == 0;
	bool yaml = is_mark(file, 0, bom ? MARK_LEN : 0, "---");
	if (!yaml && !is_mark(file, 0, bom ? MARK_LEN : 0, "+++"))
		return 0;
	for (uint32_t line = 1; line < file->count; line++)
		if (yaml ? is_mark(file, line, 0, "---") || is_mark(file, line, 0, "...")
		         : is_mark(file, line, 0, "+++"))
			return line + 1;
	return 0;
}

/* The bytes that cmark may change, copied at the first of them. */
static char *copied(char *copy, struct fp_arena *arena, const struct fp_lines *file)
{
	return copy ? copy : fp_arena_copy(arena, file->text, file->len);
}

/*
 * cmark looks for the end of a comment, or of other HTML, in well-formed UTF-8 only: with another byte on
 * that line all that follows is HTML to it. Each such byte reads as a control character, which is
 * text everywhere.
 */
static char *without_bad_bytes(char *copy, struct fp_arena *arena, const struct fp_lines *file)
{
	size_t at = fp_utf8_valid(file->text, file->len);

	while (at < file->len) {
		uint32_t bad;

		(void)fp_utf8_decode(file->text + at, file->len - at, &bad);
		copy = copied(copy, arena, file);
		memset(copy + at, '\x1a', bad);
		at += bad;
		at += fp_utf8_valid(file->text + at, file->len - at);
	}
	return copy;
}

/*
 * cmark takes quadratic time for links in the text of images: 400 KB of `![[]()` six seconds. Here
 * nobody needs images, so `![` reads `.[`, which leaves all blocks as they are: outside of
 * `<![CDATA[` no block depends on a `!`. (That one stays for its first hundred times: after so many
 * it is an attack as well.) And a byte-order mark behind front matter is text, which cmark would
 * pass over at the start of what it reads; so it reads another character there. The copy lives in the
 * arena; where nothing changes there is none.
 */
const char *fp_source_disarm(struct fp_arena *arena, const struct fp_lines *file, uint32_t start)
{
	static const char cdata[] = "<![CDATA[";
	enum { CDATA_LEN = sizeof(cdata) - 1, MOST_CDATA = 100 };
	const char *end = file->text + file->len;
	char *copy = NULL;
	int kept = 0;
	if (start > 0 && file->len - start >= MARK_LEN &&
	    memcmp(file->text + start, byte_order_mark, MARK_LEN) == 0) {
		copy = copied(copy, arena, file);
		copy[start + MARK_LEN - 1]--;
	}
	copy = without_bad_bytes(copy, arena, file);
	for (const char *at = file->text; (at = memchr(at, '!', (size_t)(end - at))); at++) {
		if (end - at < 2 || at[1] != '[')
			continue;
		bool is_cdata = at > file->text && end - at >= CDATA_LEN - 1 &&
		                memcmp(at - 1, cdata, CDATA_LEN) == 0;
		if (is_cdata && kept++ < MOST_CDATA)
			continue;
		copy = copied(copy, arena, file);
		copy[at - file->text] = '.';
	}
	return copy ? copy : file->text;
}
