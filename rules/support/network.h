/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_NETWORK_H
#define MDM_RULES_SUPPORT_NETWORK_H

#include "engine/rule.h"

/* The outer method sends a server certificate that the client can check. */
bool mdm_eap_is_tls_based(int outer);

/* "EAP-TLS", "PEAP", ...; "EAP" for what is unknown. */
const char *mdm_eap_name(int outer);

/* The profile says, or does not deny, that the server is validated. */
bool mdm_validates_server(const struct mdm_network *);

/*
 * State of all references of a role: BOUND if any is, UNKNOWN if the export
 * drops them (and then says so once), UNBOUND if it is proven.
 */
enum mdm_ref_state mdm_network_ref_state(
    struct mdm_check *, const struct mdm_profile *, enum mdm_ref_role);

#endif
