/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { OTHER_KIND };

struct ending {
	const char *suffix;
	enum mdm_content content;
};

/* What people expect behind a file name; .pem may hold anything. */
static const struct ending endings[] = {
	{ ".cer", MDM_CONTENT_CERTIFICATE },
	{ ".crt", MDM_CONTENT_CERTIFICATE },
	{ ".pfx", MDM_CONTENT_PKCS12 },
	{ ".p12", MDM_CONTENT_PKCS12 },
	{ ".p7b", MDM_CONTENT_PKCS7 },
	{ ".p7c", MDM_CONTENT_PKCS7 },
	{ ".csr", MDM_CONTENT_REQUEST },
	{ ".crl", MDM_CONTENT_CRL },
	{ ".key", MDM_CONTENT_PRIVATE_KEY },
};

static const struct ending *
ending_of(struct mdm_str name)
{
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (mdm_str_iends(name, endings[i].suffix))
			return &endings[i];
	return NULL;
}

static bool
is_decoded(enum mdm_content content)
{
	return content >= MDM_CONTENT_CERTIFICATE &&
	    content <= MDM_CONTENT_OCSP;
}

static void
check(struct mdm_check *c, const struct mdm_carrier *carrier)
{
	const struct ending *ending = ending_of(carrier->file_name);
	struct mdm_at at = carrier->at;

	if (ending == NULL || !is_decoded(carrier->content) ||
	    ending->content == carrier->content)
		return; /* FMT005 owns what cannot be decoded */
	if (carrier->role == MDM_CARRIER_FIELD && carrier->profile != NULL &&
	    carrier->profile->trust != NULL &&
	    mdm_at_set(carrier->profile->trust->file_name.at))
		at = carrier->profile->trust->file_name.at;

	mdm_find(c, OTHER_KIND, at,
	    "file name \"" MDM_FMT "\" suggests %s, content is %s",
	    MDM_ARG(carrier->file_name), mdm_content_name(ending->content),
	    mdm_content_name(carrier->content));
	mdm_evidence(c, carrier->file_name);
}

const struct mdm_rule mdm_rule_fmt012 = {
	.id = "FMT012",
	.name = "file-name-contradicts-content",
	.cases = { MDM_CASE("other-kind", MDM_INFO) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, certificate files",
	.summary = "The file name suggests another content",
	.why =
	    "The name of the uploaded file is what a reviewer sees. When it "
	    "ends in .pfx or .p7b and a plain certificate is inside, or the "
	    "other way round, the wrong file was probably taken. Nothing on a "
	    "device depends on it. Not checked: endings that are used for "
	    "several kinds, such as .pem and .der.",
	.fix = "Give the file the ending that fits its content, or upload "
	       "the right file.",
	.refs = MDM_REFS("Microsoft Graph: windows81TrustedRootCertificate, "
			 "certFileName"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.carrier = check,
};
