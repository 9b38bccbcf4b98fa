/* SPDX-License-Identifier: MIT */
#include "support/vendor.h"

#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

/*
 * Sources: Okta Help, "Configure Okta as a CA with delegated SCEP challenge
 * for Windows using Microsoft Intune"; SCEPman documentation, "Intermediate
 * CAs and Intune SCEP Profiles"; Smallstep documentation, "Protect wireless
 * networks: Windows with Intune"; Microsoft Learn, "Create and assign SCEP
 * certificate profiles in Intune".  SCEPman comes before NDES because it
 * answers under the path of NDES.
 */
static const struct mdm_vendor vendors[] = {
	{
	    .name = "Okta",
	    .host_suffixes =
		LIST(".okta.com", ".oktapreview.com", ".okta-emea.com"),
	    .issuer_parts = LIST("Okta"),
	    .windows_binds_issuing = true,
	    .hands_out_no_root = true,
	    .user_store = true,
	    .download = "Okta's admin console, Security, Device integrations, "
			"Certificate authority, Download x509 certificate",
	},
	{
	    .name = "SCEPman",
	    .host_parts = LIST("scepman"),
	    .issuer_parts = LIST("SCEPman"),
	    .windows_binds_issuing = true,
	},
	{
	    .name = "Smallstep",
	    .host_suffixes = LIST(".smallstep.com"),
	    .host_parts = LIST("step-ca", "stepca"),
	    .issuer_parts = LIST("Smallstep", "step-ca"),
	    .intermediate_in_root_store = true,
	    .windows_binds_issuing = true,
	},
	{
	    .name = "NDES",
	    .path_parts = LIST("/certsrv/mscep/"),
	    .windows_binds_root = true,
	},
};

static bool
ends_with_any(struct mdm_str s, const char *const *suffixes)
{
	for (; suffixes != NULL && *suffixes != NULL; suffixes++)
		if (mdm_str_iends(s, *suffixes))
			return true;
	return false;
}

static bool
has_any(struct mdm_str s, const char *const *parts)
{
	for (; parts != NULL && *parts != NULL; parts++)
		if (mdm_str_ihas(s, *parts))
			return true;
	return false;
}

/* Host without port, and path, of "scheme://host:port/path". */
static void
split_url(
    struct mdm_str url, struct mdm_str *ret_host, struct mdm_str *ret_path)
{
	size_t scheme = mdm_str_find(url, "://");
	struct mdm_str rest =
	    scheme == SIZE_MAX ? url : mdm_str_sub(url, scheme + 3, url.n);
	size_t slash = mdm_str_find_byte(rest, '/');
	size_t colon;

	*ret_host = mdm_str_sub(rest, 0, slash);
	*ret_path =
	    slash == SIZE_MAX ? MDM_LIT("") : mdm_str_sub(rest, slash, rest.n);
	colon = mdm_str_find_byte(*ret_host, ':');
	if (colon != SIZE_MAX)
		*ret_host = mdm_str_sub(*ret_host, 0, colon);
}

const struct mdm_vendor *
mdm_vendor_of_url(struct mdm_str url)
{
	struct mdm_str host, path;

	split_url(url, &host, &path);
	for (size_t i = 0; i < sizeof(vendors) / sizeof(vendors[0]); i++) {
		const struct mdm_vendor *v = &vendors[i];

		if (ends_with_any(host, v->host_suffixes) ||
		    has_any(host, v->host_parts) ||
		    has_any(path, v->path_parts))
			return v;
	}
	return NULL;
}

const struct mdm_vendor *
mdm_vendor_of_cert(const struct mdm_cert *cert)
{
	for (size_t i = 0; i < sizeof(vendors) / sizeof(vendors[0]); i++)
		if (has_any(cert->subject, vendors[i].issuer_parts) ||
		    has_any(cert->issuer, vendors[i].issuer_parts))
			return &vendors[i];
	return NULL;
}

const struct mdm_vendor *
mdm_vendor_of_profile(const struct mdm_profile *p)
{
	if (p->enrolment == NULL)
		return NULL;
	for (size_t i = 0; i < p->enrolment->urls.n; i++) {
		const struct mdm_vendor *v =
		    mdm_vendor_of_url(p->enrolment->urls.at[i].v);

		if (v != NULL)
			return v;
	}
	return p->enrolment->ca == NULL ? NULL
					: mdm_vendor_of_cert(p->enrolment->ca);
}

const struct mdm_vendor *
mdm_vendor_of_ca(const struct mdm_corpus *corpus, const struct mdm_cert *cert)
{
	const struct mdm_vendor *v = mdm_vendor_of_cert(cert);

	for (size_t i = 0; v == NULL && i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];

		if (p->kind == MDM_SCEP && p->enrolment->ca == cert)
			v = mdm_vendor_of_profile(p);
	}
	return v;
}
