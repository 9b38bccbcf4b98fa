/* SPDX-License-Identifier: MIT */
#include "report/html.h"
#include "report/inspect.h"

/*
 * One row per profile.  The script makes it sortable and filterable; without
 * it the table is what it is.
 */

static void
open_cell(struct mdm_html *h, const char *label)
{
	mdm_out_printf(h->out, "<td data-label=\"%s\">", label);
}

static void
put_digest(struct mdm_html *h, const char *name, const char *hex)
{
	mdm_out_printf(h->out, "<span class=\"digest\">%s <code>", name);
	for (const char *c = hex; *c != '\0'; c++) {
		if (c > hex && (c - hex) % 8 == 0)
			mdm_out_text_of(h->out, "<wbr>");
		mdm_out_byte(h->out, *c);
	}
	mdm_out_text_of(h->out, "</code></span>");
}

static void
put_name(struct mdm_html *h, const struct mdm_profile *p)
{
	mdm_out_text_of(h->out, "<th scope=\"row\">");
	mdm_html_put(h, p->name.n > 0 ? p->name : MDM_LIT("(no name)"));
	mdm_out_printf(
	    h->out, "<span class=\"sub\">%s</span>", mdm_kind_title(p->kind));
	mdm_out_text_of(h->out, "<span class=\"sub place\">");
	mdm_html_put(h, mdm_profile_file(p));
	mdm_out_text_of(h->out, "</span></th>");
}

static void
put_certificate(struct mdm_html *h, const struct mdm_cert *c)
{
	mdm_out_text_of(h->out, "<strong>");
	mdm_html_put(h, c->name);
	mdm_out_text_of(h->out, "</strong><span class=\"sub\">issued by ");
	if (c->self_signed)
		mdm_out_text_of(h->out, "itself");
	else
		mdm_html_put(h, c->issuer_name);
	mdm_out_text_of(h->out, "</span>");
	put_digest(h, "SHA-1", c->sha1_hex);
	put_digest(h, "SHA-256", c->sha256_hex);
}

/* What it delivers, or whose certificates it requests. */
static void
put_certificate_cell(struct mdm_html *h, const struct mdm_profile *p)
{
	open_cell(h, "Certificate");
	if (p->trust != NULL && p->trust->cert != NULL)
		put_certificate(h, p->trust->cert);
	else if (p->trust != NULL)
		mdm_html_put_text(
		    h, mdm_content_name(p->trust->carrier->content));
	else if (p->enrolment != NULL && p->enrolment->ca != NULL) {
		mdm_out_text_of(h->out, "from ");
		put_certificate(h, p->enrolment->ca);
	} else if (p->enrolment != NULL) {
		mdm_out_text_of(h->out, "CA unknown");
	}
	mdm_out_text_of(h->out, "</td>");
}

static void
put_store_cell(struct mdm_html *h, const struct mdm_profile *p)
{
	open_cell(h, "Store");
	if (p->trust != NULL && p->trust->store != MDM_STORE_NONE)
		mdm_out_text_of(h->out, mdm_store_name(p->trust->store));
	else if (p->enrolment != NULL &&
	    p->enrolment->store.state == MDM_HAS_VALUE)
		mdm_html_put(h, p->enrolment->store.v);
	mdm_out_text_of(h->out, "</td>");
}

static void
put_expiry_cell(struct mdm_html *h, const struct mdm_profile *p)
{
	const struct mdm_cert *c = p->trust != NULL ? p->trust->cert
	    : p->enrolment != NULL		    ? p->enrolment->ca
						    : NULL;

	mdm_out_text_of(h->out, "<td data-label=\"Expires\" class=\"number\">");
	if (c != NULL && c->validity_ok)
		mdm_html_date(h, c->not_after, true);
	mdm_out_text_of(h->out, "</td>");
}

static void
put_ref(struct mdm_html *h, const struct mdm_ref *r)
{
	mdm_out_printf(
	    h->out, "<span class=\"item\">%s: ", mdm_ref_role_title(r->role));
	for (size_t i = 0; i < r->ntargets; i++) {
		mdm_out_text_of(h->out, i > 0 ? ", " : "");
		mdm_html_put(h, r->targets[i]->name);
	}
	if (r->result == MDM_REF_DANGLING) {
		mdm_out_text_of(h->out, r->ntargets > 0 ? ", " : "");
		mdm_html_put(h, r->name.n > 0 ? r->name : r->id);
		mdm_out_text_of(h->out, " (not in this set)");
	}
	if (r->result == MDM_REF_AMBIGUOUS)
		mdm_out_text_of(h->out, " (one of them)");
	mdm_out_text_of(h->out, "</span>");
}

static void
put_refs_cell(struct mdm_html *h, const struct mdm_profile *p)
{
	open_cell(h, "Refers to");
	for (size_t i = 0; i < p->nrefs; i++) {
		if (p->refs[i].state == MDM_REF_BOUND)
			put_ref(h, &p->refs[i]);
	}
	mdm_out_text_of(h->out, "</td>");
}

static void
put_assignment(struct mdm_html *h, const struct mdm_assignment *a)
{
	static const char *const titles[] = {
		[MDM_TARGET_GROUP] = "",
		[MDM_TARGET_EXCLUDED_GROUP] = "not ",
		[MDM_TARGET_ALL_USERS] = "all users",
		[MDM_TARGET_ALL_DEVICES] = "all devices",
		[MDM_TARGET_COLLECTION] = "collection ",
		[MDM_TARGET_UNKNOWN] = "unknown target ",
	};

	mdm_out_printf(h->out, "<span class=\"item\">%s", titles[a->kind]);
	mdm_html_put(h, a->group_name.n > 0 ? a->group_name : a->group);
	mdm_out_text_of(h->out, a->remove ? " (removed)</span>" : "</span>");
}

static void
put_assigned_cell(struct mdm_html *h, const struct mdm_profile *p)
{
	open_cell(h, "Assigned to");
	for (size_t i = 0; i < p->nassignments; i++)
		put_assignment(h, &p->assignments[i]);
	if (p->nassignments == 0)
		mdm_out_text_of(
		    h->out, p->assignments_known ? "nobody" : "not exported");
	mdm_out_text_of(h->out, "</td>");
}

/* With the number that the column is sorted by: how bad, then how many. */
static void
put_findings_cell(struct mdm_html *h, const struct mdm_profile *p)
{
	const struct mdm_html_group *group = mdm_html_of_profile(h, p);

	mdm_out_printf(h->out, "<td data-label=\"Findings\" data-sort=\"%zu\">",
	    (size_t)group->worst * 100000 + group->list.n);
	if (group->list.n > 0)
		mdm_html_badges(h, group);
	else
		mdm_out_text_of(h->out, "none");
	mdm_out_text_of(h->out, "</td>");
}

static void
put_profile(struct mdm_html *h, const struct mdm_profile *p)
{
	mdm_out_printf(h->out, "<tr data-kind=\"%s\"%s>",
	    mdm_kind_name(p->kind),
	    mdm_html_of_profile(h, p)->list.n > 0 ? " data-troubled" : "");
	put_name(h, p);
	open_cell(h, "Platform");
	mdm_out_text_of(h->out,
	    p->platform != MDM_PLATFORM_UNKNOWN
		? mdm_platform_title(p->platform)
		: "");
	mdm_out_text_of(h->out, "</td>");
	put_store_cell(h, p);
	put_certificate_cell(h, p);
	put_expiry_cell(h, p);
	put_refs_cell(h, p);
	put_assigned_cell(h, p);
	put_findings_cell(h, p);
	mdm_out_text_of(h->out, "</tr>\n");
}

static void
put_table(struct mdm_html *h, const struct mdm_corpus *c, size_t set)
{
	mdm_out_printf(h->out,
	    "<p class=\"tools filter\" hidden><label for=\"filter%zu\">Filter"
	    "</label> <input id=\"filter%zu\" type=\"search\"> "
	    "<label><input type=\"checkbox\"> with findings only</label> "
	    "<output></output></p>\n"
	    "<table class=\"profiles\">\n<thead><tr>",
	    set, set);
	mdm_out_text_of(h->out,
	    "<th scope=\"col\">Profile</th><th scope=\"col\">Platform</th>"
	    "<th scope=\"col\">Store</th><th scope=\"col\">Certificate</th>"
	    "<th scope=\"col\">Expires</th><th scope=\"col\">Refers to</th>"
	    "<th scope=\"col\">Assigned to</th><th scope=\"col\">Findings</th>"
	    "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < c->nprofiles; i++)
		put_profile(h, c->profiles[i]);
	mdm_out_text_of(h->out, "</tbody>\n</table>\n");
}

void
mdm_html_profiles(struct mdm_html *h)
{
	mdm_out_text_of(h->out,
	    "<section id=\"profiles\" aria-labelledby=\"h-profiles\">\n"
	    "<h2 id=\"h-profiles\">Profiles</h2>\n");
	for (size_t i = 0; i < h->result->ncorpora; i++) {
		const struct mdm_corpus *c = &h->result->corpora[i];

		mdm_html_set_heading(h, c);
		if (c->nprofiles > 0)
			put_table(h, c, i);
		else
			mdm_out_text_of(
			    h->out, "<p>There are no profiles.</p>\n");
	}
	mdm_out_text_of(h->out, "</section>\n");
}
