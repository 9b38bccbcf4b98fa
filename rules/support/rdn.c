/* SPDX-License-Identifier: MIT */
#include "support/rdn.h"

#include "support/oid.h"

/* Microsoft Learn, CertStrToNameA: X.500 keys. */
static const char *const types[] = { "CN", "CommonName", "L", "O", "OU", "E",
	"Email", "EmailAddress", "C", "S", "ST", "STREET", "T", "Title", "G",
	"GN", "GivenName", "I", "Initials", "SN", "SurName", "DC", "UID",
	"SERIALNUMBER", "Description", "PostalCode", "POBox", "Phone",
	"X21Address", "dnQualifier", "UnstructuredName",
	"UnstructuredAddress" };

/* Offset behind the part that starts at `at`. */
static size_t
part_end(struct mdm_str s, size_t at)
{
	bool quoted = false;
	unsigned braces = 0;

	for (; at < s.n; at++) {
		char c = s.p[at];

		if (c == '\\' && at + 1 < s.n)
			at++;
		else if (c == '"')
			quoted = !quoted;
		else if (c == '{')
			braces++;
		else if (c == '}')
			braces -= braces > 0;
		else if (!quoted && braces == 0 &&
		    (c == ',' || c == ';' || c == '+'))
			break;
	}
	return at;
}

bool
mdm_rdn_next(struct mdm_str s, size_t *at, struct mdm_rdn *ret_rdn)
{
	struct mdm_rdn r = { .off = *at };
	size_t end, equals;

	if (*at > s.n || s.n == 0)
		return false;
	end = part_end(s, *at);
	r.text = mdm_str_trim(mdm_str_sub(s, *at, end - *at));
	if (r.text.n > 0)
		r.off = (size_t)(r.text.p - s.p);
	equals = mdm_str_find_byte(r.text, '=');
	if (equals != SIZE_MAX) {
		r.type = mdm_str_trim(mdm_str_sub(r.text, 0, equals));
		r.value =
		    mdm_str_trim(mdm_str_sub(r.text, equals + 1, SIZE_MAX));
	}
	*at = end + 1;
	*ret_rdn = r;
	return true;
}

bool
mdm_rdn_quotes_close(struct mdm_str s)
{
	bool quoted = false;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n)
			i++;
		else if (s.p[i] == '"')
			quoted = !quoted;
	}
	return !quoted;
}

bool
mdm_rdn_type_known(struct mdm_str type)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (mdm_str_iis(type, types[i]))
			return true;
	if (mdm_str_istarts(type, "OID."))
		type = mdm_str_sub(type, strlen("OID."), SIZE_MAX);
	return mdm_oid_problem(type) == NULL;
}
