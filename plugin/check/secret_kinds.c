/* SPDX-License-Identifier: MIT */
/*
 * The shapes of secrets. Providers give their tokens a beginning of their own: those stand in a
 * table. The others (a JSON Web Token, Basic credentials, a password in a url, a private key) are
 * taken apart, so that what only looks like one stays silent.
 */
#include "check/secret_kinds.h"
#include "check/base64.h"
#include "text/ascii.h"

#include <stdlib.h>
#include <string.h>

static const char upper[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
static const char words[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
static const char slashes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/";

static const struct provider {
	const char *prefix;
	const char *alphabet;
	uint32_t least; /* bytes behind the prefix */
	bool exact;     /* and not one more */
	const char *name;
	const char *placeholder; /* keeps the prefix */
} providers[] = {
    {"AKIA", upper, 16, true, "an AWS access key", "AKIA_YOUR_ACCESS_KEY"},
    {"ASIA", upper, 16, true, "an AWS access key", "ASIA_YOUR_ACCESS_KEY"},
    {"ghp_", letters, 36, false, "a GitHub token", "ghp_YOUR_GITHUB_TOKEN"},
    {"gho_", letters, 36, false, "a GitHub token", "gho_YOUR_GITHUB_TOKEN"},
    {"ghu_", letters, 36, false, "a GitHub token", "ghu_YOUR_GITHUB_TOKEN"},
    {"ghs_", letters, 36, false, "a GitHub token", "ghs_YOUR_GITHUB_TOKEN"},
    {"ghr_", letters, 36, false, "a GitHub token", "ghr_YOUR_GITHUB_TOKEN"},
    {"github_pat_", words, 82, false, "a GitHub token", "github_pat_YOUR_GITHUB_TOKEN"},
    {"glpat-", words, 20, false, "a GitLab token", "glpat-YOUR_GITLAB_TOKEN"},
    {"xoxa-", words, 20, false, "a Slack token", "xoxa-YOUR_TOKEN"},
    {"xoxb-", words, 20, false, "a Slack token", "xoxb-YOUR_TOKEN"},
    {"xoxp-", words, 20, false, "a Slack token", "xoxp-YOUR_TOKEN"},
    {"xoxr-", words, 20, false, "a Slack token", "xoxr-YOUR_TOKEN"},
    {"xoxs-", words, 20, false, "a Slack token", "xoxs-YOUR_TOKEN"},
    {"hooks.slack.com/services/T", slashes, 20, false, "a Slack webhook",
     "hooks.slack.com/services/YOUR_WEBHOOK"},
    {"sk_live_", letters, 24, false, "a Stripe key", "sk_live_YOUR_KEY"},
    {"rk_live_", letters, 24, false, "a Stripe key", "rk_live_YOUR_KEY"},
    {"AIza", words, 35, false, "a Google API key", "AIza_YOUR_API_KEY"},
    {"ya29.", words, 40, false, "a Google OAuth token", "ya29.YOUR_TOKEN"},
    {"npm_", letters, 36, false, "an npm token", "npm_YOUR_NPM_TOKEN"},
};

const char *fp_text_find(struct fp_text text, const char *word, size_t len)
{
	const char *at = text.of, *end = text.of + text.len;

	while (len > 0 && at && (size_t)(end - at) >= len) {
		at = memchr(at, word[0], (size_t)(end - at) - len + 1);
		if (at && memcmp(at, word, len) == 0)
			return at;
		if (at)
			at++;
	}
	return NULL;
}

static uint32_t span_of(struct fp_text text, uint32_t at, const char *alphabet)
{
	uint32_t end = at;

	while (end < text.len && text.of[end] != '\0' && strchr(alphabet, text.of[end]))
		end++;
	return end - at;
}

static bool begins(struct fp_text text, uint32_t at, const char *prefix)
{
	size_t len = strlen(prefix);

	return text.len - at >= len && memcmp(text.of + at, prefix, len) == 0;
}

/*
 * Not in the middle of a longer word; behind `\n` as it stands in a text that is not decoded, a
 * word begins.
 */
static bool is_word_start(struct fp_text text, uint32_t at)
{
	if (at > 1 && text.of[at - 2] == '\\' && strchr("nrt", text.of[at - 1]))
		return true;
	return at == 0 || text.of[at - 1] == '\0' || !strchr(words, text.of[at - 1]);
}

/* `name (abcd...)`: four bytes, and no more. */
static const char *brief(struct fp_arena *arena, const char *name, const char *secret)
{
	struct fp_bytes message = FP_BYTES(arena);

	fp_bytes_printf(&message, "%s (", name);
	fp_bytes_clean(&message, secret, 4);
	fp_bytes_text(&message, "...)");
	return fp_bytes_string(&message);
}

/* ---- tokens of providers ---- */

static bool is_token(struct fp_secret *out, struct fp_arena *arena, struct fp_text text,
                     uint32_t at)
{
	for (size_t i = 0; i < sizeof(providers) / sizeof(providers[0]); i++) {
		const struct provider *provider = &providers[i];
		uint32_t prefix = (uint32_t)strlen(provider->prefix), rest;

		if (text.of[at] != provider->prefix[0] || !begins(text, at, provider->prefix))
			continue;
		rest = span_of(text, at + prefix, provider->alphabet);
		if (rest < provider->least || (provider->exact && rest > provider->least))
			continue;
		*out = (struct fp_secret){
		    .rule = FP_SECRET_TOKEN,
		    .from = at,
		    .to = at + prefix + rest,
		    .placeholder = provider->placeholder,
		    .message = brief(arena, provider->name, text.of + at),
		};
		return true;
	}
	return false;
}

/* SG. and 22 and 43 bytes, with a dot between. */
static bool is_sendgrid(struct fp_secret *out, struct fp_arena *arena, struct fp_text text,
                        uint32_t at)
{
	if (!begins(text, at, "SG.") || span_of(text, at + 3, words) != 22 || at + 25 >= text.len ||
	    text.of[at + 25] != '.' || span_of(text, at + 26, words) != 43)
		return false;
	*out = (struct fp_secret){
	    .rule = FP_SECRET_TOKEN,
	    .from = at,
	    .to = at + 69,
	    .placeholder = "SG.YOUR_API_KEY",
	    .message = brief(arena, "a SendGrid key", text.of + at),
	};
	return true;
}

/* ---- private keys ---- */

static const char *find(const char *text, size_t len, const char *word)
{
	return fp_text_find((struct fp_text){text, (uint32_t)len}, word, strlen(word));
}

static bool is_private_key(struct fp_secret *out, struct fp_text text, uint32_t at)
{
	static const char base64[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n \t\\";
	const char *mark;
	uint32_t body, end, solid = 0;

	if (!begins(text, at, "-----BEGIN "))
		return false;
	mark = find(text.of + at, text.len - at < 64 ? text.len - at : 64, "PRIVATE KEY-----");
	if (!mark)
		return false;
	body = (uint32_t)(mark - text.of) + 16;
	end = body + span_of(text, body, base64);
	for (uint32_t i = body; i < end; i++)
		solid += !fp_ascii_is_space(text.of[i]);
	if (solid < 64)
		return false;
	*out = (struct fp_secret){
	    .rule = FP_SECRET_PRIVATE_KEY,
	    .from = at,
	    .to = end,
	    .hidden_from = body + (uint32_t)strspn(text.of + body, "\r\n"),
	    .hidden_to = end,
	    .edit_from = body,
	    .edit_to = end,
	    .placeholder = "YOUR_PRIVATE_KEY",
	    .message = "a private key",
	};
	return true;
}

/* ---- JSON Web Tokens ---- */

/* The value of a string member in a JSON text, by its name; cut to `most` bytes. */
static bool claim(struct fp_bytes *out, const struct fp_bytes *json, const char *name, size_t most)
{
	struct fp_bytes key = FP_BYTES(out->arena);
	const char *at, *end = json->data + json->len;
	size_t len;

	fp_bytes_printf(&key, "\"%s\":", name);
	at = find(json->data, json->len, fp_bytes_string(&key));
	if (!at)
		return false;
	at += key.len;
	while (at < end && (*at == ' ' || *at == '"'))
		at++;
	for (len = 0; at + len < end && at[len] != '"' && at[len] != ',' && at[len] != '}';)
		len++;
	fp_bytes_clean(out, at, len < most ? len : most);
	if (len > most)
		fp_bytes_text(out, "...");
	return len > 0;
}

/* The year of a time in seconds since 1970; gmtime_r would ask the host for its time zone first. */
static int year_of(long long seconds)
{
	long long days = seconds / 86400;
	int year = 1970 + (int)(days / 146097) * 400;

	for (days %= 146097;; year++) {
		bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

		if (days < 365 + leap)
			return year;
		days -= 365 + leap;
	}
}

static const char *describe_token(struct fp_arena *arena, const struct fp_bytes *claims)
{
	struct fp_bytes message = FP_BYTES(arena), issuer = FP_BYTES(arena),
	                seconds = FP_BYTES(arena);
	bool issued = claim(&issuer, claims, "iss", 20);
	long long when =
	    claim(&seconds, claims, "exp", 12) ? strtoll(fp_bytes_string(&seconds), NULL, 10) : 0;
	bool dated = when > 1000000000; /* else it is no time, but a sample */

	fp_bytes_text(&message, "a whole JSON Web Token");
	if (issued)
		fp_bytes_printf(&message, " (iss %s", fp_bytes_string(&issuer));
	if (dated)
		fp_bytes_printf(&message, "%sexp %d", issued ? ", " : " (", year_of(when));
	if (issued || dated)
		fp_bytes_char(&message, ')');
	return fp_bytes_string(&message);
}

/* Whether a part of a token decodes to a JSON object. */
static bool decodes(struct fp_bytes *out, struct fp_text text, uint32_t from, uint32_t len)
{
	return fp_base64_decode(out, text.of + from, len) && out->len > 1 && out->data[0] == '{' &&
	       out->data[out->len - 1] == '}';
}

static bool is_web_token(struct fp_secret *out, struct fp_arena *arena, struct fp_text text,
                         uint32_t at)
{
	struct fp_bytes head = FP_BYTES(arena), claims = FP_BYTES(arena);
	uint32_t first, second, third, claims_at, signature;

	if (!begins(text, at, "eyJ"))
		return false;
	first = span_of(text, at, words);
	claims_at = at + first + 1;
	if (claims_at >= text.len || text.of[claims_at - 1] != '.')
		return false;
	second = span_of(text, claims_at, words);
	signature = claims_at + second + 1;
	if (signature >= text.len || text.of[signature - 1] != '.')
		return false;
	third = span_of(text, signature, words);
	if (third < 20 || !decodes(&head, text, at, first) ||
	    !decodes(&claims, text, claims_at, second) || !find(head.data, head.len, "\"alg\""))
		return false;
	*out = (struct fp_secret){
	    .rule = FP_SECRET_JWT,
	    .from = at,
	    .to = signature + third,
	    .edit_from = signature,
	    .edit_to = signature + third,
	    .placeholder = "SIGNATURE",
	    .message = describe_token(arena, &claims),
	};
	return true;
}

/* ---- credentials ---- */

/* Names and passwords that documents use for no one in particular. */
static bool is_sample(const char *user, size_t user_len, const char *password, size_t len)
{
	static const char *const samples[][2] = {{"username", "password"},
	                                         {"user", "password"},
	                                         {"user", "pass"},
	                                         {"login", "password"},
	                                         {"Aladdin", "open sesame"}};

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		if (strlen(samples[i][0]) == user_len && strlen(samples[i][1]) == len &&
		    fp_ascii_same(user, samples[i][0], user_len) &&
		    fp_ascii_same(password, samples[i][1], len))
			return true;
	return false;
}

static bool is_printable(const struct fp_bytes *text)
{
	for (size_t i = 0; i < text->len; i++)
		if (text->data[i] < ' ' || text->data[i] > '~')
			return false;
	return text->len > 0;
}

static bool is_basic(struct fp_secret *out, struct fp_arena *arena, struct fp_text text,
                     uint32_t at)
{
	static const char base64[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
	struct fp_bytes plain = FP_BYTES(arena), message = FP_BYTES(arena);
	const char *colon;
	size_t user;
	uint32_t len;

	if (text.len - at < 6 || !fp_ascii_same(text.of + at, "Basic ", 6))
		return false;
	len = span_of(text, at + 6, base64);
	if (len < 8 || !fp_base64_decode(&plain, text.of + at + 6, len) || !is_printable(&plain))
		return false;
	colon = memchr(plain.data, ':', plain.len);
	user = colon ? (size_t)(colon - plain.data) : 0;
	if (user == 0 || user + 1 == plain.len ||
	    is_sample(plain.data, user, colon + 1, plain.len - user - 1))
		return false;
	fp_bytes_text(&message, "Basic credentials of user \"");
	fp_bytes_brief(&message, plain.data, user, 3);
	fp_bytes_char(&message, '"');
	*out = (struct fp_secret){
	    .rule = FP_SECRET_BASIC_AUTH,
	    .from = at + 6,
	    .to = at + 6 + len,
	    .placeholder = "YOUR_CREDENTIALS",
	    .message = fp_bytes_string(&message),
	};
	return true;
}

/* `://user:password@host`, from the colon on. */
static bool is_url_password(struct fp_secret *out, struct fp_text text, uint32_t at)
{
	uint32_t user = at + 3, colon, end;

	if (!begins(text, at, "://") || at == 0 || !fp_ascii_is_alnum(text.of[at - 1]))
		return false;
	for (colon = user; colon < text.len && !strchr(" \t\r\n/?#@:\"'<>", text.of[colon]);)
		colon++;
	if (colon == user || colon >= text.len || text.of[colon] != ':')
		return false;
	for (end = colon + 1; end < text.len && !strchr(" \t\r\n/?#@\"'<>", text.of[end]);)
		end++;
	if (end == colon + 1 || end >= text.len || text.of[end] != '@' ||
	    is_sample(text.of + user, colon - user, text.of + colon + 1, end - colon - 1))
		return false;
	*out = (struct fp_secret){
	    .rule = FP_SECRET_URL_PASSWORD,
	    .from = colon + 1,
	    .to = end,
	    .placeholder = "YOUR_PASSWORD",
	    .message = "a password in a url",
	};
	return true;
}

bool fp_secret_kind_starts(char c)
{
	return c != '\0' && strchr("AgxhsrynSeBb-:", c);
}

bool fp_secret_kind_at(struct fp_secret *out, struct fp_arena *arena, struct fp_text text,
                       uint32_t at)
{
	bool found;

	if (text.of[at] == ':')
		found = is_url_password(out, text, at);
	else if (text.of[at] == '-')
		found = (at == 0 || text.of[at - 1] != '-') && is_private_key(out, text, at);
	else if (!is_word_start(text, at))
		return false;
	else
		found = is_token(out, arena, text, at) || is_sendgrid(out, arena, text, at) ||
		        is_web_token(out, arena, text, at) || is_basic(out, arena, text, at);
	if (found && out->hidden_to == 0) {
		out->hidden_from = out->from;
		out->hidden_to = out->to;
	}
	if (found && out->edit_to == 0) {
		out->edit_from = out->from;
		out->edit_to = out->to;
	}
	return found;
}
