/* SPDX-License-Identifier: MIT */
#ifndef MDM_BASE_OUT_H
#define MDM_BASE_OUT_H

#include <stdarg.h>

#include "base/str.h"

/*
 * A byte sink with a sticky error: write without checking, ask once at the
 * end.  Not thread-safe.
 */
struct mdm_out;

/*
 * The sink calls `write` with chunks; it returns false on failure, after
 * which nothing more is written.
 */
struct mdm_out *mdm_out_new(
    bool (*write)(void *ctx, const char *p, size_t n), void *ctx);

/* Collects into memory; mdm_out_text() is good until the next write. */
struct mdm_out *mdm_out_new_memory(void);
struct mdm_str mdm_out_text(const struct mdm_out *);

/* Flushes; false if anything ever failed.  mdm_out_free does not flush. */
bool mdm_out_finish(struct mdm_out *);
void mdm_out_free(struct mdm_out *);

void mdm_out_bytes(struct mdm_out *, const char *p, size_t n);
void mdm_out_str(struct mdm_out *, struct mdm_str);
void mdm_out_text_of(struct mdm_out *, const char *);
void mdm_out_byte(struct mdm_out *, char);
void mdm_out_repeat(struct mdm_out *, char, size_t n);
void mdm_out_printf(struct mdm_out *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void mdm_out_vprintf(struct mdm_out *, const char *fmt, va_list)
    __attribute__((format(printf, 2, 0)));

/*
 * Does this byte make a command for a pipeline of what stands here: the
 * second '#' of "##[" and "##vso[", which Azure looks for in all of a line,
 * or the first ':' of "::" where GitHub may see a line begin?
 */
bool mdm_is_command_mark(struct mdm_str, size_t i);

/*
 * For terminals and logs: control characters (C0, DEL, C1), line separators,
 * bidirectional overrides and marks of commands as \n, \t or \u{...}; bad
 * UTF-8 as \x..  Everything a profile says goes through one of these.
 */
void mdm_out_plain(struct mdm_out *, struct mdm_str);

/* For XML and HTML text and attributes; what XML 1.0 forbids as U+FFFD. */
void mdm_out_xml(struct mdm_out *, struct mdm_str);

/* One CSV field, quoted; a leading = + - @ TAB or CR gets a ' in front. */
void mdm_out_csv(struct mdm_out *, struct mdm_str);

/* For Markdown running text: punctuation that means something escaped. */
void mdm_out_markdown(struct mdm_out *, struct mdm_str);

/* A JSON string with quotes; bad UTF-8 as U+FFFD. */
void mdm_out_json(struct mdm_out *, struct mdm_str);

#endif
