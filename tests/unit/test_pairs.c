/* SPDX-License-Identifier: MIT */
#include "rules.h"

#define GET "'method': 'GET', 'url': 'http://a.org/', "

static void a_pair_needs_both_its_halves(void **state)
{
	(void)state;
	finds("{" GET "'headers': [{'name': 'Accept'}]}", "har-missing-field /headers/0");
	says("{" GET "'headers': [{'name': 'Accept'}]}", "header has no \"value\"");
	says("{" GET "'cookies': [{'value': 'x'}]}", "cookie has no \"name\"");
	says("{" GET "'queryString': [{}]}", "query parameter has no \"name\"");
}

static void a_param_needs_only_a_name(void **state)
{
	(void)state;
	finds("{'method': 'POST', 'url': 'http://a.org/', 'postData': {'mimeType': "
	      "'multipart/form-data', 'params': [{'name': 'f', 'fileName': 'a.txt'}]}}",
	      "");
}

static void an_entry_that_is_no_object_has_the_wrong_type(void **state)
{
	(void)state;
	finds("{" GET "'headers': ['Accept: text/html']}", "har-wrong-type /headers/0");
	finds("{" GET "'headers': [${header}]}", "");
}

static void a_map_becomes_pairs_as_it_is_laid_out(void **state)
{
	(void)state;
	finds("{" GET "'headers': [{'Accept': 'a', 'X-B': 'c'}]}", "har-header-map /headers/0");
	becomes(FENCEPOST_SAFE, "{" GET "'headers': [{'Accept': 'a', 'X-B': 'c'}]}",
	        "{" GET
	        "'headers': [{'name': 'Accept', 'value': 'a'}, {'name': 'X-B', 'value': 'c'}]}");
	becomes(FENCEPOST_SAFE,
	        "{\n  'method': 'GET',\n  'url': 'http://a.org/',\n  'headers': [{\n"
	        "    'Accept': 'a',\n    'X-B' : 1\n  }]\n}",
	        "{\n  'method': 'GET',\n  'url': 'http://a.org/',\n  'headers': [{\n"
	        "    'name': 'Accept',\n    'value': 'a'\n  }, {\n    'name': 'X-B',\n    'value': "
	        "'1'\n"
	        "  }]\n}");
}

static void entries_on_lines_of_their_own_stay_so(void **state)
{
	(void)state;
	becomes(
	    FENCEPOST_SAFE,
	    "{'method': 'GET', 'url': 'http://a.org/', 'headers': [\n  { 'A': 'a', 'B': 'b' }\n]}",
	    "{'method': 'GET', 'url': 'http://a.org/', 'headers': [\n"
	    "  { 'name': 'A', 'value': 'a' },\n  { 'name': 'B', 'value': 'b' }\n]}");
}

static void a_list_that_is_a_map_becomes_a_list(void **state)
{
	(void)state;
	finds("{" GET "'cookies': {'a': 'b'}}", "har-header-map /cookies");
	becomes(FENCEPOST_SAFE, "{" GET "'cookies': {'a': 'b', 'c': 'd'}}",
	        "{" GET "'cookies': [{'name': 'a', 'value': 'b'}, {'name': 'c', 'value': 'd'}]}");
}

static void a_map_of_maps_is_left_alone(void **state)
{
	(void)state;
	finds("{" GET "'headers': [{'Accept': {'a': 1}}]}", "har-header-map /headers/0");
	becomes(FENCEPOST_UNSAFE, "{" GET "'headers': [{'Accept': {'a': 1}}]}",
	        "{" GET "'headers': [{'Accept': {'a': 1}}]}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_pair_needs_both_its_halves),
	    cmocka_unit_test(a_param_needs_only_a_name),
	    cmocka_unit_test(an_entry_that_is_no_object_has_the_wrong_type),
	    cmocka_unit_test(a_map_becomes_pairs_as_it_is_laid_out),
	    cmocka_unit_test(entries_on_lines_of_their_own_stay_so),
	    cmocka_unit_test(a_list_that_is_a_map_becomes_a_list),
	    cmocka_unit_test(a_map_of_maps_is_left_alone),
	};

	return run_rules(tests);
}
