/* SPDX-License-Identifier: MIT */
#ifndef MDM_BASE_STATUS_H
#define MDM_BASE_STATUS_H

/*
 * What can be wrong with the world.  A defect in the input is never one of
 * these: it is a finding.
 */
enum mdm_status {
	MDM_OK,
	MDM_ERR_IO,	 /* cannot be opened or read; errno says why */
	MDM_ERR_TOO_BIG, /* above the size limit */
	MDM_ERR_USAGE	 /* the caller's words are off */
};

#define MDM_MUST_USE __attribute__((warn_unused_result))

#endif
