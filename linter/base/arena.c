/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define MDM_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MDM_ASAN 1
#endif
#endif
#ifdef MDM_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

enum { FIRST_BLOCK = 64 * 1024, LARGEST_BLOCK = 4 * 1024 * 1024 };

struct block {
	struct block *older;
	size_t size, used;
	_Alignas(max_align_t) char bytes[];
};

struct mdm_arena {
	struct block *newest;
	size_t next_size;
	size_t total;
};

void
mdm_out_of_memory(void)
{
	static const char text[] = "mdmlint: out of memory\n";

	/* stdio may need memory itself. */
	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_Exit(4);
	_Exit(4);
}

void *
mdm_heap_grow(void *old, size_t n)
{
	void *p = realloc(old, n > 0 ? n : 1);

	if (p == NULL)
		mdm_out_of_memory();
	return p;
}

void
mdm_heap_free(void *p)
{
	free(p);
}

struct mdm_arena *
mdm_arena_new(void)
{
	struct mdm_arena *a = mdm_heap_grow(NULL, sizeof(*a));

	*a = (struct mdm_arena){ .next_size = FIRST_BLOCK };
	return a;
}

static void
free_blocks(struct block *b)
{
	while (b != NULL) {
		struct block *older = b->older;

		UNPOISON(b->bytes, b->size);
		free(b);
		b = older;
	}
}

void
mdm_arena_free(struct mdm_arena *a)
{
	if (a == NULL)
		return;
	free_blocks(a->newest);
	free(a);
}

void
mdm_arena_reset(struct mdm_arena *a)
{
	struct block *kept = a->newest;

	if (kept == NULL)
		return;
	free_blocks(kept->older);
	if (kept->size > LARGEST_BLOCK) {
		/* One huge file must not keep its memory for the rest. */
		free_blocks(memset(kept, 0, sizeof(*kept)));
		*a = (struct mdm_arena){ .next_size = FIRST_BLOCK };
		return;
	}
	kept->older = NULL;
	kept->used = 0;
	a->total = kept->size;
	POISON(kept->bytes, kept->size);
}

size_t
mdm_arena_size(const struct mdm_arena *a)
{
	return a->total;
}

static void
add_block(struct mdm_arena *a, size_t n)
{
	size_t size = n > a->next_size ? n : a->next_size;
	struct block *b;

	if (size > SIZE_MAX - sizeof(*b))
		mdm_out_of_memory();
	b = mdm_heap_grow(NULL, sizeof(*b) + size);
	*b = (struct block){ .older = a->newest, .size = size };
	POISON(b->bytes, b->size);
	a->newest = b;
	a->total += size;
	if (a->next_size < LARGEST_BLOCK)
		a->next_size *= 2;
}

void *
mdm_alloc(struct mdm_arena *a, size_t n, size_t size, size_t align)
{
	size_t want, start;
	char *p;

	if (size != 0 && n > (SIZE_MAX - align) / size)
		mdm_out_of_memory();
	want = n * size;
	if (want == 0)
		want = 1;
	if (a->newest == NULL)
		add_block(a, want);
	start = (a->newest->used + align - 1) & ~(align - 1);
	if (start > a->newest->size || want > a->newest->size - start) {
		add_block(a, want);
		start = 0;
	}
	p = a->newest->bytes + start;
	UNPOISON(p, want);
	a->newest->used = start + want;
	return memset(p, 0, want);
}

struct mdm_str
mdm_str_dup(struct mdm_arena *a, struct mdm_str s)
{
	char *p;

	if (s.p == NULL)
		return s;
	p = mdm_alloc(a, s.n + 1, 1, 1);
	if (s.n > 0)
		memcpy(p, s.p, s.n);
	return mdm_str_span(p, s.n);
}

struct mdm_str
mdm_str_vprintf(struct mdm_arena *a, const char *fmt, va_list args)
{
	va_list again;
	int n;
	char *p;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		return MDM_LIT("");
	p = mdm_alloc(a, (size_t)n + 1, 1, 1);
	vsnprintf(p, (size_t)n + 1, fmt, args);
	return mdm_str_span(p, (size_t)n);
}

struct mdm_str
mdm_str_printf(struct mdm_arena *a, const char *fmt, ...)
{
	struct mdm_str s;
	va_list args;

	va_start(args, fmt);
	s = mdm_str_vprintf(a, fmt, args);
	va_end(args);
	return s;
}
