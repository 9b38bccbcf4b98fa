/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

const struct mdm_rule *const mdm_rules[MDM_RULE_COUNT] = {
#define RULE(id) [MDM_RULE_##id] = &mdm_rule_##id,
#include "rules.def"
#undef RULE
};
