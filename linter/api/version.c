/* SPDX-License-Identifier: MIT */
#include "base/glob.h"
#include "mdmlint.h"

const char *
mdmlint_version(void)
{
	return "mdmlint " MDMLINT_VERSION "\n"
	       "libxml2 " MDM_WITH_LIBXML2 "\n"
	       "openssl " MDM_WITH_OPENSSL "\n"
	       "jansson " MDM_WITH_JANSSON "\n"
	       "libyaml " MDM_WITH_LIBYAML "\n"
	       "libcurl " MDM_WITH_LIBCURL "\n"
	       "libarchive " MDM_WITH_LIBARCHIVE "\n"
	       "libplist " MDM_WITH_LIBPLIST "\n"
	       "libevtx " MDM_WITH_LIBEVTX;
}

const char *
mdmlint_nearest(const char *word, const char *const *candidates)
{
	return mdm_str_nearest(mdm_str_of(word), candidates);
}

bool
mdmlint_glob(const char *glob, const char *path)
{
	return mdm_glob_match(glob, path);
}
