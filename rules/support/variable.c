/* SPDX-License-Identifier: MIT */
#include "support/variable.h"

#include "base/placeholder.h"

/*
 * Sources: Microsoft Learn, "Create and assign SCEP certificate profiles in
 * Intune" and "Use PKCS certificates with Intune", subject name format; for
 * CloudPKIFQDN "Configure Microsoft Cloud PKI".
 */
static const struct mdm_variable variables[] = {
	{ "AAD_Device_ID", MDM_VAR_DEVICE },
	{ "AzureADDeviceId", MDM_VAR_DEVICE },
	{ "CloudPKIFQDN", MDM_VAR_URL },
	{ "Department", MDM_VAR_USER | MDM_VAR_NOT_AOSP },
	{ "DeviceId", MDM_VAR_DEVICE },
	{ "DeviceName", MDM_VAR_DEVICE },
	{ "Device_IMEI", MDM_VAR_DEVICE | MDM_VAR_HARDWARE },
	{ "Device_Serial", MDM_VAR_DEVICE | MDM_VAR_HARDWARE },
	{ "EmailAddress", MDM_VAR_USER | MDM_VAR_AT_SIGN },
	{ "FullyQualifiedDomainName", MDM_VAR_DEVICE | MDM_VAR_WINDOWS },
	{ "GivenName", MDM_VAR_USER },
	{ "IMEI", MDM_VAR_DEVICE | MDM_VAR_HARDWARE },
	{ "IMEINumber", MDM_VAR_DEVICE | MDM_VAR_HARDWARE },
	{ "MEID", MDM_VAR_DEVICE | MDM_VAR_HARDWARE },
	{ "OnPrem_Distinguished_Name",
	    MDM_VAR_USER | MDM_VAR_NAME | MDM_VAR_NOT_AOSP },
	{ "OnPremisesSamAccountName", MDM_VAR_USER | MDM_VAR_NOT_AOSP },
	{ "OnPremisesSecurityIdentifier", MDM_VAR_URI_SAN },
	{ "SerialNumber", MDM_VAR_DEVICE | MDM_VAR_HARDWARE },
	{ "SurName", MDM_VAR_USER },
	{ "UserName", MDM_VAR_USER },
	{ "UserPrincipalName", MDM_VAR_USER | MDM_VAR_AT_SIGN },
	{ "WiFiMacAddress", MDM_VAR_DEVICE },
};
enum { NVARIABLES = sizeof(variables) / sizeof(variables[0]) };

const struct mdm_variable *
mdm_variable_find(struct mdm_str name)
{
	for (size_t i = 0; i < NVARIABLES; i++)
		if (mdm_str_iis(name, variables[i].name))
			return &variables[i];
	return NULL;
}

const char *
mdm_variable_nearest(struct mdm_str name)
{
	const char *names[NVARIABLES + 1] = { NULL };

	for (size_t i = 0; i < NVARIABLES; i++)
		names[i] = variables[i].name;
	return mdm_str_nearest(name, names);
}

static size_t
count_byte(struct mdm_str s, size_t from, char byte)
{
	size_t n = 0;

	while (from + n < s.n && s.p[from + n] == byte)
		n++;
	return n;
}

/* ${x}, ${{x}}, #{x}# and {0} are other tools' templates: plain text here. */
static bool
opens_brace(struct mdm_str s, size_t at)
{
	size_t end = at + 1;

	if (s.p[at] != '{')
		return false;
	if (at > 0 && s.p[at - 1] == '$')
		return false;
	if (at > 0 && s.p[at - 1] == '#' && count_byte(s, at, '{') == 1)
		return false;
	while (end < s.n && mdm_is_digit(s.p[end]))
		end++;
	return end == at + 1 || end == s.n || s.p[end] != '}';
}

static bool
is_name(struct mdm_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!mdm_is_alpha(s.p[i]) && !mdm_is_digit(s.p[i]) &&
		    s.p[i] != '_' && s.p[i] != '.')
			return false;
	return s.n > 0;
}

static size_t
brace_token(struct mdm_str s, size_t at, struct mdm_token *ret)
{
	size_t open = count_byte(s, at, '{'), end = at + open, close;

	while (end < s.n && s.p[end] != '{' && s.p[end] != '}')
		end++;
	close = count_byte(s, end, '}');
	ret->name = mdm_str_trim(mdm_str_sub(s, at + open, end - at - open));
	if (open == 2 && close == 2)
		ret->kind = MDM_TOKEN_VARIABLE;
	else if (open == 1 && close == 1)
		ret->kind = MDM_TOKEN_SINGLE;
	else
		ret->kind = MDM_TOKEN_BROKEN;
	/* Without a closing brace only the name belongs to it. */
	if (close == 0) {
		end = at + open;
		while (end < s.n && is_name(mdm_str_sub(s, end, 1)))
			end++;
		ret->name = mdm_str_sub(s, at + open, end - at - open);
	}
	return end + close;
}

/* The closing braces of ${x} and {0} go with their text. */
static size_t
text_token(struct mdm_str s, size_t at)
{
	size_t depth = 0;

	for (; at < s.n; at++) {
		if (depth == 0 && (opens_brace(s, at) || s.p[at] == '}'))
			return at;
		if (s.p[at] == '{')
			depth++;
		else if (s.p[at] == '}')
			depth--;
	}
	return at;
}

bool
mdm_token_next(struct mdm_str s, size_t *at, struct mdm_token *ret_token)
{
	struct mdm_token t = { .kind = MDM_TOKEN_TEXT, .off = *at };
	size_t end;

	if (*at >= s.n)
		return false;
	if (opens_brace(s, *at)) {
		end = brace_token(s, *at, &t);
	} else if (s.p[*at] == '}') {
		t.kind = MDM_TOKEN_BROKEN;
		end = *at + count_byte(s, *at, '}');
	} else {
		end = text_token(s, *at);
	}
	t.text = mdm_str_sub(s, *at, end - *at);
	*at = end;
	*ret_token = t;
	return true;
}

bool
mdm_has_template(struct mdm_str s)
{
	struct mdm_token t;
	size_t at = 0;

	while (mdm_token_next(s, &at, &t))
		if (t.kind == MDM_TOKEN_TEXT &&
		    mdm_placeholder_symbolic(t.text))
			return true;
	return false;
}
