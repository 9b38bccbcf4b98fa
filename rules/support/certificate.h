/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_CERTIFICATE_H
#define MDM_RULES_SUPPORT_CERTIFICATE_H

#include "engine/rule.h"

/*
 * Questions that the rules about certificates (CERT, LIFE) share.
 */

/*
 * The certificate of a use, or NULL where its health is nobody's business:
 * documentation samples, and certificates that are deployed to be distrusted
 * only (UntrustedCertificates).
 */
const struct mdm_cert *mdm_judged(
    const struct mdm_check *, const struct mdm_use *);

/*
 * The same for rules that compare certificates: NULL unless a profile
 * deploys it as trust, and only for the first of several uses on the
 * platform, so that a pair is reported once.
 */
const struct mdm_cert_entry *mdm_judged_as_trust(
    const struct mdm_check *, const struct mdm_use *);

/* Deployed as trust to the platform, or declared by --known-certs. */
bool mdm_on_devices(const struct mdm_cert_entry *, unsigned platforms);

/* Where it stands, a deployment to the platform preferred; or nowhere. */
struct mdm_at mdm_entry_at(const struct mdm_cert_entry *, unsigned platforms);

/*
 * A certificate on the devices whose issuer is `issuer`, verified by
 * signature; NULL if there is none.
 */
const struct mdm_cert_entry *mdm_issued_by(const struct mdm_corpus *,
    const struct mdm_cert_entry *issuer, unsigned platforms);

/* Of two: the one to report on, so that a pair is reported once. */
bool mdm_is_older(const struct mdm_cert *, const struct mdm_cert *than);

/* Both dates are there and in order, and the last one is over. */
bool mdm_is_expired(const struct mdm_check *, const struct mdm_cert *);

/*
 * Both dates are there, in order, and the check's time lies between them.
 */
bool mdm_is_valid_now(const struct mdm_check *, const struct mdm_cert *);

/* The certificate whose thumbprint an EAP document trusts, or NULL. */
const struct mdm_cert_entry *mdm_anchor_entry(
    struct mdm_check *, const struct mdm_field *anchor);

/* Every role, for mdm_referrer(). */
#define MDM_ANY_ROLE 0xffU

/*
 * The first profile of the platforms that points at the certificate by a
 * reference of one of the roles (bits 1 << role) or by a thumbprint; NULL if
 * none does.  *ret_at is the place of the reference.
 */
const struct mdm_profile *mdm_referrer(struct mdm_check *,
    const struct mdm_cert *, unsigned platforms, unsigned roles,
    struct mdm_at *ret_at);

/*
 * Repairs the field that the last finding is about: the base64 of the only
 * certificate that it holds, and nothing else.  Says nothing where it holds
 * more, or where bytes would get lost.
 */
void mdm_repair_certificate(struct mdm_check *, const struct mdm_carrier *);

#endif
