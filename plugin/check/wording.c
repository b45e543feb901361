/* SPDX-License-Identifier: MIT */
/*
 * The text of a layer → template-unknown-variable and forbidden-text. Silent until the settings
 * name something.
 */
#include "check/wording.h"
#include "text/nearest.h"
#include "json/pointer.h"

#include <string.h>

/* A stretch of a layer's text that is looked through. */
struct stretch {
	struct fp_sink *sink;
	const struct fp_settings *settings;
	const struct fp_layer *layer;
	const struct fp_tree *tree;
	struct fp_range range;
};

static void point(const struct stretch *stretch, struct fp_finding *finding, uint32_t at)
{
	const struct fp_tree *tree = stretch->tree;

	if (tree && tree->count > 0 && tree->layer == stretch->layer)
		fp_point(finding, fp_pointer_of(stretch->sink->arena, tree, fp_tree_at(tree, at)));
}

/* ---- ${name} ---- */

static bool is_known(const struct fp_settings *settings, const char *name, size_t len)
{
	for (const char *const *known = settings->variables; *known; known++)
		if (strlen(*known) == len && memcmp(*known, name, len) == 0)
			return true;
	return false;
}

static void report_variable(const struct stretch *stretch, struct fp_range name)
{
	const char *text = stretch->layer->text + name.from;
	size_t len = name.to - name.from;
	const char *near = fp_nearest(text, len, stretch->settings->variables);
	struct fp_bytes hint = FP_BYTES(stretch->sink->arena);
	struct fp_finding *finding;

	if (near)
		fp_bytes_printf(&hint, "; did you mean ${%s}?", near);
	finding =
	    fp_found(stretch->sink, stretch->layer, (struct fp_range){name.from - 2, name.to + 1},
	             FP_TEMPLATE_UNKNOWN_VARIABLE, "unknown variable ${%s}%s",
	             fp_words(stretch->sink, text, len), fp_bytes_string(&hint));
	point(stretch, finding, name.from);
	if (!near)
		return;
	fp_fix(finding, FENCEPOST_UNSAFE, "write ${%s}", near);
	fp_edit(finding, stretch->layer, name, near, strlen(near));
}

static void check_variables(const struct stretch *stretch)
{
	const char *text = stretch->layer->text;

	for (uint32_t at = stretch->range.from; at + 2 < stretch->range.to; at++) {
		struct fp_range name = {at + 2, at + 2};

		if (text[at] != '$' || text[at + 1] != '{')
			continue;
		while (name.to < stretch->range.to && !strchr("}\n\r\"", text[name.to]))
			name.to++;
		if (name.to < stretch->range.to && text[name.to] == '}' &&
		    !is_known(stretch->settings, text + name.from, name.to - name.from))
			report_variable(stretch, name);
		at = name.to - 1;
	}
}

/* ---- forbidden texts ---- */

static void report_text(const struct stretch *stretch, const struct fp_forbidden *forbidden,
                        uint32_t at)
{
	struct fp_range range = {at, at + (uint32_t)strlen(forbidden->text)};
	struct fp_finding *finding =
	    fp_found(stretch->sink, stretch->layer, range, FP_FORBIDDEN_TEXT,
	             "\"%s\" is forbidden by the settings",
	             fp_words(stretch->sink, forbidden->text, strlen(forbidden->text)));

	point(stretch, finding, at);
	if (!finding->muted)
		finding->pub.severity = forbidden->severity;
	finding->muted = finding->muted || forbidden->severity == FENCEPOST_OFF;
	if (!forbidden->replace)
		return;
	fp_fix(finding, FENCEPOST_UNSAFE, "write \"%s\"",
	       fp_words(stretch->sink, forbidden->replace, strlen(forbidden->replace)));
	fp_edit(finding, stretch->layer, range, forbidden->replace, strlen(forbidden->replace));
}

static void check_text(const struct stretch *stretch, const struct fp_forbidden *forbidden)
{
	size_t len = strlen(forbidden->text);
	const char *text = stretch->layer->text;
	uint32_t at = stretch->range.from;

	while (at + len <= stretch->range.to) {
		const char *first =
		    memchr(text + at, forbidden->text[0], stretch->range.to - at - len + 1);

		if (!first)
			return;
		at = (uint32_t)(first - text);
		if (memcmp(first, forbidden->text, len) == 0) {
			report_text(stretch, forbidden, at);
			at += (uint32_t)len;
		} else {
			at++;
		}
	}
}

static void check_stretch(const struct stretch *stretch)
{
	if (stretch->settings->variables)
		check_variables(stretch);
	for (size_t i = 0; i < stretch->settings->forbidden_count; i++)
		check_text(stretch, &stretch->settings->forbidden[i]);
}

void fp_wording_check(struct fp_sink *sink, const struct fp_settings *settings,
                      const struct fp_layer *layer, const struct fp_tree *tree,
                      const struct fp_range *skip, size_t skip_count)
{
	struct stretch stretch = {.sink = sink,
	                          .settings = settings,
	                          .layer = layer,
	                          .tree = tree,
	                          .range = {0, layer->len}};

	if (!settings->variables && settings->forbidden_count == 0)
		return;
	for (size_t i = 0; i < skip_count; i++) {
		stretch.range.to = skip[i].from;
		check_stretch(&stretch);
		stretch.range = (struct fp_range){skip[i].to, layer->len};
	}
	check_stretch(&stretch);
}
