/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "mdmlint.h"
#include "report/layout.h"
#include "report/service.h"

/*
 * JUnit's XML, valid for Ant (JUnit.xsd of Windy Road) and for Jenkins
 * (junit-10.xsd): no attributes at <testsuites>, no file= or line= at
 * <testcase>.  A test case per finding, because Jenkins keeps one failure per
 * case, and one that passes per clean file, because an empty suite is taken
 * for a broken one.
 *
 * Failures are the findings that fail the run.  The others are "skipped":
 * that is how readers show what they are not to stop at.
 */

static void
put_xml(struct mdm_out *o, struct mdm_str text)
{
	struct mdm_out *plain = mdm_out_new_memory();

	mdm_out_plain(plain, text);
	mdm_out_xml(o, mdm_out_text(plain));
	mdm_out_free(plain);
}

/* With `fail-on none` the reader of the report decides: errors fail there. */
static bool
is_failure(const struct mdm_result *r, const struct mdm_finding *f)
{
	enum mdm_severity limit = r->policy->fail_on;

	return f->severity >= (limit != MDM_OFF ? limit : MDM_ERROR);
}

static void
open_case(struct mdm_out *o, struct mdm_str file)
{
	mdm_out_text_of(o, "    <testcase classname=\"");
	put_xml(o, mdm_service_path(file));
	mdm_out_text_of(o, "\" time=\"0\" name=\"");
}

static void
write_finding(
    struct mdm_out *o, const struct mdm_result *r, const struct mdm_finding *f)
{
	bool failure = is_failure(r, f);
	struct mdm_out *story = mdm_out_new_memory();

	open_case(o, f->where.file);
	mdm_out_printf(o, "%s %s, line %u, column %u\">\n      <%s message=\"",
	    f->rule->id, f->rule->name, f->where.place.line, f->where.place.col,
	    failure ? "failure" : "skipped");
	put_xml(o, f->text);
	/* the schema of Ant knows no type= at <skipped> */
	if (failure)
		mdm_out_printf(
		    o, "\" type=\"%s", mdm_severity_name(f->severity));
	mdm_out_text_of(o, "\">");
	mdm_out_printf(story, "%s: ", mdm_severity_name(f->severity));
	mdm_story_print(story, f);
	mdm_out_xml(o, mdm_out_text(story));
	mdm_out_printf(
	    o, "</%s>\n    </testcase>\n", failure ? "failure" : "skipped");
	mdm_out_free(story);
}

static void
write_unread(struct mdm_out *o, const struct mdm_unread *unread)
{
	open_case(o, unread->name);
	mdm_out_text_of(o,
	    "can be read\">\n      <error message=\"cannot be read\" "
	    "type=\"unreadable\">");
	put_xml(o, mdm_str_of(strerror(unread->error)));
	mdm_out_text_of(o, "</error>\n    </testcase>\n");
}

/* Files with profiles or certificates, and nothing to say about them. */
struct clean {
	struct mdm_arena *arena;
	struct mdm_map with_findings; /* by name of the file */
	const struct mdm_result *result;
};

static bool
is_clean(const struct clean *c, size_t i)
{
	const struct mdm_input *input = &c->result->inputs[i];

	return input->role == MDM_INPUT_LINT &&
	    c->result->facts[i].file.recognised &&
	    mdm_map_get(&c->with_findings, input->name) == NULL;
}

static struct clean
find_clean(const struct mdm_result *r)
{
	struct clean c = { .arena = mdm_arena_new(), .result = r };

	for (size_t i = 0; i < r->findings.list.n; i++) {
		struct mdm_finding *f = r->findings.list.at[i];

		*mdm_map_put(c.arena, &c.with_findings, f->where.file) = f;
	}
	return c;
}

static size_t
write_clean(struct mdm_out *o, const struct clean *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->result->ninputs; i++) {
		if (!is_clean(c, i))
			continue;
		open_case(o, c->result->inputs[i].name);
		mdm_out_text_of(o, "no findings\"/>\n");
		n++;
	}
	return n;
}

/* The suite's head counts what its body holds. */
static void
write_head(struct mdm_out *o, const struct mdm_result *r, size_t passed)
{
	size_t failures = 0;
	char now[21];

	mdm_time_format(r->policy->now, now);
	for (size_t i = 0; i < r->findings.list.n; i++)
		failures += is_failure(r, r->findings.list.at[i]);
	mdm_out_text_of(o,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<testsuites>\n"
	    "  <testsuite name=\"mdmlint\" package=\"mdmlint\" id=\"0\"");
	/* without the zone, which the schemas do not allow */
	mdm_out_printf(o,
	    " timestamp=\"%.19s\" hostname=\"localhost\" tests=\"%zu\""
	    " failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" time=\"0\">\n",
	    now, passed + r->findings.list.n + r->unread.n, failures,
	    r->unread.n, r->findings.list.n - failures);
	mdm_out_text_of(o,
	    "    <properties>\n      <property name=\"mdmlint\" "
	    "value=\"" MDMLINT_VERSION "\"/>\n    </properties>\n");
}

static void
write_foot(struct mdm_out *o, const struct mdm_result *r)
{
	mdm_out_text_of(o, "    <system-out>");
	for (size_t i = 0; i < r->notes.n; i++) {
		put_xml(o, r->notes.at[i]);
		mdm_out_byte(o, '\n');
	}
	mdm_out_text_of(o,
	    "</system-out>\n    <system-err></system-err>\n"
	    "  </testsuite>\n</testsuites>\n");
}

static void
write_junit(struct mdm_out *o, const struct mdm_result *r,
    const struct mdm_report_style *style)
{
	struct clean clean = find_clean(r);
	struct mdm_out *body = mdm_out_new_memory();
	size_t passed;

	(void)style; /* programs get everything */
	for (size_t i = 0; i < r->unread.n; i++)
		write_unread(body, &r->unread.at[i]);
	for (size_t i = 0; i < r->findings.list.n; i++)
		write_finding(body, r, r->findings.list.at[i]);
	passed = write_clean(body, &clean);
	if (mdm_out_text(body).n == 0) {
		open_case(body, MDM_LIT("mdmlint"));
		mdm_out_text_of(body, "no profiles\"/>\n");
		passed++;
	}
	write_head(o, r, passed);
	mdm_out_str(o, mdm_out_text(body));
	write_foot(o, r);
	mdm_out_free(body);
	mdm_arena_free(clean.arena);
}

const struct mdm_reporter mdm_reporter_junit = {
	.name = "junit",
	.mime = "application/xml",
	.write = write_junit,
};
