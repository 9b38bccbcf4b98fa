/* SPDX-License-Identifier: MIT */
#ifndef MDM_REPORT_PATCH_H
#define MDM_REPORT_PATCH_H

#include "base/out.h"
#include "engine/repair.h"

/*
 * A repaired file as a unified diff.  Secrets are masked; a diff of lines
 * that hold some is for reading and does not apply.
 */
void mdm_patch_write(struct mdm_out *, const struct mdm_repaired *);

#endif
