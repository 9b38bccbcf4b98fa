/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_SUPPORT_MARKER_H
#define MDM_TESTS_SUPPORT_MARKER_H

#include "mkcert.h"

/* Every @name(...) of a recipe's text replaced; see fixtures/recipe/README. */
struct mdm_str marker_expand(struct cert_maker *, struct mdm_str text);

/*
 * The bytes as the last argument of a marker that is spelled without "@" and
 * without them: "bplist()", "cms(profile-signer)".
 */
struct mdm_str marker_wrap(
    struct cert_maker *, struct mdm_str marker, struct mdm_str bytes);

#endif
