/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_VENDOR_H
#define MDM_RULES_SUPPORT_VENDOR_H

#include "engine/rule.h"

/*
 * What a CA product asks of a SCEP profile where the general advice would be
 * wrong for it.  One row per vendor in vendor.c.
 */
struct mdm_vendor {
	const char *name;
	/* How it is recognised; lists end with NULL. */
	const char *const *host_suffixes;
	const char *const *host_parts;
	const char *const *path_parts;
	const char *const *issuer_parts; /* in a CA's subject or issuer */
	/* Its own instructions: */
	bool intermediate_in_root_store; /* STORE003 is info */
	bool windows_binds_issuing;	 /* XREF014: root is suspicious */
	bool windows_binds_root;	 /* XREF014: root is right */
	bool hands_out_no_root;		 /* XREF012/013: no root to bind */
	bool user_store;		 /* SCEP026 */
	const char *download; /* where its CA certificate is to be had */
};

/* By the SCEP URLs, else by the names in the bound CA; NULL: unknown. */
const struct mdm_vendor *mdm_vendor_of_profile(const struct mdm_profile *);
const struct mdm_vendor *mdm_vendor_of_url(struct mdm_str url);
const struct mdm_vendor *mdm_vendor_of_cert(const struct mdm_cert *);

/*
 * Of a certificate in a set: by its names, else by the SCEP profiles that are
 * bound to it.
 */
const struct mdm_vendor *mdm_vendor_of_ca(
    const struct mdm_corpus *, const struct mdm_cert *);

#endif
