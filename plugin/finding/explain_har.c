/* SPDX-License-Identifier: MIT */
/* Why the rules of HAR, HTTP and payloads are there, and an example of each. */
#include "finding/explain.h"

#include <stddef.h>

const struct fp_explanation fp_explain_har[] = {
    {FP_HAR_NOT_OBJECT, "har", "Readers of HAR expect a request object (or a whole log).",
     "[\"GET\", \"https://api.example/\"]",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\"}", "HAR 1.2, \"request\"", NULL},
    {FP_HAR_MISSING_FIELD, "har",
     "A request without method or url cannot be sent, a header without name or value "
     "cannot be written.",
     "{\"url\": \"https://api.example/\"}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\"}",
     "HAR 1.2, \"request\", \"headers\"", NULL},
    {FP_HAR_MISSING_SPEC_FIELD, "har",
     "HAR 1.2 requires eight fields. Generators fill the others in, so this is for "
     "who wants blocks that any HAR reader takes.",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"httpVersion\": "
     "\"HTTP/1.1\", \"cookies\": [], \"headers\": [], \"headersSize\": -1, \"bodySize\": "
     "-1}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"httpVersion\": "
     "\"HTTP/1.1\", \"cookies\": [], \"headers\": [], \"headersSize\": -1, \"bodySize\": "
     "-1, \"queryString\": []}",
     "HAR 1.2, \"request\"", NULL},
    {FP_HAR_WRONG_TYPE, "har",
     "Validators of HAR reject the whole request for one value of the wrong type.",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"queryString\": "
     "[{\"name\": \"page\", \"value\": 2}]}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"queryString\": "
     "[{\"name\": \"page\", \"value\": \"2\"}]}",
     "HAR 1.2, field tables", NULL},
    {FP_HAR_UNKNOWN_FIELD, "har",
     "Readers drop a field that they do not know, without a word. Fields of one's "
     "own begin with '_', or stand in har.fields of the settings.",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"querystring\": "
     "[]}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"queryString\": "
     "[]}",
     "HAR 1.2, \"Custom Fields\"", NULL},
    {FP_HAR_MISPLACED_FIELD, "har", "The field is known, but not here: readers drop it.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{}\", \"bodySize\": -1}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{}\"}, \"bodySize\": -1}",
     "HAR 1.2, \"request\", \"postData\"", NULL},
    {FP_HAR_HEADER_MAP, "har",
     "Headers, cookies and query parameters are lists of name/value pairs, for a "
     "name may come twice.",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"headers\": [{\"Accept\": "
     "\"text/html\"}]}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Accept\", \"value\": \"text/html\"}]}",
     "HAR 1.2, \"headers\"", NULL},
    {FP_HAR_PAYLOAD_AS_POSTDATA, "har",
     "The body is a string in postData.text; what stands in postData itself is dropped.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"name\": "
     "\"a\"}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{\\\"name\\\": \\\"a\\\"}\"}}",
     "HAR 1.2, \"postData\"", NULL},
    {FP_HAR_MISSING_MIMETYPE, "har",
     "Without mimeType readers do not know what the text is, and some refuse it.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"text\": "
     "\"{}\"}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{}\"}}",
     "HAR 1.2, \"postData\"", NULL},
    {FP_HAR_EMPTY_POSTDATA, "har",
     "A postData with nothing in it says that there is a body, and has none.",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"postData\": {}}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\"}", "HAR 1.2, \"postData\"", NULL},
    {FP_HAR_TEXT_AND_PARAMS, "har",
     "A body is either text or params; readers take one of them, and not all the "
     "same.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"postData\": {\"mimeType\": "
     "\"application/x-www-form-urlencoded\", \"text\": \"a=b\", \"params\": [{\"name\": "
     "\"a\", \"value\": \"b\"}]}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"postData\": {\"mimeType\": "
     "\"application/x-www-form-urlencoded\", \"params\": [{\"name\": \"a\", \"value\": "
     "\"b\"}]}}",
     "HAR 1.2, \"postData\"", NULL},
    {FP_HAR_PARAMS_NOT_FORM, "har",
     "Snippet generators write params for forms only, and send no body here.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"params\": [{\"name\": \"a\", \"value\": \"b\"}]}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{\\\"a\\\": \\\"b\\\"}\"}}",
     "HAR 1.2, \"postData\", \"params\"", NULL},
    {FP_HAR_FORM_TEXT, "har",
     "Snippet generators overwrite the text of a form with its params, and so with "
     "nothing.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"postData\": {\"mimeType\": "
     "\"application/x-www-form-urlencoded\", \"text\": \"a=b&c=d\"}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"postData\": {\"mimeType\": "
     "\"application/x-www-form-urlencoded\", \"params\": [{\"name\": \"a\", \"value\": "
     "\"b\"}, {\"name\": \"c\", \"value\": \"d\"}]}}",
     "HAR 1.2, \"postData\"", NULL},
    {FP_HAR_BAD_FORM_TEXT, "har",
     "In a urlencoded body a blank is + or %20, and '%' begins an escape.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"postData\": {\"mimeType\": "
     "\"application/x-www-form-urlencoded\", \"text\": \"a=b c\"}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"postData\": {\"mimeType\": "
     "\"application/x-www-form-urlencoded\", \"text\": \"a=b+c\"}}",
     "URL Standard \xc2"
     "\xa7"
     "5",
     NULL},
    {FP_HAR_BAD_METHOD, "har",
     "Method names are case-sensitive: a server that knows POST does not know post.",
     "{\"method\": \"get\", \"url\": \"https://api.example/\"}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\"}",
     "RFC 9110 \xc2"
     "\xa7"
     "9.1, \xc2"
     "\xa7"
     "5.6.2",
     NULL},
    {FP_HAR_BAD_URL, "har",
     "A url is absolute and holds what RFC 3986 allows; else generators and browsers "
     "send the request elsewhere, or not at all.",
     "{\"method\": \"GET\", \"url\": \"YOUR_DOMAIN/api\"}",
     "{\"method\": \"GET\", \"url\": \"https://YOUR_DOMAIN/api\"}",
     "HAR 1.2, \"url\"; RFC 3986 \xc2"
     "\xa7"
     "3",
     NULL},
    {FP_HAR_URL_BRACE_HOST, "har",
     "Braces may not stand in a host: parsers of urls escape or refuse them. In "
     "path and query they read as URI templates and are silent.",
     "{\"method\": \"GET\", \"url\": \"https://{MY_DOMAIN}/api\"}",
     "{\"method\": \"GET\", \"url\": \"https://MY_DOMAIN/api\"}",
     "RFC 3986 \xc2"
     "\xa7"
     "3.2.2, RFC 6570",
     NULL},
    {FP_HAR_URL_DOUBLE_SLASH, "har",
     "Most servers take '//' for another path than '/', and answer 404.",
     "{\"method\": \"GET\", \"url\": \"https://api.example//users\"}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/users\"}",
     "RFC 3986 \xc2"
     "\xa7"
     "3.3",
     NULL},
    {FP_HAR_URL_FRAGMENT, "har", "What follows '#' stays in the client.",
     "{\"method\": \"GET\", \"url\": \"https://api.example/#top\"}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\"}",
     "HAR 1.2, \"url\"; RFC 3986 \xc2"
     "\xa7"
     "3.5",
     NULL},
    {FP_HAR_DUPLICATE_QUERY, "har",
     "Of a parameter that stands in both, generators keep the url's value.",
     "{\"method\": \"GET\", \"url\": \"https://api.example/?page=1\", \"queryString\": "
     "[{\"name\": \"page\", \"value\": \"2\"}]}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"queryString\": "
     "[{\"name\": \"page\", \"value\": \"2\"}]}",
     "HAR 1.2, \"queryString\"", NULL},
    {FP_HAR_BAD_HTTP_VERSION, "har",
     "The version is written HTTP/1.1; as browsers write it (h2, http/2.0) it is "
     "silent too.",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"httpVersion\": "
     "\"1.1\"}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"httpVersion\": "
     "\"HTTP/1.1\"}",
     "RFC 9112 \xc2"
     "\xa7"
     "2.3",
     NULL},
    {FP_HAR_BAD_HEADER, "har",
     "A header name is one token, a value one line. Servers refuse the request otherwise.",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Accept:\", \"value\": \"text/html\"}]}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Accept\", \"value\": \"text/html\"}]}",
     "RFC 9110 \xc2"
     "\xa7"
     "5.1, \xc2"
     "\xa7"
     "5.5",
     NULL},
    {FP_HAR_HEADER_TYPO, "har",
     "The name is one or two letters away from a common one, and a server ignores "
     "a header that it does not know.",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Autorization\", \"value\": \"Bearer YOUR_TOKEN\"}]}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Authorization\", \"value\": \"Bearer YOUR_TOKEN\"}]}",
     "RFC 9110 \xc2"
     "\xa7"
     "16.3.1",
     NULL},
    {FP_HAR_DUPLICATE_HEADER, "har",
     "A header that is no list may come once; servers take the first, the last, "
     "or refuse.",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Host\", \"value\": \"a.example\"}, {\"name\": \"host\", \"value\": \"b.example\"}]}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Host\", \"value\": \"a.example\"}]}",
     "RFC 9110 \xc2"
     "\xa7"
     "5.3",
     NULL},
    {FP_HAR_BAD_AUTHORIZATION, "har",
     "The value is a scheme, a blank and credentials. Program text is sent as it "
     "stands.",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Authorization\", \"value\": \"'Bearer ' + token\"}]}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Authorization\", \"value\": \"Bearer YOUR_TOKEN\"}]}",
     "RFC 9110 \xc2"
     "\xa7"
     "11.6.2",
     NULL},
    {FP_HAR_CONTENT_TYPE_MISSING, "har",
     "Generators add no Content-Type header, and curl then says application/x-www-form-urlencoded.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [],"
     " \"postData\": {\"mimeType\": \"application/json\", \"text\": \"{\\\"a\\\": "
     "1}\"}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{\\\"a\\\": 1}\"}}",
     "RFC 9110 \xc2"
     "\xa7"
     "8.3",
     NULL},
    {FP_HAR_CONTENT_TYPE_MISMATCH, "har",
     "The header says one thing of the body, mimeType another.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"text/plain\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{}\"}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{}\"}}",
     "RFC 9110 \xc2"
     "\xa7"
     "8.3",
     NULL},
    {FP_HAR_BAD_MIMETYPE, "har",
     "A media type is type/subtype, and its type one of a few that are registered.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"client/json\"}], \"postData\": {\"mimeType\": "
     "\"client/json\", \"text\": \"{}\"}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{}\"}}",
     "RFC 9110 \xc2"
     "\xa7"
     "8.3.1, RFC 6838 \xc2"
     "\xa7"
     "4.2",
     NULL},
    {FP_HAR_BODY_ON_GET, "har",
     "A body of a GET request means nothing, and proxies and servers drop it or "
     "refuse.",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{}\"}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{}\"}}",
     "RFC 9110 \xc2"
     "\xa7"
     "9.3.1",
     NULL},
    {FP_HAR_SIZE_MISMATCH, "har",
     "bodySize is the size of the body in bytes, or -1 where it is not known.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"bodySize\": 150, \"postData\": "
     "{\"mimeType\": \"application/json\", \"text\": \"{}\"}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"bodySize\": -1, \"postData\": "
     "{\"mimeType\": \"application/json\", \"text\": \"{}\"}}",
     "HAR 1.2, \"bodySize\"", NULL},
    {FP_HAR_CONTENT_TYPE_WITHOUT_BODY, "har",
     "The header describes a body that is not there. Most are harmless leftovers,"
     " so the rule is off by default.",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}]}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\"}",
     "RFC 9110 \xc2"
     "\xa7"
     "8.3",
     NULL},
    {FP_HAR_MISSING_BODY, "har",
     "POST, PUT and PATCH nearly always carry a body. Some are meant to have none,"
     " so the rule is off by default.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\"}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{}\"}}",
     "RFC 9110 \xc2"
     "\xa7"
     "9.3.3",
     NULL},
    {FP_PAYLOAD_EMPTY, "har", "mimeType says JSON, and an empty text is none.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"\"}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{}\"}}",
     "RFC 8259 \xc2"
     "\xa7"
     "2",
     NULL},
    {FP_PAYLOAD_NOT_CONTAINER, "har",
     "An API takes an object or an array; a string is most often a payload that "
     "was encoded twice.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"\\\"{\\\\\\\"a\\\\\\\": 1}\\\"\"}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{\\\"a\\\": 1}\"}}",
     "RFC 8259 \xc2"
     "\xa7"
     "2",
     NULL},
    {FP_PAYLOAD_MIME_MISMATCH, "har",
     "The text is JSON, mimeType says something else of it; or the text is a form,"
     " and mimeType says JSON.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"text/plain\"}], \"postData\": {\"mimeType\": "
     "\"text/plain\", \"text\": \"{\\\"a\\\": 1}\"}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{\\\"a\\\": 1}\"}}",
     "HAR 1.2, \"postData\"", NULL},
    {FP_PAYLOAD_BAD_SCRIPT, "har",
     "A script in a string whose brackets, quotes or comments do not balance does "
     "not run. It is no JavaScript parser that says so, so the rule is off by default.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{\\\"rule\\\": \\\"function (user) { return "
     "user;\\\"}\"}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{\\\"rule\\\": \\\"function (user) { return "
     "user; }\\\"}\"}}",
     "ECMA-262", NULL},
    {FP_PAYLOAD_JSON_IN_STRING, "har",
     "The string begins like JSON that is encoded once more, and does not read as "
     "such.",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{\\\"a\\\": \\\"{\\\\\\\"b\\\\\\\": }\\\"}\"}}",
     "{\"method\": \"POST\", \"url\": \"https://api.example/\", \"headers\": [{\"name\": "
     "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
     "\"application/json\", \"text\": \"{\\\"a\\\": \\\"{\\\\\\\"b\\\\\\\": 1}\\\"}\"}}",
     "RFC 8259 \xc2"
     "\xa7"
     "2",
     NULL},
    {.why = NULL},
};
