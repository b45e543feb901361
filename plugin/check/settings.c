/* SPDX-License-Identifier: MIT */
/*
 * The settings that hold where nobody has said otherwise, and settings as text: each value as it is
 * in force, with where it comes from in a comment. The text reads as settings again.
 */
#include "check/settings.h"

#include "json/string.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct fp_language languages[] = {
    {"har", FP_LANGUAGE_HAR},
    {"json", FP_LANGUAGE_JSON},
};

static const struct fp_placeholder placeholders[] = {
    {"${", "}"},
    {"{{", "}}"},
    {"<", ">"},
};

static const char *const extensions[] = {"md", "markdown", "mdx", NULL};

void fp_settings_default(struct fp_settings *settings)
{
	*settings = (struct fp_settings){
	    .languages = {languages, COUNT(languages)},
	    .placeholders = {placeholders, COUNT(placeholders)},
	    .max_bytes = UINT32_C(64) << 20,
	    .fix = FENCEPOST_SAFE,
	    .extensions = extensions,
	    .extension_count = COUNT(extensions) - 1,
	};
	fp_levels_init(&settings->levels);
}

/* ---- as text ---- */

static void put_string(struct fp_bytes *out, const char *text)
{
	fp_bytes_char(out, '"');
	fp_string_escape(out, text, strlen(text));
	fp_bytes_char(out, '"');
}

static void put_strings(struct fp_bytes *out, const char *const *list)
{
	fp_bytes_char(out, '[');
	for (size_t i = 0; list && list[i]; i++) {
		fp_bytes_text(out, i ? ", " : "");
		put_string(out, list[i]);
	}
	fp_bytes_char(out, ']');
}

static void put_languages(struct fp_bytes *out, const struct fp_settings *settings)
{
	static const char *const kinds[] = {"har", "json", "jsonc", "ndjson"};

	fp_bytes_char(out, '{');
	for (int kind = 0; kind < 4; kind++) {
		const char *before = "";

		fp_bytes_printf(out, "%s\"%s\": [", kind ? ", " : "", kinds[kind]);
		for (size_t i = 0; i < settings->languages.count; i++) {
			if (settings->languages.of[i].kind != kind)
				continue;
			fp_bytes_text(out, before);
			put_string(out, settings->languages.of[i].word);
			before = ", ";
		}
		fp_bytes_char(out, ']');
	}
	fp_bytes_char(out, '}');
}

static void put_placeholders(struct fp_bytes *out, const struct fp_settings *settings)
{
	fp_bytes_char(out, '[');
	for (size_t i = 0; i < settings->placeholders.count; i++) {
		const struct fp_placeholder *placeholder = &settings->placeholders.of[i];
		struct fp_bytes pattern = FP_BYTES(out->arena);

		fp_bytes_printf(&pattern, "%s%s%s", placeholder->before,
		                placeholder->after ? "..." : "",
		                placeholder->after ? placeholder->after : "");
		fp_bytes_text(out, i ? ", " : "");
		put_string(out, fp_bytes_string(&pattern));
	}
	fp_bytes_char(out, ']');
}

static const char *severity_name(int severity)
{
	static const char *const names[] = {"off", "note", "warning", "error"};

	return names[severity];
}

/* Where the severity of a rule comes from; NULL: it is the table's own. */
static const char *level_origin(const struct fp_settings *settings, enum fp_rule rule,
                                const char *file)
{
	struct fp_levels own;

	if (settings->rule_given[rule])
		return file;
	fp_levels_init(&own);
	return memcmp(own.of[rule], settings->levels.of[rule], sizeof(own.of[rule])) == 0
	           ? NULL
	           : "command line";
}

static void put_rules(struct fp_bytes *out, const struct fp_settings *settings, const char *file)
{
	fp_bytes_text(out, "{\n");
	for (int i = 0; i < FP_RULE_COUNT; i++) {
		const char *origin = level_origin(settings, (enum fp_rule)i, file);

		if (origin)
			fp_bytes_printf(out, "    \"%s\": \"%s\", // %s\n",
			                fp_rule_info((enum fp_rule)i)->name,
			                severity_name(settings->levels.of[i][FP_KIND_HAR]), origin);
	}
	fp_bytes_text(out, "  }");
}

static void put_forbidden(struct fp_bytes *out, const struct fp_settings *settings)
{
	fp_bytes_char(out, '[');
	for (size_t i = 0; i < settings->forbidden_count; i++) {
		const struct fp_forbidden *forbidden = &settings->forbidden[i];

		fp_bytes_text(out, i ? ", {\"text\": " : "{\"text\": ");
		put_string(out, forbidden->text);
		if (forbidden->replace) {
			fp_bytes_text(out, ", \"replace\": ");
			put_string(out, forbidden->replace);
		}
		fp_bytes_printf(out, ", \"severity\": \"%s\"}", severity_name(forbidden->severity));
	}
	fp_bytes_char(out, ']');
}

static void put_value(struct fp_bytes *out, const struct fp_settings *settings,
                      enum fp_setting setting, const char *file)
{
	static const char *const fixes[] = {"unsafe", "safe", "none"};

	switch (setting) {
	case FP_SETTING_LANGUAGES:
		put_languages(out, settings);
		break;
	case FP_SETTING_RULES:
		put_rules(out, settings, file);
		break;
	case FP_SETTING_PLACEHOLDERS:
		put_placeholders(out, settings);
		break;
	case FP_SETTING_IGNORE:
		put_strings(out, settings->ignore);
		break;
	case FP_SETTING_EXTENSIONS:
		put_strings(out, settings->extensions);
		break;
	case FP_SETTING_HAR:
		fp_bytes_text(out, "{\"fields\": ");
		put_strings(out, settings->fields);
		fp_bytes_char(out, '}');
		break;
	case FP_SETTING_TEMPLATES:
		fp_bytes_text(out, settings->variables ? "{\"variables\": " : "{");
		if (settings->variables)
			put_strings(out, settings->variables);
		fp_bytes_char(out, '}');
		break;
	case FP_SETTING_FORBIDDEN:
		put_forbidden(out, settings);
		break;
	case FP_SETTING_MAX_BYTES:
		fp_bytes_printf(out, "%u", settings->max_bytes);
		break;
	case FP_SETTING_FIX:
		put_string(out, fixes[settings->fix]);
		break;
	case FP_SETTING_COUNT:
		break;
	}
}

void fp_settings_show(struct fp_bytes *out, const struct fp_settings *settings, const char *file)
{
	fp_bytes_text(out, "{\n");
	for (int i = 0; i < FP_SETTING_COUNT; i++) {
		fp_bytes_printf(out, "  \"%s\": ", fp_settings_name((enum fp_setting)i));
		put_value(out, settings, (enum fp_setting)i, file);
		fp_bytes_text(out, i + 1 < FP_SETTING_COUNT ? ", // " : " // ");
		fp_bytes_clean(out, settings->given[i] ? file : "default",
		               strlen(settings->given[i] ? file : "default"));
		fp_bytes_char(out, '\n');
	}
	fp_bytes_text(out, "}\n");
}
