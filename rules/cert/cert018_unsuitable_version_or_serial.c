/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { VERSION, ROOT_VERSION, SERIAL, ROOT_SERIAL, DUPLICATE, NO_SUBJECT };

enum { MOST_SERIAL_OCTETS = 20 };

static bool
is_zero(struct mdm_str serial)
{
	for (size_t i = 0; i < serial.n; i++)
		if (serial.p[i] != 0)
			return false;
	return true;
}

/* What is wrong with it, or NULL. */
static const char *
serial_problem(struct mdm_str serial)
{
	if (serial.n == 0)
		return NULL;
	if (is_zero(serial))
		return "is zero";
	if ((unsigned char)serial.p[0] >= 0x80)
		return "is negative";
	if (serial.p[0] == 0 && serial.n > 1) /* only there for the sign */
		serial = mdm_str_sub(serial, 1, SIZE_MAX);
	return serial.n > MOST_SERIAL_OCTETS ? "is longer than 20 octets"
					     : NULL;
}

static void
check_version(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = u->cert;

	if (cert->version >= 3)
		return;
	mdm_find(c, cert->self_signed ? ROOT_VERSION : VERSION, u->at,
	    "\"" MDM_FMT "\" is an X.509 version %d certificate",
	    MDM_ARG(cert->name), cert->version);
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
}

static void
check_serial(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = u->cert;
	const char *problem = serial_problem(cert->serial);
	bool harmless = cert->self_signed && is_zero(cert->serial);

	if (problem == NULL)
		return;
	mdm_find(c, harmless ? ROOT_SERIAL : SERIAL, u->at,
	    "the serial number of \"" MDM_FMT "\" %s", MDM_ARG(cert->name),
	    problem);
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = mdm_judged(c, u);

	if (cert == NULL)
		return;
	check_version(c, u);
	check_serial(c, u);
	if (cert->duplicate_extension.p != NULL) {
		mdm_find(c, DUPLICATE, u->at,
		    "\"" MDM_FMT "\" has the extension " MDM_FMT " twice",
		    MDM_ARG(cert->name), MDM_ARG(cert->duplicate_extension));
		mdm_evidence(c, mdm_str_of(cert->sha256_hex));
	}
	if (cert->subject_empty && mdm_cert_is_ca(cert)) {
		mdm_find(c, NO_SUBJECT, u->at,
		    "the CA certificate with SHA-1 %s has an empty subject",
		    cert->sha1_hex);
		mdm_evidence(c, mdm_str_of(cert->sha256_hex));
	}
}

const struct mdm_rule mdm_rule_cert018 = {
	.id = "CERT018",
	.name = "unsuitable-version-or-serial",
	.cases = { MDM_CASE("old-version", MDM_WARNING),
	    MDM_CASE("old-version-root", MDM_INFO),
	    MDM_CASE("serial", MDM_WARNING),
	    MDM_CASE("zero-serial-root", MDM_INFO),
	    MDM_CASE("duplicate-extension", MDM_ERROR),
	    MDM_CASE("empty-subject", MDM_ERROR) },
	.syntaxes = "Graph, certificate files, Apple profiles",
	.summary = "Version, serial number, subject or extensions are unsound",
	.why =
	    "Versions 1 and 2 cannot say that a certificate is a CA, so only "
	    "a root may have them. A serial number is a positive integer of "
	    "at most 20 octets; strict parsers refuse others. A root with the "
	    "number zero is information: well-known public roots have it, "
	    "and nobody looks a root up by number. An extension that is there "
	    "twice, and a CA without a name, break the rules of RFC 5280 that "
	    "every validator depends on. Not checked: which libraries refuse "
	    "which serial number; whether numbers are unique.",
	.fix = "Have the certificate issued again as version 3, with a "
	       "positive serial number of at most 20 octets, a subject, and "
	       "each extension once.",
	.refs = MDM_REFS("RFC 5280, sections 4.1.2.1 and 4.1.2.2 (version, "
			 "serial number)",
	    "RFC 5280, sections 4.1.2.6 and 4.2 (subject, extensions)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.certificate = check,
};
