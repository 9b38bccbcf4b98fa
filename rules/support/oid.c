/* SPDX-License-Identifier: MIT */
#include "support/oid.h"

static bool
arc_is_number(struct mdm_str arc)
{
	for (size_t i = 0; i < arc.n; i++)
		if (!mdm_is_digit(arc.p[i]))
			return false;
	return arc.n > 0;
}

const char *
mdm_oid_problem(struct mdm_str oid)
{
	struct mdm_str rest = oid, arc;
	size_t n = 0;
	bool third_tree = false;

	if (oid.n == 0)
		return "empty";
	while (mdm_str_split(&rest, '.', &arc)) {
		if (!arc_is_number(arc))
			return "not a dotted list of numbers";
		if (arc.n > 1 && arc.p[0] == '0')
			return "written with a leading zero";
		if (n == 0 && (arc.n > 1 || arc.p[0] > '2'))
			return "no OID: the first number is above 2";
		if (n == 0)
			third_tree = arc.p[0] == '2';
		if (n == 1 && !third_tree &&
		    (arc.n > 2 || (arc.n == 2 && arc.p[0] >= '4')))
			return "no OID: the second number is above 39";
		n++;
	}
	return n < 2 ? "a single number" : NULL;
}

/* A purpose may have several rows; the first name is the one to show. */
static const struct {
	const char *oid, *name;
} purposes[] = {
	{ MDM_OID_ANY_PURPOSE, "Any Purpose" },
	{ MDM_OID_ALL_POLICIES, "Any Purpose" },
	{ MDM_OID_ALL_POLICIES, "All application policies" },
	{ "1.3.6.1.5.5.7.3.1", "Server Authentication" },
	{ MDM_OID_CLIENT_AUTH, "Client Authentication" },
	{ "1.3.6.1.5.5.7.3.3", "Code Signing" },
	{ "1.3.6.1.5.5.7.3.4", "Secure Email" },
	{ "1.3.6.1.5.5.7.3.4", "Email Protection" },
	{ "1.3.6.1.5.5.7.3.5", "IP security end system" },
	{ "1.3.6.1.5.5.7.3.6", "IP security tunnel termination" },
	{ "1.3.6.1.5.5.7.3.7", "IP security user" },
	{ "1.3.6.1.5.5.7.3.8", "Time Stamping" },
	{ "1.3.6.1.5.5.7.3.9", "OCSP Signing" },
	{ "1.3.6.1.5.5.8.2.2", "IP security IKE intermediate" },
	{ "1.3.6.1.5.2.3.5", "KDC Authentication" },
	{ "1.3.6.1.4.1.311.10.3.4", "Encrypting File System" },
	{ "1.3.6.1.4.1.311.10.3.12", "Document Signing" },
	{ "1.3.6.1.4.1.311.20.2.1", "Certificate Request Agent" },
	{ "1.3.6.1.4.1.311.20.2.2", "Smart Card Logon" },
	{ "1.3.6.1.4.1.311.54.1.2", "Remote Desktop Authentication" },
	{ "1.3.6.1.4.1.311.67.1.1", "BitLocker Drive Encryption" },
};
enum { NPURPOSES = sizeof(purposes) / sizeof(purposes[0]) };

const char *
mdm_purpose_name(struct mdm_str oid)
{
	for (size_t i = 0; i < NPURPOSES; i++)
		if (mdm_str_is(oid, purposes[i].oid))
			return purposes[i].name;
	return NULL;
}

/* Next letter or digit from *at on, folded; '\0' at the end. */
static char
next_letter(struct mdm_str s, size_t *at)
{
	while (*at < s.n) {
		char c = s.p[(*at)++];

		if (mdm_is_alpha(c) || mdm_is_digit(c))
			return mdm_lower(c);
	}
	return '\0';
}

static bool
same_letters(struct mdm_str a, struct mdm_str b)
{
	size_t i = 0, j = 0;
	char c;

	do {
		c = next_letter(a, &i);
		if (c != next_letter(b, &j))
			return false;
	} while (c != '\0');
	return true;
}

bool
mdm_is_purpose_name(struct mdm_str name)
{
	for (size_t i = 0; i < NPURPOSES; i++)
		if (same_letters(name, mdm_str_of(purposes[i].name)))
			return true;
	return false;
}

bool
mdm_purpose_goes_by(struct mdm_str oid, struct mdm_str name)
{
	for (size_t i = 0; i < NPURPOSES; i++)
		if (mdm_str_is(oid, purposes[i].oid) &&
		    same_letters(name, mdm_str_of(purposes[i].name)))
			return true;
	return false;
}
