/* SPDX-License-Identifier: MIT */
#include "support/flags.h"

bool
mdm_flags_have(struct mdm_str flags, const char *name)
{
	struct mdm_str one;

	while (mdm_str_split(&flags, ',', &one))
		if (mdm_str_iis(mdm_str_trim(one), name))
			return true;
	return false;
}

struct mdm_str
mdm_flags_unknown(struct mdm_str flags, const char *const *known)
{
	struct mdm_str one;

	while (mdm_str_split(&flags, ',', &one)) {
		size_t i = 0;

		one = mdm_str_trim(one);
		while (known[i] != NULL && !mdm_str_iis(one, known[i]))
			i++;
		if (known[i] == NULL)
			return one;
	}
	return (struct mdm_str){ NULL, 0 };
}
