/* SPDX-License-Identifier: MIT */
#include "rules.h"

#define URL(u) "{'method': 'GET', 'url': '" u "'}"
#define QUERY(u, name)                                                                             \
	"{'method': 'GET', 'url': '" u "', 'queryString': [{'name': '" name "', 'value': 'x'}]}"

static void a_url_needs_a_scheme(void **state)
{
	(void)state;
	finds(URL("YOUR_DOMAIN/api"), "har-bad-url /url");
	says(URL("${account.namespace}/api"),
	     "url must be absolute: no scheme before \"${account.namespace}\"");
	says(URL("/api/v2/users"),
	     "url must be absolute: no scheme and host before \"/api/v2/users\"");
	becomes(FENCEPOST_UNSAFE, URL("${ns}/api"), URL("https://${ns}/api"));
	becomes(FENCEPOST_UNSAFE, URL("//a.org/api"), URL("https://a.org/api"));
	finds(URL("localhost:3000/api"), "har-bad-url /url");
	finds(URL(""), "har-bad-url /url");
}

static void another_scheme_is_no_request(void **state)
{
	(void)state;
	says(URL("ftp://a.org/"), "a request goes to http or https, not to \"ftp\"");
	finds(URL("HTTPS://a.org/"), "");
	finds(URL("wss://a.org/"), "");
	finds(URL("${scheme}://a.org/"), "");
}

static void a_url_that_is_a_placeholder_is_silent(void **state)
{
	(void)state;
	finds(URL("${url}"), "");
	finds(URL("<the url of your service>"), "");
	finds(URL("YOUR_URL"), "");
	finds(URL("{{base_url}}/users"), "");
	finds(URL("https://<your domain>/a b"), "har-bad-url /url");
	finds(URL("https://<your domain>/{{a b}}"), "");
}

static void bytes_that_no_uri_holds_are_faults(void **state)
{
	(void)state;
	says(URL("https://a.org/a b"), "blank in url; write %20");
	says(URL("https://a.org/ "), "blank around the url");
	says(URL("https://a.org/a%2"), "'%' without two hex digits in url");
	says(URL("https://a.org/a|b"), "a url may not hold \"|\"");
	finds(URL("https://a.org/%C3%A4?f[0]=a&b=c,d;e:@!$()*+~"), "");
}

static void ports_are_numbers(void **state)
{
	(void)state;
	says(URL("http://a.org:80a/"), "\"80a\" is no port");
	finds(URL("http://a.org:65536/"), "har-bad-url /url");
	finds(URL("http://[::1]:8080/"), "");
	finds(URL("http://a.org:${port}/"), "");
	finds(URL("http://a.org:PORT/"), "");
	finds(URL("http://a.org:{port}/"), "");
	finds(URL("http:///a"), "har-bad-url /url");
}

static void braces_in_the_host_are_no_placeholder(void **state)
{
	(void)state;
	finds(URL("https://{MY_DOMAIN}/api"), "har-url-brace-host /url");
	becomes(FENCEPOST_UNSAFE, URL("https://{MY_DOMAIN}/api"), URL("https://MY_DOMAIN/api"));
	becomes(FENCEPOST_UNSAFE, URL("https://{userDomain}/"), URL("https://USER_DOMAIN/"));
	becomes(FENCEPOST_UNSAFE, URL("https://{id}.a.org/"), URL("https://YOUR_ID.a.org/"));
	finds(URL("https://a.org/{id}?b={c}"), "");
	finds(URL("https://{{domain}}/api"), "");
}

static void an_empty_segment_is_asked_about(void **state)
{
	(void)state;
	finds(URL("https://a.org//api"), "har-url-double-slash /url");
	becomes(FENCEPOST_UNSAFE, URL("https://a.org//api"), URL("https://a.org/api"));
	finds(URL("https://a.org/?u=http://b.org//c"), "");
	finds(URL("https://a.org/to/https://b.org"), "");
	finds(URL("https://a.org/<a//b>"), "");
}

static void a_fragment_is_never_sent(void **state)
{
	(void)state;
	finds(URL("https://a.org/a#b"), "har-url-fragment /url");
	becomes(FENCEPOST_UNSAFE, URL("https://a.org/a#b"), URL("https://a.org/a"));
}

static void a_name_in_both_queries_is_reported(void **state)
{
	(void)state;
	finds(QUERY("https://a.org/?a=1&b=2", "b"), "har-duplicate-query /queryString/0/name");
	says(QUERY("https://a.org/?a=1&b=2", "b"), "\"b\" is in the url and in queryString");
	finds(QUERY("https://a.org/?a=1", "b"), "");
	finds(QUERY("https://a.org/", "b"), "");
}

static void a_place_behind_an_escape_is_exact(void **state)
{
	const char *block = URL("https:\\/\\/a.org\\/a b");
	const struct fencepost_finding *f =
	    &correct("har", block, FENCEPOST_NONE, NULL)->document.sink.found[0]->pub;

	(void)state;
	assert_int_equal(f->start.offset,
	                 strlen("```har\n") + (size_t)(strstr(block, " b") - block));
	assert_int_equal(f->end.offset, f->start.offset + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_url_needs_a_scheme),
	    cmocka_unit_test(another_scheme_is_no_request),
	    cmocka_unit_test(a_url_that_is_a_placeholder_is_silent),
	    cmocka_unit_test(bytes_that_no_uri_holds_are_faults),
	    cmocka_unit_test(ports_are_numbers),
	    cmocka_unit_test(braces_in_the_host_are_no_placeholder),
	    cmocka_unit_test(an_empty_segment_is_asked_about),
	    cmocka_unit_test(a_fragment_is_never_sent),
	    cmocka_unit_test(a_name_in_both_queries_is_reported),
	    cmocka_unit_test(a_place_behind_an_escape_is_exact),
	};

	return run_rules(tests);
}
