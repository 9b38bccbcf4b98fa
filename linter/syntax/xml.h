/* SPDX-License-Identifier: MIT */
#ifndef MDM_SYNTAX_XML_H
#define MDM_SYNTAX_XML_H

struct mdm_doc;

/*
 * XML of any shape that profiles come in: one document, fragments without a
 * root element, several messages in a row of which some are cut off.
 * doc->root stands for the document; its children are the top-level elements.
 * Names are local names.  No entity is expanded but the five of XML, none may
 * be declared, nothing is fetched.  In a message that is cut off the elements
 * that did not end are flagged `truncated`.
 */
void mdm_xml_read(struct mdm_doc *);

/* Once, in the main thread. */
void mdm_xml_init(void);

#endif
