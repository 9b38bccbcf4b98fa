/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_PAYLOAD_H
#define MDM_RULES_SUPPORT_PAYLOAD_H

#include "engine/rule.h"

/*
 * Settings of a SCEP payload stand in the dictionary PayloadContent.  Is this
 * one of them, put beside that dictionary instead?
 */
bool mdm_setting_is_misplaced(
    const struct mdm_apple_payload *, const struct mdm_apple_value *);

/* Is a key that its group lacks misplaced, or the whole of the group? */
bool mdm_is_misplaced(
    const struct mdm_apple_payload *, const char *group, const char *key);

/* Does a payload of the same document refer to this one? */
bool mdm_payload_is_referenced(const struct mdm_apple_payload *);

/* Hexadecimal text of which the bytes, not the text, should be there. */
bool mdm_bytes_are_hex_text(struct mdm_str hex_of_bytes);

#endif
