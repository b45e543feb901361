/* SPDX-License-Identifier: MIT */
/*
 * Around the document: labels and assignments before it, prose after it, further documents. What is
 * dropped costs by its weight, so that losing data is dearer than mending it.
 */
#include "json/moves.h"

#include "text/ascii.h"
#include "json/trivia.h"
#include "json/words.h"

#include <string.h>

/* "Response:" on a line of its own, and the document on the next one. */
static bool is_label(const struct fp_here *x, uint32_t to)
{
	static const char wide_colon[] = "\xef\xbc\x9a";
	const char *text = x->s->text;
	bool colon;

	if (x->c == '"' || x->c == '\'')
		return false; /* a name, and its value below */
	while (to > x->at && fp_trivia_blank(text[to - 1]) && text[to - 1] != '\n')
		to--;
	if (to == x->at || text[to - 1] != '\n')
		return false;
	while (to > x->at && fp_trivia_blank(text[to - 1]))
		to--;
	colon = to > x->at && text[to - 1] == ':';
	if (to - x->at > 3 && memcmp(text + to - 3, wide_colon, 3) == 0)
		colon = true;
	return colon && to - x->at < 80 && memchr(text + x->at, '\n', to - x->at) == NULL;
}

/* The [0] of txn[0]: an index, and no list. */
static bool is_index(const struct fp_here *x, uint32_t at)
{
	return at > x->at && fp_ascii_is_alnum(x->s->text[at - 1]) &&
	       fp_ascii_is_digit(fp_here_byte(x, at + 1));
}

void fp_whole_text_before(const struct fp_here *x)
{
	uint32_t to = x->at;
	struct fp_step step = fp_step_free(x, FP_STATE_START);
	struct fp_move move = {.kind = FP_MOVE_DELETE, .rule = FP_JSON_UNEXPECTED_TEXT};

	if (x->h.cost > 100 || fp_here_at_end(x) || x->c == '{' || x->c == '[')
		return;
	while (to < x->s->to && to - x->at < 4096 && x->s->text[to] != '{' &&
	       (x->s->text[to] != '[' || is_index(x, to)))
		to++;
	if (to >= x->s->to || to - x->at >= 4096)
		return;
	move.range = (struct fp_range){x->at, to};
	step.at = to;
	step.dropped = true;
	if (is_label(x, to)) {
		fp_step_slip(x, step, FP_PRICE_LABEL, &move);
		return;
	}
	step.more = fp_here_weight(x, x->at, to);
	fp_step_slip(x, step, FP_PRICE_TEXT_BEFORE, &move);
}

void fp_whole_assignment(const struct fp_here *x)
{
	static const char *const words[] = {
	    "var ",    "let ",           "const ",       "export default ",
	    "return ", "module.exports", "export const "};
	uint32_t to = x->at;
	struct fp_step step = fp_step_free(x, FP_STATE_START);
	struct fp_move move = {.kind = FP_MOVE_DELETE, .rule = FP_JSON_PROGRAM_TEXT};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (fp_here_begins(x, words[i])) {
			to = x->at + (uint32_t)strlen(words[i]);
			break;
		}
	}
	while (to < x->s->to && to - x->at < 80 && !strchr("{[\"\n=:", x->s->text[to]))
		to++;
	if (fp_here_byte(x, to) == '=')
		to++;
	else if (to == x->at || !(fp_here_begins(x, "export") || fp_here_begins(x, "return")))
		return;
	if (fp_trivia_blank(fp_here_byte(x, to)))
		to++;
	if (fp_here_byte(x, to) != '{' && fp_here_byte(x, to) != '[')
		return;
	move.range = (struct fp_range){x->at, to};
	step.at = to;
	step.dropped = true;
	fp_step_slip(x, step, FP_PRICE_CALL, &move);
}

/* "name" {: its colon is missing. */
static bool names_container(const struct fp_here *x)
{
	uint32_t notes, to = fp_here_plain_string(x, x->at);
	char c = to ? fp_here_byte(x, fp_search_skip(x->s, to, &notes)) : 0;

	return c == '{' || c == '[';
}

void fp_whole_fragment(const struct fp_here *x)
{
	struct fp_step step = fp_step_free(x, FP_STATE_KEY);
	struct fp_move move = {.kind = FP_MOVE_FRAGMENT,
	                       .rule = FP_JSON_FRAGMENT,
	                       .illustrative = 1,
	                       .range = {x->at, x->at}};
	uint32_t to;
	bool member =
	    fp_word_ellipsis(x->s->text, x->s->to, x->at) || fp_here_begins_member(x, x->at, &to);

	if (!member && !fp_here_begins_string(x, x->at))
		return;
	step.stay = true;
	step.frame = fp_brackets_push(x, 0, '{', FP_FRAME_FRAGMENT);
	step.more = member || names_container(x) ? 0 : 100;
	move.frame = step.frame;
	fp_step_slip(x, step, FP_PRICE_FRAGMENT, &move);
}

/* Whether nothing but blanks follows. */
static bool ends_layer(const struct fp_here *x, uint32_t to)
{
	while (to < x->s->to && fp_trivia_blank(x->s->text[to]))
		to++;
	return to >= x->s->to;
}

/* ``, ```json: the fence of the block once more, or a part of it; ': the end of a shell's quotes. */
static bool is_fence(const struct fp_here *x)
{
	uint32_t to = x->c == '\'' ? x->at + 1 : x->at;

	while (fp_here_byte(x, to) == '`')
		to++;
	if (to == x->at)
		return false;
	while ((fp_here_byte(x, to) | 32) >= 'a' && (fp_here_byte(x, to) | 32) <= 'z')
		to++;
	return ends_layer(x, to);
}

/*
 * wallet>, $, root@host:~#: the prompt of a console, alone on the last line of what was copied; the %
 * with which zsh says that no line end came.
 */
static bool is_prompt(const struct fp_here *x)
{
	uint32_t to = x->s->to;

	while (to > x->at && fp_trivia_blank(x->s->text[to - 1]))
		to--;
	if (to == x->at || to - x->at > 40 || !strchr(">$#%", x->s->text[to - 1]))
		return false;
	for (uint32_t i = x->at; i < to; i++) {
		if (!x->s->text[i] || strchr(" \t\n\r{}[]\",<", x->s->text[i]))
			return false;
	}
	return true;
}

/* Whether words up to `to` say what the documents are: "or" between two, "Output of it" beside one. */
static bool is_caption(const struct fp_here *x, uint32_t to)
{
	uint32_t notes, next = fp_search_skip(x->s, to, &notes);

	if (to - x->at > 80)
		return false;
	if (x->s->first)
		return next < x->s->to && (x->s->text[next] == '{' || x->s->text[next] == '[');
	return x->h.last < x->at && memchr(x->s->text + x->at, ' ', to - x->at);
}

void fp_whole_text_after(const struct fp_here *x)
{
	uint32_t most = x->s->to - x->at < 4096 ? x->s->to - x->at : 4096;
	const char *end = memchr(x->s->text + x->at, '\n', most);
	uint32_t to = end ? (uint32_t)(end - x->s->text) : x->at + most;
	bool word = (x->c | 32) >= 'a' && (x->c | 32) <= 'z' && to - x->at < 512, prose = word;
	enum fp_price price = FP_PRICE_TEXT_AFTER;
	struct fp_step step = fp_step_free(x, FP_STATE_END);
	struct fp_move move = {.kind = FP_MOVE_DELETE, .rule = FP_JSON_UNEXPECTED_TEXT};

	x->s->steps += (to - x->at) / 64;
	for (uint32_t i = x->at; prose && i < to; i++)
		prose = x->s->text[i] && (!strchr("{}[]\":", x->s->text[i]) ||
		                          (i + 1 == to && x->s->text[i] == ':'));
	move.range = (struct fp_range){x->at, to};
	step.at = to;
	step.dropped = true;
	if (is_fence(x)) {
		fp_step_slip(x, step, FP_PRICE_FENCE_REST, &move);
		return;
	}
	if (((x->s->first || x->c == '%') && is_prompt(x)) || (prose && is_caption(x, to))) {
		move.illustrative = 1;
		fp_step_slip(x, step, FP_PRICE_LABEL, &move);
		return;
	}
	step.more = fp_here_weight(x, x->at, to);
	if (prose && x->s->first)
		price = FP_PRICE_TEXT_AFTER_PROSE;
	else if (word && x->s->first && ends_layer(x, to))
		price = FP_PRICE_TEXT_AFTER_LINE;
	fp_step_slip(x, step, price, &move);
}

static bool ends_string(const struct fp_here *x)
{
	return x->h.last > x->s->origin && x->s->text[x->h.last - 1] == '"';
}

void fp_whole_another(const struct fp_here *x)
{
	bool comma = x->c == ',' || x->c == '.';
	uint32_t notes, at = comma ? fp_search_skip(x->s, x->at + 1, &notes) : x->at;
	struct fp_step step = fp_step_free(x, FP_STATE_START);
	struct fp_move move = {.kind = FP_MOVE_DOCUMENT,
	                       .rule = FP_JSON_MULTIPLE_VALUES,
	                       .illustrative = 1,
	                       .range = {x->at, comma ? x->at + 1 : x->at}};
	bool many = x->s->dialect && x->s->dialect->many;
	char c = fp_here_byte(x, at);
	bool row = comma && c == '"' && ends_string(x); /* "a", "b" */

	if (at >= x->s->to || !fp_here_begins_value(x, at))
		return;
	step.stay = !comma;
	step.at = x->at + 1;
	if (!comma)
		step.more = x->s->prices->of[FP_PRICE_DOCUMENT_BARE];
	if (!row && ((c != '{' && c != '[') || (!comma && !x->s->first && ends_string(x))))
		step.more += x->s->prices->of[FP_PRICE_DOCUMENT_SCALAR];
	if (many && x->s->first && !comma) {
		fp_step_go(x, &step);
		return;
	}
	fp_step_slip(x, step,
	             comma || x->s->first ? FP_PRICE_DOCUMENT_LINE : FP_PRICE_DOCUMENT_SAME_LINE,
	             &move);
}
