/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_SUPPORT_PLISTMAKE_H
#define MDM_TESTS_SUPPORT_PLISTMAKE_H

#include "base/arena.h"

/*
 * The binary property list that says the same as one in XML; ends the program
 * when there is none.  As Apple's writer does, equal strings are one object.
 */
struct mdm_str plist_binary(struct mdm_arena *, struct mdm_str xml);

#endif
