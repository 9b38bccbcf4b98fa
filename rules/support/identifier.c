/* SPDX-License-Identifier: MIT */
#include "support/identifier.h"

#include "base/out.h"

static bool
hex_is(struct mdm_str digits, const uint8_t *bytes, size_t n)
{
	if (digits.n != 2 * n || n == 0)
		return false;
	for (size_t i = 0; i < n; i++)
		if (mdm_hex_digit(digits.p[2 * i]) != bytes[i] >> 4 ||
		    mdm_hex_digit(digits.p[2 * i + 1]) != (bytes[i] & 15))
			return false;
	return true;
}

static bool
raw_is(struct mdm_str digits, struct mdm_str bytes)
{
	return hex_is(digits, (const uint8_t *)bytes.p, bytes.n);
}

static bool
digest_of_is(struct mdm_str digits, struct mdm_str bytes)
{
	uint8_t digest[MDM_LONGEST_DIGEST];
	size_t n = digits.n / 2;

	return mdm_digest(bytes, n, digest) && hex_is(digits, digest, n);
}

/* PEM armour as tools write it: 64 columns, one kind of line end. */
static struct mdm_str
pem_of(struct mdm_arena *a, struct mdm_str base64, const char *eol)
{
	struct mdm_out *out = mdm_out_new_memory();
	struct mdm_str text;

	mdm_out_printf(out, "-----BEGIN CERTIFICATE-----%s", eol);
	for (size_t i = 0; i < base64.n; i += 64) {
		mdm_out_str(out, mdm_str_sub(base64, i, 64));
		mdm_out_text_of(out, eol);
	}
	mdm_out_printf(out, "-----END CERTIFICATE-----%s", eol);
	text = mdm_str_dup(a, mdm_out_text(out));
	mdm_out_free(out);
	return text;
}

/* Hashing the file as it was downloaded is the usual mistake. */
static const char *
text_kind(
    struct mdm_arena *a, const struct mdm_cert *cert, struct mdm_str digits)
{
	struct mdm_str base64 = mdm_base64_encode(a, cert->der);
	static const char *const eols[] = { "\n", "\r\n" };
	const char *hash = mdm_digest_name(digits.n / 2);

	if (digest_of_is(digits, base64))
		return mdm_str_printf(a, "%s of the base64 text", hash).p;
	for (size_t i = 0; i < 2; i++) {
		struct mdm_str pem = pem_of(a, base64, eols[i]);
		size_t end = strlen(eols[i]);

		if (digest_of_is(digits, pem) ||
		    digest_of_is(digits, mdm_str_sub(pem, 0, pem.n - end)))
			return mdm_str_printf(a, "%s of the PEM text", hash).p;
	}
	return NULL;
}

static const char *
kind_of(struct mdm_arena *a, const struct mdm_cert *cert, struct mdm_str digits,
    size_t n)
{
	if (hex_is(digits, cert->sha256, 32))
		return "SHA-256 thumbprint";
	if (hex_is(digits, cert->sha256, 20))
		return "first 40 digits of the SHA-256 thumbprint";
	if (hex_is(digits, cert->md5, 16))
		return "MD5 thumbprint";
	if (raw_is(digits, cert->ski))
		return "subject key identifier";
	if (raw_is(digits, cert->serial))
		return "serial number";
	if (hex_is(digits, cert->spki_sha1, 20))
		return "SHA-1 of the public key";
	if (hex_is(digits, cert->spki_sha256, 32))
		return "SHA-256 of the public key";
	return digits.n == 2 * n ? text_kind(a, cert, digits) : NULL;
}

struct mdm_identified
mdm_identify(struct mdm_arena *a, const struct mdm_corpus *corpus,
    struct mdm_str digits, size_t n)
{
	for (size_t i = 0; i < corpus->ncerts; i++) {
		const struct mdm_cert *cert = corpus->certs[i].cert;
		const char *kind = kind_of(a, cert, digits, n);

		if (kind != NULL)
			return (struct mdm_identified){ cert, kind };
	}
	return (struct mdm_identified){ NULL, NULL };
}

const struct mdm_cert *
mdm_near_miss(const struct mdm_corpus *corpus, struct mdm_str digits, size_t n)
{
	const struct mdm_cert *found = NULL;

	if (digits.n < 2 * n - 2 || digits.n > 2 * n + 2)
		return NULL;
	for (size_t i = 0; i < corpus->ncerts; i++) {
		const struct mdm_cert *cert = corpus->certs[i].cert;
		struct mdm_str right =
		    mdm_str_of(n == 20 ? cert->sha1_hex : cert->sha256_hex);

		if (mdm_str_distance(digits, right, 2) > 2)
			continue;
		if (found != NULL)
			return NULL;
		found = cert;
	}
	return found;
}
