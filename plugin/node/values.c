/* SPDX-License-Identifier: MIT */
/* JavaScript values out of C ones, with one place to look at for failure. */
#include "node/values.h"

#include <stdlib.h>
#include <string.h>

bool fp_js_ok(struct fp_js *js, napi_status status)
{
	const napi_extended_error_info *info = NULL;
	bool pending = false;

	if (js->failed)
		return false;
	if (status == napi_ok)
		return true;
	js->failed = true;
	napi_get_last_error_info(js->env, &info);
	napi_is_exception_pending(js->env, &pending);
	if (!pending)
		napi_throw_error(js->env, NULL,
		                 info && info->error_message ? info->error_message
		                                             : "fencepost: Node-API failed");
	return false;
}

void fp_js_throw(struct fp_js *js, const char *code, const char *message)
{
	if (!js->failed)
		napi_throw_error(js->env, code, message);
	js->failed = true;
}

void fp_js_type_error(struct fp_js *js, const char *message)
{
	if (!js->failed)
		napi_throw_type_error(js->env, NULL, message);
	js->failed = true;
}

napi_value fp_js_object(struct fp_js *js)
{
	napi_value object = NULL;

	if (!js->failed)
		fp_js_ok(js, napi_create_object(js->env, &object));
	return object;
}

napi_value fp_js_array(struct fp_js *js, size_t length)
{
	napi_value array = NULL;

	if (!js->failed)
		fp_js_ok(js, napi_create_array_with_length(js->env, length, &array));
	return array;
}

napi_value fp_js_number(struct fp_js *js, double number)
{
	napi_value value = NULL;

	if (!js->failed)
		fp_js_ok(js, napi_create_double(js->env, number, &value));
	return value;
}

napi_value fp_js_bool(struct fp_js *js, bool given)
{
	napi_value value = NULL;

	if (!js->failed)
		fp_js_ok(js, napi_get_boolean(js->env, given, &value));
	return value;
}

napi_value fp_js_text(struct fp_js *js, const char *text, size_t len)
{
	napi_value value = NULL;

	if (!js->failed)
		fp_js_ok(js, napi_create_string_utf8(js->env, text, len, &value));
	return value;
}

napi_value fp_js_string(struct fp_js *js, const char *string)
{
	napi_value null = NULL;

	if (string)
		return fp_js_text(js, string, strlen(string));
	if (!js->failed)
		fp_js_ok(js, napi_get_null(js->env, &null));
	return null;
}

void fp_js_set(struct fp_js *js, napi_value object, const char *name, napi_value value)
{
	if (!js->failed)
		fp_js_ok(js, napi_set_named_property(js->env, object, name, value));
}

void fp_js_set_at(struct fp_js *js, napi_value array, size_t index, napi_value value)
{
	if (!js->failed)
		fp_js_ok(js, napi_set_element(js->env, array, (uint32_t)index, value));
}

char *fp_js_utf8(struct fp_js *js, napi_value string, size_t *len)
{
	char *text = NULL;

	*len = 0;
	if (js->failed || !fp_js_ok(js, napi_get_value_string_utf8(js->env, string, NULL, 0, len)))
		return NULL;
	text = malloc(*len + 1);
	if (!text) {
		fp_js_throw(js, "FENCEPOST_ENOMEM", "out of memory");
		return NULL;
	}
	if (fp_js_ok(js, napi_get_value_string_utf8(js->env, string, text, *len + 1, len)))
		return text;
	free(text);
	return NULL;
}

napi_valuetype fp_js_type(struct fp_js *js, napi_value value)
{
	napi_valuetype type = napi_undefined;

	if (!js->failed)
		fp_js_ok(js, napi_typeof(js->env, value, &type));
	return type;
}
