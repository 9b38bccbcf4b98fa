/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_DOC_H
#define MDM_TESTS_DOC_H

#include "base/out.h"
#include "syntax/source.h"
#include "unit.h"

/* Two arenas and a document in them. */
struct fixture {
	struct mdm_arena *keep, *scratch;
};

static inline int
open_fixture(void **state)
{
	struct fixture *f = mdm_heap_grow(NULL, sizeof(*f));

	f->keep = mdm_arena_new();
	f->scratch = mdm_arena_new();
	*state = f;
	return 0;
}

static inline int
close_fixture(void **state)
{
	struct fixture *f = *state;

	mdm_arena_free(f->keep);
	mdm_arena_free(f->scratch);
	mdm_heap_free(f);
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

static inline struct mdm_doc *
open_text(struct fixture *f, const char *name, struct mdm_str text)
{
	return mdm_doc_open(f->keep, f->scratch, mdm_str_of(name), text);
}

/* What the span covers, as it stands in the text. */
static inline struct mdm_str
covered(const struct mdm_doc *doc, struct mdm_at at)
{
	return mdm_str_sub(doc->text, at.off, at.len);
}

static inline size_t
count_defects(const struct mdm_doc *doc, enum mdm_defect_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < doc->defects.n; i++)
		n += doc->defects.at[i].kind == kind;
	return n;
}

/* Every span lies in the text, and every child within its parent. */
static inline size_t
check_spans(const struct mdm_node *node)
{
	const struct mdm_doc *doc = node->doc;
	uint32_t index = 0;
	size_t n = 1;

	assert_true((size_t)node->off + node->len <= doc->text.n);
	assert_true((size_t)node->key_off + node->key_len <= doc->text.n);
	for (const struct mdm_node *c = node->child; c != NULL; c = c->next) {
		assert_ptr_equal(c->parent, node);
		assert_int_equal(c->index, index++);
		n += check_spans(c);
	}
	return n;
}

#endif
