/* SPDX-License-Identifier: MIT */
#ifndef MDM_SYNTAX_PLIST_H
#define MDM_SYNTAX_PLIST_H

struct mdm_doc;

/*
 * XML property lists as plain nodes: <dict> is an OBJECT, <array> an ARRAY,
 * <string> a STRING, <integer> and <real> a NUMBER, <true/> and <false/> a
 * BOOL ("true", "false"), <date> a DATE in its own spelling, <data> DATA with
 * the decoded bytes.  DATA whose text is no base64 (PEM text, a variable) has
 * no value; what stands there is the node's span.  A value's span is the
 * content of its element, that of a container the whole element.
 */
void mdm_plist_read(struct mdm_doc *);

#endif
