/* SPDX-License-Identifier: MIT */
/* Who may include whom: docs/architecture.md, "Layers". */
#include "meta.h"

/*
 * A file belongs to the first row that its path begins with.  A trailing
 * slash means every header of the folder.
 */
static const struct {
	const char *path;
	const char *may[10];
} layers[] = {
	{ "linter/base/", { "base/" } },
	{ "linter/syntax/", { "base/", "syntax/" } },
	{ "linter/pki/", { "base/", "syntax/", "pki/" } },
	{ "linter/model/", { "base/", "syntax/", "pki/", "model/" } },
	{ "linter/load/", { "base/", "syntax/", "pki/", "model/", "load/" } },
	/* The run loads the files; nothing else in the engine does. */
	{ "linter/engine/run.",
	    { "base/", "syntax/", "pki/", "model/", "load/", "engine/",
		"rules.def" } },
	{ "linter/engine/",
	    { "base/", "syntax/", "pki/", "model/", "load/load.h", "engine/",
		"rules.def" } },
	{ "linter/report/",
	    { "base/", "syntax/", "pki/", "model/", "engine/", "report/",
		"mdmlint.h" } },
	{ "linter/diagnose/",
	    { "base/", "syntax/", "pki/", "model/", "engine/", "report/",
		"diagnose/" } },
	{ "linter/api/",
	    { "base/", "syntax/", "pki/", "model/", "load/", "engine/",
		"report/", "diagnose/", "api/", "mdmlint.h" } },
	{ "linter/cli/", { "cli/", "mdmlint.h" } },
	/* A program of its own with the same command line. */
	{ "linter/getcacert/", { "getcacert/", "cli/", "mdmlint.h" } },
	{ "linter/mdmlint.h", { NULL } },
	{ "rules/registry.c", { "engine/rule.h", "rules.def" } },
	/* Tables and questions that several rules share. */
	{ "rules/support/", { "engine/rule.h", "base/", "support/" } },
	{ "rules/", { "engine/rule.h", "support/" } },
};

/* Foreign headers, and the only place that knows them. */
static const struct {
	const char *header, *path;
} foreign[] = {
	{ "openssl/", "linter/pki/" },
	{ "libxml/", "linter/syntax/xml" },
	{ "jansson.h", "linter/syntax/json" },
	{ "yaml.h", "linter/syntax/yaml" },
	{ "plist/", "linter/syntax/bplist" },
	{ "archive", "linter/syntax/archive" },
	{ "curl/", "linter/getcacert/fetch" },
	{ "dlfcn.h", "linter/syntax/late" },
	{ "libevtx", "linter/syntax/evtx" },
	{ "pthread.h", "linter/base/pool.c" },
	{ "threads.h", "linter/base/pool.c" },
};

static bool
covers(const char *pattern, struct mdm_str header)
{
	return mdm_str_ends(mdm_str_of(pattern), "/")
	    ? mdm_str_starts(header, pattern)
	    : mdm_str_is(header, pattern);
}

/* "own.h" without a folder is a header beside the file. */
static bool
is_beside(struct meta *m, const char *path, struct mdm_str header)
{
	struct mdm_str file = mdm_str_of(path);
	size_t slash = mdm_str_rfind_byte(file, '/');
	struct mdm_str beside = mdm_str_printf(m->arena, MDM_FMT "/" MDM_FMT,
	    MDM_ARG(mdm_str_sub(file, 0, slash)), MDM_ARG(header));

	return mdm_str_find_byte(header, '/') == SIZE_MAX &&
	    test_read(m->arena, beside.p).p != NULL;
}

static bool
may_include(struct meta *m, const char *path, struct mdm_str header)
{
	for (size_t i = 0; i < sizeof(layers) / sizeof(*layers); i++) {
		if (!mdm_str_starts(mdm_str_of(path), layers[i].path))
			continue;
		for (size_t k = 0; layers[i].may[k] != NULL; k++) {
			if (covers(layers[i].may[k], header))
				return true;
		}
		/* A rule's family may have a header of its own. */
		return is_beside(m, path, header);
	}
	return false;
}

static bool
may_use(const char *path, struct mdm_str header)
{
	for (size_t i = 0; i < sizeof(foreign) / sizeof(*foreign); i++) {
		if (mdm_str_starts(header, foreign[i].header))
			return mdm_str_starts(
			    mdm_str_of(path), foreign[i].path);
	}
	return true;
}

static void
check_line(struct meta *m, const char *path, struct mdm_str line)
{
	struct mdm_str header;
	char close;

	line = mdm_str_trim(line);
	if (!mdm_str_starts(line, "#include "))
		return;
	header = mdm_str_trim(mdm_str_sub(line, 9, SIZE_MAX));
	close = mdm_str_starts(header, "<") ? '>' : '"';
	header = mdm_str_sub(header, 1, SIZE_MAX);
	header = mdm_str_sub(header, 0, mdm_str_find_byte(header, close));
	if (close == '"' ? !may_include(m, path, header)
			 : !may_use(path, header))
		complain(
		    m, "%s: may not include " MDM_FMT, path, MDM_ARG(header));
}

void
meta_layers(struct meta *m)
{
	static const char *const folders[] = { "linter", "rules" };
	static const char *const endings[] = { ".c", ".h" };

	for (size_t i = 0; i < 4; i++) {
		struct test_names files =
		    meta_sources(m, folders[i / 2], endings[i % 2]);

		for (size_t k = 0; k < files.list.n; k++) {
			struct mdm_str rest = meta_code(m, files.list.at[k]);
			struct mdm_str line;

			while (mdm_str_split(&rest, '\n', &line))
				check_line(m, files.list.at[k], line);
		}
	}
}
