/* SPDX-License-Identifier: MIT */
/*
 * Lines of a .gitignore → patterns; patterns and a path → ignored or not.
 *
 * A glob is matched without recursion: where it fails, the last `*` takes one character more, and
 * where that one may not (it would take a '/'), the last segment of `**` takes one folder more.
 */
#include "text/patterns.h"

#include "text/ascii.h"

#include <string.h>

struct fp_pattern {
	const char *glob;
	bool negative; /* takes back what was ignored */
	bool folder;   /* means folders only */
	bool
	    path; /* holds a '/': matched from the folder of its file; else any last part of a path */
};

/* ---- one character ---- */

static bool same(char a, char b, bool fold)
{
	if (fold)
		return fp_ascii_to_lower(a) == fp_ascii_to_lower(b);
	return a == b;
}

static const struct {
	const char *name;
	bool (*holds)(char c);
} classes[] = {
    {"alnum", fp_ascii_is_alnum}, {"alpha", fp_ascii_is_alpha}, {"blank", fp_ascii_is_blank},
    {"cntrl", fp_ascii_is_cntrl}, {"digit", fp_ascii_is_digit}, {"graph", fp_ascii_is_graph},
    {"lower", fp_ascii_is_lower}, {"print", fp_ascii_is_print}, {"punct", fp_ascii_is_punct},
    {"space", fp_ascii_is_space}, {"upper", fp_ascii_is_upper}, {"xdigit", fp_ascii_is_xdigit},
};

/* `[:name:]` at *glob, which moves behind it; false, and *glob stays, where it is none. */
static bool take_class(const char **glob, char c, bool *holds)
{
	const char *name = *glob + 2, *end;

	if ((*glob)[0] != '[' || (*glob)[1] != ':' || !(end = strstr(name, ":]")))
		return false;
	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++)
		if (strlen(classes[i].name) == (size_t)(end - name) &&
		    memcmp(classes[i].name, name, (size_t)(end - name)) == 0)
			*holds = *holds || classes[i].holds(c);
	*glob = end + 2;
	return true;
}

static bool in_range(char c, char from, char to, bool fold)
{
	unsigned char low = (unsigned char)from, high = (unsigned char)to, one = (unsigned char)c;
	unsigned char lower = (unsigned char)fp_ascii_to_lower(c);
	unsigned char upper = (unsigned char)fp_ascii_to_upper(c);

	if (one >= low && one <= high)
		return true;
	return fold && ((lower >= low && lower <= high) || (upper >= low && upper <= high));
}

/* A character of a `[...]`, escaped or not; NUL where the glob ends. */
static char take_letter(const char **glob)
{
	if (**glob == '\\' && (*glob)[1])
		(*glob)++;
	if (!**glob)
		return '\0';
	return *(*glob)++;
}

/* What follows the `[...]` that begins at glob, if c is one of it; else NULL. */
static const char *match_set(const char *glob, char c, bool fold)
{
	bool negative = glob[1] == '!' || glob[1] == '^', holds = false, first = true;

	for (glob += 1 + negative; *glob && (first || *glob != ']'); first = false) {
		char from, to;

		if (take_class(&glob, c, &holds))
			continue;
		from = to = take_letter(&glob);
		if (glob[0] == '-' && glob[1] && glob[1] != ']') {
			glob++;
			to = take_letter(&glob);
		}
		holds = holds || in_range(c, from, to, fold);
	}
	return *glob == ']' && holds != negative && c != '/' ? glob + 1 : NULL;
}

/* What follows the first part of a glob (no `*`), if it matches that character; else NULL. */
static const char *match_one(const char *glob, char c, bool fold)
{
	switch (*glob) {
	case '\0':
		return NULL;
	case '?':
		return c != '/' ? glob + 1 : NULL;
	case '[':
		return match_set(glob, c, fold);
	case '\\':
		return glob[1] && same(glob[1], c, fold) ? glob + 2 : NULL;
	default:
		return same(*glob, c, fold) ? glob + 1 : NULL;
	}
}

/* ---- a glob ---- */

/* Where to go on from where a match fails; `glob` NULL: nowhere. */
struct retry {
	const char *glob, *path;
};

/* One folder more for `**`, or false. */
static bool next_folder(struct retry *any)
{
	const char *slash = any->glob ? strchr(any->path, '/') : NULL;

	if (!slash)
		return false;
	any->path = slash + 1;
	return true;
}

/*
 * Passes the stars at *glob. Answers true where they match all that is left; else notes in `star` or
 * (a whole segment `**` and the '/' behind it) in `any` where to go on. git cuts the plain text off
 * the front of a glob first, so that a `**` behind it begins a segment: `first` is what follows it.
 */
static bool take_stars(const char **glob, const char *first, const char *path, struct retry *star,
                       struct retry *any)
{
	size_t count = strspn(*glob, "*");
	bool segment = count > 1 && (*glob == first || (*glob)[-1] == '/');

	*glob += count;
	if (segment && !**glob)
		return true;
	if (segment && **glob == '/') {
		++*glob;
		*any = (struct retry){*glob, path};
		*star = (struct retry){NULL, NULL};
	} else {
		*star = (struct retry){*glob, path};
	}
	return false;
}

bool fp_patterns_match(const char *glob, const char *path, bool fold)
{
	struct retry star = {NULL, NULL}, any = {NULL, NULL};
	const char *first = glob + strcspn(glob, "*?[\\"), *next;

	while (*path) {
		if (*glob == '*') {
			if (take_stars(&glob, first, path, &star, &any))
				return true;
		} else if ((next = match_one(glob, *path, fold))) {
			glob = next;
			path++;
		} else if (star.glob && *star.path != '/') {
			star.path++;
			glob = star.glob;
			path = star.path;
		} else if (next_folder(&any)) {
			star.glob = NULL;
			glob = any.glob;
			path = any.path;
		} else {
			return false;
		}
	}
	return glob[strspn(glob, "*")] == '\0';
}

/* ---- a file of patterns ---- */

/* Blanks at the end do not count, unless a backslash says so. */
static size_t without_blanks(const char *line, size_t len)
{
	size_t kept = 0;

	for (size_t i = 0; i < len; i++) {
		if (line[i] == '\\' && i + 1 < len)
			i++;
		else if (line[i] == ' ')
			continue;
		kept = i + 1;
	}
	return kept;
}

static bool parse_line(struct fp_arena *arena, struct fp_pattern *out, const char *line, size_t len)
{
	len -= len > 0 && line[len - 1] == '\r';
	if (len == 0 || line[0] == '#')
		return false;
	len = without_blanks(line, len);
	out->negative = len > 0 && line[0] == '!';
	line += out->negative;
	len -= out->negative;
	out->folder = len > 0 && line[len - 1] == '/';
	len -= out->folder;
	out->path = memchr(line, '/', len) != NULL;
	if (len > 0 && line[0] == '/') {
		line++;
		len--;
	}
	out->glob = fp_arena_copy(arena, line, len);
	return len > 0;
}

const struct fp_patterns *fp_patterns_parse(struct fp_arena *arena, const char *text, size_t len,
                                            size_t base, bool fold, const struct fp_patterns *outer)
{
	struct fp_patterns *patterns = fp_arena_zero(arena, 1, sizeof(*patterns));
	struct fp_pattern *of;
	size_t lines = 1;

	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		len -= 3;
	}
	for (size_t i = 0; i < len; i++)
		lines += text[i] == '\n';
	of = fp_arena_zero(arena, lines, sizeof(*of));
	while (len > 0) {
		const char *end = memchr(text, '\n', len);
		size_t used = end ? (size_t)(end - text) : len;

		patterns->count += parse_line(arena, &of[patterns->count], text, used);
		used += end != NULL;
		text += used;
		len -= used;
	}
	patterns->of = of;
	patterns->outer = outer;
	patterns->base = base;
	patterns->fold = fold;
	return patterns;
}

static bool matches(const struct fp_patterns *patterns, const struct fp_pattern *pattern,
                    const char *path, bool folder)
{
	const char *slash = strrchr(path, '/');

	if (pattern->folder && !folder)
		return false;
	if (pattern->path)
		return fp_patterns_match(pattern->glob, path + patterns->base, patterns->fold);
	return fp_patterns_match(pattern->glob, slash ? slash + 1 : path, patterns->fold);
}

bool fp_patterns_names(const struct fp_patterns *patterns, const char *path, bool folder)
{
	for (; patterns; patterns = patterns->outer)
		for (size_t i = patterns->count; i > 0; i--)
			if (matches(patterns, &patterns->of[i - 1], path, folder))
				return !patterns->of[i - 1].negative;
	return false;
}

bool fp_patterns_cover(const struct fp_patterns *patterns, struct fp_arena *arena, const char *path)
{
	char *part = fp_arena_copy(arena, path, strlen(path));

	for (char *slash = strchr(part, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (fp_patterns_names(patterns, part, true))
			return true;
		*slash = '/';
	}
	return fp_patterns_names(patterns, part, false);
}
