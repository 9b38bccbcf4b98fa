/* SPDX-License-Identifier: MIT */
#include "mdmlint.h"

#include "report/report.h"

const char *
mdmlint_version(void)
{
	return "mdmlint " MDMLINT_VERSION "\n"
	       "libxml2 " MDM_WITH_LIBXML2 "\n"
	       "openssl " MDM_WITH_OPENSSL "\n"
	       "jansson " MDM_WITH_JANSSON "\n"
	       "libyaml " MDM_WITH_LIBYAML;
}
