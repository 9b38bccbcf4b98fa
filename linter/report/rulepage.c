/* SPDX-License-Identifier: MIT */
#include "report/layout.h"
#include "report/report.h"
#include "report/rulefacts.h"

static void
print_section(struct mdm_out *o, const char *title, const char *text)
{
	if (text == NULL)
		return;
	mdm_out_printf(o, "\n%s\n  ", title);
	mdm_paragraph(o, mdm_str_of(text), 2, 2);
}

static void
print_levels(struct mdm_out *o, const struct mdm_rule *r)
{
	size_t width = 0;

	for (unsigned i = 0; i < mdm_rule_ncases(r); i++) {
		size_t n = strlen(r->cases[i].name);

		width = n > width ? n : width;
	}
	mdm_out_text_of(o, "\nLevels\n");
	for (unsigned i = 0; i < mdm_rule_ncases(r); i++) {
		mdm_out_printf(o, "  %-*s  ", (int)width, r->cases[i].name);
		mdm_case_levels_print(o, &r->cases[i]);
		mdm_out_byte(o, '\n');
	}
}

void
mdm_rule_page(struct mdm_out *o, const struct mdm_rule *r)
{
	struct mdm_out *scope = mdm_out_new_memory();

	mdm_out_printf(o, "%s %s (%s)\n\n%s\n", r->id, r->name,
	    mdm_severity_name(mdm_rule_severity(r)), r->summary);
	print_section(o, "Why", r->why);
	print_section(o, "On devices", r->symptom);
	print_section(o, "Repair", r->fix);
	print_levels(o, r);
	mdm_rule_scope_print(scope, r);
	mdm_out_text_of(o, "\nLooks at\n  ");
	mdm_paragraph(o, mdm_out_text(scope), 2, 2);
	mdm_out_printf(o, "  in: %s\n", r->syntaxes);
	mdm_out_text_of(o, "\nReferences\n");
	for (size_t i = 0; r->refs[i] != NULL; i++) {
		mdm_out_text_of(o, "  - ");
		mdm_paragraph(o, mdm_str_of(r->refs[i]), 4, 4);
	}
	mdm_out_printf(o, "\nSince %s; confidence %s%s\n", r->since,
	    mdm_confidence_name(r->confidence),
	    r->fixable ? "; \"mdmlint fix\" can repair it" : "");
	mdm_out_free(scope);
}

static void
print_markdown_section(struct mdm_out *o, const char *title, const char *text)
{
	if (text == NULL)
		return;
	mdm_out_printf(o, "\n## %s\n\n", title);
	mdm_out_markdown(o, mdm_str_of(text));
	mdm_out_byte(o, '\n');
}

static void
print_markdown_levels(struct mdm_out *o, const struct mdm_rule *r)
{
	mdm_out_text_of(o,
	    "\n## Levels\n\n"
	    "| Case | `--world closed` | `auto` | `open` |\n"
	    "| --- | --- | --- | --- |\n");
	for (unsigned i = 0; i < mdm_rule_ncases(r); i++) {
		const struct mdm_case *c = &r->cases[i];

		mdm_out_printf(o, "| %s | %s | %s | %s |\n", c->name,
		    mdm_severity_name(c->closed),
		    mdm_severity_name(c->automatic),
		    mdm_severity_name(c->open));
	}
}

void
mdm_rule_markdown(struct mdm_out *o, const struct mdm_rule *r)
{
	mdm_out_printf(o, "# %s: %s\n\n", r->id, r->name);
	mdm_out_markdown(o, mdm_str_of(r->summary));
	mdm_out_text_of(o, ".\n");
	print_markdown_section(o, "Why", r->why);
	print_markdown_section(o, "On devices", r->symptom);
	print_markdown_section(o, "Repair", r->fix);
	print_markdown_levels(o, r);
	mdm_out_text_of(o, "\n## Scope\n\n- Looks at: ");
	mdm_rule_scope_print(o, r);
	mdm_out_text_of(o, "\n- In: ");
	mdm_out_markdown(o, mdm_str_of(r->syntaxes));
	mdm_out_printf(o, "\n- Since: %s\n- Confidence: %s\n", r->since,
	    mdm_confidence_name(r->confidence));
	if (r->fixable)
		mdm_out_text_of(o, "- `mdmlint fix` can repair it\n");
	mdm_out_text_of(o, "\n## References\n\n");
	for (size_t i = 0; r->refs[i] != NULL; i++) {
		mdm_out_text_of(o, "- ");
		mdm_out_markdown(o, mdm_str_of(r->refs[i]));
		mdm_out_byte(o, '\n');
	}
}
