/* SPDX-License-Identifier: MIT */
/*
 * The engine as a filter: texts on stdin → what was found in them and what mending makes of them.
 *
 *     in    KIND LENGTH\n  and LENGTH bytes; KIND is har, json or payload
 *     out   a line of JSON, then the bytes after the safe fixes alone, then those after all fixes
 *
 * No Markdown is involved: the text is a layer over itself. Rules that are off are turned on, so
 * that their fixes show; each finding is told with the severity that the table of rules gives it.
 */
#include "finding/edit.h"
#include "json/repair.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DOCUMENT_STEPS UINT64_C(1000000000)

struct task {
	struct fp_arena *arena;
	const struct fp_prices *prices;
	const char *text;
	uint32_t len;
	enum fp_kind kind;
	const char *where;
	int repeat;
	bool once; /* do not read the mended text again */
};

/* One reading of a text. */
struct reading {
	struct fp_sink sink;
	struct fp_json json;
	uint64_t ns, steps;
};

static const char *const verdicts[] = {
    [FP_VERDICT_VALID] = "valid",       [FP_VERDICT_ILLUSTRATIVE] = "illustrative",
    [FP_VERDICT_BROKEN] = "broken",     [FP_VERDICT_EMPTY] = "empty",
    [FP_VERDICT_NOT_JSON] = "not-json", [FP_VERDICT_GIVEN_UP] = "given-up"};

static const char *const severities[] = {[FENCEPOST_OFF] = "off",
                                         [FENCEPOST_NOTE] = "note",
                                         [FENCEPOST_WARNING] = "warning",
                                         [FENCEPOST_ERROR] = "error"};

static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static void all_rules_on(struct fp_levels *levels)
{
	fp_levels_init(levels);
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		for (int kind = 0; kind < 2; kind++)
			if (levels->of[rule][kind] == FENCEPOST_OFF)
				levels->of[rule][kind] = FENCEPOST_NOTE;
}

/* Reads a text as a file that holds nothing else. What it found stays in the arena. */
static void read_text(struct reading *out, struct fp_arena *arena, const struct task *task,
                      const char *text, uint32_t len)
{
	static const struct fp_dialect strict;
	struct fp_levels *levels = fp_arena_alloc(arena, sizeof(*levels));
	struct fp_lines *lines = fp_arena_alloc(arena, sizeof(*lines));
	struct fp_budget budget = {DOCUMENT_STEPS};
	struct fp_json_options options = {&strict, task->prices, &budget, task->where};
	const struct fp_layer *layer;
	uint64_t start;

	all_rules_on(levels);
	fp_lines_find(lines, arena, text, len);
	layer = fp_layer_of_file(arena, lines, (struct fencepost_span){0, len});
	fp_sink_init(&out->sink, arena, lines, levels);
	out->sink.kind = task->kind;
	start = now();
	fp_json_read(&out->json, &out->sink, layer, &options);
	out->ns = now() - start;
	out->steps = DOCUMENT_STEPS - budget.steps_left;
	fp_sink_finish(&out->sink, 0, 0);
}

/* The shortest time of several readings, each in an arena of its own. */
static uint64_t shortest(const struct task *task, uint64_t best)
{
	for (int i = 1; i < task->repeat; i++) {
		struct fp_arena *arena = fp_arena_child(task->arena);
		struct reading r;

		read_text(&r, arena, task, task->text, task->len);
		if (r.ns < best)
			best = r.ns;
		fp_arena_free(arena);
	}
	return best;
}

static struct fp_bytes mend(const struct task *task, const struct reading *r,
                            enum fencepost_applicability least)
{
	struct fp_bytes out = FP_BYTES(task->arena);
	struct fp_edits edits;

	fp_edit_choose(&edits, task->arena, &r->sink, least, NULL, NULL);
	fp_edit_splice(&out, task->text, task->len, &edits);
	return out;
}

static cJSON *edits_of(const struct task *task, const struct fencepost_fix *fix)
{
	cJSON *list = cJSON_CreateArray();

	for (size_t i = 0; i < fix->count; i++) {
		struct fp_bytes text = FP_BYTES(task->arena);
		cJSON *edit = cJSON_CreateArray();

		fp_bytes_clean(&text, fix->edits[i].text, fix->edits[i].len);
		cJSON_AddItemToArray(edit, cJSON_CreateNumber(fix->edits[i].span.start));
		cJSON_AddItemToArray(edit, cJSON_CreateNumber(fix->edits[i].span.end));
		cJSON_AddItemToArray(edit, cJSON_CreateString(fp_bytes_string(&text)));
		cJSON_AddItemToArray(list, edit);
	}
	return list;
}

/* The table's severity, or the lower one that this finding was given. */
static enum fencepost_severity severity_of(const struct fp_finding *f, enum fp_kind kind)
{
	enum fencepost_severity of_table = fp_rule_info(f->rule)->severity[kind];

	return f->pub.severity < of_table ? f->pub.severity : of_table;
}

static cJSON *findings_of(const struct task *task, const struct fp_sink *sink)
{
	cJSON *list = cJSON_CreateArray();

	for (size_t i = 0; i < sink->count; i++) {
		const struct fp_finding *f = sink->found[i];
		const struct fencepost_fix *fix = f->pub.fix;
		cJSON *item = cJSON_CreateObject();

		cJSON_AddStringToObject(item, "rule", f->pub.rule);
		cJSON_AddStringToObject(item, "severity", severities[severity_of(f, task->kind)]);
		cJSON_AddNumberToObject(item, "start", f->pub.span.start);
		cJSON_AddNumberToObject(item, "end", f->pub.span.end);
		cJSON_AddStringToObject(item, "message", f->pub.message);
		cJSON_AddBoolToObject(item, "illustrative", f->illustrative);
		cJSON_AddStringToObject(item, "fix",
		                        !fix                                     ? "none"
		                        : fix->applicability == FENCEPOST_UNSAFE ? "unsafe"
		                                                                 : "safe");
		if (fix)
			cJSON_AddItemToObject(item, "edits", edits_of(task, fix));
		cJSON_AddItemToArray(list, item);
	}
	return list;
}

static void print_head(const struct task *task, const struct reading *r,
                       const struct reading *again, size_t safe_len, size_t all_len)
{
	cJSON *head = cJSON_CreateObject();
	char *line;

	cJSON_AddStringToObject(head, "verdict", verdicts[r->json.verdict]);
	cJSON_AddNumberToObject(head, "safe_len", (double)safe_len);
	cJSON_AddNumberToObject(head, "all_len", (double)all_len);
	cJSON_AddStringToObject(head, "again", verdicts[again->json.verdict]);
	cJSON_AddNumberToObject(head, "ns", (double)shortest(task, r->ns));
	cJSON_AddNumberToObject(head, "steps", (double)r->steps);
	cJSON_AddItemToObject(head, "findings", findings_of(task, &r->sink));
	line = cJSON_PrintUnformatted(head);
	puts(line);
	cJSON_free(line);
	cJSON_Delete(head);
}

static void evaluate(void *argument)
{
	const struct task *task = argument;
	struct reading r, again;
	struct fp_bytes safe, all;

	read_text(&r, task->arena, task, task->text, task->len);
	safe = mend(task, &r, FENCEPOST_SAFE);
	all = mend(task, &r, FENCEPOST_UNSAFE);
	again = r;
	if (!task->once)
		read_text(&again, task->arena, task, fp_bytes_string(&all), (uint32_t)all.len);
	print_head(task, &r, &again, safe.len, all.len);
	fwrite(safe.data, 1, safe.len, stdout);
	fwrite(all.data, 1, all.len, stdout);
	fflush(stdout);
}

/* The next text of stdin, in memory of its own; NULL: there is none. */
static char *next_text(struct task *task)
{
	char kind[16];
	char *text;

	if (scanf("%15s %u", kind, &task->len) != 2 || getchar() != '\n')
		return NULL;
	task->kind = strcmp(kind, "json") ? FP_KIND_HAR : FP_KIND_JSON;
	task->where = strcmp(kind, "payload") ? "block" : "payload";
	text = malloc(task->len + 1);
	if (text && fread(text, 1, task->len, stdin) == task->len)
		return text;
	free(text);
	return NULL;
}

static int usage(void)
{
	fputs("usage: repair-eval [--once] [--repeat N] [PRICE=HUNDREDTHS ...] < TEXTS\n", stderr);
	return 2;
}

int main(int argc, char **argv)
{
	struct fp_prices prices = fp_prices_default;
	struct task task = {.prices = &prices, .repeat = 1};
	char *text;

	for (int i = 1; i < argc; i++) {
		char *value = strchr(argv[i], '=');

		if (!strcmp(argv[i], "--repeat") && i + 1 < argc) {
			task.repeat = atoi(argv[++i]);
			continue;
		}
		if (!strcmp(argv[i], "--once")) {
			task.once = true;
			continue;
		}
		if (!value)
			return usage();
		*value++ = '\0';
		if (!fp_prices_set(&prices, argv[i], atoi(value)))
			return usage();
	}
	while ((text = next_text(&task))) {
		int status;

		task.text = text;
		task.arena = fp_arena_new(NULL, 0);
		status = task.arena ? fp_arena_try(task.arena, evaluate, &task) : FENCEPOST_ENOMEM;
		fp_arena_free(task.arena);
		free(text);
		if (status) {
			fputs("repair-eval: no memory\n", stderr);
			return 2;
		}
	}
	return 0;
}
