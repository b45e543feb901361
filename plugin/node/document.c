/* SPDX-License-Identifier: MIT */
/*
 * A finished document → the `Document` of index.d.ts, which owns all that is in it.
 *
 * The findings are those that were mended and those that are left, in one list by where they were in
 * the text that came in: that is what the author has before him. Columns are those of JavaScript,
 * UTF-16 units.
 */
#include "node/document.h"

static napi_value place_value(struct fp_js *js, const struct fencepost_place *place)
{
	napi_value value = fp_js_object(js);

	fp_js_set(js, value, "line", fp_js_number(js, place->line));
	fp_js_set(js, value, "column", fp_js_number(js, place->column16));
	fp_js_set(js, value, "offset", fp_js_number(js, place->offset));
	return value;
}

static napi_value block_value(struct fp_js *js, const struct fencepost_block *block)
{
	napi_value value = fp_js_object(js);

	fp_js_set(js, value, "language", fp_js_string(js, block->language));
	fp_js_set(js, value, "line", fp_js_number(js, block->line));
	fp_js_set(js, value, "index", fp_js_number(js, block->index));
	return value;
}

static napi_value edit_value(struct fp_js *js, const struct fencepost_edit *edit)
{
	napi_value value = fp_js_object(js);

	fp_js_set(js, value, "start", fp_js_number(js, edit->span.start));
	fp_js_set(js, value, "end", fp_js_number(js, edit->span.end));
	fp_js_set(js, value, "text", fp_js_text(js, edit->text, edit->len));
	return value;
}

static napi_value fix_value(struct fp_js *js, const struct fencepost_fix *fix)
{
	napi_value value = fp_js_object(js), edits = fp_js_array(js, fix->count);
	bool safe = fix->applicability >= FENCEPOST_SAFE;

	fp_js_set(js, value, "applicability", fp_js_string(js, safe ? "safe" : "unsafe"));
	fp_js_set(js, value, "message", fp_js_string(js, fix->message));
	for (size_t i = 0; i < fix->count; i++)
		fp_js_set_at(js, edits, i, edit_value(js, &fix->edits[i]));
	fp_js_set(js, value, "edits", edits);
	return value;
}

static napi_value finding_value(struct fp_js *js, const struct fencepost_finding *finding,
                                bool fixed)
{
	static const char *const severities[] = {"off", "note", "warning", "error"};
	napi_value value = fp_js_object(js), pointers = fp_js_array(js, finding->pointer_count);

	fp_js_set(js, value, "rule", fp_js_string(js, finding->rule));
	fp_js_set(js, value, "severity", fp_js_string(js, severities[finding->severity]));
	fp_js_set(js, value, "message", fp_js_string(js, finding->origin_message));
	fp_js_set(js, value, "start", place_value(js, &finding->origin));
	fp_js_set(js, value, "end", place_value(js, &finding->origin_end));
	if (finding->origin_block)
		fp_js_set(js, value, "block", block_value(js, finding->origin_block));
	for (size_t i = 0; i < finding->pointer_count; i++)
		fp_js_set_at(js, pointers, i, fp_js_string(js, finding->pointers[i]));
	fp_js_set(js, value, "pointers", pointers);
	if (finding->fix)
		fp_js_set(js, value, "fix", fix_value(js, finding->fix));
	fp_js_set(js, value, "fixed", fp_js_bool(js, fixed));
	return value;
}

static napi_value payload_value(struct fp_js *js, const struct fencepost_payload *payload)
{
	napi_value value = fp_js_object(js);

	fp_js_set(js, value, "block", block_value(js, payload->block));
	fp_js_set(js, value, "text", fp_js_text(js, payload->text, payload->len));
	fp_js_set(js, value, "valid", fp_js_bool(js, payload->valid));
	fp_js_set(js, value, "line", fp_js_number(js, payload->line));
	fp_js_set(js, value, "pointer", fp_js_string(js, payload->pointer));
	fp_js_set(js, value, "method", fp_js_string(js, payload->method));
	fp_js_set(js, value, "url", fp_js_string(js, payload->url));
	fp_js_set(js, value, "mimeType", fp_js_string(js, payload->mime_type));
	return value;
}

/* ---- lists ---- */

/* Makes the next value of a list; `at` is all zero for the first. */
typedef napi_value next_fn(struct fp_js *js, const struct fencepost_document *document,
                           size_t at[2]);

/* Of both kinds, the one that comes first: at[0] counts those that are left, at[1] the mended. */
static napi_value next_finding(struct fp_js *js, const struct fencepost_document *document,
                               size_t at[2])
{
	const struct fencepost_finding *left = fencepost_finding(document, at[0]);
	const struct fencepost_finding *fixed = fencepost_fixed(document, at[1]);
	bool is_fixed = fixed && (!left || fixed->origin.offset <= left->origin.offset);

	at[is_fixed]++;
	return finding_value(js, is_fixed ? fixed : left, is_fixed);
}

static napi_value next_block(struct fp_js *js, const struct fencepost_document *document,
                             size_t at[2])
{
	return block_value(js, fencepost_block(document, at[0]++));
}

static napi_value next_payload(struct fp_js *js, const struct fencepost_document *document,
                               size_t at[2])
{
	return payload_value(js, fencepost_payload(document, at[0]++));
}

/*
 * An array of `count` values. Each has a scope of its own for what it is made of: a document may
 * have thousands.
 */
static napi_value list_value(struct fp_js *js, const struct fencepost_document *document,
                             size_t count, next_fn *next)
{
	napi_value list = fp_js_array(js, count);
	size_t at[2] = {0, 0};

	for (size_t i = 0; i < count && !js->failed; i++) {
		napi_handle_scope scope;

		if (!fp_js_ok(js, napi_open_handle_scope(js->env, &scope)))
			break;
		fp_js_set_at(js, list, i, next(js, document, at));
		napi_close_handle_scope(js->env, scope);
	}
	return list;
}

/* The corrected text as the host gave it: a string, or bytes. */
static napi_value corrected_value(struct fp_js *js, const struct fencepost_document *document,
                                  napi_value given)
{
	size_t len;
	const char *bytes = fencepost_bytes(document, &len);
	napi_value value = NULL;

	if (!fencepost_changed(document))
		return given;
	if (fp_js_type(js, given) == napi_string)
		return fp_js_text(js, bytes, len);
	if (!js->failed)
		fp_js_ok(js, napi_create_buffer_copy(js->env, len, bytes, NULL, &value));
	return value;
}

napi_value fp_js_document(struct fp_js *js, const struct fencepost_document *document,
                          napi_value given)
{
	size_t found = fencepost_finding_count(document), fixed = fencepost_fixed_count(document);
	size_t blocks = fencepost_block_count(document);
	size_t payloads = fencepost_payload_count(document);
	napi_value value = fp_js_object(js);

	fp_js_set(js, value, "findings", list_value(js, document, found + fixed, next_finding));
	fp_js_set(js, value, "blocks", list_value(js, document, blocks, next_block));
	fp_js_set(js, value, "payloads", list_value(js, document, payloads, next_payload));
	fp_js_set(js, value, "text", corrected_value(js, document, given));
	fp_js_set(js, value, "changed", fp_js_bool(js, fencepost_changed(document)));
	fp_js_set(js, value, "fixed", fp_js_number(js, (double)fixed));
	return value;
}
