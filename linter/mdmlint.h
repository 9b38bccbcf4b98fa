/* SPDX-License-Identifier: MIT */
#ifndef MDMLINT_H
#define MDMLINT_H

/*
 * mdmlint as a library: check certificate profiles of Intune and other MDM
 * systems before they are deployed.
 *
 *	struct mdmlint *m = mdmlint_new();
 *
 *	if (mdmlint_set(m, "world", "closed") &&
 *	    mdmlint_add_file(m, "scep.json", NULL, true) &&
 *	    mdmlint_check(m))
 *		mdmlint_report(m, "json", write_chunk, stdout);
 *	mdmlint_free(m);
 *
 * Not thread-safe per object; separate objects are independent.  Strings are
 * UTF-8 and NUL-terminated.  When memory ends, the process ends with one line
 * on standard error and exit code 4.  A defect in an input is always a
 * finding, never an error of a function.
 */
#include <stdbool.h>
#include <stddef.h>

#if defined(__GNUC__)
#define MDMLINT_API __attribute__((visibility("default")))
#else
#define MDMLINT_API
#endif

#define MDMLINT_VERSION "0.1.0"
#define MDMLINT_DATE "November 22, 2026" /* as manual pages spell it */

struct mdmlint;

/* Takes a part of the output; false: it cannot, and nothing more is written. */
typedef bool mdmlint_write(void *ctx, const char *bytes, size_t n);

/* Exit codes of the command line (docs: "Exit codes"). */
enum mdmlint_exit {
	MDMLINT_EXIT_CLEAN = 0,
	MDMLINT_EXIT_FINDINGS = 1,
	MDMLINT_EXIT_USAGE = 2,
	MDMLINT_EXIT_UNREADABLE = 3,
	MDMLINT_EXIT_INTERNAL = 4
};

MDMLINT_API struct mdmlint *mdmlint_new(void);
MDMLINT_API void mdmlint_free(struct mdmlint *);

/*
 * A setting by the name of its command-line option without the dashes:
 * "fail-on", "only", "ignore", "severity", "world", "require", "link",
 * "getcacert", "known-certs", "now", "expiry-days", "max-file-size", "jobs",
 * "baseline", "show-suppressed"; those of the command line alone ("format",
 * "exclude", ...) are only remembered, for mdmlint_setting().
 * Repeatable ones add up.  False: mdmlint_error() says what is wrong.
 */
MDMLINT_API bool mdmlint_set(
    struct mdmlint *, const char *option, const char *value);

/*
 * A configuration (docs/configuration.md), before any setting: those win over
 * it.  False: mdmlint_problem() tells what is wrong.
 */
MDMLINT_API bool mdmlint_config(struct mdmlint *, const char *path);

/*
 * What is wrong with the caller's words, configuration and suppressions:
 * "FILE:LINE:COL: text", 0-based; NULL at the end.
 */
MDMLINT_API const char *mdmlint_problem(const struct mdmlint *, size_t which);

/*
 * The values of a setting that count, of options and configuration together,
 * 0-based; NULL at the end.  `by_config` (or NULL): the configuration says so.
 */
MDMLINT_API const char *mdmlint_setting(
    const struct mdmlint *, const char *option, size_t which, bool *by_config);

/* The folder of the configuration, absolute with '/'; NULL: there is none. */
MDMLINT_API const char *mdmlint_config_folder(const struct mdmlint *);

/*
 * "show": what counts, and where each value comes from; "schema": the JSON
 * Schema of configurations; "page": their documentation.
 */
MDMLINT_API bool mdmlint_config_write(
    struct mdmlint *, const char *what, mdmlint_write *, void *ctx);

/* The last thing that went wrong; "" if nothing did. */
MDMLINT_API const char *mdmlint_error(const struct mdmlint *);

/*
 * An input.  `set` names the unit inside which files are compared (NULL: the
 * one that has no name); `named`: the user asked for this very file.  Files
 * are opened by mdmlint_check().  Memory is copied.
 */
MDMLINT_API bool mdmlint_add_file(
    struct mdmlint *, const char *path, const char *set, bool named);
MDMLINT_API bool mdmlint_add_memory(struct mdmlint *, const char *name,
    const void *bytes, size_t n, const char *set);

/* An input that the caller could not read: counts for the exit code. */
MDMLINT_API void mdmlint_add_unreadable(
    struct mdmlint *, const char *path, int error);

/*
 * With the setting "changed-from": a file that has changed, absolute.  What
 * touches none of them is not reported.
 */
MDMLINT_API void mdmlint_add_changed(struct mdmlint *, const char *path);

/*
 * Load and lint.  False when called twice, and when the baseline cannot be
 * read.
 */
MDMLINT_API bool mdmlint_check(struct mdmlint *);
/* Load only: for mdmlint_inspect() and mdmlint_files(). */
MDMLINT_API bool mdmlint_load(struct mdmlint *);

/* What the run means for a shell; see enum mdmlint_exit. */
MDMLINT_API int mdmlint_exit_code(const struct mdmlint *);

/* Inputs that could not be read: name and errno, 0-based; NULL at the end. */
MDMLINT_API const char *mdmlint_unreadable(
    const struct mdmlint *, size_t which, int *ret_error);

enum mdmlint_style {
	MDMLINT_COLOR = 1,
	MDMLINT_QUIET = 2,
	MDMLINT_VERBOSE = 4,
	MDMLINT_STATISTICS = 8
};

/*
 * A report of a finished run.  False: no such format, or `write` failed;
 * mdmlint_error() tells.  `style` is a sum of enum mdmlint_style.
 */
MDMLINT_API bool mdmlint_report(struct mdmlint *, const char *format,
    unsigned style, mdmlint_write *, void *ctx);

/* A baseline of a finished run: its findings, for the setting "baseline". */
MDMLINT_API bool mdmlint_baseline(struct mdmlint *, mdmlint_write *, void *ctx);

/*
 * What changed in trust between two finished runs, in one of the formats; and
 * what that means for a shell: findings that only the second run has count.
 */
MDMLINT_API bool mdmlint_diff(struct mdmlint *before, struct mdmlint *after,
    const char *format, mdmlint_write *, void *ctx);
MDMLINT_API int mdmlint_diff_exit_code(
    struct mdmlint *before, struct mdmlint *after);
MDMLINT_API const char *const *mdmlint_diff_formats(void);

/* What was understood: "text", "json" or "dot". */
MDMLINT_API bool mdmlint_inspect(
    struct mdmlint *, const char *format, mdmlint_write *, void *ctx);

/*
 * What event logs, profiles and GetCACert answers of a finished run add up to,
 * per device and SCEP server: "text", "json" or "markdown".
 */
MDMLINT_API bool mdmlint_diagnose(
    struct mdmlint *, const char *format, mdmlint_write *, void *ctx);
MDMLINT_API const char *const *mdmlint_diagnose_formats(void);

/* What each file was taken for, or why it was skipped. */
MDMLINT_API bool mdmlint_files(struct mdmlint *, mdmlint_write *, void *ctx);

/*
 * The files of a linted run with their proven repairs made, 0-based; false at
 * the end.  Nothing is written.  Strings are borrowed.
 */
struct mdmlint_repaired {
	const char *file;
	const void *bytes;
	size_t n;
	size_t findings; /* that this repairs */
};
MDMLINT_API bool mdmlint_repaired(
    struct mdmlint *, size_t which, struct mdmlint_repaired *ret);

/* All repairs as a unified diff for reading: secrets are masked. */
MDMLINT_API bool mdmlint_patch(struct mdmlint *, mdmlint_write *, void *ctx);

/*
 * "FILE:LINE:COL: RULE is not repaired: why", 0-based, for repairs that are
 * known and cannot be written where the value stands; NULL at the end.
 */
MDMLINT_API const char *mdmlint_unrepaired(struct mdmlint *, size_t which);

/*
 * The http and https URLs of the SCEP servers that the profiles of a loaded
 * run name, each once, 0-based; NULL at the end.
 */
MDMLINT_API const char *mdmlint_scep_url(struct mdmlint *, size_t which);

/*
 * What a SCEP server sent for GetCACert.  Strings are borrowed; those that
 * are not known are NULL.
 */
struct mdmlint_answer {
	const void *bytes;
	size_t n;
	const char *url;      /* of the server */
	const char *request;  /* the URL that was asked for */
	const char *declared; /* the media type that the server gave it */
	const char *file;     /* where the bytes were saved */
};

/* What the bytes are, whatever they were declared as. */
struct mdmlint_content {
	const char *name;	/* "a PKCS#7 bundle" */
	const char *media_type; /* as RFC 8894 wants it declared */
	const char *ending;	/* of a file's name: ".p7b" */
	size_t certificates;	/* 0: this is no answer */
};

MDMLINT_API struct mdmlint_content mdmlint_answer_content(
    struct mdmlint *, const struct mdmlint_answer *);

/* Answers with their certificates: "text" or "json". */
MDMLINT_API bool mdmlint_answers(struct mdmlint *,
    const struct mdmlint_answer *, size_t n, const char *format,
    mdmlint_write *, void *ctx);

/* The catalogue ("text", "json", "markdown", "man"), and one rule's page. */
MDMLINT_API bool mdmlint_rules(
    struct mdmlint *, const char *format, mdmlint_write *, void *ctx);
MDMLINT_API bool mdmlint_explain(struct mdmlint *, const char *rule,
    const char *format, mdmlint_write *, void *ctx);

/* Names of the report formats of this build, NULL-terminated. */
MDMLINT_API const char *const *mdmlint_formats(void);

/*
 * The candidate that `word` was probably meant to be, or NULL; `candidates`
 * ends with NULL.
 */
MDMLINT_API const char *mdmlint_nearest(
    const char *word, const char *const *candidates);

/* '*', '?', '[a-z]' within a part of a path; '**' over parts. */
MDMLINT_API bool mdmlint_glob(const char *glob, const char *path);

/* "mdmlint 0.1.0" and the libraries of this build, several lines. */
MDMLINT_API const char *mdmlint_version(void);

#endif
