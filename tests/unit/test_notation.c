/* SPDX-License-Identifier: MIT */
#include "json/notation.h"
#include "json/transcript.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static struct fp_transcript transcript;

static void assert_language(const char *text, const char *expected)
{
	const char *language = fp_notation_language(text, (uint32_t)strlen(text));

	if (!expected)
		assert_null(language);
	else
		assert_string_equal(language ? language : "may be JSON", expected);
}

static bool read_transcript(const char *text)
{
	return fp_transcript_find(&transcript, arena, text, (uint32_t)strlen(text));
}

static void assert_part(const char *text, uint32_t index, const char *expected)
{
	struct fp_range part;

	assert_true(index < transcript.count);
	part = transcript.parts[index];
	assert_int_equal(part.to - part.from, strlen(expected));
	assert_memory_equal(text + part.from, expected, strlen(expected));
}

/* ---- other languages ---- */

static void a_list_of_words_is_no_section_of_toml(void **state)
{
	(void)state;
	assert_language("[STARTED_AT, RECORD]\n", NULL);
	assert_language("[True]\n", NULL);
	assert_language("[server]\nport = 80\n", "TOML");
}

static void a_metric_with_labels_is_promql(void **state)
{
	(void)state;
	assert_language("up{job=\"web\"}\n", "PromQL");
	assert_language("rate_total {mode=\"idle\"};\n", "PromQL");
	assert_language("answer {\"job\": \"web\"}\n", NULL);
}

static void blocks_of_settings_are_a_configuration_file(void **state)
{
	(void)state;
	assert_language("server {\n  listen 80;\n  server_name localhost;\n}\n",
	                "a configuration file");
	assert_language("sink {\n  Console {\n    level = \"info\"\n    tags = [\n    ]\n  }\n}\n",
	                "a configuration file");
	assert_language("android {\n  defaultConfig {\n    name \"app\"\n  }\n}\n",
	                "a configuration file");
	assert_language("# a\nupstream backend {\n  server a:1;\n  server b:1;\n}\n",
	                "a configuration file");
	assert_language("answer {\n  \"job\" \"web\"\n}\n", NULL);
	assert_language("answer {\n  \"job\": \"web\"\n}\n", NULL);
}

static void what_includes_a_file_is_a_directive(void **state)
{
	(void)state;
	assert_language("--8<-- \"a/b.json\"\n", "a directive that includes a file");
	assert_language("<<< @/a/b.json\n", "a directive that includes a file");
}

static void lines_that_begin_with_the_time_are_a_log(void **state)
{
	const char *text = "18:55:09 MQT: tele/a/SENSOR = {\"a\": [1]}\n"
	                   "18:55:10.250 CMD: Status {\n"
	                   "2024-03-01 18:55:11 INFO sent {\"b\": 2}\n";

	(void)state;
	assert_true(read_transcript(text));
	assert_int_equal(transcript.kind, FP_TRANSCRIPT_LOG);
	assert_int_equal(transcript.count, 2);
	assert_part(text, 0, "{\"a\": [1]}");
	assert_part(text, 1, "{\"b\": 2}");
	assert_false(read_transcript("18:55\n"));
	assert_false(read_transcript("{\"a\":\n18:55:09 }\n"));
}

static void the_prompt_of_a_program_may_be_its_name(void **state)
{
	const char *text = "arangosh> db.a.save({\n...> }, 1);\n{\"_key\": \"1\"}\n";

	(void)state;
	assert_true(read_transcript(text));
	assert_int_equal(transcript.kind, FP_TRANSCRIPT_CONSOLE);
	assert_int_equal(transcript.count, 1);
	assert_part(text, 0, "{\"_key\": \"1\"}");
	assert_false(read_transcript("answer> {\"a\": 1}\n"));
	assert_false(read_transcript("--> a note\n{}\n"));
}

static void a_session_may_begin_with_an_answer(void **state)
{
	const char *text = "{\n  \"a\": 1\n}\n\n# the next\n$ curl -s http://b/2\n{\"a\": 2}\n";

	(void)state;
	assert_true(read_transcript(text));
	assert_int_equal(transcript.kind, FP_TRANSCRIPT_CONSOLE);
	assert_int_equal(transcript.count, 2);
	assert_part(text, 0, "{\n  \"a\": 1\n}\n\n# the next");
	assert_part(text, 1, "{\"a\": 2}");
	assert_int_equal(transcript.head.from, strchr(text, '$') - text);
	assert_true(
	    read_transcript("{\"a\": 1}\n{\"a\": 2}\n% Reached end of topic\n{\"a\": 3}\n"));
	assert_int_equal(transcript.count, 2);
	assert_false(read_transcript("{\n  \"a\": 1,\n  echo \"b\": 2\n}\n"));
	assert_false(read_transcript("{\"a\": 1}\nGET /b\n"));
	assert_false(read_transcript("a\n{\"a\": 1}\n"));
}

static void blocks_with_arrows_are_a_logstash_pipeline(void **state)
{
	(void)state;
	assert_language("input {\n  file {\n    path => \"a.log\"\n  }\n}\n",
	                "a Logstash pipeline");
}

static void a_type_name_before_an_object_leaves_it_json(void **state)
{
	(void)state;
	assert_language("Credential {\n  \"id\": \"string\"\n}\n", NULL);
	assert_language("Pair {\n  \"key\" : \"a => b\"\n}\n", NULL);
}

static void template_tags_alone_are_a_template(void **state)
{
	(void)state;
	assert_language("{% if lang == 'nl' %}\nDe code: {{ code }}\n{% endif %}\n", "a template");
	assert_language("{% set version = \"2.1\" %}\n", "a template");
}

static void members_between_template_tags_are_json(void **state)
{
	(void)state;
	assert_language("{% if zip %}\n\"file\": \"a.zip\"\n{% endif %}\n", NULL);
	assert_language("{% raw %}{ \"text\" : \"{{name}}\" }{% endraw %}\n", NULL);
}

static void yaml_may_have_dots_and_names_with_an_at_sign(void **state)
{
	(void)state;
	assert_language("...\nname: web\nsource:\n- queue\n...\n", "YAML");
	assert_language("host: \"10.0.0.1\"\n@time: \"12:00\"\n", "YAML");
}

static void members_below_dots_are_json(void **state)
{
	(void)state;
	assert_language("...\n\"name\": {\n  \"a\": 1\n}\n...\n", NULL);
}

static void braces_without_names_and_colons_hold_another_language(void **state)
{
	(void)state;
	assert_language("{\n  continents {\n    name\n  }\n}\n", "GraphQL");
	assert_language("{\n  type = built_in\n  enable = true\n}\n", "a configuration file");
	assert_language("{\n  type = 1,\n  enable = true\n}\n", NULL);
	assert_language("{\n  a {\n    \"b\": 1\n  }\n}\n", NULL);
	assert_language("{\n  a: 1\n}\n", NULL);
}

static void a_formula_begins_with_its_sign(void **state)
{
	(void)state;
	assert_language("=if([$a] > 0, 'b', 'c')\n", "a formula");
	assert_language("= {\"a\": 1}\n", NULL);
}

static void a_heading_opens_plain_text(void **state)
{
	(void)state;
	assert_language("=== TASK ===\nAnswer with {\"query\": {}} alone.\n", "plain text");
}

/* ---- transcripts ---- */

static void json_in_the_quotes_of_a_command_is_a_part(void **state)
{
	const char *text = "curl -d '{\"a\": 1}' https://a.example/\n";

	(void)state;
	assert_true(read_transcript(text));
	assert_int_equal(transcript.kind, FP_TRANSCRIPT_CONSOLE);
	assert_int_equal(transcript.count, 1);
	assert_part(text, 0, "{\"a\": 1}");
}

static void json_with_quotes_written_for_the_shell_is_not_what_the_command_gets(void **state)
{
	(void)state;
	assert_true(read_transcript("curl -d '{\"a\": \"it'\\''s\", \"b\": [1]}'\n"));
	assert_int_equal(transcript.count, 0);
}

static void a_later_part_is_found_behind_quotes_written_for_the_shell(void **state)
{
	const char *text = "curl -d '{\"a\": \"it'\\''s\"}' -o x\ncurl -d '{\"b\": 2}'\n";

	(void)state;
	assert_true(read_transcript(text));
	assert_int_equal(transcript.count, 1);
	assert_part(text, 0, "{\"b\": 2}");
}

static void each_event_of_a_stream_is_a_part(void **state)
{
	const char *text = "event: add\ndata: {\"a\": 1}\n\ndata: {\"a\": 2}\n\ndata: [DONE]\n";

	(void)state;
	assert_true(read_transcript(text));
	assert_int_equal(transcript.kind, FP_TRANSCRIPT_HTTP);
	assert_int_equal(transcript.count, 2);
	assert_part(text, 0, "{\"a\": 1}");
	assert_part(text, 1, "{\"a\": 2}");
}

static void a_request_may_be_a_table_of_its_parts(void **state)
{
	const char *text =
	    "url\xef\xbc\x9a/a/{b}\nmethod\xef\xbc\x9aGET\nresponse\xef\xbc\x9a\n{\"a\": 1}\n";

	(void)state;
	assert_true(read_transcript(text));
	assert_int_equal(transcript.kind, FP_TRANSCRIPT_HTTP);
	assert_int_equal(transcript.count, 1);
	assert_part(text, 0, "{\"a\": 1}");
	assert_true(read_transcript("Method: POST\nUrl: /a\n{\"a\": 1}\n"));
	assert_false(read_transcript("url: \"/a\",\nmethod: \"GET\"\n"));
	assert_false(read_transcript("host: a.example\nport: 1\n"));
	assert_false(read_transcript("method: POST,\nurl: 1\n"));
}

static void what_a_program_says_first_is_no_part(void **state)
{
	const char *text = "Loading: \"/etc/a.cfg\"\nConnecting to 10.0.0.1:5\n\n{\"a\": 1}\n";

	(void)state;
	assert_true(read_transcript(text));
	assert_int_equal(transcript.kind, FP_TRANSCRIPT_CONSOLE);
	assert_int_equal(transcript.count, 1);
	assert_part(text, 0, "{\"a\": 1}");
	assert_true(
	    read_transcript("Loading\n2020-Mar-24 01:30:08 Connecting\n\nHeaders\n\n[1,]\n"));
	assert_false(read_transcript("name: \"a\",\n\n{\"a\": 1}\n"));
	assert_false(read_transcript("name: \"a\"\n{\"a\": 1}\n"));
	assert_false(read_transcript("\"name\": \"a\"\n\n{\"a\": 1}\n"));
}

static void a_document_of_the_shell_ends_with_its_word(void **state)
{
	const char *text = "cat <<EOF >a.json\n{\"a\": 1}\nEOF\n";

	(void)state;
	assert_true(read_transcript(text));
	assert_int_equal(transcript.count, 1);
	assert_part(text, 0, "{\"a\": 1}");
	assert_false(read_transcript("EOF\n{\"a\": 1}\n"));
}

static void variables_stand_before_a_command(void **state)
{
	(void)state;
	assert_true(read_transcript("A_URL=\"a\"\nBC=c\n\ncurl $A_URL\n"));
	assert_false(read_transcript("A_URL=\"a\"\nBC=c\n"));
}

static void one_line_of_data_may_be_a_member(void **state)
{
	(void)state;
	assert_false(read_transcript("data: {\"a\": 1}\n"));
	assert_false(read_transcript("data: {\"a\": 1},\nid: 3\nname: \"b\"\n"));
	assert_false(read_transcript("data: {\n\"a\": 1}\n"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_list_of_words_is_no_section_of_toml),
	    cmocka_unit_test(a_metric_with_labels_is_promql),
	    cmocka_unit_test(blocks_of_settings_are_a_configuration_file),
	    cmocka_unit_test(what_includes_a_file_is_a_directive),
	    cmocka_unit_test(lines_that_begin_with_the_time_are_a_log),
	    cmocka_unit_test(the_prompt_of_a_program_may_be_its_name),
	    cmocka_unit_test(a_session_may_begin_with_an_answer),
	    cmocka_unit_test(blocks_with_arrows_are_a_logstash_pipeline),
	    cmocka_unit_test(a_type_name_before_an_object_leaves_it_json),
	    cmocka_unit_test(template_tags_alone_are_a_template),
	    cmocka_unit_test(members_between_template_tags_are_json),
	    cmocka_unit_test(yaml_may_have_dots_and_names_with_an_at_sign),
	    cmocka_unit_test(members_below_dots_are_json),
	    cmocka_unit_test(braces_without_names_and_colons_hold_another_language),
	    cmocka_unit_test(a_formula_begins_with_its_sign),
	    cmocka_unit_test(a_heading_opens_plain_text),
	    cmocka_unit_test(json_in_the_quotes_of_a_command_is_a_part),
	    cmocka_unit_test(json_with_quotes_written_for_the_shell_is_not_what_the_command_gets),
	    cmocka_unit_test(a_later_part_is_found_behind_quotes_written_for_the_shell),
	    cmocka_unit_test(each_event_of_a_stream_is_a_part),
	    cmocka_unit_test(a_request_may_be_a_table_of_its_parts),
	    cmocka_unit_test(what_a_program_says_first_is_no_part),
	    cmocka_unit_test(a_document_of_the_shell_ends_with_its_word),
	    cmocka_unit_test(variables_stand_before_a_command),
	    cmocka_unit_test(one_line_of_data_may_be_a_member),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
