/* SPDX-License-Identifier: MIT */
#include "support/payload.h"

enum { HEX_TEXT, LENGTH, CERTIFICATE_HASH, DOMAIN_TOO_BROAD };

static const struct mdm_cert_entry *
certificate_of(const struct mdm_corpus *corpus, struct mdm_str hex)
{
	uint8_t sha256[32];

	if (!mdm_hex_exact(hex, sha256, sizeof(sha256)))
		return NULL;
	return mdm_map_get(&corpus->by_sha256,
	    mdm_str_span((const char *)sha256, sizeof(sha256)));
}

static void
check_hash(struct mdm_check *c, const struct mdm_apple_value *v)
{
	const struct mdm_cert_entry *entry;
	size_t n = v->field.v.n / 2;

	if (v->kind != MDM_APPLE_DATA || !mdm_literal(&v->field))
		return; /* PLIST004 owns other types than data */
	entry = certificate_of(mdm_corpus_of(c), v->field.v);
	if (mdm_bytes_are_hex_text(v->field.v))
		mdm_find(c, HEX_TEXT, v->field.at,
		    "Hash holds %zu letters of hexadecimal text, not the bytes "
		    "they stand for",
		    n);
	else if (n != 32)
		mdm_find(c, LENGTH, v->field.at,
		    "Hash has %zu byte%s; SHA-256 has 32", n,
		    n == 1 ? "" : "s");
	else if (entry != NULL)
		mdm_find(c, CERTIFICATE_HASH, v->field.at,
		    "Hash is that of the certificate \"" MDM_FMT
		    "\", not that of its public key",
		    MDM_ARG(entry->cert->name));
	mdm_evidence(c, v->field.v);
}

/* A label alone behind the dot is a top-level domain. */
static bool
is_too_broad(struct mdm_str domain)
{
	if (mdm_str_find_byte(domain, '*') != SIZE_MAX)
		return true;
	return mdm_str_starts(domain, ".") &&
	    mdm_str_find_byte(mdm_str_sub(domain, 1, SIZE_MAX), '.') ==
	    SIZE_MAX;
}

static void
check_domain(struct mdm_check *c, const struct mdm_apple_value *v)
{
	if (!v->element || !mdm_literal(&v->field) || !is_too_broad(v->field.v))
		return;
	mdm_find(c, DOMAIN_TOO_BROAD, v->field.at,
	    "domain \"" MDM_FMT "\" has a wildcard or is a top-level domain",
	    MDM_ARG(v->field.v));
	mdm_evidence(c, v->field.v);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->apple == NULL || p->apple->type == NULL ||
	    (p->apple->type->classes & MDM_APPLE_KEY_HASHES) == 0)
		return;
	for (size_t i = 0; i < p->apple->nvalues; i++) {
		const struct mdm_apple_value *v = &p->apple->values[i];

		if (v->row != NULL && strcmp(v->row->key, "Hash") == 0)
			check_hash(c, v);
		else if (mdm_str_is(v->key, "DisabledForDomains"))
			check_domain(c, v);
	}
}

const struct mdm_rule mdm_rule_plist011 = {
	.id = "PLIST011",
	.name = "key-hash-malformed",
	.cases = { MDM_CASE("hex-text", MDM_ERROR),
	    MDM_CASE("length", MDM_ERROR),
	    MDM_CASE("certificate-hash", MDM_WARNING),
	    MDM_CASE("domain-too-broad", MDM_WARNING) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_APPLE,
	.syntaxes = "Apple profiles",
	.summary = "A payload about transparency or revocation names no key",
	.why = "These payloads name certificates by the SHA-256 of their "
	       "public key (SubjectPublicKeyInfo in DER): 32 bytes. The "
	       "fingerprint that most tools show is the hash of the whole "
	       "certificate, and its hexadecimal text is 64 letters; neither "
	       "matches anything, so that the exception or the check has no "
	       "effect. Domains are given with a leading dot or in full; "
	       "wildcards and top-level domains are not taken. Not checked: "
	       "hashes of certificates that are not in the set, and "
	       "top-level domains of two labels.",
	.symptom = "Transparency is demanded, or revocation not checked, for "
		   "the certificate as if the payload were not there.",
	.fix = "openssl x509 -pubkey -noout, then openssl pkey -pubin -outform "
	       "DER, then the SHA-256 of that, in base64.",
	.refs = MDM_REFS("Apple device management: "
			 "com.apple.security.certificatetransparency",
	    "Apple device management: "
	    "com.apple.security.certificaterevocation"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
