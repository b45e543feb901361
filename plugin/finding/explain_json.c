/* SPDX-License-Identifier: MIT */
/* Why the rules of JSON are there, and an example of each. */
#include "finding/explain.h"

#include <stddef.h>

const struct fp_explanation fp_explain_json[] = {
    {FP_JSON_MISSING_COLON, "json",
     "A JSON parser stops here: after a property name only ':' may stand. A comma,"
     " '=' or '=>' in its place is the usual slip.",
     "{\"grant\", \"code\"}", "{\"grant\": \"code\"}",
     "RFC 8259 \xc2"
     "\xa7"
     "4",
     NULL},
    {FP_JSON_MISSING_COMMA, "json",
     "Members and elements are separated by commas, also across line ends.",
     "{\n  \"a\": 1\n  \"b\": 2\n}", "{\n  \"a\": 1,\n  \"b\": 2\n}",
     "RFC 8259 \xc2"
     "\xa7"
     "4, \xc2"
     "\xa7"
     "5",
     NULL},
    {FP_JSON_EXTRA_COMMA, "json", "A comma separates two values; here one of them is not there.",
     "[1,, 2]", "[1, 2]",
     "RFC 8259 \xc2"
     "\xa7"
     "4, \xc2"
     "\xa7"
     "5",
     NULL},
    {FP_JSON_EXTRA_COLON, "json", "One ':' stands between a property name and its value.",
     "{\"a\":: 1}", "{\"a\": 1}",
     "RFC 8259 \xc2"
     "\xa7"
     "4",
     NULL},
    {FP_JSON_MISSING_VALUE, "json",
     "A property name needs a value. What was meant cannot be known, so the fix "
     "puts null there and is never made without being asked for.",
     "{\"a\":, \"b\": 1}", "{\"a\": null, \"b\": 1}",
     "RFC 8259 \xc2"
     "\xa7"
     "4",
     NULL},
    {FP_JSON_MISSING_KEY, "json", "In an object a value needs a name.", "{\"a\": 1,: 2}",
     "{\"a\": 1,\"\": 2}",
     "RFC 8259 \xc2"
     "\xa7"
     "4",
     NULL},
    {FP_JSON_TRAILING_COMMA, "json",
     "JavaScript allows a comma after the last member, JSON does not. In a jsonc "
     "block it is allowed.",
     "{\"a\": 1,}", "{\"a\": 1}",
     "RFC 8259 \xc2"
     "\xa7"
     "4",
     NULL},
    {FP_JSON_CONTROL_CHAR, "json",
     "A string ends on the line on which it begins; line ends and tabs in it are "
     "written as escapes.",
     "{\"a\": \"first\nsecond\"}", "{\"a\": \"first\\nsecond\"}",
     "RFC 8259 \xc2"
     "\xa7"
     "7",
     NULL},
    {FP_JSON_BAD_ESCAPE, "json",
     "JSON has eight escapes and \\u with four hex digits. Others are often meant "
     "for another language.",
     "{\"a\": \"it\\'s\"}", "{\"a\": \"it's\"}",
     "RFC 8259 \xc2"
     "\xa7"
     "7",
     NULL},
    {FP_JSON_UNESCAPED_QUOTE, "json",
     "The quote ends the string, and what follows makes no sense. Inside a string "
     "it is written \\\".",
     "{\"a\": \"say \"hello\" to them\"}", "{\"a\": \"say \\\"hello\\\" to them\"}",
     "RFC 8259 \xc2"
     "\xa7"
     "7",
     NULL},
    {FP_JSON_UNTERMINATED_STRING, "json", "The string is opened and never closed.", "{\"a\": \"b",
     "{\"a\": \"b\"}",
     "RFC 8259 \xc2"
     "\xa7"
     "7",
     NULL},
    {FP_JSON_UNCLOSED_CONTAINER, "json", "An object or array is opened and never closed.",
     "{\"a\": [1, 2", "{\"a\": [1, 2]}",
     "RFC 8259 \xc2"
     "\xa7"
     "4, \xc2"
     "\xa7"
     "5",
     NULL},
    {FP_JSON_MISSING_OPENER, "json", "The rest of the text closes a '{' or '[' that is not there.",
     "{\n  \"a\": \"b\": 1 }\n}", "{\n  \"a\": {\"b\": 1 }\n}",
     "RFC 8259 \xc2"
     "\xa7"
     "4, \xc2"
     "\xa7"
     "5",
     NULL},
    {FP_JSON_EXTRA_OPENER, "json",
     "A '{' or '[' too many, or one of the wrong kind for what it holds.", "{\"a\": [\"b\": 1]}",
     "{\"a\": {\"b\": 1}}",
     "RFC 8259 \xc2"
     "\xa7"
     "4, \xc2"
     "\xa7"
     "5",
     NULL},
    {FP_JSON_MISSING_QUOTE, "json", "The string has lost its opening quote.", "{name\": 1}",
     "{\"name\": 1}",
     "RFC 8259 \xc2"
     "\xa7"
     "7",
     NULL},
    {FP_JSON_EXTRA_CLOSER, "json", "A '}' or ']' stands where nothing is open.", "{\"a\": 1}}",
     "{\"a\": 1}",
     "RFC 8259 \xc2"
     "\xa7"
     "4, \xc2"
     "\xa7"
     "5",
     NULL},
    {FP_JSON_MISMATCHED_CLOSER, "json", "What '{' opens '}' closes, what '[' opens ']' closes.",
     "{\"a\": [1, 2}}", "{\"a\": [1, 2]}",
     "RFC 8259 \xc2"
     "\xa7"
     "4, \xc2"
     "\xa7"
     "5",
     NULL},
    {FP_JSON_UNEXPECTED_TEXT, "json", "Text stands where no token of JSON may stand.",
     "{\"a\": 1; \"b\": 2}", "{\"a\": 1, \"b\": 2}",
     "RFC 8259 \xc2"
     "\xa7"
     "2",
     NULL},
    {FP_JSON_MEMBER_IN_ARRAY, "json", "An array holds values. A member needs an object around it.",
     "[{\"name\": \"a\"}, \"name\": \"b\"]", "[{\"name\": \"a\"}, {\"name\": \"b\"}]",
     "RFC 8259 \xc2"
     "\xa7"
     "5",
     NULL},
    {FP_JSON_FRAGMENT, "har",
     "A text of members alone is no JSON. In a json block it is taken for an excerpt "
     "and said quietly, in a har block and a payload it is an error.",
     "\"method\": \"GET\",\n\"url\": \"https://api.example/\"",
     "{\n\"method\": \"GET\",\n\"url\": \"https://api.example/\"\n}",
     "RFC 8259 \xc2"
     "\xa7"
     "2",
     NULL},
    {FP_JSON_MULTIPLE_VALUES, "json",
     "A JSON text is one value. For one value a line there is the language ndjson.",
     "{\"a\": 1}\n{\"b\": 2}", "[{\"a\": 1},\n{\"b\": 2}]",
     "RFC 8259 \xc2"
     "\xa7"
     "2",
     NULL},
    {FP_JSON_SINGLE_QUOTE, "json", "JSON strings take double quotes.", "{'a': 'b'}",
     "{\"a\": \"b\"}",
     "RFC 8259 \xc2"
     "\xa7"
     "7",
     NULL},
    {FP_JSON_UNQUOTED_KEY, "json", "Property names are strings, and strings have quotes.",
     "{name: \"b\"}", "{\"name\": \"b\"}",
     "RFC 8259 \xc2"
     "\xa7"
     "4",
     NULL},
    {FP_JSON_UNQUOTED_VALUE, "json", "A word is no JSON value, but for true, false and null.",
     "{\"state\": enabled}", "{\"state\": \"enabled\"}",
     "RFC 8259 \xc2"
     "\xa7"
     "3",
     NULL},
    {FP_JSON_PROGRAM_TEXT, "json",
     "Calls and strings joined with + are program text; a JSON parser reads neither.",
     "{\"_id\": ObjectId(\"5f1d7f3e\")}", "{\"_id\": \"5f1d7f3e\"}",
     "RFC 8259 \xc2"
     "\xa7"
     "3",
     NULL},
    {FP_JSON_BAD_LITERAL, "json",
     "The literals are true, false and null, in small letters; numbers have digits "
     "on both sides of the dot and no leading zero or plus.",
     "{\"ok\": True}", "{\"ok\": true}",
     "RFC 8259 \xc2"
     "\xa7"
     "3, \xc2"
     "\xa7"
     "6",
     NULL},
    {FP_JSON_SMART_QUOTE, "json",
     "Word processors turn quotes into typographic ones, which delimit nothing in "
     "JSON.",
     "{\xe2"
     "\x80"
     "\x9c"
     "a\xe2"
     "\x80"
     "\x9d"
     ": 1}",
     "{\"a\": 1}",
     "RFC 8259 \xc2"
     "\xa7"
     "7",
     NULL},
    {FP_JSON_INVISIBLE_CHAR, "json",
     "A no-break space or a zero-width character looks like nothing, and is an error "
     "outside strings all the same.",
     "{\"a\":\xc2"
     "\xa0"
     "1}",
     "{\"a\": 1}",
     "RFC 8259 \xc2"
     "\xa7"
     "2",
     NULL},
    {FP_JSON_COMMENT, "json", "JSON has no comments. Tag the block jsonc where they are meant.",
     "{\n  \"a\": 1 // one\n}", "{\n  \"a\": 1\n}",
     "RFC 8259 \xc2"
     "\xa7"
     "2",
     NULL},
    {FP_JSON_ELLIPSIS, "har",
     "Dots for what is left out are clear to a reader, and an error to every parser. "
     "In json blocks they are silent unless the rule is selected.",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\", ...}",
     "{\"method\": \"GET\", \"url\": \"https://api.example/\"}",
     "RFC 8259 \xc2"
     "\xa7"
     "2",
     NULL},
    {FP_JSON_HTTP_PREAMBLE, "json",
     "The block is an HTTP message whose body is JSON, or the JSON stands between other lines: "
     "of a console, a log, a difference, a caption. The JSON is checked as usual. A block "
     "tagged http or console is highlighted better.",
     "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"a\": 1}", "{\"a\": 1}",
     "RFC 8259 \xc2"
     "\xa7"
     "2",
     NULL},
    {FP_JSON_BARE_PLACEHOLDER, "json",
     "A placeholder without quotes is no JSON value, nor is the name of a type or a variable, "
     "words that describe the value, or a ? behind the name of a member that may be left out. "
     "Placeholders that the settings name are taken for values.",
     "{\"expires\": EXPIRY_TIME}", "{\"expires\": \"EXPIRY_TIME\"}",
     "RFC 8259 \xc2"
     "\xa7"
     "3",
     NULL},
    {FP_JSON_DUPLICATE_KEY, "json",
     "Of two members of one name most parsers keep the last, some the first, and "
     "a few refuse.",
     "{\"a\": 1, \"a\": 2}", "{\"a\": 1, \"b\": 2}",
     "RFC 8259 \xc2"
     "\xa7"
     "4",
     NULL},
    {FP_JSON_NUMBER_PRECISION, "json",
     "Consumers that read numbers as doubles, as JavaScript does, change this one "
     "without a word.",
     "{\"id\": 9007199254740993}", "{\"id\": \"9007199254740993\"}",
     "RFC 8259 \xc2"
     "\xa7"
     "6",
     NULL},
    {FP_JSON_LONE_SURROGATE, "json",
     "Half of a surrogate pair is no character; consumers replace it or refuse.",
     "{\"a\": \"\\ud83d\"}", "{\"a\": \"\\ud83d\\ude00\"}",
     "RFC 8259 \xc2"
     "\xa7"
     "8.2",
     NULL},
    {FP_JSON_INVALID_UTF8, "json",
     "JSON is exchanged as UTF-8. These bytes are something else, most often Latin-1.",
     "{\"a\": \"caf\xe9"
     "\"}",
     "{\"a\": \"caf\xef"
     "\xbf"
     "\xbd"
     "\"}",
     "RFC 8259 \xc2"
     "\xa7"
     "8.1",
     NULL},
    {FP_JSON_NOT_JSON, "json",
     "Tag the block as what it is, so that it is highlighted right and not checked "
     "as JSON. What has more than a thousand mistakes, and more than one in two bytes, "
     "is no JSON either.",
     "key: value\nlist:\n  - a\n  - b", "{\"key\": \"value\", \"list\": [\"a\", \"b\"]}",
     "RFC 8259 \xc2"
     "\xa7"
     "2",
     NULL},
    {FP_JSON_EMPTY, "json", "An empty text is no JSON, and an empty block most likely a leftover.",
     "", "{}",
     "RFC 8259 \xc2"
     "\xa7"
     "2",
     NULL},
    {.why = NULL},
};
