/* SPDX-License-Identifier: MIT */
#ifndef MDM_MODEL_DECLARATION_H
#define MDM_MODEL_DECLARATION_H

/*
 * What Apple's declarative device management adds to the vocabulary: assets
 * that hold credentials, and configurations that name them.
 */
#include "model/profile.h"

/* What an asset holds; bits, for a reference may allow several. */
enum mdm_asset {
	MDM_ASSET_CERTIFICATE = 1 << 0,
	MDM_ASSET_IDENTITY = 1 << 1, /* PKCS#12 */
	MDM_ASSET_SCEP = 1 << 2,
	MDM_ASSET_ACME = 1 << 3,
	MDM_ASSET_PASSWORD = 1 << 4,
	MDM_ASSET_OTHER = 1 << 5
};
#define MDM_ASSET_IDENTITIES                                                   \
	(MDM_ASSET_IDENTITY | MDM_ASSET_SCEP | MDM_ASSET_ACME)
#define MDM_ASSET_ANY 0x3fU

/* A key of a configuration that names an asset. */
struct mdm_asset_ref {
	struct mdm_str key;
	struct mdm_field identifier;
	unsigned wanted; /* enum mdm_asset */
};

struct mdm_declaration {
	struct mdm_field type, identifier, server_token;
	unsigned asset; /* enum mdm_asset; 0: a configuration */
	struct mdm_field data_url, content_type; /* of an asset */
	struct mdm_asset_ref *refs;
	size_t nrefs;
};

#endif
