/* SPDX-License-Identifier: MIT */
/* The parts that messages are made of: what stands in the text, as its author would say it. */
#include "json/phrase.h"

#include "json/trivia.h"

#include <string.h>

/* Of what is longer a message shows the beginning alone, and no name is so long that ends here. */
enum { TOKEN_MOST = 256, NAME_MOST = 1024 };

const char *fp_phrase_say(const struct fp_message_context *c, const char *format, ...)
{
	struct fp_bytes out = FP_BYTES(c->sink->arena);
	va_list arguments;

	va_start(arguments, format);
	fp_bytes_vprintf(&out, format, arguments);
	va_end(arguments);
	return fp_bytes_string(&out);
}

const char *fp_phrase_words(const struct fp_message_context *c, uint32_t from, uint32_t to)
{
	return fp_words(c->sink, c->layer->text + from, to - from);
}

const char *fp_phrase_token_before(const struct fp_message_context *c, uint32_t to)
{
	const char *text = c->layer->text;
	uint32_t from = to, least = c->part.from;
	char quote;

	if (to > c->part.from + 1 && text[to - 1] == ']')
		to--; /* ["name"] = 1 */
	if (to <= c->part.from)
		return "";
	if (to - least > NAME_MOST)
		least = to - NAME_MOST;
	quote = text[to - 1];
	if (quote == '"' || quote == '\'') {
		for (from = to - 1; from > least && text[from - 1] != '\n'; from--) {
			if (text[from - 1] == quote && (from < 2 || text[from - 2] != '\\'))
				return fp_phrase_words(c, from - 1, to);
		}
	}
	for (from = to; from > least && !fp_trivia_blank(text[from - 1]) &&
	                !strchr(",:{}[]\"", text[from - 1]);)
		from--;
	return fp_phrase_words(c, from < to ? from : to - 1, to);
}

const char *fp_phrase_trimmed(const struct fp_message_context *c, struct fp_range range)
{
	while (range.to > range.from && fp_trivia_blank(c->layer->text[range.to - 1]))
		range.to--;
	return fp_phrase_words(c, range.from, range.to);
}

const char *fp_phrase_quoted(const struct fp_message_context *c, struct fp_range range)
{
	const char *words = fp_phrase_trimmed(c, range);

	return fp_phrase_say(c, strchr(words, '\'') ? "\"%s\"" : "'%s'", words);
}

const char *fp_phrase_token_at(const struct fp_message_context *c, uint32_t at)
{
	const char *text = c->layer->text;
	uint32_t notes, to, most;

	at = fp_trivia_skip(text, c->part.to, at, &notes);
	if (at >= c->part.to)
		return fp_phrase_say(c, "the end of the %s", c->where);
	to = at + 1;
	most = c->part.to - at > TOKEN_MOST ? at + TOKEN_MOST : c->part.to;
	if (text[at] == '"' || text[at] == '\'') {
		while (to < most && text[to] != text[at] && text[to] != '\n')
			to += text[to] == '\\' && to + 1 < most ? 2 : 1;
		return fp_phrase_words(c, at, to < most && text[to] == text[at] ? to + 1 : to);
	}
	if (strchr("{}[],:", text[at]))
		return fp_phrase_say(c, "'%c'", text[at]);
	while (to < most && !fp_trivia_blank(text[to]) && !strchr("{}[],:\"", text[to]))
		to++;
	return fp_phrase_say(c, "'%s'", fp_phrase_words(c, at, to));
}
