/* SPDX-License-Identifier: MIT */
/* The schema of the settings → fencepost.json(5): an entry a key, what it means and its default. */
#include "manual/pages.h"

#include "manual/roff.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

static const char example[] = "{\n"
                              "  \"rules\": {\"har-bad-url\": \"warning\"},\n"
                              "  \"placeholders\": [\"${...}\", \"{{...}}\", \"<...>\"],\n"
                              "  \"ignore\": [\"vendor/**\"], // a comment may stand here\n"
                              "  \"fix\": \"safe\",\n"
                              "}";

static const char *member(const cJSON *object, const char *name)
{
	return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

/* Words of a schema: its type, or the values that it may have. */
static void put_type(struct fp_bytes *out, const cJSON *schema)
{
	const cJSON *choices = cJSON_GetObjectItemCaseSensitive(schema, "enum"), *choice;
	const char *type = member(schema, "type");

	if (type)
		fp_bytes_printf(out, " (%s)", type);
	cJSON_ArrayForEach(choice, choices) fp_bytes_printf(
	    out, "%s\"%s\"", choice == choices->child ? " (" : ", ", cJSON_GetStringValue(choice));
	if (choices)
		fp_bytes_char(out, ')');
}

static void put_default(struct fp_bytes *out, const cJSON *schema)
{
	const cJSON *value = cJSON_GetObjectItemCaseSensitive(schema, "default");
	char *text = value ? cJSON_PrintUnformatted(value) : NULL;

	if (text)
		fp_bytes_printf(out, " Default: %s.", text);
	free(text);
}

/* An entry, but for what lies in it. */
static void put_entry(struct fp_bytes *out, const cJSON *schema)
{
	struct fp_bytes line = FP_BYTES(out->arena);
	const char *description = member(schema, "description");

	fp_bytes_text(out, ".TP\n\\fB\\(dq");
	fp_roff_text(out, schema->string, strlen(schema->string));
	fp_bytes_text(out, "\\(dq\\fR");
	put_type(&line, schema);
	fp_roff_text(out, line.data, line.len);
	fp_bytes_char(out, '\n');
	line.len = 0;
	fp_bytes_text(&line, description ? description : "");
	put_default(&line, schema);
	fp_roff_words(out, line.data, line.len);
}

/* The entries of an object, or of what an array holds; the rules have a page of their own. */
/* NOLINTNEXTLINE(misc-no-recursion): no deeper than the schema, which is ours */
static void put_entries(struct fp_bytes *out, const cJSON *schema, int depth)
{
	const cJSON *items = cJSON_GetObjectItemCaseSensitive(schema, "items"), *entry;

	schema = cJSON_GetObjectItemCaseSensitive(items ? items : schema, "properties");
	if (!schema)
		return;
	if (depth > 0)
		fp_bytes_text(out, ".RS\n");
	cJSON_ArrayForEach(entry, schema)
	{
		if (entry->string[0] == '$')
			continue;
		put_entry(out, entry);
		if (strcmp(entry->string, "rules") != 0)
			put_entries(out, entry, depth + 1);
	}
	if (depth > 0)
		fp_bytes_text(out, ".RE\n");
}

bool fp_page_settings(struct fp_bytes *out, const char *schema)
{
	cJSON *root = cJSON_Parse(schema);
	const char *description = root ? member(root, "description") : NULL;

	if (!description)
		return false;
	fp_roff_title(out, "fencepost.json", 5);
	fp_bytes_text(out, ".SH NAME\nfencepost.json \\- settings of fencepost\n");
	fp_bytes_text(out, ".SH SYNOPSIS\n\\fI.fencepost.json\\fR\n.SH DESCRIPTION\n");
	fp_roff_notes(
	    out, "The settings for the documents of a folder and of those below it. The file is "
	         "looked for from the document upwards, no further than a folder with a .git; "
	         "options of the command line win over it. A key or a rule that does not exist "
	         "is an error.\n");
	fp_bytes_text(out, ".PP\n");
	fp_roff_words(out, description, strlen(description));
	fp_roff_heading(out, "SH", "KEYS");
	put_entries(out, root, 0);
	fp_roff_heading(out, "SH", "EXAMPLE");
	fp_roff_example(out, example, sizeof(example) - 1);
	fp_bytes_text(out, ".SH SEE ALSO\n.BR fencepost (1),\n.BR fencepost\\-rules (7)\n");
	cJSON_Delete(root);
	return true;
}
