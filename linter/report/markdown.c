/* SPDX-License-Identifier: MIT */
#include "report/layout.h"
#include "report/service.h"

/*
 * A comment for a pull request, or the summary of a job.  The hidden line in
 * front is what a script finds its comment by, to replace it.
 */
enum {
	MOST_IN_TABLE = 45000,
	MOST_WITH_ADVICE = 60000,
	MOST_BYTES = 64000 /* GitHub takes comments of 65536 characters */
};

/*
 * What a profile says, as text that calls nobody (@), refers to nothing (#)
 * and is no link: services make links of bare addresses, too.  A backslash
 * does not keep them from it, an entity or an invisible space does.
 */
static void
put_text(struct mdm_out *o, struct mdm_str text)
{
	struct mdm_out *plain = mdm_out_new_memory();
	struct mdm_str s;

	mdm_out_plain(plain, text);
	s = mdm_out_text(plain);
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		struct mdm_str rest = mdm_str_sub(s, i, SIZE_MAX);

		if (c == '&')
			mdm_out_text_of(o, "&amp;");
		else if (c == '<')
			mdm_out_text_of(o, "&lt;");
		else if (c == '>')
			mdm_out_text_of(o, "&gt;");
		else if (c == '@')
			mdm_out_text_of(o, "@&#8203;");
		else if (c == '#')
			mdm_out_text_of(o, "\\#&#8203;");
		else if (c == ':' && mdm_str_starts(rest, "://"))
			mdm_out_text_of(o, "&#58;");
		else if (c == '.' && i >= 3 &&
		    mdm_str_iis(mdm_str_sub(s, i - 3, 3), "www"))
			mdm_out_text_of(o, "&#46;");
		else if (strchr("\\`*_{}[]|~!$", c) != NULL)
			mdm_out_printf(o, "\\%c", c);
		else
			mdm_out_byte(o, c);
	}
	mdm_out_free(plain);
}

/* Takes the item; returns false when the page would become longer. */
static bool
put_if_room(struct mdm_out *page, struct mdm_out *item, size_t most)
{
	bool room = mdm_out_text(page).n + mdm_out_text(item).n <= most;

	if (room)
		mdm_out_str(page, mdm_out_text(item));
	mdm_out_free(item);
	return room;
}

static void
put_rule(struct mdm_out *o, const struct mdm_rule *rule)
{
	struct mdm_out *url = mdm_out_new_memory();

	if (mdm_rule_url(url, rule)) {
		mdm_out_printf(o, "[%s](", rule->id);
		mdm_out_str(o, mdm_out_text(url));
		mdm_out_byte(o, ')');
	} else {
		mdm_out_text_of(o, rule->id);
	}
	mdm_out_free(url);
}

static void
put_row(struct mdm_out *o, const struct mdm_finding *f)
{
	mdm_out_printf(o, "| %s | ", mdm_severity_name(f->severity));
	put_rule(o, f->rule);
	mdm_out_text_of(o, " | ");
	put_text(o, mdm_service_path(f->where.file));
	mdm_out_printf(o, ":%u | ", f->where.place.line);
	put_text(o, f->text);
	mdm_out_text_of(o, " |\n");
}

/* Returns how many rows there was room for. */
static size_t
put_table(struct mdm_out *o, const struct mdm_result *r, const size_t *order)
{
	size_t n = r->findings.list.n, rows = 0;
	struct mdm_out *row;

	if (n == 0)
		return 0;
	mdm_out_text_of(o,
	    "\n| Level | Rule | Place | Finding |\n"
	    "| --- | --- | --- | --- |\n");
	for (bool room = true; room && rows < n; rows += room) {
		row = mdm_out_new_memory();
		put_row(row, r->findings.list.at[order[rows]]);
		room = put_if_room(o, row, MOST_IN_TABLE);
	}
	return rows;
}

/*
 * What to do, folded away: a finding's own advice with its place, the rule's
 * once.  Returns false when there is no room for it.
 */
static bool
put_advice(struct mdm_out *o, const struct mdm_finding *f)
{
	struct mdm_out *item = mdm_out_new_memory();

	mdm_out_printf(item, "- **%s** %s", f->rule->id, f->rule->name);
	if (f->fix.n > 0) {
		mdm_out_text_of(item, ", ");
		put_text(item, mdm_service_path(f->where.file));
		mdm_out_printf(item, ":%u", f->where.place.line);
	}
	mdm_out_text_of(item, ": ");
	put_text(item, mdm_advice(f));
	mdm_out_byte(item, '\n');
	return put_if_room(o, item, MOST_WITH_ADVICE);
}

static void
put_all_advice(struct mdm_out *o, const struct mdm_result *r,
    const size_t *order, size_t rows)
{
	bool told[MDM_RULE_COUNT] = { false }, room = true;

	if (rows == 0)
		return;
	mdm_out_text_of(o, "\n<details>\n<summary>What to do</summary>\n\n");
	for (size_t i = 0; i < rows && room; i++) {
		const struct mdm_finding *f = r->findings.list.at[order[i]];
		bool *seen = &told[mdm_rule_index(f->rule)];

		if (f->fix.n == 0 && *seen)
			continue;
		*seen = *seen || f->fix.n == 0;
		room = put_advice(o, f);
	}
	if (!room)
		mdm_out_text_of(o, "- More: `mdmlint explain RULE`\n");
	mdm_out_text_of(o, "\n</details>\n");
}

/* False when there is no room for it. */
static bool
put_note(struct mdm_out *o, struct mdm_str note)
{
	struct mdm_out *item = mdm_out_new_memory();

	mdm_out_text_of(item, "- ");
	put_text(item, note);
	mdm_out_byte(item, '\n');
	return put_if_room(o, item, MOST_BYTES);
}

static void
put_notes(struct mdm_out *o, const struct mdm_result *r,
    const struct mdm_report_style *style)
{
	size_t n = style->verbose ? r->notes.n : r->nserious;

	if (n == 0 || style->quiet)
		return;
	mdm_out_text_of(o, "\n<details>\n<summary>Notes</summary>\n\n");
	for (size_t i = 0; i < n; i++) {
		if (put_note(o, r->notes.at[i]))
			continue;
		mdm_out_printf(o, "- and %zu more\n", n - i);
		break;
	}
	mdm_out_text_of(o, "\n</details>\n");
}

static void
put_head(struct mdm_out *o, const struct mdm_result *r,
    const struct mdm_report_style *style)
{
	mdm_out_text_of(o, "<!-- mdmlint -->\n## mdmlint: ");
	mdm_levels_print(o, r);
	mdm_out_byte(o, '\n');
	if (style->quiet)
		return;
	mdm_out_text_of(o, "\nChecked ");
	mdm_count_print(o, r->profiles, "profile");
	mdm_out_text_of(o, " and ");
	mdm_count_print(o, r->certificates, "certificate");
	mdm_out_text_of(o, " in ");
	mdm_count_print(o, r->files, "file");
	if (r->unread.n > 0)
		mdm_out_printf(o, "; %zu could not be read", r->unread.n);
	mdm_out_text_of(o, ".\n");
}

static void
write_markdown(struct mdm_out *o, const struct mdm_result *r,
    const struct mdm_report_style *style)
{
	size_t *order = mdm_by_severity(r);
	struct mdm_out *page = mdm_out_new_memory();
	size_t rows, left;

	put_head(page, r, style);
	rows = put_table(page, r, order);
	left = r->findings.list.n - rows;
	if (left > 0) {
		mdm_out_text_of(page, "\nThere was no room for ");
		mdm_count_print(page, left, "more finding");
		mdm_out_text_of(page,
		    "; the formats text, json and csv list everything.\n");
	}
	put_all_advice(page, r, order, rows);
	put_notes(page, r, style);
	mdm_out_str(o, mdm_out_text(page));
	mdm_out_free(page);
	mdm_by_severity_free(order);
}

const struct mdm_reporter mdm_reporter_markdown = {
	.name = "markdown",
	.mime = "text/markdown",
	.write = write_markdown,
};
