/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_LOG_STORY_H
#define MDM_RULES_LOG_STORY_H

#include "engine/rule.h"

/*
 * What the findings about one story have in common.
 */

struct mdm_diagnosis mdm_story_diagnosis(
    struct mdm_check *, const struct mdm_story *);

/* Where the value stands; else the event. */
struct mdm_at mdm_thumbprint_at(const struct mdm_event *);
struct mdm_at mdm_code_at(const struct mdm_event *);

/* Device and server: what the last finding is about. */
void mdm_story_evidence(struct mdm_check *, const struct mdm_story *);

/* "device PC-1", or "a device" */
struct mdm_str mdm_device_title(struct mdm_arena *, const struct mdm_story *);

/* "6415d4...", or "6415d4... (27 of 40 digits)" */
struct mdm_str mdm_digits_shown(struct mdm_arena *, const struct mdm_event *);

/* The first SCEP profile that makes devices expect what the event names. */
const struct mdm_profile *mdm_profile_expecting(
    const struct mdm_corpus *, const struct mdm_event *);

/* Number of SCEP profiles that the story's device could have. */
size_t mdm_requests_for(const struct mdm_corpus *, const struct mdm_story *);

#endif
