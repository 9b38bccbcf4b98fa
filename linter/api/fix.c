/* SPDX-License-Identifier: MIT */
#include "api/private.h"
#include "report/patch.h"

static const struct mdm_repairs *
repairs_of(struct mdmlint *m)
{
	if (m->repairs == NULL && m->result != NULL) {
		m->repairs = MDM_NEW(m->arena, struct mdm_repairs);
		mdm_repairs_of(m->result, m->arena, m->repairs);
	}
	return m->repairs;
}

bool
mdmlint_repaired(struct mdmlint *m, size_t which, struct mdmlint_repaired *ret)
{
	const struct mdm_repairs *repairs = repairs_of(m);
	const struct mdm_repaired *r;

	if (repairs == NULL || which >= repairs->files.n)
		return false;
	r = &repairs->files.at[which];
	*ret = (struct mdmlint_repaired){
		.file = mdm_str_dup(m->arena, r->source->name).p,
		.bytes = r->bytes.p,
		.n = r->bytes.n,
		.findings = r->nfindings,
	};
	return true;
}

const char *
mdmlint_unrepaired(struct mdmlint *m, size_t which)
{
	const struct mdm_repairs *repairs = repairs_of(m);
	const struct mdm_unrepaired *left;
	const struct mdm_where *w;

	if (repairs == NULL || which >= repairs->left.n)
		return NULL;
	left = &repairs->left.at[which];
	w = &left->finding->where;
	return mdm_str_printf(m->arena,
	    MDM_FMT ":%u:%u: %s is not repaired: %s", MDM_ARG(w->file),
	    (unsigned)w->place.line, (unsigned)w->place.col,
	    left->finding->rule->id, left->why)
	    .p;
}

bool
mdmlint_patch(struct mdmlint *m, mdmlint_write *write, void *ctx)
{
	const struct mdm_repairs *repairs = repairs_of(m);
	struct mdm_out *out;

	if (repairs == NULL)
		return mdm_api_not_run(m);
	out = mdm_out_new(write, ctx);
	for (size_t i = 0; i < repairs->files.n; i++)
		mdm_patch_write(out, &repairs->files.at[i]);
	return mdm_api_finish(m, out);
}
