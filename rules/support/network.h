/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_NETWORK_H
#define MDM_RULES_SUPPORT_NETWORK_H

#include "support/thumbprint.h"

/* The outer method sends a server certificate that the client can check. */
bool mdm_eap_is_tls_based(int outer);

/* "EAP-TLS", "PEAP", ...; "EAP" for what is unknown. */
const char *mdm_eap_name(int outer);

/* The profile says, or does not deny, that the server is validated. */
bool mdm_validates_server(const struct mdm_network *);

/*
 * State of all references of a role: BOUND if any is, UNKNOWN if the export
 * drops them (and then says so once), UNBOUND if it is proven.
 */
enum mdm_ref_state mdm_network_ref_state(
    struct mdm_check *, const struct mdm_profile *, enum mdm_ref_role);

/* The i-th of two lists in a row: outer, then inner method; NULL: no more. */
const struct mdm_field *mdm_field_of_both(
    const struct mdm_fields *, const struct mdm_fields *, size_t i);

/*
 * Does a network of ONC trust a server without naming a certificate of its
 * file: by the text of one, or by a public CA together with a name?  TRUST016
 * owns the trust in everybody, which is among it.
 */
bool mdm_onc_trusts_otherwise(const struct mdm_profile *);

/* Does the profile say whether it has trust anchors (EAP XML)? */
bool mdm_anchors_known(const struct mdm_network *);

/* One thumbprint that no certificate of the set has, and who names it. */
struct mdm_unfound {
	struct mdm_str digits;
	MDM_VEC(const struct mdm_field *) fields;
	MDM_VEC(const struct mdm_profile *) profiles; /* whose they are */
};

struct mdm_unfound_list {
	struct mdm_map by_digits;
	MDM_VEC(struct mdm_unfound *) list; /* in the order of the corpus */
};

/*
 * Adds the field if it is a well-formed thumbprint of no certificate of the
 * set; XREF003, XREF004 and TRUST002 own the others.
 */
void mdm_unfound_add(struct mdm_check *, struct mdm_unfound_list *,
    const struct mdm_profile *, const struct mdm_field *);

/* A thumbprint spelled as only blanks may interrupt it (TRUST002). */
bool mdm_thumbprint_clear(const struct mdm_thumbprint *);

/*
 * Do certificates of the CA that a profile is bound to pass a filter that
 * names `filter`?  PERHAPS: the filter's CA is below it, as where NDES is
 * bound to the root.
 */
enum mdm_passes { MDM_PASSES_NOT, MDM_PASSES_PERHAPS, MDM_PASSES };
enum mdm_passes mdm_passes_filter(const struct mdm_corpus *,
    const struct mdm_cert *filter, const struct mdm_cert *ca);

/* The same for the whole CAHashList of a profile: the best of its answers. */
enum mdm_passes mdm_passes_filters(
    struct mdm_check *, const struct mdm_network *, const struct mdm_cert *ca);

#endif
