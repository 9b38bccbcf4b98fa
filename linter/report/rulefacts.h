/* SPDX-License-Identifier: MIT */
#ifndef MDM_REPORT_RULEFACTS_H
#define MDM_REPORT_RULEFACTS_H

#include "base/out.h"
#include "engine/rule.h"

/* What the pages and lists of the catalogue say about a rule. */

/* "references between profiles" for "XREF"; "" for an unknown family. */
const char *mdm_family_title(struct mdm_str family);

/* "high", "medium", "low" */
const char *mdm_confidence_name(enum mdm_confidence);

/* "file", "carrier", "certificate", "profile", "set": what it judges. */
const char *mdm_rule_subject(const struct mdm_rule *);

/* "SCEP profiles for Windows, macOS", "certificates", "whole sets", ... */
void mdm_rule_scope_print(struct mdm_out *, const struct mdm_rule *);

/* "error", or "error (closed), info (auto, open)". */
void mdm_case_levels_print(struct mdm_out *, const struct mdm_case *);

/* Does the next rule in the list begin another family? */
bool mdm_rule_begins_family(size_t index);

#endif
