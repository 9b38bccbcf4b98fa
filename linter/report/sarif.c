/* SPDX-License-Identifier: MIT */
#include "report/sarif.h"
#include "engine/suppress.h"
#include "mdmlint.h"
#include "report/rulefacts.h"

/*
 * SARIF 2.1.0 (OASIS), as GitHub code scanning takes it: `results` is there
 * even when empty, every result has a place, places are one line long and
 * their URIs relative.
 */

enum {
	MOST_LINKS = 5,	  /* in one message */
	MOST_TEXT = 1000, /* GitHub takes 1024 characters in descriptions */
	MOST_TAGS = 20
};

static const char *
level_name(enum mdm_severity severity)
{
	static const char *const names[] = {
		[MDM_OFF] = "none",
		[MDM_INFO] = "note",
		[MDM_WARNING] = "warning",
		[MDM_ERROR] = "error",
	};

	return names[severity];
}

/* Consumers expect sentences; ours are parts of a line. */
static void
end_sentence(struct mdm_out *o)
{
	if (!mdm_str_ends(mdm_out_text(o), "."))
		mdm_out_byte(o, '.');
}

/* {"text": "..."} */
static void
write_message(struct mdm_jout *j, const char *key, struct mdm_str text)
{
	mdm_jout_object(j, key);
	mdm_jout_string(j, "text", text);
	mdm_jout_end(j);
}

void
mdm_sarif_message(struct mdm_jout *j, const char *key, struct mdm_str text)
{
	struct mdm_out *o = mdm_out_new_memory();

	mdm_out_plain(o, text);
	end_sentence(o);
	write_message(j, key, mdm_out_text(o));
	mdm_out_free(o);
}

/*
 * Text in which nothing is a link: "[text](target)" would be one (section
 * 3.11.6).  Braces stay as they are although section 3.11.5 wants them
 * doubled: services show the text as it stands, and nothing is filled in
 * where there are no arguments.
 */
static void
put_linkless(struct mdm_out *o, struct mdm_str text)
{
	struct mdm_out *plain = mdm_out_new_memory();
	struct mdm_str s;

	mdm_out_plain(plain, text);
	s = mdm_out_text(plain);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '[' || s.p[i] == ']')
			mdm_out_byte(o, '\\');
		mdm_out_byte(o, s.p[i]);
	}
	mdm_out_free(plain);
}

static void
put_values(struct mdm_out *o, const struct mdm_finding *f)
{
	if (f->expected.p == NULL || f->actual.p == NULL)
		return;
	mdm_out_printf(o, " %s: ", f->expected_label);
	put_linkless(o, f->expected);
	mdm_out_printf(o, "; %s: ", f->actual_label);
	put_linkless(o, f->actual);
	mdm_out_byte(o, '.');
}

/*
 * The fact, links to the related places, the values that differ, the advice
 * for this very case.
 */
static void
write_result_message(struct mdm_jout *j, const struct mdm_finding *f)
{
	struct mdm_out *o = mdm_out_new_memory();

	if (f->notes.n > 0 || mdm_str_has(f->text, "]("))
		put_linkless(o, f->text);
	else
		mdm_out_plain(o, f->text);
	end_sentence(o);
	for (size_t i = 0; i < f->notes.n && i < MOST_LINKS; i++) {
		mdm_out_text_of(o, i == 0 ? " See [" : ", [");
		put_linkless(o, f->notes.at[i].text);
		mdm_out_printf(o, "](%zu)", i + 1);
	}
	if (f->notes.n > MOST_LINKS || f->more_notes > 0)
		mdm_out_printf(o, " and %zu more",
		    f->more_notes + f->notes.n -
			(f->notes.n < MOST_LINKS ? f->notes.n : MOST_LINKS));
	if (f->notes.n > 0)
		mdm_out_byte(o, '.');
	put_values(o, f);
	if (f->fix.n > 0) {
		mdm_out_byte(o, ' ');
		put_linkless(o, f->fix);
		end_sentence(o);
	}
	write_message(j, "message", mdm_out_text(o));
	mdm_out_free(o);
}

static void
write_context(struct mdm_jout *j, const struct mdm_where *w, uint32_t line)
{
	/* Secrets are masked in it; of long lines there is only a part. */
	if (w->excerpt.n == 0 || w->cut_left || w->cut_right)
		return;
	mdm_jout_object(j, "contextRegion");
	mdm_jout_int(j, "startLine", line);
	mdm_jout_int(j, "endLine", line);
	write_message(j, "snippet", w->excerpt);
	mdm_jout_end(j);
}

static void
write_physical(struct mdm_jout *j, const struct mdm_where *w)
{
	struct mdm_stretch s = mdm_stretch_of(w);
	struct mdm_out *uri = mdm_out_new_memory();

	mdm_service_uri(uri, w->file);
	mdm_jout_object(j, "physicalLocation");
	mdm_jout_object(j, "artifactLocation");
	mdm_jout_string(j, "uri", mdm_out_text(uri));
	mdm_jout_end(j);
	mdm_jout_object(j, "region");
	mdm_jout_int(j, "startLine", s.line);
	mdm_jout_int(j, "startColumn", s.column);
	mdm_jout_int(j, "endLine", s.line);
	mdm_jout_int(j, "endColumn", s.end_column);
	mdm_jout_end(j);
	write_context(j, w, s.line);
	mdm_jout_end(j);
	mdm_out_free(uri);
}

/* The way to the value, into nested documents. */
static void
write_logical(struct mdm_jout *j, const struct mdm_where *w)
{
	struct mdm_out *way;

	if (w->pointer.n == 0 && w->ninside == 0)
		return;
	way = mdm_out_new_memory();
	mdm_out_plain(way, w->pointer);
	for (size_t i = 0; i < w->ninside; i++) {
		mdm_out_text_of(way, " > ");
		mdm_out_plain(way, w->inside[i].pointer);
	}
	mdm_jout_array(j, "logicalLocations");
	mdm_jout_object(j, NULL);
	mdm_jout_string(j, "fullyQualifiedName", mdm_out_text(way));
	mdm_jout_end(j);
	mdm_jout_end(j);
	mdm_out_free(way);
}

static void
write_related(struct mdm_jout *j, const struct mdm_finding *f)
{
	if (f->notes.n == 0)
		return;
	mdm_jout_array(j, "relatedLocations");
	for (size_t i = 0; i < f->notes.n && i < MDM_SARIF_PLACES; i++) {
		const struct mdm_note *note = &f->notes.at[i];

		mdm_jout_object(j, NULL);
		mdm_jout_int(j, "id", (int64_t)i + 1);
		write_physical(j, &note->where);
		write_logical(j, &note->where);
		mdm_sarif_message(j, "message", note->text);
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

static void
write_step(struct mdm_jout *j, const struct mdm_where *w, struct mdm_str text)
{
	mdm_jout_object(j, NULL);
	mdm_jout_object(j, "location");
	write_physical(j, w);
	write_logical(j, w);
	mdm_sarif_message(j, "message", text);
	mdm_jout_end(j);
	mdm_jout_end(j);
}

/* Is it about who trusts whom, its notes the way along the chain? */
static bool
follows_a_chain(const struct mdm_finding *f)
{
	static const char *const families[] = { "LIFE", "STORE", "TRUST",
		"XREF" };
	struct mdm_str family = mdm_rule_family(f->rule);

	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		if (mdm_str_is(family, families[i]))
			return f->notes.n > 0;
	}
	return false;
}

/* From what is wrong by way of certificates and profiles that it reaches. */
static void
write_flow(struct mdm_jout *j, const struct mdm_finding *f)
{
	if (!follows_a_chain(f))
		return;
	mdm_jout_array(j, "codeFlows");
	mdm_jout_object(j, NULL);
	mdm_jout_array(j, "threadFlows");
	mdm_jout_object(j, NULL);
	mdm_jout_array(j, "locations");
	write_step(j, &f->where, f->text);
	for (size_t i = 0; i < f->notes.n && i < MDM_SARIF_PLACES; i++)
		write_step(j, &f->notes.at[i].where, f->notes.at[i].text);
	for (int i = 0; i < 5; i++)
		mdm_jout_end(j);
}

static void
write_fingerprints(struct mdm_jout *j, const struct mdm_finding *f)
{
	struct mdm_out *line = mdm_out_new_memory();

	/* GitHub's only key; its own value would be the hash of the line, and
	   lines of exports move and change their order. */
	mdm_out_printf(line, "%s:1", f->fingerprint);
	mdm_jout_object(j, "partialFingerprints");
	mdm_jout_string(j, "primaryLocationLineHash", mdm_out_text(line));
	mdm_jout_text(j, "mdmlintFinding/v1", f->fingerprint);
	mdm_jout_end(j);
	mdm_out_free(line);
}

/* Text of a profile as a member, control characters made visible. */
static void
write_named(struct mdm_jout *j, const char *key, struct mdm_str text)
{
	struct mdm_out *o;

	if (text.n == 0)
		return;
	o = mdm_out_new_memory();
	mdm_out_plain(o, text);
	mdm_jout_string(j, key, mdm_out_text(o));
	mdm_out_free(o);
}

static void
write_result_properties(struct mdm_jout *j, const struct mdm_finding *f)
{
	const struct mdm_profile *p = f->profile;

	if (p == NULL)
		return;
	mdm_jout_object(j, "properties");
	write_named(j, "profileName", p->name);
	write_named(j, "profileId", p->id);
	mdm_jout_text(j, "profileKind", mdm_kind_name(p->kind));
	if (p->platform != MDM_PLATFORM_UNKNOWN)
		mdm_jout_text(j, "platform", mdm_platform_name(p->platform));
	mdm_jout_end(j);
}

/* Accepted, or known before (sections 3.27.23 and 3.27.24). */
static void
write_state(
    struct mdm_jout *j, const struct mdm_finding *f, const struct mdm_result *r)
{
	const struct mdm_suppression *s = f->suppression;

	if (r->policy->baseline_entries != NULL)
		mdm_jout_text(
		    j, "baselineState", f->baselined ? "unchanged" : "new");
	if (s == NULL)
		return;
	mdm_jout_array(j, "suppressions");
	mdm_jout_object(j, NULL);
	mdm_jout_text(j, "kind",
	    s->kind == MDM_SUPPRESSED_BY_CONFIG ? "external" : "inSource");
	mdm_jout_text(j, "status", "accepted");
	write_named(j, "justification", s->reason);
	mdm_jout_end(j);
	mdm_jout_end(j);
}

static void
write_result(
    struct mdm_jout *j, const struct mdm_finding *f, const struct mdm_result *r)
{
	mdm_jout_object(j, NULL);
	mdm_jout_text(j, "ruleId", f->rule->id);
	mdm_jout_int(j, "ruleIndex", (int64_t)mdm_rule_index(f->rule));
	mdm_jout_text(j, "level", level_name(f->severity));
	write_result_message(j, f);
	mdm_jout_array(j, "locations");
	mdm_jout_object(j, NULL);
	write_physical(j, &f->where);
	write_logical(j, &f->where);
	mdm_jout_end(j);
	mdm_jout_end(j);
	write_related(j, f);
	write_flow(j, f);
	write_fingerprints(j, f);
	write_state(j, f, r);
	write_result_properties(j, f);
	mdm_jout_end(j);
}

/* "ScepCaThumbprintMismatch": names are identifiers here. */
static void
write_rule_name(struct mdm_jout *j, const struct mdm_rule *r)
{
	struct mdm_out *o = mdm_out_new_memory();
	bool capital = true;

	for (const char *c = r->name; *c != '\0'; c++) {
		if (*c == '-') {
			capital = true;
			continue;
		}
		mdm_out_byte(o,
		    capital && *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A')
						      : *c);
		capital = false;
	}
	mdm_jout_string(j, "name", mdm_out_text(o));
	mdm_out_free(o);
}

/* Whole sentences as far as there is room for them. */
static void
write_description(struct mdm_jout *j, const char *key, const char *text)
{
	struct mdm_str s = mdm_str_of(text);

	if (s.n > MOST_TEXT) {
		s.n = MOST_TEXT;
		while (s.n > 1 &&
		    (s.p[s.n - 1] != '.' ||
			(s.p[s.n] != ' ' && s.p[s.n] != '\0')))
			s.n--;
	}
	mdm_sarif_message(j, key, s);
}

static void
put_paragraph(struct mdm_out *o, const char *title, const char *text)
{
	if (text != NULL)
		mdm_out_printf(o, "%s: %s\n\n", title, text);
}

static void
write_help(struct mdm_jout *j, const struct mdm_rule *r)
{
	struct mdm_out *text = mdm_out_new_memory();
	struct mdm_out *markdown = mdm_out_new_memory();

	put_paragraph(text, "Why", r->why);
	put_paragraph(text, "On devices", r->symptom);
	put_paragraph(text, "Repair", r->fix);
	mdm_out_text_of(text, "References:");
	for (size_t i = 0; r->refs[i] != NULL; i++)
		mdm_out_printf(text, "\n- %s", r->refs[i]);
	end_sentence(text);
	mdm_rule_markdown(markdown, r);
	mdm_jout_object(j, "help");
	mdm_jout_string(j, "text", mdm_out_text(text));
	mdm_jout_string(j, "markdown", mdm_out_text(markdown));
	mdm_jout_end(j);
	mdm_out_free(text);
	mdm_out_free(markdown);
}

static void
write_help_uri(struct mdm_jout *j, const struct mdm_rule *r)
{
	struct mdm_out *url = mdm_out_new_memory();

	if (mdm_rule_url(url, r))
		mdm_jout_string(j, "helpUri", mdm_out_text(url));
	mdm_out_free(url);
}

/* Rules whose findings an attacker can use. */
static bool
is_security(const struct mdm_rule *r)
{
	struct mdm_str family = mdm_rule_family(r);

	return mdm_str_is(family, "SEC") || mdm_str_is(family, "TRUST");
}

static void
write_tags(struct mdm_jout *j, const struct mdm_rule *r)
{
	unsigned platforms = r->platforms & ~(unsigned)MDM_PLATFORM_UNKNOWN;
	unsigned n = 2;

	mdm_jout_array(j, "tags");
	mdm_jout_string(j, NULL, mdm_rule_family(r));
	if (is_security(r))
		mdm_jout_text(j, NULL, "security");
	if ((r->platforms | MDM_PLATFORM_UNKNOWN) == MDM_ANY_PLATFORM)
		platforms = 0;
	for (unsigned bit = 1; bit <= platforms && n < MOST_TAGS; bit <<= 1) {
		if ((platforms & bit) == 0)
			continue;
		mdm_jout_text(
		    j, NULL, mdm_platform_name((enum mdm_platform)bit));
		n++;
	}
	mdm_jout_end(j);
}

static void
write_rule_properties(struct mdm_jout *j, const struct mdm_rule *r)
{
	/* GitHub: from 7.0 high, from 4.0 medium. */
	static const char *const scores[] = { "0.1", "2.0", "5.5", "8.0" };
	static const char *const problems[] = { "recommendation",
		"recommendation", "warning", "error" };
	enum mdm_severity severity = mdm_rule_severity(r);

	mdm_jout_object(j, "properties");
	write_tags(j, r);
	mdm_jout_text(j, "precision", mdm_confidence_name(r->confidence));
	mdm_jout_text(j, "problem.severity", problems[severity]);
	if (is_security(r))
		mdm_jout_text(j, "security-severity", scores[severity]);
	mdm_jout_text(j, "slug", r->name);
	mdm_jout_text(j, "since", r->since);
	mdm_jout_end(j);
}

static void
write_rule(struct mdm_jout *j, const struct mdm_rule *r)
{
	enum mdm_severity severity = mdm_rule_severity(r);

	mdm_jout_object(j, NULL);
	mdm_jout_text(j, "id", r->id);
	write_rule_name(j, r);
	write_description(j, "shortDescription", r->summary);
	write_description(j, "fullDescription", r->why);
	write_help(j, r);
	write_help_uri(j, r);
	mdm_jout_object(j, "defaultConfiguration");
	mdm_jout_bool(j, "enabled", severity != MDM_OFF);
	mdm_jout_text(
	    j, "level", level_name(severity != MDM_OFF ? severity : MDM_INFO));
	mdm_jout_end(j);
	write_rule_properties(j, r);
	mdm_jout_end(j);
}

static void
write_tool(struct mdm_jout *j)
{
	mdm_jout_object(j, "tool");
	mdm_jout_object(j, "driver");
	mdm_jout_text(j, "name", "mdmlint");
	mdm_jout_text(j, "fullName", "mdmlint " MDMLINT_VERSION);
	mdm_jout_text(j, "version", MDMLINT_VERSION);
	mdm_jout_text(j, "semanticVersion", MDMLINT_VERSION);
#ifdef MDMLINT_HOMEPAGE
	mdm_jout_text(j, "informationUri", MDMLINT_HOMEPAGE);
#endif
	mdm_jout_array(j, "rules");
	for (size_t i = 0; i < MDM_RULE_COUNT; i++)
		write_rule(j, mdm_rules[i]);
	mdm_jout_end(j);
	mdm_jout_end(j);
	mdm_jout_end(j);
}

/*
 * All of them in the order of the report; where a service would refuse them
 * all for being too many, the most severe ones.
 */
static size_t
write_results(struct mdm_jout *j, const struct mdm_result *r)
{
	size_t n = r->findings.list.n;
	size_t *order = n > MDM_SARIF_RESULTS ? mdm_by_severity(r) : NULL;

	if (n > MDM_SARIF_RESULTS)
		n = MDM_SARIF_RESULTS;
	mdm_jout_array(j, "results");
	for (size_t i = 0; i < n; i++)
		write_result(
		    j, r->findings.list.at[order != NULL ? order[i] : i], r);
	/* Services take no notice of "suppressions", so only on demand. */
	for (size_t i = 0; r->policy->show_suppressed && i < r->hidden.list.n &&
	     n + i < MDM_SARIF_RESULTS;
	     i++)
		write_result(j, r->hidden.list.at[i], r);
	mdm_jout_end(j);
	mdm_by_severity_free(order);
	return n;
}

static void
write_sarif(struct mdm_out *o, const struct mdm_result *r,
    const struct mdm_report_style *style)
{
	struct mdm_jout j = mdm_jout(o, false);
	size_t written;

	(void)style; /* programs get everything */
	mdm_jout_object(&j, NULL);
	mdm_jout_text(
	    &j, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
	mdm_jout_text(&j, "version", "2.1.0");
	mdm_jout_array(&j, "runs");
	mdm_jout_object(&j, NULL);
	write_tool(&j);
	mdm_sarif_build(&j, &r->policy->build);
	mdm_jout_text(&j, "columnKind", "unicodeCodePoints");
	written = write_results(&j, r);
	mdm_sarif_invocation(&j, r, written);
	mdm_jout_end(&j);
	mdm_jout_end(&j);
	mdm_jout_end(&j);
}

const struct mdm_reporter mdm_reporter_sarif = {
	.name = "sarif",
	.mime = "application/sarif+json",
	.write = write_sarif,
};
