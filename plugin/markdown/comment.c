/* SPDX-License-Identifier: MIT */
/*
 * Comments of the author → findings that are not told.
 *
 * A finding is muted where it begins inside of what a comment covers, and only then: the block
 * whose lines follow the comment, or the stretch from one comment to the other. Nothing is left
 * unchecked for that, so a comment that mutes nothing is known to be of no use.
 */
#include "markdown/comment.h"

#include "text/nearest.h"

#include <stdlib.h>
#include <string.h>

static const char mark[] = "fencepost-";
enum { MARK_LEN = sizeof(mark) - 1 };

static const char *const words[] = {
    [FP_COMMENT_BLOCK] = "fencepost-ignore",
    [FP_COMMENT_OFF] = "fencepost-off",
    [FP_COMMENT_ON] = "fencepost-on",
    [FP_COMMENT_UNKNOWN] = NULL,
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Between the words of a comment, which may stand in several lines of a quotation. */
static bool is_between(char c)
{
	return is_blank(c) || c == '\n' || c == '\r' || c == '>' || c == ',';
}

static struct fencepost_span trimmed(const char *text, struct fencepost_span span,
                                     bool (*goes)(char c))
{
	while (span.start < span.end && goes(text[span.start]))
		span.start++;
	while (span.start < span.end && goes(text[span.end - 1]))
		span.end--;
	return span;
}

/* The first place in `len` bytes where `what` stands, or NULL. */
static const char *find(const char *text, size_t len, const char *what)
{
	const char *end = text + len;
	size_t n = strlen(what);
	for (; (text = memchr(text, *what, (size_t)(end - text))) != NULL; text++)
		if ((size_t)(end - text) >= n && memcmp(text, what, n) == 0)
			return text;
	return NULL;
}

/* How a comment is written: in HTML and Markdown, in MDX. */
static const struct pair {
	const char *open, *close;
} pairs[] = {{"<!--", "-->"}, {"{/*", "*/}"}};
enum { PAIRS = sizeof(pairs) / sizeof(*pairs) };

/* Takes what opens a comment off a span; answers which it was, or PAIRS. */
static int opening(const char *text, struct fencepost_span *span)
{
	int kind = 0;

	for (; kind < PAIRS; kind++) {
		uint32_t n = (uint32_t)strlen(pairs[kind].open);

		if (span->end - span->start < n ||
		    memcmp(text + span->start, pairs[kind].open, n) != 0)
			continue;
		span->start += n;
		break;
	}
	return kind;
}

/* Takes what closes such a comment off a span; false where it is not there. */
static bool closed(const char *text, struct fencepost_span *span, int kind)
{
	uint32_t n = (uint32_t)strlen(pairs[kind].close);

	if (span->end - span->start < n || memcmp(text + span->end - n, pairs[kind].close, n) != 0)
		return false;
	span->end -= n;
	return true;
}

static enum fp_comment_kind kind_of(const char *word, size_t len)
{
	int kind = 0;
	while (words[kind] && (strlen(words[kind]) != len || memcmp(words[kind], word, len) != 0))
		kind++;
	return (enum fp_comment_kind)kind;
}

/* Whether a line, or several, are such a comment and nothing else. */
static bool read_comment(struct fp_comment *out, const char *text, struct fencepost_span line)
{
	out->span = trimmed(text, line, is_blank);
	struct fencepost_span inside = out->span;
	int kind = opening(text, &inside);
	if (kind == PAIRS || !closed(text, &inside, kind))
		return false;
	inside = trimmed(text, inside, is_between);
	if (inside.end - inside.start < MARK_LEN ||
	    memcmp(text + inside.start, mark, MARK_LEN) != 0)
		return false;
	out->word = inside;
	out->word.end = inside.start;
	while (out->word.end < inside.end && !is_between(text[out->word.end]))
		out->word.end++;
	out->names = trimmed(text, (struct fencepost_span){out->word.end, inside.end}, is_between);
	out->kind = kind_of(text + out->word.start, out->word.end - out->word.start);
	out->covers = (struct fencepost_span){0, 0};
	return true;
}

static void add(struct fp_comments *comments, struct fp_arena *arena,
                const struct fp_comment *comment)
{
	if (comments->count == comments->room) {
		size_t room = comments->room ? 2 * comments->room : 4;
		comments->of =
		    fp_arena_grow(arena, comments->of, comments->room * sizeof(*comments->of),
		                  room * sizeof(*comments->of));
		comments->room = room;
	}
	comments->of[comments->count++] = *comment;
}

/* The next name of a rule in a list with commas, blanks or line ends between; false after the last. */
static bool next_name(const char *text, struct fencepost_span *list, struct fencepost_span *name)
{
	while (list->start < list->end && is_between(text[list->start]))
		list->start++;
	*name = (struct fencepost_span){list->start, list->start};
	while (name->end < list->end && !is_between(text[name->end]))
		name->end++;
	list->start = name->end;
	return name->start < name->end;
}

/* Whether a name means the rule: it is the rule's, or its first words up to a `-`. */
static bool means(const char *name, size_t len, int rule)
{
	const char *full = fp_rule_info((enum fp_rule)rule)->name;
	size_t full_len = strlen(full);
	if (len > full_len || memcmp(name, full, len) != 0)
		return false;
	return len == full_len || name[len - 1] == '-';
}

/* A comment at work: which rules it has muted somewhere. */
struct work {
	const struct fp_comment *comment;
	bool muted[FP_RULE_COUNT];
	bool of_use;
};

/* The comments in force at a place: for each rule the first that means it. */
struct force {
	struct work *off[FP_RULE_COUNT];
	struct work *block[FP_RULE_COUNT];
	struct fencepost_span covers; /* the block */
};

static void claim(struct work *by[FP_RULE_COUNT], struct work *w, const char *text)
{
	struct fencepost_span list = w->comment->names;
	struct fencepost_span name;
	bool all = list.start == list.end;
	while (all || next_name(text, &list, &name)) {
		for (int rule = 0; rule < FP_RULE_COUNT; rule++)
			if (!by[rule] &&
			    (all || means(text + name.start, name.end - name.start, rule)))
				by[rule] = w;
		if (all)
			return;
	}
}

static void enter(struct force *force, struct work *w, const char *text)
{
	switch (w->comment->kind) {
	case FP_COMMENT_BLOCK:
		if (w->comment->covers.start != force->covers.start)
			memset(force->block, 0, sizeof(force->block));
		force->covers = w->comment->covers;
		claim(force->block, w, text);
		break;
	case FP_COMMENT_OFF:
		claim(force->off, w, text);
		break;
	case FP_COMMENT_ON:
		for (int rule = 0; rule < FP_RULE_COUNT; rule++)
			w->of_use = w->of_use || force->off[rule];
		memset(force->off, 0, sizeof(force->off));
		break;
	case FP_COMMENT_UNKNOWN:
		break;
	}
}

static void credit(struct work *w, struct fp_finding *f)
{
	w->muted[f->rule] = true;
	w->of_use = true;
	f->muted = true;
}

/* Where a finding is looked for: a block is covered whole or not at all, so all that is in it is there. */
static uint32_t place_of(const struct fp_finding *f)
{
	return f->pub.block ? f->pub.block->span.start : f->pub.span.start;
}

/* An empty block lies where its lines end. */
static void settle(const struct force *force, struct fp_finding *f)
{
	uint32_t at = place_of(f);
	uint32_t end = force->covers.end + (f->pub.block ? 1 : 0);
	if (force->off[f->rule])
		credit(force->off[f->rule], f);
	if (force->block[f->rule] && at >= force->covers.start && at < end)
		credit(force->block[f->rule], f);
}

static int by_place(const void *a, const void *b)
{
	uint32_t x = place_of(*(struct fp_finding *const *)a);
	uint32_t y = place_of(*(struct fp_finding *const *)b);
	return (x > y) - (x < y);
}

/* One way through comments and findings, both in the order of the document. */
static void mute(struct fp_sink *sink, struct work *works, size_t count)
{
	struct force force = {.covers = {0, 0}};
	size_t next = 0;
	size_t found_count = sink->count;
	size_t size = found_count * sizeof(*sink->found);
	struct fp_finding **found = fp_arena_alloc(sink->arena, size);
	if (found_count > 0) {
		memcpy(found, sink->found, size);
		qsort(found, found_count, sizeof(*found), by_place);
	}
	for (size_t i = 0; i <= count; i++) {
		uint32_t until = i < count ? works[i].comment->span.start : UINT32_MAX;
		for (; next < found_count && place_of(found[next]) < until; next++)
			settle(&force, found[next]);
		if (i < count)
			enter(&force, &works[i], sink->file->text);
	}
}

/* Takes a comment out: its lines, where an empty line or nothing stands beside them. */
static void remove_comment(struct fp_finding *f, struct fencepost_span comment)
{
	const struct fp_lines *file = f->sink->file;
	uint32_t line = fp_lines_at(file, comment.start), last = fp_lines_at(file, comment.end);
	struct fencepost_span before = fp_lines_span(file, line > 0 ? line - 1 : 0);
	struct fencepost_span after = fp_lines_span(file, last + 1);
	bool alone = file->starts[line] == comment.start &&
	             (line == 0 || before.start == before.end || after.start == after.end);
	if (alone)
		comment.end = file->starts[last + 1];
	fp_fix(f, FENCEPOST_SAFE, "remove the comment");
	fp_edit_at(f, comment, "", 0);
}

static void report_comment(struct fp_sink *sink, const struct fp_comment *comment,
                           const char *message)
{
	struct fp_finding *f = fp_found_at(sink, comment->span, FP_UNUSED_IGNORE, "%s", message);
	remove_comment(f, comment->span);
}

/* A word that there is not: the name of a rule, or of the comment itself. */
static void report_unknown(struct fp_sink *sink, struct fencepost_span word, const char *what,
                           const char *const *names)
{
	const char *text = sink->file->text + word.start;
	size_t len = word.end - word.start;
	const char *shown = fp_words(sink, text, len);
	const char *nearest = fp_nearest(text, len, names);
	if (!nearest) {
		fp_found_at(sink, word, FP_UNUSED_IGNORE, "unknown %s \"%s\"", what, shown);
		return;
	}
	struct fp_finding *f =
	    fp_found_at(sink, word, FP_UNUSED_IGNORE, "unknown %s \"%s\"; did you mean \"%s\"?",
	                what, shown, nearest);
	fp_fix(f, FENCEPOST_UNSAFE, "write '%s'", nearest);
	fp_edit_at(f, word, nearest, strlen(nearest));
}

/* Takes a name out of a list, with what parts it from the next or the one before. */
static void remove_name(struct fp_finding *f, const char *text, struct fencepost_span list,
                        struct fencepost_span name)
{
	struct fencepost_span rest = {name.end, list.end};
	struct fencepost_span next;
	if (next_name(text, &rest, &next))
		name.end = next.start;
	else
		while (name.start > list.start && is_between(text[name.start - 1]))
			name.start--;
	fp_fix(f, FENCEPOST_SAFE, "remove it");
	fp_edit_at(f, name, "", 0);
}

static void report_name(struct fp_sink *sink, const struct work *w, struct fencepost_span name,
                        const char *const *names)
{
	const char *text = sink->file->text;
	const char *word = text + name.start;
	size_t len = name.end - name.start;
	bool known = false;
	bool of_use = false;
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		if (means(word, len, rule)) {
			known = true;
			of_use = of_use || w->muted[rule];
		}
	if (!known) {
		report_unknown(sink, name, "rule", names);
	} else if (!of_use) {
		struct fp_finding *f =
		    fp_found_at(sink, name, FP_UNUSED_IGNORE, "\"%s\" suppresses nothing here",
		                fp_words(sink, word, len));
		remove_name(f, text, w->comment->names, name);
	}
}

static void report_names(struct fp_sink *sink, const struct work *w, const char *const *names)
{
	struct fencepost_span list = w->comment->names;
	struct fencepost_span name;
	if (list.start == list.end && !w->of_use)
		report_comment(sink, w->comment, "this comment suppresses nothing");
	while (next_name(sink->file->text, &list, &name))
		report_name(sink, w, name, names);
}

/* Tells what of a comment was of no use. */
static void report(struct fp_sink *sink, const struct work *w, const char *const *names)
{
	switch (w->comment->kind) {
	case FP_COMMENT_BLOCK:
		if (w->comment->covers.start == w->comment->covers.end) {
			report_comment(sink, w->comment, "no block follows this comment");
			break;
		}
		report_names(sink, w, names);
		break;
	case FP_COMMENT_OFF:
		report_names(sink, w, names);
		break;
	case FP_COMMENT_ON:
		if (!w->of_use)
			report_comment(sink, w->comment, "nothing is switched off here");
		break;
	case FP_COMMENT_UNKNOWN:
		report_unknown(sink, w->comment->word, "comment", words);
		break;
	}
}

static const char *const *rule_names(struct fp_arena *arena)
{
	const char **names = fp_arena_alloc(arena, (FP_RULE_COUNT + 1) * sizeof(*names));
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		names[rule] = fp_rule_info((enum fp_rule)rule)->name;
	names[FP_RULE_COUNT] = NULL;
	return names;
}

bool fp_comment_possible(const char *text, uint32_t len)
{
	return find(text, len, mark) != NULL;
}

/* What is left of lines [.., last) to be read, and whether something closes there. */
struct rest {
	const struct fp_lines *file;
	uint32_t last;
	bool closes[PAIRS]; /* false: nothing of that kind does, from here to the end */
};

/* The line that the comment which begins in `span` ends in; `line` where it is none, or never ends. */
static uint32_t end_line(struct rest *rest, struct fencepost_span span, uint32_t line)
{
	const struct fp_lines *file = rest->file;
	uint32_t to = fp_lines_span(file, rest->last - 1).end;
	const char *found;
	int kind = opening(file->text, &span);

	if (kind == PAIRS || !rest->closes[kind])
		return line;
	found = find(file->text + span.start, to - span.start, pairs[kind].close);
	rest->closes[kind] = found != NULL;
	return found ? fp_lines_at(file, (uint32_t)(found - file->text)) : line;
}

uint32_t fp_comment_read(struct fp_comments *comments, struct fp_arena *arena,
                         const struct fp_lines *file, uint32_t first, uint32_t last, uint32_t start,
                         uint32_t *lines)
{
	struct rest rest = {file, last, {true, true}};
	uint32_t trailing = 0;

	*lines = 0;
	for (uint32_t line = first, next; line < last; line = next) {
		struct fencepost_span span = fp_lines_span(file, line);
		struct fp_comment comment;
		if (line == first)
			span.start = start;
		while (span.start < span.end &&
		       (is_blank(file->text[span.start]) || file->text[span.start] == '>'))
			span.start++;
		next = end_line(&rest, span, line) + 1;
		span.end = fp_lines_span(file, next - 1).end;
		bool is_comment = span.start < span.end && read_comment(&comment, file->text, span);
		if (is_comment)
			add(comments, arena, &comment);
		bool counts = is_comment && comment.kind == FP_COMMENT_BLOCK;
		trailing = counts ? trailing + 1 : 0;
		*lines = counts ? *lines + next - line : 0;
	}
	return trailing;
}

void fp_comment_apply(struct fp_sink *sink, const struct fp_comments *comments)
{
	if (comments->count == 0)
		return;
	struct work *works = fp_arena_zero(sink->arena, comments->count, sizeof(*works));
	for (size_t i = 0; i < comments->count; i++)
		works[i].comment = &comments->of[i];
	mute(sink, works, comments->count);
	const char *const *names = rule_names(sink->arena);
	for (size_t i = 0; i < comments->count; i++)
		report(sink, &works[i], names);
}
