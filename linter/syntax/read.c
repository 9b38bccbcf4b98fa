/* SPDX-License-Identifier: MIT */
#include "syntax/bplist.h"
#include "syntax/node.h"
#include "syntax/plist.h"
#include "syntax/xml.h"

typedef void reader(struct mdm_doc *);

/* What has no row is opened without a tree. */
static reader *const readers[] = {
	[MDM_JSON] = mdm_json_read,
	[MDM_YAML] = mdm_yaml_read,
	[MDM_XML] = mdm_xml_read,
	[MDM_PLIST] = mdm_plist_read,
	[MDM_BPLIST] = mdm_bplist_read,
	[MDM_TEXT] = NULL, /* the last: the table covers every syntax */
};

void
mdm_read(struct mdm_doc *doc)
{
	reader *read = readers[doc->source->syntax];

	if (read != NULL)
		read(doc);
}

void
mdm_readers_init(void)
{
	mdm_json_init();
	mdm_xml_init();
}
