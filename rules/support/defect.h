/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_DEFECT_H
#define MDM_RULES_SUPPORT_DEFECT_H

#include "engine/rule.h"

/* Report every defect of a kind that reading the file brought to light. */
void mdm_report_defects(struct mdm_check *, const struct mdm_file *,
    enum mdm_defect_kind, unsigned which);

/*
 * Is a defect of the file anybody's business?  Walking a folder meets JSON
 * and XML that has nothing to do with profiles (rulings 7).
 */
bool mdm_defects_matter(const struct mdm_file *);

#endif
