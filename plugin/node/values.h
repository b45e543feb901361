/* SPDX-License-Identifier: MIT */
/*
 * JavaScript values out of C ones. Whoever makes them calls one function after the other and looks at
 * `failed` once: after the first failure, which leaves a JavaScript exception pending, the functions
 * do nothing and answer NULL.
 */
#ifndef FP_NODE_VALUES_H
#define FP_NODE_VALUES_H

#include <node_api.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fp_js {
	napi_env env;
	bool failed;
};

/*
 * Whether a call of Node-API went well and none failed before. Where it did not, an exception is
 * pending: the one that the call left, or one with the reason.
 */
bool fp_js_ok(struct fp_js *js, napi_status status);

/* Throws an Error (a TypeError) with that message and ends all that is made through `js`. */
void fp_js_throw(struct fp_js *js, const char *code, const char *message);
void fp_js_type_error(struct fp_js *js, const char *message);

napi_value fp_js_object(struct fp_js *js);
napi_value fp_js_array(struct fp_js *js, size_t length);
napi_value fp_js_number(struct fp_js *js, double number);
napi_value fp_js_bool(struct fp_js *js, bool given);

/* A string of UTF-8; what is none in it is U+FFFD. The second one ends at a NUL; NULL is null. */
napi_value fp_js_text(struct fp_js *js, const char *text, size_t len);
napi_value fp_js_string(struct fp_js *js, const char *string);

/* object[name] = value, array[index] = value. */
void fp_js_set(struct fp_js *js, napi_value object, const char *name, napi_value value);
void fp_js_set_at(struct fp_js *js, napi_value array, size_t index, napi_value value);

/* The UTF-8 of a string, NUL-terminated, in memory for free(); a lone surrogate is U+FFFD. */
char *fp_js_utf8(struct fp_js *js, napi_value string, size_t *len);

napi_valuetype fp_js_type(struct fp_js *js, napi_value value);

#endif
