/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_URL_H
#define MDM_RULES_SUPPORT_URL_H

#include "engine/rule.h"

/*
 * The parts of a URL as they are spelled (RFC 3986 section 3); p == NULL: not
 * there.  Nothing is decoded or judged.
 */
struct mdm_url {
	struct mdm_str scheme, user_info, host, port, path, query, fragment;
};

struct mdm_url mdm_url_split(struct mdm_str);

/* For messages: the same text with its user information left out. */
struct mdm_str mdm_url_shown(struct mdm_arena *, struct mdm_str);

/*
 * The next SCEP server URL that can be judged, from *i on: it has a value and
 * no placeholder in it but {{CloudPKIFQDN}}.  NULL: no more.
 */
const struct mdm_field *mdm_server_url_next(
    const struct mdm_profile *, size_t *i);

/* Does a URL stand for Microsoft Cloud PKI? */
bool mdm_url_is_cloud_pki(struct mdm_str);

#endif
