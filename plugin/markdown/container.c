/* SPDX-License-Identifier: MIT */
/*
 * The literal text of a fenced block → its layer over the file, and text for the block → bytes of
 * the file.
 *
 * The fact that makes it work: cmark takes the prefix of the containers off the front of a line and
 * never touches what follows, so the text of a line is a suffix of the line. There are four
 * exceptions, and each is looked for by name: the line end is \n; a NUL is U+FFFD; a tab that a
 * container has used in part leaves up to three spaces; a last line without an end has got one.
 *
 *     file     1. > ```json⏎␠␠␠> {"a":⏎␠␠␠>␠1}⏎␠␠␠> ```
 *     text                       {"a":⏎        1}⏎
 *
 * The line break after `:` is spelled by the six bytes up to the `1`.
 */
#include "markdown/container.h"

#include <string.h>

enum { TAB = 4 };

static const char replacement[] = "\xef\xbf\xbd"; /* what cmark reads for a NUL */
enum { REPLACEMENT_LEN = sizeof(replacement) - 1 };

/* Where the text of one line lies in its file line. */
struct fit {
	uint32_t from;   /* the text is the file's bytes from here to the end of the line … */
	uint32_t spaces; /* … after so many spaces, the rest of the tab before `from` */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Whether containers may have taken these bytes off the front of a line. */
static bool is_prefix(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!is_blank(bytes[i]) && bytes[i] != '>')
			return false;
	return true;
}

/* Whether `len` bytes are the rest of a tab that ends where `before` does. */
static bool is_rest_of_tab(const char *bytes, uint32_t len, const char *line, uint32_t before)
{
	return len < TAB && before > 0 && line[before - 1] == '\t' &&
	       memcmp(bytes, "   ", len) == 0;
}

/* How far a line and its text agree, seen from their ends; both lengths are cut by it. */
static void match_back(const char *line, uint32_t *line_len, const char *text, uint32_t *text_len)
{
	uint32_t l = *line_len;
	uint32_t t = *text_len;
	while (l > 0 && t > 0) {
		if (line[l - 1] == text[t - 1])
			t--;
		else if (line[l - 1] == '\0' && t >= REPLACEMENT_LEN &&
		         memcmp(text + t - REPLACEMENT_LEN, replacement, REPLACEMENT_LEN) == 0)
			t -= REPLACEMENT_LEN;
		else
			break;
		l--;
	}
	*line_len = l;
	*text_len = t;
}

static bool fit_line(struct fit *out, const char *read, struct fencepost_span line,
                     const char *text, uint32_t len)
{
	const char *bytes = read + line.start;
	uint32_t before = line.end - line.start;
	if (len <= before && memcmp(bytes + before - len, text, len) == 0) {
		before -= len;
		len = 0;
	} else {
		match_back(bytes, &before, text, &len);
	}
	out->from = line.start + before;
	out->spaces = len;
	return is_prefix(bytes, before) && (len == 0 || is_rest_of_tab(text, len, bytes, before));
}

/* Fills text and table of one line that fits; `text` holds what cmark made of it. */
static void lay_line(char *text, uint32_t *pos, const struct fit *fit, const char *file,
                     uint32_t len)
{
	for (uint32_t i = 0; i < fit->spaces; i++)
		pos[i] = fit->from - 1;
	uint32_t from = fit->from;
	for (uint32_t i = fit->spaces; i < len; from++) {
		if (file[from] != '\0') {
			text[i] = file[from];
			pos[i++] = from;
			continue;
		}
		for (int k = 0; k < REPLACEMENT_LEN; k++)
			pos[i++] = from;
	}
}

/* Text that fits nowhere still gets places within its line, so that findings can point there. */
static void lay_misfit(uint32_t *pos, struct fencepost_span line, uint32_t len)
{
	for (uint32_t i = 0; i < len; i++)
		pos[i] = line.start + i < line.end ? line.start + i : line.end;
}

/* The line (index from 0) in which the fence of a block opens: the one before its text. */
static uint32_t fence_line(const struct fp_layer *layer)
{
	uint32_t line = fp_lines_at(layer->file, layer->pos[0]);
	bool file_ends_with_fence = layer->len == 0 && layer->pos[0] == layer->file->len;
	return file_ends_with_fence || line == 0 ? line : line - 1;
}

/* The columns of a prefix after its last `>`. */
static uint32_t tail_columns(const char *prefix, size_t len)
{
	uint32_t column = 0;
	uint32_t mark = 0;
	for (size_t i = 0; i < len; i++) {
		column += prefix[i] == '\t' ? TAB - column % TAB : 1;
		if (prefix[i] == '>')
			mark = column;
	}
	return column - mark;
}

/* The first byte of the text whose place is not before `offset`. */
static uint32_t first_from(const struct fp_layer *layer, uint32_t offset)
{
	uint32_t low = 0;
	uint32_t high = layer->len;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (layer->pos[middle] < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The line ending of a line; of the line before where it has none; \n where there is none at all. */
static const char *line_end(const struct fp_lines *file, uint32_t line)
{
	uint32_t end = fp_lines_span(file, line).end;
	if (end == file->len && line > 0)
		end = fp_lines_span(file, line - 1).end;
	if (end == file->len || file->text[end] == '\n')
		return "\n";
	return end + 1 < file->len && file->text[end + 1] == '\n' ? "\r\n" : "\r";
}

/* A byte of the text; a line end after the last. */
static char text_at(const struct fp_layer *layer, uint32_t at)
{
	return (char)(at < layer->len ? layer->text[at] : '\n');
}

/* Where text is to be put: the prefix that its line has in the file, and how much that lacks. */
struct place {
	uint32_t line;
	const char *prefix;
	uint32_t prefix_len;
	uint32_t lack; /* spaces from there to where text stands that the containers leave alone */
	bool cuts_tab; /* the text begins with the rest of a tab */
	const char *end; /* the line ending that new lines get */
	bool after_cr;   /* a carriage return stands before it, which a first \n would join */
	size_t start;    /* of what is spelled, in the bytes that are put out */
};

/*
 * What the prefix of a line lacks, its text beginning at `first`. A text that begins with a blank
 * lacks nothing: the containers have had all they take. So does one after a tab that they cut, but
 * of the tab only their part belongs to the prefix.
 */
static uint32_t find_lack(const struct fp_layer *layer, uint32_t first, const struct place *p,
                          struct fp_arena *arena)
{
	uint32_t have = tail_columns(p->prefix, p->prefix_len);
	if (p->cuts_tab) {
		uint32_t rest = 1;
		while (layer->pos[first + rest] == layer->pos[first])
			rest++;
		return tail_columns(p->prefix, p->prefix_len + 1) - have - rest;
	}
	if (is_blank(text_at(layer, first)))
		return 0;
	struct fp_bytes whole = FP_BYTES(arena);
	fp_container_prefix(&whole, layer->file, fence_line(layer));
	uint32_t due = tail_columns(whole.data, whole.len);
	return have < due ? due - have : 0;
}

/* What is the same for every place: `out` is about to receive its bytes. */
static struct place place_at(const struct fp_layer *layer, uint32_t at, const struct fp_bytes *out)
{
	const struct fp_lines *file = layer->file;
	uint32_t offset = layer->pos[at];
	struct place p = {.line = fp_lines_at(file, offset), .start = out->len};
	p.end = line_end(file, p.line);
	p.after_cr = offset > 0 && file->text[offset - 1] == '\r';
	return p;
}

static struct place find_place(const struct fp_layer *layer, uint32_t at,
                               const struct fp_bytes *out)
{
	struct place p = place_at(layer, at, out);
	uint32_t start = layer->file->starts[p.line];
	uint32_t first = first_from(layer, start);
	p.prefix = layer->file->text + start;
	p.prefix_len = layer->pos[first] - start;
	p.cuts_tab = text_at(layer, first) == ' ' && layer->pos[first] < layer->file->len &&
	             p.prefix[p.prefix_len] == '\t';
	p.lack = find_lack(layer, first, &p, out->arena);
	return p;
}

/* The place after the last line: its prefix is not in the file yet. */
static struct place find_last_place(const struct fp_layer *layer, const struct fp_bytes *out)
{
	struct place p = place_at(layer, layer->len, out);
	struct fp_bytes whole = FP_BYTES(out->arena);
	fp_container_prefix(&whole, layer->file, fence_line(layer));
	p.prefix = whole.data;
	p.prefix_len = (uint32_t)whole.len;
	return p;
}

static void put_line_end(struct fp_bytes *out, const struct place *p)
{
	bool joins = out->len == p->start && p->after_cr && *p->end == '\n';
	fp_bytes_text(out, joins ? "\r\n" : p->end);
}

static void put_spaces(struct fp_bytes *out, uint32_t count)
{
	while (count-- > 0)
		fp_bytes_char(out, ' ');
}

static void put_prefix(struct fp_bytes *out, const struct place *p)
{
	fp_bytes_put(out, p->prefix, p->prefix_len);
	put_spaces(out, p->lack);
}

/*
 * Whether what comes to the start of a line, be it by a deletion, must bring what the line's prefix
 * lacks: the containers would take blanks that it begins with, and an empty line of a list item need
 * not be indented at all until something stands in it.
 */
static bool needs_lack(const struct fp_layer *layer, struct fp_range range, const struct place *p,
                       const char *text, size_t len)
{
	char first = len ? *text : text_at(layer, range.to);
	if (range.from > 0 && layer->text[range.from - 1] != '\n')
		return false;
	if (first == '\n' || first == '\r')
		return false;
	return is_blank(first) || text_at(layer, range.from) == '\n' || p->cuts_tab;
}

static void put_lines(struct fp_bytes *out, const struct place *p, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] != '\n' && text[i] != '\r') {
			fp_bytes_char(out, text[i]);
			continue;
		}
		if (text[i] == '\r' && i + 1 < len && text[i + 1] == '\n')
			i++;
		put_line_end(out, p);
		put_prefix(out, p);
	}
}

/* Text after the last line end of a block makes lines of its own, before the line of the closing fence. */
static void spell_at_end(struct fp_bytes *out, const struct fp_layer *layer, const struct place *p,
                         const char *text, size_t len)
{
	const struct fp_lines *file = layer->file;
	uint32_t offset = layer->pos[layer->len];
	bool open_line = offset == file->len && offset > 0 && file->text[offset - 1] != '\n' &&
	                 file->text[offset - 1] != '\r';
	bool ended = text[len - 1] == '\n';
	if (open_line)
		put_line_end(out, p);
	put_prefix(out, p);
	put_lines(out, p, text, ended ? len - 1 : len);
	if (!open_line || ended)
		put_line_end(out, p);
}

static void spell(struct fp_bytes *out, const struct fp_layer *layer, struct fp_range range,
                  const char *text, size_t len)
{
	uint32_t at = range.from;
	if (at == layer->len && len == 0)
		return;
	if (at == layer->len && (at == 0 || layer->text[at - 1] == '\n')) {
		struct place last = find_last_place(layer, out);
		spell_at_end(out, layer, &last, text, len);
		return;
	}
	struct place p = find_place(layer, at, out);
	if (needs_lack(layer, range, &p, text, len))
		put_spaces(out, p.lack);
	put_lines(out, &p, text, len);
	bool file_lacks_end = layer->pos[at] == layer->file->len;
	if (file_lacks_end && len > 0 && text[len - 1] == '\n')
		put_line_end(out, &p);
}

struct fp_layer *fp_container_layer(struct fp_arena *arena, const struct fp_lines *file,
                                    const char *read, uint32_t fence_line, const char *literal,
                                    uint32_t len, uint32_t *bad_line)
{
	struct fp_layer *layer = fp_arena_zero(arena, 1, sizeof(*layer));
	char *text = fp_arena_copy(arena, literal, len);
	uint32_t *pos = fp_arena_alloc(arena, ((size_t)len + 1) * sizeof(*pos));
	*layer = (struct fp_layer){.text = text,
	                           .len = len,
	                           .pos = pos,
	                           .spell = spell,
	                           .pointer = "",
	                           .file = file,
	                           .fixable = true};
	uint32_t line = fence_line + 1;
	for (uint32_t at = 0; at < len; line++) {
		const char *end = memchr(text + at, '\n', len - at);
		uint32_t width = end ? (uint32_t)(end - text) - at : len - at;
		struct fencepost_span span = fp_lines_span(file, line);
		struct fit fit;
		if (fit_line(&fit, read, span, text + at, width)) {
			lay_line(text + at, pos + at, &fit, file->text, width);
		} else {
			lay_misfit(pos + at, span, width);
			if (layer->fixable)
				*bad_line = line;
			layer->fixable = false;
		}
		at += width;
		if (end)
			pos[at++] = span.end;
	}
	pos[len] = line < file->count ? file->starts[line] : file->len;
	return layer;
}

/*
 * Tabs become spaces too. A `>` without a space would take the first space of a line that begins
 * with spaces, so it is given one: `>- ` is `>   `.
 */
void fp_container_prefix(struct fp_bytes *out, const struct fp_lines *file, uint32_t fence_line)
{
	struct fencepost_span span = fp_lines_span(file, fence_line);
	const char *at = file->text + span.start;
	const char *end = file->text + span.end;
	if (fence_line == 0 && span.end >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
		at += 3;
	uint32_t column = 0;
	bool hungry = false; /* the last byte was a `>` that has not had its space */
	for (; at < end && *at != '`' && *at != '~'; at++) {
		if (hungry && *at != '>' && !is_blank(*at))
			fp_bytes_char(out, ' ');
		uint32_t width = *at == '\t' ? TAB - column % TAB : 1;
		column += width;
		hungry = *at == '>';
		for (uint32_t i = 0; i < width; i++)
			fp_bytes_char(out, (char)(hungry ? '>' : ' '));
	}
	if (hungry)
		fp_bytes_char(out, ' ');
}
