/* SPDX-License-Identifier: MIT */
/*
 * Slips in words, for somebody who knows no grammar: one sentence on what was expected and what stands
 * there, in the author's own words; and what the fix does.
 */
#include "json/phrase.h"

#include "text/utf8.h"
#include "json/trivia.h"

#include <string.h>

static bool in_object(const struct fp_message_context *c, const struct fp_slip *slip)
{
	uint32_t notes, at = fp_trivia_skip(c->layer->text, c->part.to, slip->range.to, &notes);
	uint32_t to = at + 1;

	if (at >= c->part.to || c->layer->text[at] != '"')
		return false;
	while (to < c->part.to && c->layer->text[to] != '"')
		to += c->layer->text[to] == '\\' ? 2 : 1;
	to = to < c->part.to ? fp_trivia_skip(c->layer->text, c->part.to, to + 1, &notes) : to;
	return to < c->part.to && c->layer->text[to] == ':';
}

static const char *fault_of_colon(const struct fp_message_context *c, const struct fp_slip *slip)
{
	const char *name = fp_phrase_token_before(c, slip->move->previous);

	return slip->range.from == slip->range.to
	           ? fp_phrase_say(c, "expected ':' after the property name %s", name)
	           : fp_phrase_say(c, "expected ':' after the property name %s, found '%s'", name,
	                           fp_phrase_words(c, slip->range.from, slip->range.to));
}

/* Whether the quote of a name stands on the line before it. */
static bool is_late_name(const struct fp_message_context *c, const struct fp_slip *slip)
{
	return slip->edits[0].len == 0 && c->layer->text[slip->edits[0].range.from] == '"';
}

static const char *fault_of_string(const struct fp_message_context *c, const struct fp_slip *slip)
{
	const char *text = c->layer->text;
	uint32_t point, used;

	switch (slip->rule) {
	case FP_JSON_CONTROL_CHAR:
		switch (text[slip->range.from]) {
		case '\n':
		case '\r':
			return is_late_name(c, slip)
			           ? "this name begins on the next line, behind its opening quote"
			           : "line end inside a string; write \\n";
		case '\t':
			return "tab inside a string; write \\t";
		default:
			return fp_phrase_say(c, "control character U+%04X inside a string",
			                     (unsigned)(unsigned char)text[slip->range.from]);
		}
	case FP_JSON_BAD_ESCAPE:
		if (slip->range.to >= c->part.to)
			return "a backslash alone is not a JSON escape";
		fp_utf8_decode(text + slip->range.to, c->part.to - slip->range.to, &used);
		return fp_phrase_say(c, "'\\%s' is not a JSON escape",
		                     fp_phrase_words(c, slip->range.to, slip->range.to + used));
	case FP_JSON_SMART_QUOTE:
		point =
		    fp_utf8_decode(text + slip->range.from, c->part.to - slip->range.from, &used);
		return fp_phrase_say(c, "typographic quote U+%04X; JSON strings take '\"'", point);
	case FP_JSON_SINGLE_QUOTE:
		return "JSON strings take double quotes";
	case FP_JSON_UNESCAPED_QUOTE:
		return "quote inside a string must be escaped";
	default:
		return "string opened here is not closed";
	}
}

static const char *fault_of_container(const struct fp_message_context *c,
                                      const struct fp_slip *slip)
{
	const struct fp_frame *f = &c->story->frames[slip->move->frame];
	struct fp_bytes closers = FP_BYTES(c->sink->arena);

	for (uint32_t i = 0; i < slip->count; i++) {
		for (uint32_t k = 0; k < slip->edits[i].len; k++) {
			if (!fp_trivia_blank(slip->edits[i].text[k]))
				fp_bytes_char(&closers, slip->edits[i].text[k]);
		}
	}
	if (slip->move->kind == FP_MOVE_CLOSE_END)
		return fp_phrase_say(c, "missing '%s' at the end of the %s",
		                     fp_bytes_string(&closers), c->where);
	return fp_phrase_say(c, "missing '%s': the '%c' at %s is not closed here",
	                     fp_bytes_string(&closers), f->kind,
	                     fp_where(c->sink, c->layer, f->open));
}

static const char *fault_of_closer(const struct fp_message_context *c, const struct fp_slip *slip)
{
	const struct fp_frame *f = &c->story->frames[slip->move->frame];
	const char *found = fp_phrase_words(c, slip->range.from, slip->range.to);

	if (slip->rule == FP_JSON_EXTRA_CLOSER)
		return fp_phrase_say(c, "'%s' closes nothing", found);
	if (slip->move->kind == FP_MOVE_SWAP)
		return fp_phrase_say(c, "expected '%c' before '%c', found them the other way round",
		                     c->layer->text[slip->range.to - 1],
		                     c->layer->text[slip->range.from]);
	if (*found == (char)f->kind)
		return fp_phrase_say(c, "expected '%s' for the '%c' at %s, found another '%c'",
		                     slip->edits->text, f->kind,
		                     fp_where(c->sink, c->layer, f->open), f->kind);
	return fp_phrase_say(c, "'%c' opened at %s is closed by '%s'", f->kind,
	                     fp_where(c->sink, c->layer, f->open), found);
}

/* A string that is quoted in no way that JSON knows. */
static const char *fault_of_quotes(const struct fp_message_context *c, const struct fp_slip *slip)
{
	const struct fp_reading *r = &slip->move->reading;
	const char *found = fp_phrase_words(c, slip->range.from, slip->range.to);

	if (fp_reading_style(r) == FP_QUOTE_ENTITY)
		return fp_phrase_say(c, "'%s' stands for a quote; JSON strings take '\"' itself",
		                     found);
	if (r->close == FP_CLOSE_OTHER)
		return "this string ends with another quote than it begins with";
	return fp_phrase_say(c, "one quote too many: %s",
	                     fp_phrase_words(c, slip->range.from, r->end));
}

static const char *fault_of_program(const struct fp_message_context *c, const struct fp_slip *slip)
{
	if (slip->move->price == FP_PRICE_JOINED_LINES)
		return "expected one string, found two, one below the other";
	if (slip->move->price == FP_PRICE_CONCATENATION)
		return "expected one string, found two that '+' joins";
	if (slip->move->kind == FP_MOVE_STRING)
		return fp_phrase_say(c, "expected '\"' at the start of a string, found %s",
		                     fp_phrase_words(c, slip->range.from, slip->range.to));
	return fp_phrase_say(c, "'%s' is program text, not JSON",
	                     fp_phrase_trimmed(c, slip->range));
}

static const char *fault_of_placeholder(const struct fp_message_context *c,
                                        const struct fp_slip *slip)
{
	const char *found = fp_phrase_words(c, slip->range.from, slip->range.to);

	if (slip->range.from == slip->range.to)
		return "a note stands in the place of a value";
	if (!slip->move && strcmp(found, "?") == 0)
		return "'?' says that the member may be left out, and is no part of JSON";
	if (slip->move && slip->move->price == FP_PRICE_ALTERNATIVE)
		return fp_phrase_say(c, "'%s' offers another value; JSON takes one", found);
	return fp_phrase_say(c,
	                     slip->move ? "%s is neither a JSON value nor a known placeholder"
	                                : "%s is a directive of a template, and no part of JSON",
	                     found);
}

/* "a": and nothing behind it. */
static const char *fault_of_missing_value(const struct fp_message_context *c,
                                          const struct fp_slip *slip)
{
	uint32_t to = slip->move->previous;
	const char *colon = "";

	if (to > c->part.from && c->layer->text[to - 1] == ':') {
		colon = ":";
		for (to--; to > c->part.from && fp_trivia_blank(c->layer->text[to - 1]);)
			to--;
	}
	return fp_phrase_say(c, "no value after %s%s", fp_phrase_token_before(c, to), colon);
}

/*
 * ```json at the start of a line, in the middle: the block before it was to end ahead of it. Answers
 * the offset behind the word, or 0.
 */
static uint32_t fence_opened(const struct fp_message_context *c, struct fp_range range)
{
	const char *text = c->layer->text;
	uint32_t at = range.from + 3;

	if (range.from <= c->part.from || text[range.from - 1] != '\n' || range.to <= at ||
	    memcmp(text + range.from, "```", 3) != 0)
		return 0;
	while (at < range.to && (text[at] | 32) >= 'a' && (text[at] | 32) <= 'z')
		at++;
	return at > range.from + 3 ? at : 0;
}

static const char *fault_of_text(const struct fp_message_context *c, const struct fp_slip *slip)
{
	const char *found = fp_phrase_words(c, slip->range.from, slip->range.to);
	const char *quoted = fp_phrase_quoted(c, slip->range);
	uint32_t fence = fence_opened(c, slip->range);

	if (!slip->move)
		return *found == '\\' && slip->range.to - slip->range.from == 1
		           ? "a backslash at the end of a line continues nothing in JSON"
		       : c->layer->text[slip->range.from] == '\x1b'
		           ? "color code of a terminal between two values"
		           : fp_phrase_say(c, "'%s' is markup, and no part of JSON", found);
	if (slip->move->kind == FP_MOVE_STRING)
		return fault_of_quotes(c, slip);
	if (fence)
		return fp_phrase_say(c,
		                     "'%s' opens a code block inside this one, which is not closed",
		                     fp_phrase_words(c, slip->range.from, fence));
	switch (slip->move->price) {
	case FP_PRICE_BULLET:
		return "a dash stands before this element, as in YAML";
	case FP_PRICE_FENCE_REST:
		return fp_phrase_say(c,
		                     *found == '`' ? "%s is left over from a code fence"
		                                   : "%s is left over from the quotes of a command",
		                     quoted);
	case FP_PRICE_QUOTE_EARLY:
		return fp_phrase_say(c, "'%c' stands behind the closing quote of its string",
		                     c->layer->text[slip->range.to - 1]);
	case FP_PRICE_REPEATED:
		return "this repeats the end of what stands before it";
	case FP_PRICE_LABEL:
		return fp_phrase_say(c, "%s is no part of the JSON", quoted);
	case FP_PRICE_TEXT_BEFORE:
		return fp_phrase_say(c, "unexpected text before the JSON: %s", quoted);
	case FP_PRICE_TEXT_AFTER:
	case FP_PRICE_TEXT_AFTER_PROSE:
		return fp_phrase_say(c, "unexpected text after the value: %s", quoted);
	case FP_PRICE_COMMA_SEMICOLON:
	case FP_PRICE_COMMA_DOT:
	case FP_PRICE_COMMA_COLON_OBJECT:
	case FP_PRICE_COMMA_COLON_ARRAY:
		return fp_phrase_say(c, "expected ',' between values, found '%s'", found);
	default:
		return fp_phrase_say(c, "unexpected text: %s", quoted);
	}
}

static const char *invisible(const struct fp_message_context *c, const struct fp_slip *slip)
{
	uint32_t used, point = fp_utf8_decode(c->layer->text + slip->range.from,
	                                      c->part.to - slip->range.from, &used);

	return fp_phrase_say(c,
	                     slip->count > 1
	                         ? "%s U+%04X outside a string, here and in %u more place%s"
	                         : "%s U+%04X outside a string",
	                     point == 0xA0     ? "no-break space"
	                     : point == 0xFEFF ? "byte-order mark"
	                     : point == 0x200B ? "zero-width space"
	                                       : "invisible character",
	                     point, slip->count - 1, slip->count == 2 ? "" : "s");
}

static const char *fault_of_opener(const struct fp_message_context *c, const struct fp_slip *slip)
{
	const char *found = fp_phrase_words(c, slip->range.from, slip->range.to);

	if (slip->rule == FP_JSON_MISSING_OPENER)
		return fp_phrase_say(c, "'%s' is missing before %s", slip->move->text,
		                     fp_phrase_token_at(c, slip->range.from));
	return slip->move->kind == FP_MOVE_DELETE
	           ? fp_phrase_say(c, "'%s' is one too many", found)
	           : fp_phrase_say(c, "'%s' opens what should be '%s'", found, slip->move->text);
}

static const char *fault_of_literal(const struct fp_message_context *c, const struct fp_slip *slip)
{
	const char *found = fp_phrase_words(c, slip->range.from, slip->range.to);

	return slip->count == 1 && slip->edits[0].len
	           ? fp_phrase_say(c, "'%s' is not JSON; write %.*s", found,
	                           (int)slip->edits[0].len, slip->edits[0].text)
	           : fp_phrase_say(c, "'%s' is not a JSON value", found);
}

/* Sentences that need no words of the text. */
static const char *const plain_faults[FP_RULE_COUNT] = {
    [FP_JSON_EXTRA_COMMA] = "',' with no value before it",
    [FP_JSON_EXTRA_COLON] = "second ':' after the property name",
    [FP_JSON_MISSING_KEY] = "no property name before ':'",
    [FP_JSON_MEMBER_IN_ARRAY] = "a member needs an object around it",
    [FP_JSON_FRAGMENT] = "members without an enclosing object",
    [FP_JSON_COMMENT] = "JSON has no comments; tag this block jsonc",
};

const char *fp_message_fault(const struct fp_message_context *c, const struct fp_slip *slip)
{
	const char *found = fp_phrase_words(c, slip->range.from, slip->range.to);

	if (slip->fault)
		return slip->fault;
	if (plain_faults[slip->rule])
		return plain_faults[slip->rule];
	switch (slip->rule) {
	case FP_JSON_MISSING_COLON:
		return fault_of_colon(c, slip);
	case FP_JSON_MISSING_COMMA:
		return fp_phrase_say(c, "expected ',' between %s, found %s",
		                     in_object(c, slip) ? "members" : "values",
		                     fp_phrase_token_at(c, slip->range.to));
	case FP_JSON_TRAILING_COMMA:
		return fp_phrase_say(c, "trailing comma before %s",
		                     fp_phrase_token_at(c, slip->range.to));
	case FP_JSON_MISSING_VALUE:
		return fault_of_missing_value(c, slip);
	case FP_JSON_CONTROL_CHAR:
	case FP_JSON_BAD_ESCAPE:
	case FP_JSON_SMART_QUOTE:
	case FP_JSON_SINGLE_QUOTE:
	case FP_JSON_UNESCAPED_QUOTE:
	case FP_JSON_UNTERMINATED_STRING:
		return fault_of_string(c, slip);
	case FP_JSON_UNCLOSED_CONTAINER:
		return fault_of_container(c, slip);
	case FP_JSON_EXTRA_CLOSER:
	case FP_JSON_MISMATCHED_CLOSER:
		return fault_of_closer(c, slip);
	case FP_JSON_MISSING_OPENER:
	case FP_JSON_EXTRA_OPENER:
		return fault_of_opener(c, slip);
	case FP_JSON_MISSING_QUOTE:
		return fp_phrase_say(c, "'\"' is missing before %s",
		                     fp_phrase_token_at(c, slip->range.from));
	case FP_JSON_UNEXPECTED_TEXT:
		return fault_of_text(c, slip);
	case FP_JSON_MULTIPLE_VALUES:
		return fp_phrase_say(c, "a second JSON value; one %s, one value", c->where);
	case FP_JSON_UNQUOTED_KEY:
		return fp_phrase_say(c,
		                     slip->move->price == FP_PRICE_BRACKETED_KEY
		                         ? "property names stand in no brackets: '%s'"
		                         : "property names must be quoted: '%s'",
		                     found);
	case FP_JSON_UNQUOTED_VALUE:
		return fp_phrase_say(c, "'%s' is not a JSON value; quote it", found);
	case FP_JSON_PROGRAM_TEXT:
		return fault_of_program(c, slip);
	case FP_JSON_BAD_LITERAL:
		return fault_of_literal(c, slip);
	case FP_JSON_INVISIBLE_CHAR:
		return invisible(c, slip);
	case FP_JSON_ELLIPSIS:
		return fp_phrase_say(c, "'%s' stands for left-out members", found);
	case FP_JSON_BARE_PLACEHOLDER:
		return fault_of_placeholder(c, slip);
	case FP_JSON_INVALID_UTF8:
		return fp_phrase_say(c, "byte 0x%02X is not UTF-8",
		                     (unsigned)(unsigned char)c->layer->text[slip->range.from]);
	default:
		return fp_phrase_say(c, "unexpected text: '%s'", found);
	}
}

/* Text of an edit as a message shows it: line ends and indentation left out. */
static const char *shown(const struct fp_message_context *c, const struct fp_layer_edit *edit)
{
	struct fp_bytes out = FP_BYTES(c->sink->arena);

	for (uint32_t i = 0; i < edit->len; i++) {
		if (!fp_trivia_blank(edit->text[i]))
			fp_bytes_char(&out, edit->text[i]);
	}
	return out.len ? fp_words(c->sink, out.data, out.len) : " ";
}

/* A fix of several edits: what they come to. */
static const char *fix_of_many(const struct fp_message_context *c, const struct fp_slip *slip)
{
	const struct fp_layer_edit *e = slip->edits, *last = &e[slip->count - 1];
	const char *first = fp_phrase_words(c, e->range.from, e->range.to);

	if (slip->count == 2 && e[0].range.from == e[0].range.to &&
	    e[1].range.from == e[0].range.to)
		return fp_phrase_say(c, "insert '%s%s'", shown(c, &e[0]), shown(c, &e[1]));
	switch (slip->rule) {
	case FP_JSON_EXTRA_OPENER:
		return e->len
		           ? fp_phrase_say(
		                 c, "replace '%s' with '%s', and the closing '%s' with '%s'", first,
		                 shown(c, e), fp_phrase_words(c, last->range.from, last->range.to),
		                 shown(c, last))
		           : fp_phrase_say(c, "delete '%s' and the '%s' that closes it", first,
		                           fp_phrase_words(c, last->range.from, last->range.to));
	case FP_JSON_MISMATCHED_CLOSER:
		return slip->move->kind == FP_MOVE_SWAP ? "swap them" : "replace each of them";
	case FP_JSON_BAD_LITERAL:
	case FP_JSON_MISSING_QUOTE:
		return "put it in double quotes";
	case FP_JSON_INVALID_UTF8:
		return fp_phrase_say(c, "replace each byte with '%s'", shown(c, e));
	case FP_JSON_BAD_ESCAPE:
		return *first != '\\' ? "use double quotes"
		       : e->len       ? "double the backslashes"
		                      : "delete the backslashes";
	case FP_JSON_UNTERMINATED_STRING:
		return "close the string, and write what it cannot hold as escapes";
	case FP_JSON_UNEXPECTED_TEXT:
		return slip->move && slip->move->kind == FP_MOVE_STRING
		           ? "use double quotes"
		           : fp_phrase_say(c, "delete '%s' here and in %u more place%s", first,
		                           slip->count - 1, slip->count == 2 ? "" : "s");
	default:
		return fp_phrase_say(c, "make %u changes", slip->count);
	}
}

const char *fp_message_fix(const struct fp_message_context *c, const struct fp_slip *slip)
{
	const struct fp_layer_edit *e = slip->edits;

	if (slip->fix)
		return slip->fix;
	switch (slip->rule) {
	case FP_JSON_COMMENT:
		return slip->count > 1 ? "delete the comments" : "delete the comment";
	case FP_JSON_FRAGMENT:
	case FP_JSON_MEMBER_IN_ARRAY:
		return "put braces around the members";
	case FP_JSON_MULTIPLE_VALUES:
		return "put brackets around the values, and commas between them";
	case FP_JSON_SINGLE_QUOTE:
	case FP_JSON_SMART_QUOTE:
		return "use double quotes";
	case FP_JSON_UNQUOTED_KEY:
	case FP_JSON_UNQUOTED_VALUE:
	case FP_JSON_BARE_PLACEHOLDER:
		if (slip->move && slip->move->price == FP_PRICE_BRACKETED_KEY)
			return "delete the brackets";
		if (slip->move && slip->move->kind == FP_MOVE_REPLACE)
			return "put a string in its place, without the braces";
		if (slip->move && slip->move->kind == FP_MOVE_INSERT)
			return "insert 'null'";
		return slip->move && slip->move->kind == FP_MOVE_QUOTE ? "put it in double quotes"
		                                                       : "delete it";
	case FP_JSON_UNESCAPED_QUOTE:
		if (e[0].len == 0)
			return "take the object out of its quotes";
		return slip->count > 1 ? "escape the quotes inside the string" : "escape it: \\\"";
	case FP_JSON_PROGRAM_TEXT:
		if (slip->move->price == FP_PRICE_JOINED_LINES ||
		    slip->move->price == FP_PRICE_CONCATENATION)
			return "write them as one string";
		return slip->move->kind == FP_MOVE_STRING ? "use double quotes"
		                                          : "keep the value alone";
	case FP_JSON_CONTROL_CHAR:
		if (is_late_name(c, slip))
			return "put the quote in front of the name";
		return slip->count > 1 ? "write them as escapes" : "write it as an escape";
	case FP_JSON_INVISIBLE_CHAR:
		return e[0].len > 0 ? "replace it with a space" : "delete it";
	case FP_JSON_ELLIPSIS:
		return "leave it out";
	case FP_JSON_UNEXPECTED_TEXT:
		if (slip->move && slip->move->price == FP_PRICE_REPEATED)
			return "delete the repeated lines";
		break;
	default:
		break;
	}
	if (slip->count > 1)
		return fix_of_many(c, slip);
	if (e[0].range.from == e[0].range.to)
		return fp_phrase_say(c, "insert '%s'", shown(c, &e[0]));
	if (e[0].len == 0)
		return fp_phrase_say(c, "delete %s", fp_phrase_quoted(c, e[0].range));
	return fp_phrase_say(c, "replace '%s' with '%s'",
	                     fp_phrase_words(c, e[0].range.from, e[0].range.to), shown(c, &e[0]));
}
