/* SPDX-License-Identifier: MIT */
/*
 * fencepost: checks and mends the har and json examples of Markdown documents.
 *
 * Bytes of a document go in; findings, payloads and corrected bytes come out. The library keeps no
 * global state, prints nothing and never exits. A `struct fencepost` is immutable once made and may
 * be used by many threads at once; a `struct fencepost_document` is immutable too, and owns all that
 * can be reached from it.
 *
 * Text is bytes with a length unless a comment says that it ends at a NUL. What the library hands
 * out as `const char *` without a length is UTF-8 and ends at a NUL. Offsets count bytes from 0,
 * lines and columns count from 1. A pointer may be NULL only where that is said.
 *
 * Each function may be called from any thread, at any time, also by many at once with one handle or
 * one document; but who frees one of them sees to it that nobody uses it any more. None looks at files
 * or the environment, none waits for another, and a call that answers FENCEPOST_ENOMEM has left nothing
 * behind.
 *
 * What is right and wrong is said by CommonMark 0.31 (where blocks are), RFC 8259 (JSON), HAR 1.2 and
 * RFC 9110, 9112 and 3986 (requests); `fencepost rules RULE` names the section for each rule, and
 * fencepost.schema.json says what settings may hold.
 *
 * A struct that the caller fills begins with `size` (use its _INIT constant) and may grow at its
 * end: a library that knows fewer members than the caller accepts the struct as long as what it
 * does not know is zero, else it answers FENCEPOST_EABI. Structs that the library fills are handed
 * out by pointer, one at a time, and may grow at the end as well. fencepost_span, fencepost_place
 * and fencepost_edit are final.
 */
#ifndef FENCEPOST_H
#define FENCEPOST_H

#include <stddef.h>
#include <stdint.h>

#if defined(FENCEPOST_STATIC)
#define FENCEPOST_API
#elif defined(__GNUC__)
#define FENCEPOST_API __attribute__((visibility("default")))
#else
#define FENCEPOST_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Changes only together with the soname of the library. */
#define FENCEPOST_ABI 1

/* What the functions that return `int` answer: 0, or one of these. */
enum fencepost_status {
	FENCEPOST_OK = 0,
	FENCEPOST_ENOMEM = -1,    /* no memory, or the document wants more than 1 GiB of it */
	FENCEPOST_EBIG = -2,      /* the document is larger than max_bytes */
	FENCEPOST_EABI = -3,      /* `size` is wrong, or a member that this version lacks is set */
	FENCEPOST_ESETTINGS = -4, /* the settings do not read */
	FENCEPOST_EIO = -5,       /* a file cannot be read or written (the command only) */
	FENCEPOST_EUSAGE = -6,    /* a call or a command line makes no sense */
	FENCEPOST_EGIT = -7       /* git or a repository refuses (the command only) */
};

/* How grave a finding is; ordered. */
enum fencepost_severity {
	FENCEPOST_OFF = 0,     /* never handed out */
	FENCEPOST_NOTE = 1,    /* a deliberate notation */
	FENCEPOST_WARNING = 2, /* it works, and is most likely not what was meant */
	FENCEPOST_ERROR = 3    /* a consumer of the block rejects it, or loses a part */
};

/* Whether a fix may go in without a person's look; ordered, so a choice is one comparison. */
enum fencepost_applicability {
	FENCEPOST_UNSAFE = 0, /* a person should look */
	FENCEPOST_SAFE = 1,   /* nothing is dropped or made up, and there is one sensible reading */
	FENCEPOST_NONE = 2    /* as `least` of fencepost_correct: apply nothing */
};

/* A range of bytes of the file, first_offset included: [start, end), start <= end. */
struct fencepost_span {
	uint32_t start, end;
};

/*
 * A place in the file. Lines end at LF, CR or CRLF. A column counts code points (a tab is one, a
 * byte that is no part of well-formed UTF-8 is one, a byte-order mark that begins the file is none);
 * column16 counts UTF-16 code units. `offset` is that of the file, first_offset included.
 */
struct fencepost_place {
	uint32_t line, column, column16, offset;
};

/* Put `len` bytes of `text` in the place of the bytes of `span`. */
struct fencepost_edit {
	struct fencepost_span span;
	const char *text;
	size_t len;
};

/* The edits that mend one finding: sorted, not overlapping, to be applied all or none. */
struct fencepost_fix {
	enum fencepost_applicability applicability;
	const char *message;                /* what it does, in a few words: replace ',' with ':' */
	const struct fencepost_edit *edits; /* `count` of them */
	size_t count;
};

/* A fenced code block that was checked (CommonMark 0.31 §4.5), in the corrected text. */
struct fencepost_block {
	const char
	    *language;  /* "har", "json", "jsonc" or "ndjson": the kind, not the author's word */
	uint32_t index; /* among the checked blocks of the document, from 0 */
	uint32_t line;  /* the line of its opening fence */
	struct fencepost_span span; /* from the first byte of its text to the end of its text */
};

/* One thing wrong, at an exact range of bytes of the file, however many layers down it lies. */
struct fencepost_finding {
	const char *rule; /* "json-missing-colon" */
	enum fencepost_severity severity;
	const char *message; /* one sentence, lower case, no full stop */
	struct fencepost_span span;
	struct fencepost_place start, end;
	const struct fencepost_block *block; /* NULL where it stands in none */
	const char *const *pointers; /* a JSON Pointer (RFC 6901) a layer, outermost first */
	size_t pointer_count;
	const struct fencepost_fix *fix; /* NULL: none */
	/* where `start` and `end` were in the text that came in, before anything was mended */
	struct fencepost_place origin, origin_end;
	/* `message`, with a place that it quotes ("is already given at 14:11") told of that text too */
	const char *origin_message;
	const struct fencepost_block *origin_block; /* `block`, at its line and span there */
};

/*
 * What a block documents: the request body of a HAR block, decoded (HAR 1.2 "postData"), or the JSON
 * of a json block; corrected by the fixes that the document was made with.
 */
struct fencepost_payload {
	const struct fencepost_block *block;
	const char *text; /* decoded and corrected; `len` bytes, may hold NUL */
	size_t len;
	int valid; /* 1: `text` is JSON as RFC 8259 has it; 0: it is not, or is no JSON at all */
	uint32_t line; /* where it begins in the corrected text */
	const char
	    *pointer; /* where it stands in its block: "/postData/text"; "" for a json block */
	const char *method; /* of the request; NULL where there is none or the block is not har */
	const char *url;    /* likewise */
	const char *mime_type; /* likewise */
};

struct fencepost; /* settings: immutable once made */
struct
    fencepost_document; /* the result of one check: immutable, owns all that is reached from it */

/* How fencepost_new is told what to do. All that is zero has its default. */
struct fencepost_options {
	size_t size;          /* sizeof(struct fencepost_options) */
	const char *settings; /* the text of a .fencepost.json (UTF-8), or NULL; not kept */
	size_t settings_len;  /* in bytes; less than 4 GiB */
	uint32_t
	    max_bytes; /* a larger document is FENCEPOST_EBIG; 0: as the settings say, or 64 MiB */
	uint32_t reserved; /* 0 */
	/*
	 * Where memory comes from; NULL: malloc. Called with old == NULL for new memory, with len == 0
	 * to free (the answer is not looked at), else to resize; answers NULL where there is none.
	 * `old_len` is always the length that was asked for before. It must be safe to call from each
	 * thread that uses the handle.
	 */
	void *(*alloc)(void *user, void *old, size_t old_len, size_t len);
	void *user;
};
#define FENCEPOST_OPTIONS_INIT                                                                     \
	{                                                                                          \
		sizeof(struct fencepost_options), NULL, 0, 0, 0, NULL, NULL                        \
	}

/* `flags` of a source. */
enum fencepost_flag {
	FENCEPOST_WITH_JSON = 1, /* make the json report, for fencepost_json */
	/*
	 * In fencepost_bytes, behind each har block a bash block with its requests as curl commands (as
	 * `fencepost payload --curl` prints them), in the same quotation and list item. A block has none
	 * in which an error is left, that is never closed, or that holds no request a command can say.
	 * Findings, blocks and offsets are those of the document without them.
	 */
	FENCEPOST_WITH_CURL = 2
};

/* A document that is to be checked. */
struct fencepost_source {
	size_t size;      /* sizeof(struct fencepost_source) */
	const char *name; /* its path, for reports; any bytes; NULL: "-" */
	/* Markdown; NUL and bytes that are not UTF-8 are allowed; not kept. NULL: only where len is 0 */
	const char *bytes;
	size_t name_len, len;
	/*
	 * Where bytes[0] stands in the file, for a host that has cut something off its front: the line
	 * (1-based) and the offset in bytes. 0 and 0: this is the whole file (a front matter is passed
	 * over). Where len and one of them make more than 32 bits hold, it is FENCEPOST_EBIG.
	 */
	uint32_t first_line, first_offset;
	uint32_t flags;    /* of enum fencepost_flag; one that is not known is FENCEPOST_EABI */
	uint32_t reserved; /* 0 */
};
#define FENCEPOST_SOURCE_INIT                                                                      \
	{                                                                                          \
		sizeof(struct fencepost_source), NULL, NULL, 0, 0, 0, 0, 0, 0                      \
	}

/* The FENCEPOST_ABI that the library was built with. */
FENCEPOST_API uint32_t fencepost_abi(void);

/* The version of the library: "0.1.0"; never freed. */
FENCEPOST_API const char *fencepost_version(void);

/* A few words for a status, never freed; never NULL, also for one that this version does not know. */
FENCEPOST_API const char *fencepost_strerror(int status);

/*
 * Makes a handle and writes it to *out; free it with fencepost_free. `options` may be NULL. Nothing
 * that the options point to is needed after the call, but for alloc and user. On failure *out is
 * NULL, and `why` (where it is not NULL) receives one sentence that ends at a NUL, cut to why_len.
 * Answers FENCEPOST_ESETTINGS (the sentence names line and column), FENCEPOST_EABI, FENCEPOST_ENOMEM.
 * A sentence that is cut ends with a whole character.
 */
FENCEPOST_API int fencepost_new(struct fencepost **out, const struct fencepost_options *options,
                                char *why, size_t why_len);

/* Frees a handle; NULL is allowed. Its documents may live on. */
FENCEPOST_API void fencepost_free(struct fencepost *handle);

/*
 * What the settings call `fix`, as `least` of fencepost_correct takes it (enum
 * fencepost_applicability); FENCEPOST_SAFE where they do not say.
 */
FENCEPOST_API int fencepost_least(const struct fencepost *handle);

/*
 * Whether the settings say to pass over a document (`ignore`): 1 or 0, or FENCEPOST_ENOMEM. `path` is
 * its path from the folder of the settings, `len` bytes with '/' between folders, without "./" and
 * "../". A host asks before it checks; fencepost_check itself passes over nothing.
 */
FENCEPOST_API int fencepost_ignores(const struct fencepost *handle, const char *path, size_t len);

/*
 * Checks one document and writes the result to *out; free it with fencepost_document_free. Nothing
 * is corrected: fencepost_bytes gives back what came in, and what `flags` of the source put in. A
 * document full of faults is a success. Answers FENCEPOST_EBIG, FENCEPOST_EABI, FENCEPOST_ENOMEM, or
 * FENCEPOST_EUSAGE where bytes is NULL and len is not 0, and then *out is NULL.
 */
FENCEPOST_API int fencepost_check(struct fencepost_document **out, const struct fencepost *handle,
                                  const struct fencepost_source *source);

/*
 * The same, and applies every fix of applicability `least` or better (enum
 * fencepost_applicability), checks the result, and goes on until nothing more can be mended. The
 * findings are those that are left, at their places in the corrected text. Bytes outside the edits
 * stay as they are. Answers as fencepost_check, and FENCEPOST_EUSAGE for any other `least` too.
 */
FENCEPOST_API int fencepost_correct(struct fencepost_document **out, const struct fencepost *handle,
                                    const struct fencepost_source *source, int least);

/* Frees a document and all that was reached from it; NULL is allowed. */
FENCEPOST_API void fencepost_document_free(struct fencepost_document *document);

/*
 * 1 if fencepost_bytes differs from what came in, by a fix or by FENCEPOST_WITH_CURL; else 0, so a
 * host keeps its own string. fencepost_fixed_count tells whether anything was mended.
 */
FENCEPOST_API int fencepost_changed(const struct fencepost_document *document);

/* How many findings were mended; 0 after fencepost_check. */
FENCEPOST_API size_t fencepost_fixed_count(const struct fencepost_document *document);

/*
 * These findings, with all their places (and that of their block) in the text that came in, in the
 * order of those; their fixes have no edits any more. Owned by the document. NULL past the end.
 */
FENCEPOST_API const struct fencepost_finding *fencepost_fixed(
    const struct fencepost_document *document, size_t index);

/*
 * The corrected text, with what `flags` of the source put in, `*len` bytes; owned by the document. It
 * holds a NUL or bad UTF-8 where the source does, and a NUL that `*len` does not count follows it.
 */
FENCEPOST_API const char *fencepost_bytes(const struct fencepost_document *document, size_t *len);

/*
 * The findings as the `json` report of the command, one JSON document in UTF-8, `*len` bytes and a NUL;
 * owned by the document. NULL and 0 unless the source asked for it with FENCEPOST_WITH_JSON.
 */
FENCEPOST_API const char *fencepost_json(const struct fencepost_document *document, size_t *len);

/*
 * The findings (of fencepost_correct: those that are left) in the order of start, end and rule; owned
 * by the document. NULL past the end.
 */
FENCEPOST_API size_t fencepost_finding_count(const struct fencepost_document *document);
FENCEPOST_API const struct fencepost_finding *fencepost_finding(
    const struct fencepost_document *document, size_t index);

/* The blocks that were checked, in document order; owned by the document. NULL past the end. */
FENCEPOST_API size_t fencepost_block_count(const struct fencepost_document *document);
FENCEPOST_API const struct fencepost_block *fencepost_block(
    const struct fencepost_document *document, size_t index);

/* The payloads, in document order; owned by the document. NULL past the end. */
FENCEPOST_API size_t fencepost_payload_count(const struct fencepost_document *document);
FENCEPOST_API const struct fencepost_payload *fencepost_payload(
    const struct fencepost_document *document, size_t index);

/* The functions above as one table, for a host that loads the library at run time. */
struct fencepost_module {
	size_t size; /* of this table, as the library knows it */
	uint32_t (*abi)(void);
	const char *(*version)(void);
	const char *(*strerror)(int status);
	int (*create)(struct fencepost **out, const struct fencepost_options *options, char *why,
	              size_t why_len);
	void (*free)(struct fencepost *handle);
	int (*check)(struct fencepost_document **out, const struct fencepost *handle,
	             const struct fencepost_source *source);
	int (*correct)(struct fencepost_document **out, const struct fencepost *handle,
	               const struct fencepost_source *source, int least);
	void (*document_free)(struct fencepost_document *document);
	int (*changed)(const struct fencepost_document *document);
	size_t (*fixed_count)(const struct fencepost_document *document);
	const char *(*bytes)(const struct fencepost_document *document, size_t *len);
	const char *(*json)(const struct fencepost_document *document, size_t *len);
	size_t (*finding_count)(const struct fencepost_document *document);
	const struct fencepost_finding *(*finding)(const struct fencepost_document *document,
	                                           size_t index);
	size_t (*block_count)(const struct fencepost_document *document);
	const struct fencepost_block *(*block)(const struct fencepost_document *document,
	                                       size_t index);
	size_t (*payload_count)(const struct fencepost_document *document);
	const struct fencepost_payload *(*payload)(const struct fencepost_document *document,
	                                           size_t index);
	const struct fencepost_finding *(*fixed)(const struct fencepost_document *document,
	                                         size_t index);
	int (*least)(const struct fencepost *handle);
	int (*ignores)(const struct fencepost *handle, const char *path, size_t len);
};

/*
 * The table for that ABI (pass FENCEPOST_ABI), never freed, or NULL where the library does not speak
 * it. A later version may add to its end: look at `size` before you use a member that is new.
 */
FENCEPOST_API const struct fencepost_module *fencepost_module(uint32_t abi);

#ifdef __cplusplus
}
#endif

#endif
