/* SPDX-License-Identifier: MIT */
#ifndef MDM_LOAD_ONC_H
#define MDM_LOAD_ONC_H

/*
 * Open Network Configuration, as files and inside policies.  Keys and
 * constants are case-sensitive; a key that differs in case only is read, and
 * noted as misspelt.
 */
#include "load/fields.h"

/* For docs/formats. */
extern const struct mdm_field_row mdm_onc_certificate_rows[];
extern const struct mdm_field_row mdm_onc_network_rows[];
extern const struct mdm_field_row mdm_onc_wifi_rows[];
extern const struct mdm_field_row mdm_onc_vpn_rows[];

struct mdm_onc_reading {
	struct mdm_loading *l;
	struct mdm_onc *document;
	enum mdm_platform platform;
};

/* The configuration is an object with "Certificates" and so on. */
bool mdm_onc_load(
    struct mdm_loading *, struct mdm_node *configuration, bool android);

/* Does the object have the keys of such a configuration? */
bool mdm_onc_recognises(const struct mdm_node *object);

/* One element of "NetworkConfigurations". */
void mdm_onc_network(
    struct mdm_onc_reading *, struct mdm_onc_object *, struct mdm_node *node);

/* Once all objects are read: what the network's GUIDs lead to. */
void mdm_onc_link(struct mdm_onc_reading *, struct mdm_onc_object *);

/* Read rows, and note keys of theirs that differ in case. */
void mdm_onc_fields(struct mdm_onc_reading *, struct mdm_onc_object *,
    struct mdm_profile *, struct mdm_node *object,
    const struct mdm_field_row *rows, void *target);

/* A field that holds PEM text, or base64 without its armour. */
struct mdm_carrier *mdm_onc_carrier(struct mdm_loading *, struct mdm_profile *,
    struct mdm_node *value, const char *field);

#endif
