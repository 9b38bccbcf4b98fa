/* SPDX-License-Identifier: MIT */
#include "base/jout.h"
#include "mdmlint.h"
#include "report/layout.h"
#include "report/report.h"
#include "report/rulefacts.h"

enum { MARGIN = 72 };

/*
 * All rules, from the same records that the engine runs: a rule that is not
 * listed does not exist, and one that is listed does.
 */

void
mdm_catalogue_text(struct mdm_out *o)
{
	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		const struct mdm_rule *r = mdm_rules[i];

		if (mdm_rule_begins_family(i)) {
			struct mdm_str family = mdm_rule_family(r);

			mdm_out_text_of(o, i > 0 ? "\n" : "");
			mdm_out_str(o, family);
			mdm_out_printf(o, ": %s\n", mdm_family_title(family));
		}
		mdm_out_printf(o, "  %-9s %-8s %s\n%21s%s\n", r->id,
		    mdm_severity_name(mdm_rule_severity(r)), r->name, "",
		    r->summary);
	}
}

static void
write_names(struct mdm_jout *j, const char *key, unsigned bits, unsigned all,
    const char *(*name)(unsigned))
{
	mdm_jout_array(j, key);
	for (unsigned bit = 1; bit <= all; bit <<= 1) {
		if ((bits & bit) != 0)
			mdm_jout_text(j, NULL, name(bit));
	}
	mdm_jout_end(j);
}

static const char *
kind_name(unsigned bit)
{
	return mdm_kind_name((enum mdm_profile_kind)bit);
}

static const char *
platform_name(unsigned bit)
{
	return mdm_platform_name((enum mdm_platform)bit);
}

static void
write_cases(struct mdm_jout *j, const struct mdm_rule *r)
{
	mdm_jout_array(j, "cases");
	for (unsigned i = 0; i < mdm_rule_ncases(r); i++) {
		const struct mdm_case *c = &r->cases[i];

		mdm_jout_object(j, NULL);
		mdm_jout_text(j, "name", c->name);
		mdm_jout_text(j, "closed", mdm_severity_name(c->closed));
		mdm_jout_text(j, "auto", mdm_severity_name(c->automatic));
		mdm_jout_text(j, "open", mdm_severity_name(c->open));
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

static void
write_url(struct mdm_jout *j, const struct mdm_rule *r)
{
	struct mdm_out *url = mdm_out_new_memory();

	if (mdm_rule_url(url, r))
		mdm_jout_string(j, "help", mdm_out_text(url));
	mdm_out_free(url);
}

static void
write_rule(struct mdm_jout *j, const struct mdm_rule *r)
{
	mdm_jout_object(j, NULL);
	mdm_jout_text(j, "id", r->id);
	mdm_jout_text(j, "name", r->name);
	mdm_jout_string(j, "family", mdm_rule_family(r));
	mdm_jout_text(j, "severity", mdm_severity_name(mdm_rule_severity(r)));
	write_cases(j, r);
	mdm_jout_text(j, "subject", mdm_rule_subject(r));
	if (r->profile != NULL)
		write_names(j, "kinds", r->kinds, MDM_ANY_KIND, kind_name);
	if (r->platforms != 0)
		write_names(j, "platforms", r->platforms, MDM_ANY_PLATFORM,
		    platform_name);
	mdm_jout_text(j, "syntaxes", r->syntaxes);
	mdm_jout_text(j, "summary", r->summary);
	mdm_jout_text(j, "why", r->why);
	if (r->symptom != NULL)
		mdm_jout_text(j, "symptom", r->symptom);
	mdm_jout_text(j, "fix", r->fix);
	mdm_jout_array(j, "references");
	for (size_t i = 0; r->refs[i] != NULL; i++)
		mdm_jout_text(j, NULL, r->refs[i]);
	mdm_jout_end(j);
	mdm_jout_text(j, "since", r->since);
	mdm_jout_text(j, "confidence", mdm_confidence_name(r->confidence));
	mdm_jout_bool(j, "fixable", r->fixable);
	write_url(j, r);
	mdm_jout_end(j);
}

void
mdm_catalogue_json(struct mdm_out *o)
{
	struct mdm_jout j = mdm_jout(o, false);

	mdm_jout_object(&j, NULL);
	mdm_jout_int(&j, "schema_version", 1);
	mdm_jout_object(&j, "tool");
	mdm_jout_text(&j, "name", "mdmlint");
	mdm_jout_text(&j, "version", MDMLINT_VERSION);
	mdm_jout_end(&j);
	mdm_jout_array(&j, "rules");
	for (size_t i = 0; i < MDM_RULE_COUNT; i++)
		write_rule(&j, mdm_rules[i]);
	mdm_jout_end(&j);
	mdm_jout_end(&j);
}

void
mdm_catalogue_markdown(struct mdm_out *o)
{
	mdm_out_text_of(o, "# Rules\n");
	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		const struct mdm_rule *r = mdm_rules[i];

		if (mdm_rule_begins_family(i)) {
			struct mdm_str family = mdm_rule_family(r);

			mdm_out_text_of(o, "\n## ");
			mdm_out_str(o, family);
			mdm_out_printf(o,
			    ": %s\n\n| Rule | Level | Name | What it finds |\n"
			    "| --- | --- | --- | --- |\n",
			    mdm_family_title(family));
		}
		mdm_out_printf(o, "| [%s](%s.md) | %s | `%s` | ", r->id, r->id,
		    mdm_severity_name(mdm_rule_severity(r)), r->name);
		mdm_out_markdown(o, mdm_str_of(r->summary));
		mdm_out_text_of(o, " |\n");
	}
}

/* mdoc(7): what looks like a macro or an escape is defused. */
static void
print_roff_word(struct mdm_out *o, struct mdm_str word)
{
	if (mdm_str_starts(word, ".") || mdm_str_starts(word, "'"))
		mdm_out_text_of(o, "\\&");
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] == '\\')
			mdm_out_text_of(o, "\\e");
		else if (word.p[i] == '-')
			mdm_out_text_of(o, "\\-");
		else
			mdm_out_byte(o, word.p[i]);
	}
}

static bool
ends_sentence(struct mdm_str word)
{
	while (mdm_str_ends(word, ")") || mdm_str_ends(word, "\""))
		word.n--;
	return mdm_str_ends(word, ".") || mdm_str_ends(word, "?") ||
	    mdm_str_ends(word, "!");
}

/* Running text; mdoc wants every sentence to begin a line. */
static void
print_roff(struct mdm_out *o, const char *text)
{
	struct mdm_str rest = mdm_str_of(text), word;
	size_t column = 0;

	while (mdm_str_split(&rest, ' ', &word)) {
		if (column > 0 && column + word.n > MARGIN) {
			mdm_out_byte(o, '\n');
			column = 0;
		}
		if (column > 0)
			mdm_out_byte(o, ' ');
		print_roff_word(o, word);
		column += word.n + 1;
		if (ends_sentence(word))
			column = MARGIN;
	}
}

static void
print_manual_item(struct mdm_out *o, const char *label, const char *text)
{
	if (text == NULL)
		return;
	mdm_out_printf(o, ".It %s\n", label);
	print_roff(o, text);
	mdm_out_byte(o, '\n');
}

static void
print_manual_rule(struct mdm_out *o, const struct mdm_rule *r)
{
	mdm_out_printf(o, ".Ss %s ", r->id);
	print_roff(o, r->name);
	mdm_out_byte(o, '\n');
	print_roff(o, r->summary);
	mdm_out_text_of(o, ".\n.Bl -tag -width Ds\n.It Levels\n");
	for (unsigned i = 0; i < mdm_rule_ncases(r); i++) {
		print_roff(o, r->cases[i].name);
		mdm_out_text_of(o, ": ");
		mdm_case_levels_print(o, &r->cases[i]);
		mdm_out_text_of(o, i + 1 < mdm_rule_ncases(r) ? ";\n" : ".\n");
	}
	print_manual_item(o, "Why", r->why);
	print_manual_item(o, "On devices", r->symptom);
	print_manual_item(o, "Repair", r->fix);
	mdm_out_text_of(o, ".El\n");
}

void
mdm_catalogue_man(struct mdm_out *o)
{
	mdm_out_text_of(o,
	    ".\\\" SPDX-License-Identifier: MIT\n"
	    ".\\\" Made by: mdmlint rules --format man\n"
	    ".Dd " MDMLINT_DATE "\n"
	    ".Dt MDMLINT-RULES 7\n"
	    ".Os mdmlint " MDMLINT_VERSION "\n"
	    ".Sh NAME\n"
	    ".Nm mdmlint-rules\n"
	    ".Nd the rules of mdmlint\n"
	    ".Sh DESCRIPTION\n"
	    "Levels depend on how complete the input is, see the option\n"
	    ".Fl Fl world\n"
	    "of\n"
	    ".Xr mdmlint 1 .\n");
	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		if (mdm_rule_begins_family(i)) {
			struct mdm_str family = mdm_rule_family(mdm_rules[i]);

			mdm_out_text_of(o, ".Sh ");
			mdm_out_str(o, family);
			mdm_out_printf(o, ": %s\n", mdm_family_title(family));
		}
		print_manual_rule(o, mdm_rules[i]);
	}
	mdm_out_text_of(o, ".Sh SEE ALSO\n.Xr mdmlint 1\n");
}
