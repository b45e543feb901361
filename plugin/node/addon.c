/* SPDX-License-Identifier: MIT */
/*
 * The Node.js addon: check(text, options) of index.d.ts → one call of fencepost_correct, and ignores(path,
 * settings) → one of fencepost_ignores.
 *
 * Each JavaScript environment (the main thread, each worker) that loads the file gets an addon of
 * its own; nothing is shared between them.
 */
#include "fencepost.h"
#include "node/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What an environment keeps between calls: pages of one build have the same settings. */
struct addon {
	struct fencepost *handle; /* NULL: none yet */
	char *settings;           /* what it was made of; NULL: the defaults */
	size_t settings_len;
};

/* No `least` of fencepost_correct: the option `fix` was not given. */
#define AS_SETTINGS (-1)

/* A call: its options as they were read, and what is to be freed. */
struct call {
	struct fp_js js;
	struct addon *addon;
	struct fencepost_source source;
	int least; /* what the settings say, where it is none of the enum */
	char *settings, *name, *text;
	size_t settings_len;
};

/* ---- options ---- */

static void read_settings(struct call *call, napi_value value)
{
	struct fp_js *js = &call->js;
	napi_value global, json, stringify;

	if (fp_js_type(js, value) == napi_object &&
	    fp_js_ok(js, napi_get_global(js->env, &global)) &&
	    fp_js_ok(js, napi_get_named_property(js->env, global, "JSON", &json)) &&
	    fp_js_ok(js, napi_get_named_property(js->env, json, "stringify", &stringify)))
		fp_js_ok(js, napi_call_function(js->env, json, stringify, 1, &value, &value));
	if (fp_js_type(js, value) == napi_string)
		call->settings = fp_js_utf8(js, value, &call->settings_len);
	else
		fp_js_type_error(js, "settings must be an object or the text of a .fencepost.json");
}

static void read_fix(struct call *call, napi_value value)
{
	static const char *const names[] = {
	    [FENCEPOST_UNSAFE] = "unsafe", [FENCEPOST_SAFE] = "safe", [FENCEPOST_NONE] = "none"};
	struct fp_js *js = &call->js;
	napi_valuetype type = fp_js_type(js, value);
	bool wanted = false;
	char name[8] = "";

	if (type == napi_boolean && fp_js_ok(js, napi_get_value_bool(js->env, value, &wanted))) {
		call->least = wanted ? FENCEPOST_SAFE : FENCEPOST_NONE;
		return;
	}
	if (type == napi_string)
		fp_js_ok(js, napi_get_value_string_utf8(js->env, value, name, sizeof(name), NULL));
	for (int i = FENCEPOST_UNSAFE; i <= FENCEPOST_NONE; i++)
		if (strcmp(name, names[i]) == 0) {
			call->least = i;
			return;
		}
	fp_js_type_error(js, "fix must be true, false, 'safe', 'unsafe' or 'none'");
}

static void read_first_line(struct call *call, napi_value value)
{
	struct fp_js *js = &call->js;
	double line = 0;

	if (fp_js_type(js, value) == napi_number)
		fp_js_ok(js, napi_get_value_double(js->env, value, &line));
	if (line >= 1 && line <= UINT32_MAX && line == (double)(uint32_t)line)
		call->source.first_line = (uint32_t)line;
	else
		fp_js_type_error(js, "firstLine must be a whole number from 1 on");
}

static void read_name(struct call *call, napi_value value)
{
	struct fp_js *js = &call->js;

	if (fp_js_type(js, value) == napi_string)
		call->source.name = call->name = fp_js_utf8(js, value, &call->source.name_len);
	else
		fp_js_type_error(js, "name must be a string");
}

static void read_render(struct call *call, napi_value value)
{
	struct fp_js *js = &call->js;
	bool wanted = true;
	char name[6] = "";

	switch (fp_js_type(js, value)) {
	case napi_boolean:
		fp_js_ok(js, napi_get_value_bool(js->env, value, &wanted));
		break;
	case napi_string:
		fp_js_ok(js, napi_get_value_string_utf8(js->env, value, name, sizeof(name), NULL));
		break;
	default:
		break;
	}
	if (strcmp(name, "curl") == 0)
		call->source.flags |= FENCEPOST_WITH_CURL;
	else if (wanted)
		fp_js_type_error(js, "render must be 'curl' or false");
}

static const struct option {
	const char *name;
	void (*read)(struct call *call, napi_value value);
} options[] = {{"settings", read_settings},
               {"fix", read_fix},
               {"firstLine", read_first_line},
               {"name", read_name},
               {"render", read_render}};

static void refuse_option(struct call *call, const char *name)
{
	char message[80];

	snprintf(message, sizeof(message), "there is no option '%s'", name);
	fp_js_type_error(&call->js, message);
}

/* Reads one option; a value that is undefined counts as none. */
static void read_option(struct call *call, napi_value key, napi_value value)
{
	struct fp_js *js = &call->js;
	char name[40] = "";

	if (!fp_js_ok(js, napi_get_value_string_utf8(js->env, key, name, sizeof(name), NULL)))
		return;
	for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++)
		if (strcmp(name, options[i].name) == 0) {
			if (fp_js_type(js, value) != napi_undefined && !js->failed)
				options[i].read(call, value);
			return;
		}
	refuse_option(call, name);
}

static void read_options(struct call *call, napi_value given)
{
	struct fp_js *js = &call->js;
	napi_valuetype type = fp_js_type(js, given);
	napi_value keys, key, value;
	uint32_t count = 0;

	if (type == napi_undefined || type == napi_null)
		return;
	if (type != napi_object) {
		fp_js_type_error(js, "options must be an object");
		return;
	}
	if (!fp_js_ok(js, napi_get_all_property_names(js->env, given, napi_key_own_only,
	                                              napi_key_enumerable | napi_key_skip_symbols,
	                                              napi_key_numbers_to_strings, &keys)) ||
	    !fp_js_ok(js, napi_get_array_length(js->env, keys, &count)))
		return;
	for (uint32_t i = 0; i < count && !js->failed; i++)
		if (fp_js_ok(js, napi_get_element(js->env, keys, i, &key)) &&
		    fp_js_ok(js, napi_get_property(js->env, given, key, &value)))
			read_option(call, key, value);
}

/* ---- the text ---- */

static bool is_bytes(struct fp_js *js, napi_value value, napi_typedarray_type *type)
{
	bool is_array = false;

	if (js->failed || !fp_js_ok(js, napi_is_typedarray(js->env, value, &is_array)) || !is_array)
		return false;
	return fp_js_ok(js, napi_get_typedarray_info(js->env, value, type, NULL, NULL, NULL, NULL));
}

/* The engine copies the bytes before it looks at them, so they may lie in memory that is shared. */
static void read_text(struct call *call, napi_value given)
{
	struct fp_js *js = &call->js;
	struct fencepost_source *source = &call->source;
	napi_typedarray_type type = napi_int8_array;
	void *bytes = NULL;

	if (fp_js_type(js, given) == napi_string) {
		source->bytes = call->text = fp_js_utf8(js, given, &source->len);
	} else if (is_bytes(js, given, &type) && type == napi_uint8_array) {
		fp_js_ok(js, napi_get_typedarray_info(js->env, given, NULL, &source->len, &bytes,
		                                      NULL, NULL));
		source->bytes = bytes;
	} else {
		fp_js_type_error(js, "text must be a string, a Buffer or a Uint8Array");
	}
}

/* ---- one call ---- */

static bool has_settings(const struct addon *addon, const struct call *call)
{
	if (!addon->handle || !addon->settings != !call->settings)
		return false;
	return !call->settings ||
	       (addon->settings_len == call->settings_len &&
	        memcmp(addon->settings, call->settings, call->settings_len) == 0);
}

static const char *const codes[] = {[-FENCEPOST_ENOMEM] = "FENCEPOST_ENOMEM",
                                    [-FENCEPOST_EBIG] = "FENCEPOST_EBIG",
                                    [-FENCEPOST_EABI] = "FENCEPOST_EABI",
                                    [-FENCEPOST_ESETTINGS] = "FENCEPOST_ESETTINGS"};

/* Leaves the addon with a handle for the settings of this call, or throws. */
static void take_settings(struct call *call)
{
	struct fencepost_options given = FENCEPOST_OPTIONS_INIT;
	struct addon *addon = call->addon;
	struct fencepost *handle;
	char why[400];
	int status;

	if (call->js.failed || has_settings(addon, call))
		return;
	given.settings = call->settings;
	given.settings_len = call->settings_len;
	status = fencepost_new(&handle, &given, why, sizeof(why));
	if (status != FENCEPOST_OK) {
		fp_js_throw(&call->js, codes[-status], why);
		return;
	}
	fencepost_free(addon->handle);
	free(addon->settings);
	addon->handle = handle;
	addon->settings = call->settings;
	addon->settings_len = call->settings_len;
	call->settings = NULL;
}

static napi_value check_text(struct call *call, napi_value given)
{
	struct fencepost_document *document;
	napi_value value = NULL;
	int status;

	take_settings(call);
	if (call->js.failed)
		return NULL;
	if (call->least == AS_SETTINGS)
		call->least = fencepost_least(call->addon->handle);
	status = fencepost_correct(&document, call->addon->handle, &call->source, call->least);
	if (status != FENCEPOST_OK)
		fp_js_throw(&call->js, codes[-status], fencepost_strerror(status));
	else
		value = fp_js_document(&call->js, document, given);
	fencepost_document_free(document);
	return call->js.failed ? NULL : value;
}

static napi_value check(napi_env env, napi_callback_info info)
{
	struct call call = {
	    .js = {env, false}, .source = FENCEPOST_SOURCE_INIT, .least = AS_SETTINGS};
	napi_value given[2], value = NULL;
	size_t count = 2;
	void *addon;

	if (fp_js_ok(&call.js, napi_get_cb_info(env, info, &count, given, NULL, &addon))) {
		call.addon = addon;
		read_options(&call, given[1]);
		read_text(&call, given[0]);
		value = check_text(&call, given[0]);
	}
	free(call.settings);
	free(call.name);
	free(call.text);
	return value;
}

static napi_value ignores(napi_env env, napi_callback_info info)
{
	struct call call = {.js = {env, false}};
	napi_value given[2], value = NULL;
	size_t count = 2, len = 0;
	char *path = NULL;
	void *addon;
	int status;

	if (!fp_js_ok(&call.js, napi_get_cb_info(env, info, &count, given, NULL, &addon)))
		return NULL;
	call.addon = addon;
	if (fp_js_type(&call.js, given[0]) == napi_string)
		path = fp_js_utf8(&call.js, given[0], &len);
	else
		fp_js_type_error(&call.js, "path must be a string");
	if (fp_js_type(&call.js, given[1]) != napi_undefined)
		read_settings(&call, given[1]);
	take_settings(&call);
	if (!call.js.failed) {
		status = fencepost_ignores(call.addon->handle, path, len);
		if (status < 0)
			fp_js_throw(&call.js, codes[-status], fencepost_strerror(status));
		else
			value = fp_js_bool(&call.js, status);
	}
	free(call.settings);
	free(path);
	return value;
}

/* ---- loading ---- */

static void set_function(struct fp_js *js, napi_value exports, const char *name,
                         napi_callback function, struct addon *addon)
{
	napi_value value = NULL;

	if (fp_js_ok(
	        js, napi_create_function(js->env, name, NAPI_AUTO_LENGTH, function, addon, &value)))
		fp_js_set(js, exports, name, value);
}

static void forget(napi_env env, void *data, void *hint)
{
	struct addon *addon = data;

	(void)env;
	(void)hint;
	fencepost_free(addon->handle);
	free(addon->settings);
	free(addon);
}

/* Declared by no header of Node-API. */
NAPI_MODULE_EXPORT int32_t NODE_API_MODULE_GET_API_VERSION(void);

NAPI_MODULE_INIT()
{
	struct fp_js js = {env, false};
	struct addon *addon = calloc(1, sizeof(*addon));

	if (!addon) {
		fp_js_throw(&js, "FENCEPOST_ENOMEM", "out of memory");
		return NULL;
	}
	if (!fp_js_ok(&js, napi_set_instance_data(env, addon, forget, NULL))) {
		free(addon);
		return NULL;
	}
	set_function(&js, exports, "check", check, addon);
	set_function(&js, exports, "ignores", ignores, addon);
	fp_js_set(&js, exports, "version", fp_js_string(&js, fencepost_version()));
	return exports;
}
