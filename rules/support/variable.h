/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_VARIABLE_H
#define MDM_RULES_SUPPORT_VARIABLE_H

#include "engine/rule.h"

/*
 * Intune's variables, {{Name}}: filled in by the service when a profile is
 * delivered.  Names are compared with ASCII letters folded, because
 * Microsoft's pages spell several of them in two ways.
 */
enum mdm_variable_trait {
	MDM_VAR_DEVICE = 1 << 0,   /* device and user certificates */
	MDM_VAR_USER = 1 << 1,	   /* user certificates only */
	MDM_VAR_URI_SAN = 1 << 2,  /* in a SAN of type URI only */
	MDM_VAR_URL = 1 << 3,	   /* in a SCEP server URL only */
	MDM_VAR_AT_SIGN = 1 << 4,  /* its value contains '@' */
	MDM_VAR_NAME = 1 << 5,	   /* its value is a distinguished name */
	MDM_VAR_HARDWARE = 1 << 6, /* serial number, IMEI, MEID */
	MDM_VAR_WINDOWS = 1 << 7,  /* domain-joined Windows only */
	MDM_VAR_NOT_AOSP = 1 << 8
};

struct mdm_variable {
	const char *name;
	unsigned traits; /* enum mdm_variable_trait */
};

/* NULL: Microsoft documents no such variable. */
const struct mdm_variable *mdm_variable_find(struct mdm_str name);

/* The documented name that was probably meant, or NULL. */
const char *mdm_variable_nearest(struct mdm_str name);

/* The pieces of a text with variables in it. */
enum mdm_token_kind {
	MDM_TOKEN_TEXT,
	MDM_TOKEN_VARIABLE, /* {{Name}} */
	MDM_TOKEN_SINGLE,   /* {Name} */
	MDM_TOKEN_BROKEN    /* {{Name}, {Name}}, or a lone brace */
};

struct mdm_token {
	enum mdm_token_kind kind;
	struct mdm_str text; /* as spelled, with its braces */
	struct mdm_str name; /* within the braces, trimmed; or absent */
	size_t off;
};

/* The piece at *at, which moves behind it; false at the end. */
bool mdm_token_next(struct mdm_str, size_t *at, struct mdm_token *ret_token);

/*
 * Holds tokens of another tool (${x}, %X%, {0}, <InsertHere>, a mask) besides
 * Intune's variables: what it will say is unknown.
 */
bool mdm_has_template(struct mdm_str);

#endif
