/* SPDX-License-Identifier: MIT */
#ifndef MDM_LOAD_APPLE_KEYS_H
#define MDM_LOAD_APPLE_KEYS_H

/* Reading the keys of a payload, or of a credential, by Apple's tables. */
#include "load/apple_schema.h"
#include "load/load.h"

/* A value as it is spelled; of secrets and data, state and place alone. */
struct mdm_field mdm_apple_field(struct mdm_loading *, struct mdm_node *);

/* The same with the bytes of short data in hex: hashes. */
struct mdm_field mdm_apple_bytes(struct mdm_loading *, struct mdm_node *);

/* Does the value name another payload? */
bool mdm_apple_refers(const struct mdm_apple_value *, struct mdm_str key);

/*
 * Fill the payload's values and groups from the dictionary, according to
 * payload->type.  `flat`: its own keys alone.
 */
void mdm_apple_collect(struct mdm_loading *, struct mdm_apple_payload *,
    struct mdm_node *dict, bool flat);

/* The settings of a SCEP payload or credential. */
void mdm_apple_scep(struct mdm_loading *, struct mdm_profile *,
    const struct mdm_node *settings);

#endif
