/* SPDX-License-Identifier: MIT */
/*
 * Strings → secrets in them. A string is looked at where it is decoded last: what a payload holds
 * is found in the payload, not in the string around it. What stands for something else, repeats
 * itself or says that it is an example, is none.
 */
#include "check/secrets.h"
#include "har/placeholder.h"
#include "har/value.h"
#include "json/pointer.h"

#include <stdlib.h>
#include <string.h>

/* How much of a secret may be shown. */
#define SHOWN 4

/* Past so many secrets in one document, messages lose all words of the author instead. */
#define MOST_HIDDEN 100

/* The same past so many bytes of secrets, each counted once for each finding. */
#define MOST_COMPARED UINT64_C(20000000)

static bool is_varied(struct fp_text text)
{
	bool seen[256] = {false};
	unsigned kinds = 0;

	for (uint32_t i = 0; i < text.len && kinds < 10; i++) {
		unsigned char c = (unsigned char)text.of[i];

		kinds += !seen[c];
		seen[c] = true;
	}
	return kinds >= 10;
}

static bool is_example(struct fp_text text)
{
	static const char *const marks[] = {"EXAMPLE", "example", "...", "\xe2\x80\xa6"};
	/* The token of jwt.io. */
	static const char sample[] = "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (fp_text_find(text, marks[i], strlen(marks[i])))
			return true;
	return fp_text_find(text, sample, sizeof(sample) - 1) != NULL;
}

/*
 * A password may be one word, and then an UPPER_CASE one is none; a token is made of capitals
 * itself.
 */
static bool stands_for(const struct fp_secrets *secrets, enum fp_rule rule, struct fp_text text)
{
	if (rule == FP_SECRET_URL_PASSWORD || rule == FP_SECRET_FIELD)
		return fp_placeholder_in(secrets->placeholders, text.of, text.len);
	return fp_placeholder_configured(secrets->placeholders, text.of, text.len);
}

static void remember(struct fp_secrets *secrets, struct fencepost_span mask, struct fp_text text)
{
	struct fp_arena *arena = secrets->sink->arena;

	if (secrets->count == secrets->room) {
		size_t room = secrets->room ? 2 * secrets->room : 4;

		secrets->masks =
		    fp_arena_grow(arena, secrets->masks, secrets->room * sizeof(*secrets->masks),
		                  room * sizeof(*secrets->masks));
		secrets->texts =
		    fp_arena_grow(arena, secrets->texts, secrets->room * sizeof(*secrets->texts),
		                  room * sizeof(*secrets->texts));
		secrets->room = room;
	}
	secrets->masks[secrets->count] = mask;
	secrets->texts[secrets->count++] = text;
}

/* ---- one text, wherever it stands ---- */

/* A text and how its offsets are those of a layer. */
struct place {
	const struct fp_layer *layer;
	const struct fp_value *value; /* NULL: the layer's own text */
	const struct fp_tree *tree; /* where its node says what it is called; NULL: nothing does */
	uint32_t node;
};

static struct fp_range range_of(const struct place *place, uint32_t from, uint32_t to)
{
	return place->value ? fp_value_range(place->value, from, to) : (struct fp_range){from, to};
}

static void report(struct fp_secrets *secrets, const struct place *place, struct fp_text text,
                   const struct fp_secret *secret)
{
	struct fp_range edit = range_of(place, secret->edit_from, secret->edit_to);
	struct fp_range hidden = range_of(place, secret->hidden_from, secret->hidden_to);
	struct fp_finding *finding;

	finding = fp_found(secrets->sink, place->layer, range_of(place, secret->from, secret->to),
	                   secret->rule, "%s", secret->message);
	if (place->tree)
		fp_point(finding, fp_pointer_of(secrets->sink->arena, place->tree, place->node));
	fp_fix(finding, FENCEPOST_UNSAFE, "%s",
	       secret->rule == FP_SECRET_JWT ? "cut its signature"
	                                     : "put a placeholder in its place");
	fp_edit(finding, place->layer, edit, secret->placeholder, strlen(secret->placeholder));
	if (!finding->muted)
		remember(secrets, fp_layer_span(place->layer, hidden),
		         (struct fp_text){text.of + secret->hidden_from,
		                          secret->hidden_to - secret->hidden_from});
}

static void look_in(struct fp_secrets *secrets, const struct place *place, struct fp_text text)
{
	for (uint32_t at = 0; at < text.len; at++) {
		struct fp_secret secret;
		struct fp_text whole;

		if (!fp_secret_kind_starts(text.of[at]) ||
		    !fp_secret_kind_at(&secret, secrets->sink->arena, text, at))
			continue;
		whole = (struct fp_text){text.of + secret.from, secret.to - secret.from};
		if (is_varied(whole) && !is_example(whole) &&
		    !stands_for(secrets, secret.rule, whole))
			report(secrets, place, text, &secret);
		at = secret.to - 1;
	}
}

void fp_secrets_in_text(struct fp_secrets *secrets, const struct fp_layer *layer)
{
	struct place place = {.layer = layer};

	look_in(secrets, &place, (struct fp_text){layer->text, layer->len});
}

/* ---- the strings of a tree ---- */

/* Whether any byte between the quotes may begin a secret, or hide one behind an escape. */
static bool is_worth(const char *text, struct fp_range token)
{
	if (token.to - token.from < 12)
		return false;
	for (uint32_t i = token.from + 1; i + 1 < token.to; i++)
		if (text[i] == '\\' || fp_secret_kind_starts(text[i]))
			return true;
	return false;
}

static void look_in_string(struct fp_secrets *secrets, const struct fp_tree *tree, uint32_t node,
                           const struct fp_value *value)
{
	struct place place = {tree->layer, value, tree, node};

	look_in(secrets, &place, (struct fp_text){value->text, value->len});
}

/* ---- fields by their names ---- */

static bool names_a_secret(const struct fp_value *name)
{
	static const char *const names[] = {
	    "client_secret", "clientSecret", "access_token", "accessToken", "refresh_token",
	    "refreshToken",  "id_token",     "password",     "passwd",      "api_key",
	    "apiKey",        "apikey",       "secret",       "secret_key",  "secretKey",
	    "private_key",   "auth_token",   "token"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (fp_value_is(name, names[i]))
			return true;
	return false;
}

/* The binary logarithm of a number from 1 on: whole bits first, then by squaring what is left. */
static double log2_of(double number)
{
	double whole = 0, part = 0.5;

	while (number >= 2) {
		number /= 2;
		whole++;
	}
	for (int i = 0; i < 20; i++) {
		number *= number;
		if (number >= 2) {
			number /= 2;
			whole += part;
		}
		part /= 2;
	}
	return whole;
}

/* Shannon entropy, in bits a byte. */
static double entropy(struct fp_text text)
{
	uint32_t counts[256] = {0};
	double bits = 0;

	for (uint32_t i = 0; i < text.len; i++)
		counts[(unsigned char)text.of[i]]++;
	for (int i = 0; i < 256; i++)
		if (counts[i] > 0)
			bits += counts[i] * (log2_of(text.len) - log2_of(counts[i]));
	return text.len ? bits / text.len : 0;
}

static void look_at_field(struct fp_secrets *secrets, const struct fp_tree *tree, uint32_t node)
{
	struct fp_arena *arena = secrets->sink->arena;
	struct fp_value name = fp_value_name(arena, tree, node);
	struct fp_value value;
	struct fp_text text;
	struct place place = {tree->layer, &value, tree, node};
	struct fp_secret secret = {.rule = FP_SECRET_FIELD,
	                           .message = "a random-looking value under the name of a secret",
	                           .placeholder = "YOUR_SECRET"};

	if (!names_a_secret(&name))
		return;
	value = fp_value_of(arena, tree, node);
	text = (struct fp_text){value.text, value.len};
	if (value.len < 20 || entropy(text) < 3.5 || memchr(text.of, ' ', text.len) ||
	    is_example(text) || stands_for(secrets, secret.rule, text))
		return;
	secret.to = secret.hidden_to = secret.edit_to = value.len;
	report(secrets, &place, text, &secret);
}

void fp_secrets_in_tree(struct fp_secrets *secrets, const struct fp_tree *tree,
                        const uint32_t *skip, size_t skip_count)
{
	struct fp_arena *arena = secrets->sink->arena;
	const char *text = tree->layer->text;
	bool fields =
	    secrets->sink->levels->of[FP_SECRET_FIELD][secrets->sink->kind] != FENCEPOST_OFF;

	for (uint32_t i = 0; i < tree->count; i++) {
		const struct fp_node *node = &tree->nodes[i];
		size_t before = secrets->count;
		struct fp_value value;

		if (is_worth(text, node->name)) {
			value = fp_value_name(arena, tree, i);
			look_in_string(secrets, tree, i, &value);
		}
		if (skip_count > 0 && i == *skip) {
			skip++;
			skip_count--;
			continue;
		}
		if (node->kind != FP_NODE_STRING)
			continue;
		if (is_worth(text, node->range)) {
			value = fp_value_of(arena, tree, i);
			look_in_string(secrets, tree, i, &value);
		}
		if (fields && node->name.from < node->name.to && secrets->count == before)
			look_at_field(secrets, tree, i);
	}
}

/* ---- hiding ---- */

/* How many bytes from `said` on are also somewhere in the secret, beyond what may be shown. */
static size_t told(const char *said, struct fp_text secret)
{
	size_t best = 0;

	for (uint32_t i = 0; i < secret.len; i++) {
		size_t len = 0;

		while (i + len < secret.len && said[len] == secret.of[i + len] && said[len] != '\0')
			len++;
		if (len > best && (i == 0 || len >= (size_t)2 * SHOWN))
			best = len;
	}
	return best > SHOWN ? best : 0;
}

/*
 * The sentence without the secret: four bytes of it, and dots. The same pointer where it holds
 * none.
 */
static const char *without(struct fp_arena *arena, const char *sentence, struct fp_text secret)
{
	struct fp_bytes out = FP_BYTES(arena);
	bool changed = false;

	for (const char *at = sentence; *at;) {
		size_t len = told(at, secret);

		if (len == 0) {
			fp_bytes_char(&out, *at++);
			continue;
		}
		fp_bytes_put(&out, at, SHOWN);
		fp_bytes_text(&out, "...");
		at += len;
		changed = true;
	}
	return changed ? fp_bytes_string(&out) : sentence;
}

static bool has_secret(const struct fp_finding *finding, struct fp_text secret)
{
	for (size_t i = 0; i < finding->made_count; i++) {
		struct fp_text text = {finding->made[i].edit.text,
		                       (uint32_t)finding->made[i].edit.len};

		if (fp_text_find(text, secret.of, secret.len))
			return true;
	}
	return false;
}

/* Says of a finding only what its rule is about. */
static void silence(struct fp_finding *finding)
{
	const char **pointers = (const char **)finding->pub.pointers;

	finding->pub.message = fp_rule_info(finding->rule)->summary;
	for (size_t i = 0; i < finding->pub.pointer_count; i++)
		pointers[i] = "";
	finding->unfixable = true;
}

static bool is_of_secret(const struct fp_finding *finding)
{
	return finding->rule >= FP_SECRET_TOKEN && finding->rule <= FP_SECRET_FIELD;
}

static void hide_in(struct fp_finding *finding, struct fp_arena *arena, struct fp_text secret)
{
	const char **pointers = (const char **)finding->pub.pointers;

	for (size_t i = 0; i < finding->pub.pointer_count; i++)
		pointers[i] = without(arena, pointers[i], secret);
	if (is_of_secret(finding))
		return; /* shows four bytes as it is */
	finding->pub.message = without(arena, finding->pub.message, secret);
	if (finding->fix.message)
		finding->fix.message = without(arena, finding->fix.message, secret);
	if (has_secret(finding, secret))
		finding->unfixable = true;
}

static int by_start(const void *left, const void *right)
{
	const struct fencepost_span *a = left, *b = right;

	return (a->start > b->start) - (a->start < b->start);
}

/* Sorts the masks, and joins those that overlap. */
static void order_masks(struct fp_secrets *secrets)
{
	struct fencepost_span *masks = secrets->masks;

	qsort(masks, secrets->count, sizeof(*masks), by_start);
	secrets->mask_count = 1;
	for (size_t i = 1; i < secrets->count; i++) {
		struct fencepost_span *last = &masks[secrets->mask_count - 1];

		if (masks[i].start >= last->end)
			masks[secrets->mask_count++] = masks[i];
		else if (masks[i].end > last->end)
			last->end = masks[i].end;
	}
}

static bool is_too_much(const struct fp_secrets *secrets)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < secrets->count; i++)
		bytes += secrets->texts[i].len;
	return secrets->count > MOST_HIDDEN || bytes * secrets->sink->count > MOST_COMPARED;
}

void fp_secrets_hide(struct fp_secrets *secrets)
{
	struct fp_sink *sink = secrets->sink;

	if (secrets->count == 0)
		return;
	order_masks(secrets);
	if (is_too_much(secrets)) {
		for (size_t i = 0; i < sink->count; i++)
			silence(sink->found[i]);
		return;
	}
	for (size_t i = 0; i < secrets->count; i++)
		for (size_t j = 0; j < sink->count; j++)
			hide_in(sink->found[j], sink->arena, secrets->texts[i]);
}
