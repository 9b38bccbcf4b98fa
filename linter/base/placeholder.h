/* SPDX-License-Identifier: MIT */
#ifndef MDM_BASE_PLACEHOLDER_H
#define MDM_BASE_PLACEHOLDER_H

#include "base/str.h"

/*
 * Text that stands for a value somebody else fills in.  Three kinds, asked
 * separately because they mean different things: a variable is resolved by
 * the management service or a template engine, a mask was put there by an
 * exporter, a sample was copied from documentation.  Nothing here allocates.
 */

/*
 * Holds a variable or template token anywhere: {{x}}, ${x}, $FLEET_VAR_x,
 * $VAR, $CmdID$, %VAR%, {DeviceUid}, {0}, <InsertHere>, @@x@@, [SSID], or is
 * altogether a word like CA_THUMBPRINT; or is masked.
 */
bool mdm_placeholder_symbolic(struct mdm_str text);

/*
 * Masked by an exporter: a run of * x X or bullets makes up the value (blanks
 * and separators aside), three or more * or bullets stand anywhere in it, or
 * it is a word like REDACTED.
 */
bool mdm_placeholder_masked(struct mdm_str text);

/*
 * Comes from documentation: "Display Name value" (Graph's samples),
 * "B64EncodedCertInsertedHere", base64 of a lone word such as "payload".
 */
bool mdm_placeholder_sample(struct mdm_str text);

#endif
