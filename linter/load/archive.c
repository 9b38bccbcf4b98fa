/* SPDX-License-Identifier: MIT */
/*
 * Archives: exports that were zipped, diagnostics that devices send.  Each
 * member is loaded as if it were a file, "archive!member", while the next one
 * is still packed.
 */
#include "load/load.h"

#include <stdlib.h>

static const char cannot_unpack[] = "damaged in its archive";

/* Bookkeeping of tools, and what has no name. */
static bool
is_of_interest(struct mdm_str name)
{
	return name.n > 0 && !mdm_str_starts(name, "__MACOSX/");
}

/* "archive!member"; "archive!member (2)" when that name was there. */
static struct mdm_str
name_of(struct mdm_loading *l, struct mdm_map *seen, struct mdm_str member)
{
	struct mdm_str name = mdm_str_printf(l->keep, MDM_FMT "!" MDM_FMT,
	    MDM_ARG(l->input->name), MDM_ARG(member));
	void **slot = mdm_map_put(l->keep, seen, name);
	size_t *count;

	if (*slot == NULL)
		*slot = MDM_NEW(l->keep, size_t);
	count = *slot;
	return ++*count == 1
	    ? name
	    : mdm_str_printf(l->keep, MDM_FMT " (%zu)", MDM_ARG(name), *count);
}

/* A file of which nothing can be shown. */
static void
begin_file(struct mdm_arena *keep, struct mdm_str name, struct mdm_file *file)
{
	struct mdm_source *source = MDM_NEW(keep, struct mdm_source);

	source->name = name;
	source->text = MDM_LIT("");
	source->encoding = MDM_BINARY;
	file->source = source;
}

static void
add_defect(struct mdm_arena *keep, struct mdm_file *file,
    enum mdm_defect_kind kind, struct mdm_str text)
{
	struct mdm_defect *defect = MDM_NEW(keep, struct mdm_defect);

	defect->kind = kind;
	defect->at.source = file->source;
	defect->text = text;
	file->defects.at = defect;
	file->defects.n = 1;
}

/* A member without bytes: what is to be said instead. */
static void
load_no_bytes(struct mdm_loading *l, const struct mdm_archive *archive,
    const struct mdm_archive_member *from, struct mdm_member *m)
{
	struct mdm_file *file = &m->facts.file;

	begin_file(l->keep, m->input.name, file);
	file->taken_for = "encrypted";
	if (from->too_big) {
		file->taken_for = "too large";
		add_defect(l->keep, file, MDM_DEFECT_ARCHIVE_LIMIT,
		    mdm_str_printf(l->keep,
			"the member is larger than the limit of %zu bytes",
			l->loader->max_file_size));
	} else if (from->damaged) {
		file->taken_for = cannot_unpack;
		add_defect(l->keep, file, MDM_DEFECT_NOT_WELL_FORMED,
		    mdm_str_printf(l->keep, "the member cannot be unpacked: %s",
			mdm_archive_problem(archive)));
	}
}

static void
load_member(struct mdm_loading *l, const struct mdm_archive *archive,
    const struct mdm_archive_member *from, struct mdm_map *seen)
{
	struct mdm_member *m;

	if (!is_of_interest(from->name))
		return;
	m = MDM_NEW(l->keep, struct mdm_member);
	m->input.name = name_of(l, seen, from->name);
	m->input.role = l->input->role;
	m->input.set = l->input->set;
	m->input.bytes = from->bytes;
	m->facts.file.set = l->input->set;
	/* It cannot fail: nothing is read from a disk. */
	if (from->encrypted || from->too_big || from->damaged ||
	    mdm_load(l->loader, &m->input, 0, &m->facts) != MDM_OK)
		load_no_bytes(l, archive, from, m);
	m->input.bytes = MDM_LIT("");
	l->facts->file.recognised |= m->facts.file.recognised;
	MDM_PUSH(l->keep, &l->facts->members, m);
}

static int
compare_members(const void *pa, const void *pb)
{
	const struct mdm_member *const *a = pa, *const *b = pb;

	return mdm_str_cmp((*a)->input.name, (*b)->input.name);
}

static enum mdm_archive_status
load_members(struct mdm_loading *l, struct mdm_archive *archive)
{
	struct mdm_archive_member member;
	enum mdm_archive_status status;
	struct mdm_map seen = { 0 };
	size_t encrypted = 0;

	while ((status = mdm_archive_next(archive, &member)) ==
	    MDM_ARCHIVE_MEMBER) {
		load_member(l, archive, &member, &seen);
		encrypted += member.encrypted;
	}
	if (l->facts->members.n > 0)
		qsort(l->facts->members.at, l->facts->members.n,
		    sizeof(l->facts->members.at[0]), compare_members);
	if (encrypted > 0)
		mdm_load_note(l, "%zu encrypted member%s of " MDM_FMT,
		    encrypted, encrypted == 1 ? "" : "s",
		    MDM_ARG(l->input->name));
	return status;
}

/* What is lost from an archive with profiles in it may have been one. */
static void
tell_losses(const struct mdm_facts *archive)
{
	for (size_t i = 0; i < archive->members.n; i++) {
		struct mdm_file *file = &archive->members.at[i]->facts.file;

		if (file->taken_for == cannot_unpack)
			file->looks_ours =
			    archive->file.recognised || archive->file.named;
	}
}

/* How the archive ended. */
static void
conclude(struct mdm_loading *l, enum mdm_archive_status status,
    const struct mdm_archive *archive, const char *kind)
{
	struct mdm_file *file = &l->facts->file;

	file->archive = true;
	file->taken_for = kind;
	file->looks_ours = file->recognised;
	tell_losses(l->facts);
	switch (status) {
	case MDM_ARCHIVE_DAMAGED:
		add_defect(l->keep, file, MDM_DEFECT_NOT_WELL_FORMED,
		    mdm_str_printf(l->keep, "the %s is damaged: %s", kind,
			mdm_archive_problem(archive)));
		break;
	case MDM_ARCHIVE_LIMIT:
		add_defect(l->keep, file, MDM_DEFECT_ARCHIVE_LIMIT,
		    mdm_str_printf(l->keep,
			"the rest of the %s was not read: %s", kind,
			mdm_archive_problem(archive)));
		break;
	case MDM_ARCHIVE_FOREIGN:
		file->archive = false;
		file->taken_for = "compressed, and no archive";
		break;
	case MDM_ARCHIVE_UNREAD:
		file->archive = false;
		mdm_load_note(l, MDM_FMT ": a %s is not read, unpack it",
		    MDM_ARG(l->input->name), kind);
		break;
	case MDM_ARCHIVE_NO_LIBRARY:
		file->archive = false;
		file->taken_for = "archive, and libarchive is not there";
		mdm_load_note(l, MDM_FMT ": libarchive is not there",
		    MDM_ARG(l->input->name));
		break;
	case MDM_ARCHIVE_MEMBER:
	case MDM_ARCHIVE_END:
		break;
	}
}

static void
load_level(struct mdm_loading *l, struct mdm_str bytes, const char *kind)
{
	struct mdm_archive_budget *budget = l->loader->budget;
	struct mdm_archive *archive;

	if (budget->levels == 0) {
		l->facts->file.archive = true;
		l->facts->file.taken_for = kind;
		add_defect(l->keep, &l->facts->file, MDM_DEFECT_ARCHIVE_LIMIT,
		    MDM_LIT("an archive this deep inside others is not "
			    "read"));
		return;
	}
	budget->levels--;
	archive = mdm_archive_open(bytes, budget);
	conclude(l, load_members(l, archive), archive, kind);
	mdm_archive_close(archive);
	budget->levels++;
}

void
mdm_load_archive(struct mdm_loading *l, struct mdm_str bytes)
{
	struct mdm_loader *loader = l->loader;
	struct mdm_archive_budget own =
	    mdm_archive_budget_of(loader->max_file_size);
	bool outermost = loader->budget == NULL;

	begin_file(l->keep, l->input->name, &l->facts->file);
	if (outermost)
		loader->budget = &own;
	load_level(l, bytes, mdm_archive_kind(bytes));
	if (outermost)
		loader->budget = NULL;
}
