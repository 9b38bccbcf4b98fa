/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

#include <assert.h>

const char *
mdm_severity_name(enum mdm_severity severity)
{
	static const char *const names[] = {
		[MDM_OFF] = "off",
		[MDM_INFO] = "info",
		[MDM_WARNING] = "warning",
		[MDM_ERROR] = "error",
	};

	return names[severity];
}

const struct mdm_rule *
mdm_rule_find(struct mdm_str id_or_name)
{
	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		const struct mdm_rule *rule = mdm_rules[i];

		if (mdm_str_iis(id_or_name, rule->id) ||
		    mdm_str_iis(id_or_name, rule->name))
			return rule;
	}
	return NULL;
}

struct mdm_str
mdm_rule_family(const struct mdm_rule *rule)
{
	size_t n = 0;

	while (mdm_is_alpha(rule->id[n]))
		n++;
	return mdm_str_span(rule->id, n);
}

unsigned
mdm_rule_ncases(const struct mdm_rule *rule)
{
	unsigned n = 0;

	while (n < MDM_MOST_CASES && rule->cases[n].name != NULL)
		n++;
	return n;
}

static enum mdm_severity
highest(enum mdm_severity a, enum mdm_severity b)
{
	return a > b ? a : b;
}

enum mdm_severity
mdm_rule_severity(const struct mdm_rule *rule)
{
	enum mdm_severity most = MDM_OFF;

	for (unsigned i = 0; i < mdm_rule_ncases(rule); i++) {
		const struct mdm_case *k = &rule->cases[i];

		most = highest(most, k->closed);
		most = highest(most, highest(k->automatic, k->open));
	}
	return most;
}

/* rules.def is sorted by id, so this halves. */
size_t
mdm_rule_index(const struct mdm_rule *rule)
{
	size_t low = 0, high = MDM_RULE_COUNT;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(mdm_rules[middle]->id, rule->id) <= 0)
			low = middle;
		else
			high = middle;
	}
	assert(mdm_rules[low] == rule);
	return low;
}
