/* SPDX-License-Identifier: MIT */
#ifndef MDM_REPORT_INSPECT_H
#define MDM_REPORT_INSPECT_H

#include "base/jout.h"
#include "engine/run.h"

/* What the three formats of `inspect` have in common. */

/* A setting that is shown as the profile spells it. */
struct mdm_shown {
	const char *label; /* text; NULL ends a table */
	const char *key;   /* JSON */
	size_t offset;	   /* of a struct mdm_field, or mdm_fields if `list` */
	bool list;
};
extern const struct mdm_shown mdm_shown_enrolment[];
extern const struct mdm_shown mdm_shown_network[];
extern const struct mdm_shown mdm_shown_cloud_ca[];

/* The settings that a profile has, by the tables above. */
struct mdm_shown_list {
	const struct mdm_shown *table;
	const void *base;
};
void mdm_shown_of(const struct mdm_profile *, struct mdm_shown_list ret[4]);

const struct mdm_field *mdm_shown_field(
    const void *base, const struct mdm_shown *);
const struct mdm_fields *mdm_shown_fields(
    const void *base, const struct mdm_shown *);

/* "root", "server-root", ...; "unknown", "unbound", "bound"; "resolved"... */
const char *mdm_ref_role_name(enum mdm_ref_role);
const char *mdm_ref_state_name(enum mdm_ref_state);
const char *mdm_ref_result_name(enum mdm_ref_result);

/* "group", "excluded-group", "all-users", ... */
const char *mdm_target_name(enum mdm_target_kind);

/* "2020-01-01 to 2035-01-01, 3135 days left" */
void mdm_validity_print(struct mdm_out *, const struct mdm_cert *, int64_t now);

/* The members that an object about a certificate has wherever it stands. */
void mdm_certificate_write(struct mdm_jout *, const struct mdm_cert *);

/* "profile", "file", "known", "answer": where a certificate stands. */
const char *mdm_use_name(const struct mdm_use *);

/* What the document of this profile was signed with; NULL for its parts. */
const struct mdm_cms *mdm_profile_wrapper(const struct mdm_profile *);

/* "verifies", "does not verify", "cannot be verified". */
const char *mdm_signature_verdict(const struct mdm_cms *);

/* Index among corpus->profiles or ->certs; SIZE_MAX: not one of them. */
size_t mdm_profile_index(const struct mdm_corpus *, const struct mdm_profile *);
size_t mdm_cert_index(const struct mdm_corpus *, const struct mdm_cert_entry *);

/* The file a profile was found in. */
struct mdm_str mdm_profile_file(const struct mdm_profile *);

#endif
