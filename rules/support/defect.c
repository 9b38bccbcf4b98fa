/* SPDX-License-Identifier: MIT */
#include "support/defect.h"

void
mdm_report_defects(struct mdm_check *c, const struct mdm_file *file,
    enum mdm_defect_kind kind, unsigned which)
{
	for (size_t i = 0; i < file->defects.n; i++) {
		const struct mdm_defect *d = &file->defects.at[i];

		if (d->kind != kind)
			continue;
		mdm_find(c, which, d->at, MDM_FMT, MDM_ARG(d->text));
		mdm_evidence(c, d->text);
	}
}

bool
mdm_defects_matter(const struct mdm_file *file)
{
	return file->named || file->looks_ours || file->recognised;
}
