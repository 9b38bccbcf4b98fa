/* SPDX-License-Identifier: MIT */
#ifndef MDM_MODEL_ONC_H
#define MDM_MODEL_ONC_H

/*
 * What Open Network Configuration adds to the vocabulary: certificates and
 * networks with GUIDs, and what points from one at another.  It stands in
 * files for ChromeOS and in policies of the Android Management API.
 */
#include "model/profile.h"

/* What a GUID is given for. */
enum mdm_onc_use {
	MDM_ONC_SERVER_CA, /* ServerCARef, ServerCARefs */
	MDM_ONC_CLIENT,	   /* ClientCertRef */
	MDM_ONC_ISSUER,	   /* ClientCertPattern: IssuerCARef */
	MDM_ONC_SERVER	   /* OpenVPN: ServerCertRef */
};

struct mdm_onc_ref {
	enum mdm_onc_use use;
	const char *key; /* "ServerCARefs" */
	struct mdm_field guid;
};

/* A key that is right but for the case of its letters; ONC tells them apart. */
struct mdm_onc_misspelling {
	struct mdm_at at;
	struct mdm_str key;
	const char *meant;
};

/* An object "EAP", "IPsec" or "OpenVPN": who trusts whom, and by what. */
struct mdm_onc_auth {
	const char *name; /* "EAP" */
	struct mdm_at at;
	struct mdm_field outer, inner; /* EAP */
	struct mdm_fields ca_refs, ca_pems;
	struct mdm_field ca_ref, use_system_cas;
	struct mdm_field client_type, client_ref, client_alias, client_id;
	struct mdm_field pattern; /* state and place */
	bool pattern_empty;	  /* neither Subject, Issuer nor IssuerCARef */
	struct mdm_field save_credentials, identity;
};

/* One element of "Certificates" or "NetworkConfigurations". */
struct mdm_onc_object {
	bool certificate;
	const struct mdm_onc *document;
	struct mdm_profile *profile;
	struct mdm_at at;
	struct mdm_field guid, type, remove;
	struct mdm_field x509, pkcs12;	   /* certificates: state and place */
	const struct mdm_carrier *carrier; /* of what one of them holds */
	struct mdm_field trust_bits;	   /* likewise */
	struct mdm_onc_auth auths[2];	   /* networks: IPsec may hold an EAP */
	size_t nauths;
	struct mdm_onc_ref *refs;
	size_t nrefs;
	struct mdm_onc_misspelling *misspellings;
	size_t nmisspellings;
};

struct mdm_onc {
	bool android; /* in a policy of the Android Management API */
	bool excerpt; /* a network alone: certificates are elsewhere */
	struct mdm_onc_object *objects;
	size_t nobjects;
};

/* The certificate of that GUID, letters folded or not; NULL: there is none. */
const struct mdm_onc_object *mdm_onc_find(
    const struct mdm_onc *, struct mdm_str guid, bool fold);

/* May a certificate of that Type be used so? */
bool mdm_onc_fits(const struct mdm_onc_object *, enum mdm_onc_use);

#endif
