/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_REQUEST_H
#define MDM_RULES_SUPPORT_REQUEST_H

#include "engine/rule.h"
#include "support/variable.h"

/*
 * Questions about what a SCEP or PKCS profile asks the CA for.
 */

/* A text that ends up in the certificate: the subject, or one SAN. */
struct mdm_naming {
	const struct mdm_field *field;
	const struct mdm_san *san; /* NULL: the subject */
};

/*
 * The next naming that can be judged, from *i on: it has a value and no
 * placeholder but Intune's variables.  The subject is left out where another
 * subjectNameFormat than "custom" makes the service ignore it.
 */
bool mdm_naming_next(
    const struct mdm_profile *, size_t *i, struct mdm_naming *ret_naming);

/* "the subject", "the SAN of type userPrincipalName" */
struct mdm_str mdm_naming_title(struct mdm_arena *, struct mdm_naming);

/* Place of a token within its field. */
struct mdm_at mdm_token_at(const struct mdm_field *, const struct mdm_token *);

/*
 * Where the private key is kept: keyStorageProvider in Graph, KeyProtection in
 * the CSP.  *ret_field is the setting; UNKNOWN when it is not there.
 */
enum mdm_key_storage {
	MDM_STORAGE_UNKNOWN,
	MDM_STORAGE_TPM,	   /* or nowhere */
	MDM_STORAGE_TPM_PREFERRED, /* else in software */
	MDM_STORAGE_SOFTWARE,
	MDM_STORAGE_HELLO /* Windows Hello for Business */
};
enum mdm_key_storage mdm_key_storage_of(
    const struct mdm_enrolment *, const struct mdm_field **ret_field);

/* Does the service use subjectNameFormatString? */
bool mdm_subject_counts(const struct mdm_enrolment *);

/*
 * Provably a device certificate: by its type in Graph, by ./Device in a CSP.  macOS sends user certificates through the
 * device channel too, so the channel alone proves nothing.
 */
bool mdm_is_device_request(const struct mdm_enrolment *);

/* Kinds of SAN in Graph's spelling. */
enum mdm_san_kind {
	MDM_SAN_UNKNOWN,
	MDM_SAN_EMAIL,
	MDM_SAN_UPN,
	MDM_SAN_DNS,
	MDM_SAN_URI
};
enum mdm_san_kind mdm_san_kind(const struct mdm_san *);

/* Does the list of extended key usages name this one? */
bool mdm_requests_eku(const struct mdm_enrolment *, const char *oid);
bool mdm_requests_any_purpose(const struct mdm_enrolment *);

/*
 * The list is exported, and every OID of it is literal and well-formed
 * (SCEP015 reports those that are not).
 */
bool mdm_ekus_readable(const struct mdm_enrolment *);

/* A profile that does EAP-TLS with this certificate, or NULL. */
const struct mdm_profile *mdm_eap_tls_user(
    const struct mdm_corpus *, const struct mdm_profile *);

#endif
