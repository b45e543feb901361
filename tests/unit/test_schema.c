/* SPDX-License-Identifier: MIT */
/* The published schema of the settings names the keys and the rules that the settings have, in their order. */
#include "check/settings.h"
#include "json/pointer.h"
#include "json/string.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct fp_arena *arena;
static struct fp_tree tree;

static int read_schema(void **state)
{
	const char *root = getenv("FENCEPOST_SOURCE");
	struct fp_bytes path, text;
	struct fp_layer *layer;
	char piece[4096];
	size_t got;
	FILE *file;

	(void)state;
	arena = fp_arena_new(NULL, 0);
	path = text = FP_BYTES(arena);
	fp_bytes_printf(&path, "%s/plugin/check/fencepost.schema.json", root ? root : ".");
	file = fopen(fp_bytes_string(&path), "rb");
	if (!file)
		return -1;
	while ((got = fread(piece, 1, sizeof(piece), file)) > 0)
		fp_bytes_put(&text, piece, got);
	fclose(file);
	layer = fp_arena_zero(arena, 1, sizeof(*layer));
	layer->text = fp_bytes_string(&text);
	layer->len = (uint32_t)text.len;
	if (!fp_scan(arena, layer->text, layer->len, NULL, NULL))
		return -1;
	fp_tree_build(&tree, arena, layer, NULL);
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	fp_arena_free(arena);
	return 0;
}

/* The properties of an object that the schema describes. */
static uint32_t properties_of(uint32_t object)
{
	uint32_t properties = fp_pointer_member(&tree, object, "properties");

	assert_int_not_equal(properties, FP_NO_NODE);
	return properties;
}

static void names_are(uint32_t first, const char *(*name)(int), int count)
{
	uint32_t i = first;

	for (int n = 0; n < count; n++, i = tree.nodes[i].next) {
		assert_int_not_equal(i, FP_NO_NODE);
		if (!fp_string_equals(tree.layer->text, tree.nodes[i].name, name(n),
		                      strlen(name(n))))
			fail_msg("the schema does not name %s in its place", name(n));
	}
	assert_int_equal(i, FP_NO_NODE);
}

static const char *setting_name(int i)
{
	return fp_settings_name((enum fp_setting)i);
}

static const char *rule_name(int i)
{
	return fp_rule_info((enum fp_rule)i)->name;
}

static void it_has_the_keys_of_the_settings(void **state)
{
	uint32_t schema = tree.nodes[properties_of(0)].first; /* "$schema", which stands first */

	(void)state;
	names_are(tree.nodes[schema].next, setting_name, FP_SETTING_COUNT);
}

static void it_has_every_rule(void **state)
{
	uint32_t rules = fp_pointer_member(&tree, properties_of(0), "rules");

	(void)state;
	names_are(tree.nodes[properties_of(rules)].first, rule_name, FP_RULE_COUNT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(it_has_the_keys_of_the_settings),
	    cmocka_unit_test(it_has_every_rule),
	};

	return cmocka_run_group_tests(tests, read_schema, close_arena);
}
