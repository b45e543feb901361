/* SPDX-License-Identifier: MIT */
#include "har/request.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The requests of a text, and in *tree the tree that their nodes are of. */
static size_t requests_of(struct fp_request **out, struct fp_tree *tree, const char *text)
{
	struct fp_layer *layer = fp_arena_zero(arena, 1, sizeof(*layer));

	layer->text = text;
	layer->len = (uint32_t)strlen(text);
	fp_tree_build(tree, arena, layer, NULL);
	return fp_request_find(out, arena, tree);
}

static bool is_json(const char *text)
{
	struct fp_request *request;
	struct fp_tree tree;
	const char *body;
	size_t len;

	assert_int_equal(requests_of(&request, &tree, text), 1);
	body = fp_request_string(arena, &tree, request->text, &len);
	assert_non_null(body);
	return fp_request_is_json(arena, &tree, request, body, len);
}

static void each_part_of_a_request_has_its_node(void **state)
{
	struct fp_request *request;
	struct fp_tree tree;

	(void)state;
	assert_int_equal(requests_of(&request, &tree,
	                             "{\"method\": \"PUT\", \"url\": \"http://a/\", \"postData\": "
	                             "{\"mimeType\": \"text/plain\", \"text\": \"hello\"}}"),
	                 1);
	assert_string_equal(fp_request_string(arena, &tree, request->method, NULL), "PUT");
	assert_string_equal(fp_request_string(arena, &tree, request->url, NULL), "http://a/");
	assert_string_equal(fp_request_string(arena, &tree, request->mime_type, NULL),
	                    "text/plain");
	assert_string_equal(fp_request_string(arena, &tree, request->text, NULL), "hello");
	assert_int_equal(request->headers, FP_NO_NODE);
	assert_false(request->in_log);
}

static void a_part_of_the_wrong_type_is_named_all_the_same(void **state)
{
	struct fp_request *request;
	struct fp_tree tree;

	(void)state;
	assert_int_equal(requests_of(&request, &tree, "{\"method\": 1, \"postData\": []}"), 1);
	assert_int_not_equal(request->method, FP_NO_NODE);
	assert_int_not_equal(request->post_data, FP_NO_NODE);
	assert_int_equal(request->text, FP_NO_NODE);
	assert_null(fp_request_string(arena, &tree, request->method, NULL));
}

static void a_log_has_the_requests_of_its_entries(void **state)
{
	struct fp_request *requests;
	struct fp_tree tree;

	(void)state;
	assert_int_equal(
	    requests_of(&requests, &tree,
	                "{\"log\": {\"entries\": [{\"request\": {\"method\": \"GET\"}}, "
	                "{}, 3, {\"request\": {\"method\": \"HEAD\"}}]}}"),
	    2);
	assert_string_equal(fp_request_string(arena, &tree, requests[0].method, NULL), "GET");
	assert_string_equal(fp_request_string(arena, &tree, requests[1].method, NULL), "HEAD");
	assert_true(requests[1].in_log);
}

static void only_an_object_is_a_request(void **state)
{
	struct fp_request *requests;
	struct fp_tree tree;

	(void)state;
	assert_int_equal(requests_of(&requests, &tree, "[{\"method\": \"GET\"}]"), 0);
	assert_int_equal(requests_of(&requests, &tree, "\"GET\""), 0);
}

static void json_goes_by_many_names(void **state)
{
	static const char *const json[] = {"application/json",
	                                   "text/json",
	                                   "text/x-json",
	                                   "Application/X-JSON; charset=utf-8",
	                                   "application/problem+json",
	                                   "application/json;v=1"};
	static const char *const other[] = {"text/plain", "application/jsonp",        "json",
	                                    "+json",      "application/xml; a=+json", ""};

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		assert_true(fp_request_json_type(json[i], strlen(json[i])));
		assert_false(fp_request_json_type(other[i], strlen(other[i])));
	}
}

static void the_mime_type_decides_before_the_header(void **state)
{
	(void)state;
	assert_false(is_json("{\"headers\": [{\"name\": \"Content-Type\", \"value\": "
	                     "\"application/json\"}], \"postData\": {\"mimeType\": \"text/plain\", "
	                     "\"text\": \"{}\"}}"));
	assert_true(
	    is_json("{\"postData\": {\"mimeType\": \"application/json\", \"text\": \"x\"}}"));
}

static void the_header_decides_where_there_is_no_mime_type(void **state)
{
	(void)state;
	assert_true(is_json("{\"headers\": [{\"name\": \"content-type\", \"value\": "
	                    "\"application/json\"}], \"postData\": {\"text\": \"a\"}}"));
	assert_true(is_json("{\"headers\": [{\"Accept\": \"a\", \"content-type\": \"text/json\"}], "
	                    "\"postData\": {\"text\": \"a\"}}"));
	assert_false(is_json("{\"headers\": [{\"name\": \"Content-Type\", \"value\": "
	                     "\"text/plain\"}], \"postData\": {\"text\": \"{}\"}}"));
}

static void the_first_character_decides_where_nothing_else_does(void **state)
{
	(void)state;
	assert_true(is_json("{\"postData\": {\"text\": \" [1]\"}}"));
	assert_true(is_json("{\"postData\": {\"text\": \"{\"}}"));
	assert_false(is_json("{\"postData\": {\"text\": \"a=b\"}}"));
	assert_false(is_json("{\"postData\": {\"text\": \"\"}}"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_part_of_a_request_has_its_node),
	    cmocka_unit_test(a_part_of_the_wrong_type_is_named_all_the_same),
	    cmocka_unit_test(a_log_has_the_requests_of_its_entries),
	    cmocka_unit_test(only_an_object_is_a_request),
	    cmocka_unit_test(json_goes_by_many_names),
	    cmocka_unit_test(the_mime_type_decides_before_the_header),
	    cmocka_unit_test(the_header_decides_where_there_is_no_mime_type),
	    cmocka_unit_test(the_first_character_decides_where_nothing_else_does),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
