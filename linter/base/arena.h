/* SPDX-License-Identifier: MIT */
#ifndef MDM_BASE_ARENA_H
#define MDM_BASE_ARENA_H

#include <stdarg.h>

#include "base/str.h"

/*
 * A bump allocator: memory is taken piece by piece and given back all at
 * once.  Never returns NULL: when memory ends the process ends with one line
 * on standard error and exit code 4 (docs/architecture.md, "Failures").
 * Not thread-safe; each worker has its own.
 */
struct mdm_arena;

struct mdm_arena *mdm_arena_new(void);

/* Everything ever taken from it is gone; NULL is fine. */
void mdm_arena_free(struct mdm_arena *);

/*
 * Everything taken from it is gone, one block stays for the next file.
 * Under AddressSanitizer the old memory is poisoned.
 */
void mdm_arena_reset(struct mdm_arena *);

/* Bytes taken from the system, for --statistics. */
size_t mdm_arena_size(const struct mdm_arena *);

/* Zeroed memory for n objects; n * size may not overflow (aborts). */
void *mdm_alloc(struct mdm_arena *, size_t n, size_t size, size_t align);

#define MDM_NEW(a, type)                                                       \
	((type *)mdm_alloc((a), 1, sizeof(type), _Alignof(type)))
#define MDM_NEW_N(a, type, n)                                                  \
	((type *)mdm_alloc((a), (n), sizeof(type), _Alignof(type)))

/* A copy, NUL-terminated behind its end (the NUL is not counted in n). */
struct mdm_str mdm_str_dup(struct mdm_arena *, struct mdm_str);

/* printf into the arena; NUL-terminated likewise. */
struct mdm_str mdm_str_printf(struct mdm_arena *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
struct mdm_str mdm_str_vprintf(struct mdm_arena *, const char *fmt, va_list)
    __attribute__((format(printf, 2, 0)));

/*
 * Memory outside any arena (long-lived buffers that grow).  Same promise:
 * never NULL.  mdm_heap_grow(NULL, n) allocates.
 */
void *mdm_heap_grow(void *, size_t n);
void mdm_heap_free(void *);

/* What every failed allocation calls: one line, exit 4. */
_Noreturn void mdm_out_of_memory(void);

#endif
