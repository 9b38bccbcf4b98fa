/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SYNC_COMMANDS_H
#define MDM_RULES_SYNC_COMMANDS_H

#include "engine/rule.h"

/*
 * A message of this many commands is made to cost time: what compares each
 * command with each other leaves it alone.
 */
enum { MDM_MOST_COMMANDS = 4096 };

/* Add or Replace. */
bool mdm_is_write(const struct mdm_command *);

/* SCEP, in either tree. */
bool mdm_is_scep(const struct mdm_command *);

/* A setting of an enrolment: not the nodes above it, not Enroll. */
bool mdm_is_setting(const struct mdm_command *);

/* Execs, or should. */
bool mdm_is_enroll(const struct mdm_command *);

/* Two commands about one UniqueID, in one scope or in any. */
bool mdm_same_id(const struct mdm_command *, const struct mdm_command *);
bool mdm_same_enrolment(const struct mdm_command *, const struct mdm_command *);

#endif
