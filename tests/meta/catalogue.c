/* SPDX-License-Identifier: MIT */
/* What a rule's record and files must look like: docs/adding-a-rule.md. */
#include "engine/rule.h"
#include "meta.h"

enum { SUMMARY_LENGTH = 72 };

/* Spellings that reports and pages use for one thing: docs/style.md. */
static const struct {
	const char *wrong, *right;
} spelling[] = {
	{ "e.g.", "for example" },
	{ "i.e.", "that is" },
	{ "whitelist", "allow list" },
	{ "blacklist", "block list" },
	{ "thumb print", "thumbprint" },
	{ "finger print", "fingerprint" },
	{ "self signed", "self-signed" },
	{ "Mac OS", "macOS" },
	{ "mac OS", "macOS" },
	{ "base 64", "base64" },
	{ "Base64", "base64" },
	{ "please", "plain words" },
};

static bool
is_kebab(const char *name)
{
	char before = '-';

	for (const char *p = name; *p != '\0'; p++) {
		if (*p == '-' ? before == '-'
			      : !mdm_is_digit(*p) && !(*p >= 'a' && *p <= 'z'))
			return false;
		before = *p;
	}
	return before != '-';
}

static void
check_text(struct meta *m, const struct mdm_rule *r, const char *member,
    const char *text)
{
	struct mdm_str s = mdm_str_of(text);

	if (s.n == 0) {
		complain(m, "%s: .%s is missing", r->id, member);
		return;
	}
	for (size_t i = 0; i < sizeof(spelling) / sizeof(*spelling); i++) {
		if (mdm_str_has(s, spelling[i].wrong))
			complain(m, "%s: .%s says \"%s\", we say \"%s\"", r->id,
			    member, spelling[i].wrong, spelling[i].right);
	}
	if (mdm_str_has(s, "  ") || !mdm_str_eq(s, mdm_str_trim(s)))
		complain(m, "%s: .%s has blanks too many", r->id, member);
}

static void
check_prose(struct meta *m, const struct mdm_rule *r)
{
	struct mdm_str summary = mdm_str_of(r->summary);

	check_text(m, r, "summary", r->summary);
	check_text(m, r, "why", r->why);
	check_text(m, r, "fix", r->fix);
	check_text(m, r, "syntaxes", r->syntaxes);
	if (r->symptom != NULL)
		check_text(m, r, "symptom", r->symptom);
	if (mdm_utf8_count(summary) > SUMMARY_LENGTH)
		complain(m, "%s: .summary is longer than %d characters", r->id,
		    SUMMARY_LENGTH);
	if (mdm_str_ends(summary, ".") || mdm_str_ihas(summary, "should"))
		complain(m,
		    "%s: .summary states a fact: no full stop, no \"should\"",
		    r->id);
	if (!mdm_str_has(mdm_str_of(r->why), "Not checked: "))
		complain(m, "%s: .why lacks \"Not checked: ...\"", r->id);
	if (r->refs == NULL || mdm_str_of(r->refs[0]).n == 0)
		complain(m, "%s: .refs is empty", r->id);
	if (mdm_str_of(r->since).n == 0)
		complain(m, "%s: .since is missing", r->id);
}

static void
check_cases(struct meta *m, const struct mdm_rule *r)
{
	unsigned n = mdm_rule_ncases(r);

	if (n == 0)
		complain(m, "%s: has no case", r->id);
	for (unsigned i = 0; i < n; i++) {
		const struct mdm_case *c = &r->cases[i];

		if (!is_kebab(c->name))
			complain(m, "%s: case \"%s\" is no kebab-case", r->id,
			    c->name);
		if (c->closed == MDM_OFF && c->automatic == MDM_OFF &&
		    c->open == MDM_OFF)
			complain(m, "%s: case \"%s\" is never reported", r->id,
			    c->name);
		for (unsigned k = 0; k < i; k++) {
			if (strcmp(c->name, r->cases[k].name) == 0)
				complain(
				    m, "%s: two cases \"%s\"", r->id, c->name);
		}
	}
}

static void
check_callbacks(struct meta *m, const struct mdm_rule *r)
{
	int n = (r->file != NULL) + (r->carrier != NULL) +
	    (r->certificate != NULL) + (r->profile != NULL) +
	    (r->corpus != NULL) + (r->story != NULL);

	if (n != 1)
		complain(m, "%s: has %d callbacks instead of one", r->id, n);
	if (r->profile != NULL && (r->kinds == 0 || r->platforms == 0))
		complain(m, "%s: .kinds or .platforms is missing", r->id);
}

/* "rules/xref/xref002_scep_ca_thumbprint_unresolved.c" */
static const char *
rule_path(struct meta *m, const struct mdm_rule *r)
{
	struct mdm_str family = mdm_rule_family(r);
	struct mdm_str path = mdm_str_printf(m->arena,
	    "rules/" MDM_FMT "/%s_%s.c", MDM_ARG(family), r->id, r->name);
	char *p = (char *)(uintptr_t)path.p;

	for (size_t i = strlen("rules/"); i < path.n; i++)
		p[i] = p[i] == '-' ? '_' : mdm_lower(p[i]);
	return path.p;
}

static bool
has(const struct test_names *names, const char *name)
{
	for (size_t i = 0; i < names->list.n; i++) {
		if (strcmp(names->list.at[i], name) == 0)
			return true;
	}
	return false;
}

/* Rule files that no line of rules.def brings in. */
static void
check_files(struct meta *m)
{
	struct test_names files = meta_sources(m, "rules", ".c");
	struct test_names known = { { 0 } };

	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		const char *path = rule_path(m, mdm_rules[i]);

		if (!has(&files, path))
			complain(
			    m, "%s: is to be in %s", mdm_rules[i]->id, path);
		MDM_PUSH(m->arena, &known.list, path);
	}
	for (size_t i = 0; i < files.list.n; i++) {
		const char *path = files.list.at[i];
		struct mdm_str text = test_read(m->arena, path);

		if (mdm_str_has(text, "const struct mdm_rule mdm_rule_") &&
		    !has(&known, path))
			complain(m, "%s: not listed in rules/rules.def", path);
	}
}

void
meta_catalogue(struct meta *m)
{
	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		const struct mdm_rule *r = mdm_rules[i];

		if (i > 0 && strcmp(mdm_rules[i - 1]->id, r->id) >= 0)
			complain(m,
			    "%s: rules/rules.def is not sorted, or "
			    "the id is there twice",
			    r->id);
		for (size_t k = 0; k < i; k++) {
			if (strcmp(mdm_rules[k]->name, r->name) == 0)
				complain(m, "%s: %s is called \"%s\" too",
				    r->id, mdm_rules[k]->id, r->name);
		}
		if (!is_kebab(r->name))
			complain(
			    m, "%s: \"%s\" is no kebab-case", r->id, r->name);
		check_prose(m, r);
		check_cases(m, r);
		check_callbacks(m, r);
	}
	check_files(m);
}

static void
check_fixtures_of(struct meta *m, const char *id, const char *kind)
{
	const char *path =
	    mdm_str_printf(m->arena, "fixtures/%s/%s", id, kind).p;
	struct test_names cases = test_folders(m->arena, path);

	if (cases.list.n == 0)
		complain(m, "%s: has no case", path);
	for (size_t i = 0; i < cases.list.n; i++) {
		if (!is_kebab(cases.list.at[i]))
			complain(m, "%s/%s: is no kebab-case", path,
			    cases.list.at[i]);
	}
}

void
meta_fixture_folders(struct meta *m)
{
	static const char *const others[] = { "diagnose", "golden", "legal",
		"pki", "readers", "recipe", "showcase" };
	struct test_names folders = test_folders(m->arena, "fixtures");

	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		check_fixtures_of(m, mdm_rules[i]->id, "fail");
		check_fixtures_of(m, mdm_rules[i]->id, "pass");
	}
	for (size_t i = 0; i < folders.list.n; i++) {
		const char *name = folders.list.at[i];
		const struct mdm_rule *r = mdm_rule_find(mdm_str_of(name));
		bool other = false;

		for (size_t k = 0; k < sizeof(others) / sizeof(*others); k++)
			other |= strcmp(name, others[k]) == 0;
		if (!other && (r == NULL || strcmp(r->id, name) != 0))
			complain(m, "fixtures/%s: there is no such rule", name);
	}
}
