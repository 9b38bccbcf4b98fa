/* SPDX-License-Identifier: MIT */
#include "report/service.h"

/* Checkstyle's XML, which many tools read: findings by file. */

static void
put_xml(struct mdm_out *o, struct mdm_str text)
{
	struct mdm_out *plain = mdm_out_new_memory();

	mdm_out_plain(plain, text);
	mdm_out_xml(o, mdm_out_text(plain));
	mdm_out_free(plain);
}

static void
write_error(struct mdm_out *o, const struct mdm_finding *f)
{
	struct mdm_stretch s = mdm_stretch_of(&f->where);

	mdm_out_printf(o,
	    "    <error line=\"%u\" column=\"%u\" severity=\"%s\" message=\"",
	    s.line, s.column, mdm_severity_name(f->severity));
	put_xml(o, f->text);
	mdm_out_printf(o, "\" source=\"mdmlint.%s\"/>\n", f->rule->id);
}

static void
write_checkstyle(struct mdm_out *o, const struct mdm_result *r,
    const struct mdm_report_style *style)
{
	struct mdm_str file = { NULL, 0 };

	(void)style; /* programs get everything */
	mdm_out_text_of(o,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<checkstyle version=\"4.3\">\n");
	for (size_t i = 0; i < r->findings.list.n; i++) {
		const struct mdm_finding *f = r->findings.list.at[i];

		if (file.p == NULL || !mdm_str_eq(file, f->where.file)) {
			mdm_out_text_of(o, file.p != NULL ? "  </file>\n" : "");
			file = f->where.file;
			mdm_out_text_of(o, "  <file name=\"");
			put_xml(o, mdm_service_path(file));
			mdm_out_text_of(o, "\">\n");
		}
		write_error(o, f);
	}
	mdm_out_text_of(o, file.p != NULL ? "  </file>\n" : "");
	mdm_out_text_of(o, "</checkstyle>\n");
}

const struct mdm_reporter mdm_reporter_checkstyle = {
	.name = "checkstyle",
	.mime = "application/xml",
	.write = write_checkstyle,
};
