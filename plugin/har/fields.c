/* SPDX-License-Identifier: MIT */
/*
 * postData.params → the fields of a form. curl reads more into a field than its text: a value that
 * begins with `@` or `<` is a file, `;type=` ends it. A value in double quotes is none of that, so
 * a form's are quoted wherever they have one of these, and what a name cannot say goes into its header.
 */
#include "har/command_line.h"
#include "har/shell.h"
#include "har/token.h"
#include "text/ascii.h"

#include <string.h>

/* One entry of params. */
struct field {
	struct fp_value name, value, file, type;
};

static struct field field_of(struct fp_command_line *line, uint32_t entry)
{
	return (struct field){
	    .name = fp_command_line_member(line, entry, "name"),
	    .value = fp_command_line_member(line, entry, "value"),
	    .file = fp_command_line_member(line, entry, "fileName"),
	    .type = fp_command_line_member(line, entry, "contentType"),
	};
}

/* What is sent for a field of a form without files: browsers send the name of a file. */
static struct fp_value plain_value(const struct field *field)
{
	return field->value.text ? field->value : field->file;
}

/* ---- application/x-www-form-urlencoded ---- */

bool fp_fields_add_pairs(struct fp_command_line *line)
{
	uint32_t first = fp_command_line_list(line, line->request->params, "params");

	for (uint32_t i = first; i != FP_NO_NODE; i = line->tree->nodes[i].next) {
		struct field field = field_of(line, i);
		struct fp_value value = plain_value(&field);

		if (value.len > FP_LONGEST_ARGUMENT || fp_shell_has_control(value.text, value.len))
			return false;
	}
	for (uint32_t i = first; i != FP_NO_NODE; i = line->tree->nodes[i].next) {
		struct field field = field_of(line, i);
		struct fp_value value = plain_value(&field);
		struct fp_bytes pair = FP_BYTES(line->arena);

		fp_target_encode(&pair, line->placeholders, field.name.text, field.name.len);
		fp_bytes_char(&pair, '=');
		fp_bytes_put(&pair, value.text, value.len);
		/* curl drops the '=' of a pair without a name */
		fp_command_line_add(line, field.name.len ? "data-urlencode" : "data-raw", pair.data,
		                    pair.len);
	}
	return true;
}

void fp_fields_put_pairs(struct fp_bytes *out, struct fp_command_line *line)
{
	static const struct fp_placeholders none = {NULL, 0};
	uint32_t i = fp_command_line_list(line, line->request->params, "params");

	for (; i != FP_NO_NODE; i = line->tree->nodes[i].next) {
		struct field field = field_of(line, i);
		struct fp_value value = plain_value(&field);

		if (out->len > 0)
			fp_bytes_char(out, '&');
		fp_target_encode(out, &none, field.name.text, field.name.len);
		fp_bytes_char(out, '=');
		fp_target_encode(out, &none, value.text, value.len);
	}
}

/* ---- multipart ---- */

/* Adds text in double quotes, as curl reads them. */
static void put_quoted(struct fp_bytes *out, const char *text, size_t len)
{
	fp_bytes_char(out, '"');
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"' || text[i] == '\\')
			fp_bytes_char(out, '\\');
		fp_bytes_char(out, text[i]);
	}
	fp_bytes_char(out, '"');
}

/* A name that curl takes as it stands: it ends at the first '='. */
static bool is_plain_name(const struct fp_value *name)
{
	return name->len > 0 && !memchr(name->text, '=', name->len);
}

/* The header that says a name which `name=` cannot; quotes and line ends as browsers spell them. */
static void put_disposition(struct fp_bytes *out, struct fp_command_line *line,
                            const struct field *field)
{
	const struct fp_value *parts[] = {&field->name, &field->file};
	struct fp_bytes header = FP_BYTES(line->arena);

	fp_bytes_text(&header, "Content-Disposition: form-data");
	for (size_t i = 0; i < 2 && parts[i]->text; i++) {
		fp_bytes_text(&header, i ? "; filename=\"" : "; name=\"");
		for (size_t at = 0; at < parts[i]->len; at++) {
			char c = parts[i]->text[at];

			if (c == '"' || c == '\r' || c == '\n')
				fp_bytes_printf(&header, "%%%02X", (unsigned)c);
			else
				fp_bytes_char(&header, c);
		}
		fp_bytes_char(&header, '"');
	}
	fp_bytes_text(out, ";headers=");
	put_quoted(out, header.data, header.len);
}

/* A media type that curl reads to its end, and as nothing else; it has room for 127 characters. */
static bool is_type(const struct fp_value *type)
{
	static const char *const words[] = {"filename=", "headers=", "encoder="};
	const char *slash = memchr(type->text, '/', type->len);
	size_t major = slash ? (size_t)(slash - type->text) : 0;
	size_t minor = slash ? strcspn(slash + 1, "; ") : 0;

	if (!fp_token_is(type->text, major) || !fp_token_is(slash + 1, minor) || type->len > 127 ||
	    strpbrk(type->text, ",\"\r\n"))
		return false;
	for (const char *at = strchr(type->text, ';'); at; at = strchr(at, ';')) {
		at += 1 + strspn(at + 1, " ");
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (fp_ascii_same(at, words[i], strlen(words[i])))
				return false;
	}
	return true;
}

static void put_content(struct fp_bytes *out, const struct field *field)
{
	const struct fp_value *file = &field->file;

	if (!file->text || file->len == 0 || field->value.len > 0) {
		put_quoted(out, field->value.text, field->value.len);
		return;
	}
	fp_bytes_char(out, '@');
	if (file->len == 1 && file->text[0] == '-') /* curl's name for standard input */
		fp_bytes_text(out, "./-");
	else
		put_quoted(out, file->text, file->len);
}

static void add_part(struct fp_command_line *line, const struct field *field)
{
	struct fp_bytes part = FP_BYTES(line->arena);
	bool plain = is_plain_name(&field->name);

	if (plain)
		fp_bytes_put(&part, field->name.text, field->name.len);
	fp_bytes_char(&part, '=');
	if (plain && !field->file.text && !field->type.len) {
		fp_bytes_put(&part, field->value.text, field->value.len);
		fp_command_line_add(line, "form-string", part.data, part.len);
		return;
	}
	put_content(&part, field);
	if (field->type.len > 0 && !is_type(&field->type))
		fp_command_line_refuse(line, "curl does not take the contentType of a param");
	if (field->type.len > 0)
		fp_bytes_printf(&part, ";type=%s", field->type.text);
	if (!plain) {
		put_disposition(&part, line, field);
	} else if (field->file.text && (field->value.len > 0 || strchr(field->file.text, '/') ||
	                                strcmp(field->file.text, "-") == 0)) {
		fp_bytes_text(&part, ";filename=");
		put_quoted(&part, field->file.text, field->file.len);
	}
	fp_command_line_add(line, "form", part.data, part.len);
}

void fp_fields_add_form(struct fp_command_line *line)
{
	uint32_t i = fp_command_line_list(line, line->request->params, "params");

	for (; i != FP_NO_NODE; i = line->tree->nodes[i].next) {
		struct field field = field_of(line, i);

		add_part(line, &field);
	}
}
