/* SPDX-License-Identifier: MIT */
#ifndef MDM_SYNTAX_BPLIST_H
#define MDM_SYNTAX_BPLIST_H

struct mdm_doc;

/*
 * Binary property lists as the nodes that XML ones give (syntax/plist.h).
 * Spans are those of the objects in the file; as objects stand anywhere, that
 * of a container does not cover what it holds.  libplist decodes; where it is
 * missing, the document has neither root nor damage.
 */
void mdm_bplist_read(struct mdm_doc *);

#endif
