/* SPDX-License-Identifier: MIT */
#include "cli/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/ignore.h"
#include "cli/memory.h"
#include "cli/repository.h"

enum {
	MOST_LEVELS = 256 /* of folders in folders; each holds a descriptor */
};

struct file {
	char *name; /* as it is reported */
	char *path; /* absolute: two spellings of one file are one file */
	char *set;  /* or NULL */
	bool named;
};

struct walk {
	struct mdmlint *lint;
	struct cli_ignore excludes;
	struct cli_ignore configured; /* excludes relative to its base ... */
	const char *configured_in;    /* ... this folder, or NULL */
	bool respect, sets;	      /* ignore files; --set-per-folder */
	struct file *files;
	size_t nfiles;

	/* The folder that is being walked: */
	const char *prefix; /* what its files' names begin with */
	size_t root;	    /* length of its absolute path with the '/' */
	char *path;	    /* absolute path of where the walk is */
	size_t length, room;
};

static void
push(struct walk *w, const char *part, bool slash)
{
	size_t n = strlen(part);

	if (w->length + n + 2 > w->room) {
		w->room = 2 * (w->length + n + 2);
		w->path = cli_grow(w->path, w->room, 1);
	}
	memcpy(w->path + w->length, part, n);
	w->length += n;
	if (slash)
		w->path[w->length++] = '/';
	w->path[w->length] = '\0';
}

static void
pop(struct walk *w, size_t length)
{
	w->length = length;
	w->path[length] = '\0';
}

/* The name of where the walk is, as it is reported. */
static char *
name_here(const struct walk *w)
{
	return cli_format("%s%s", w->prefix, w->path + w->root);
}

static void
add_file(struct walk *w, char *name, char *path, const char *set, bool named)
{
	struct file file = { name, path,
		set != NULL ? cli_copy(set, strlen(set)) : NULL, named };

	CLI_ROOM(w->files, w->nfiles);
	w->files[w->nfiles++] = file;
}

static void
add_unreadable(struct walk *w, int error)
{
	char *name = name_here(w);

	mdmlint_add_unreadable(w->lint, name, error);
	free(name);
}

/* --exclude means the path below PATH as well as the one that is reported. */
static bool
is_excluded(const struct walk *w, bool folder)
{
	bool excluded = w->configured_in != NULL &&
	    strncmp(w->path, w->configured_in, w->configured.base) == 0 &&
	    cli_ignored(&w->configured, w->path, folder);
	char *name;

	if (w->excludes.n > 0 && !excluded) {
		name = name_here(w);
		excluded = cli_ignored(&w->excludes, name, folder) ||
		    cli_ignored(&w->excludes, w->path + w->root, folder);
		free(name);
	}
	return excluded;
}

enum kind { KIND_OTHER, KIND_FILE, KIND_FOLDER };

static enum kind
kind_of_mode(mode_t mode)
{
	if (S_ISREG(mode))
		return KIND_FILE;
	return S_ISDIR(mode) ? KIND_FOLDER : KIND_OTHER;
}

/* Asks the disk only where the folder itself does not tell. */
static enum kind
kind_of(int folder, const struct dirent *e)
{
	struct stat st;

	switch (e->d_type) {
	case DT_REG:
		return KIND_FILE;
	case DT_DIR:
		return KIND_FOLDER;
	case DT_LNK:
	case DT_UNKNOWN:
		break;
	default:
		return KIND_OTHER;
	}
	if (fstatat(folder, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == -1)
		return KIND_OTHER;
	if (!S_ISLNK(st.st_mode))
		return kind_of_mode(st.st_mode);
	if (fstatat(folder, e->d_name, &st, 0) == -1)
		return KIND_OTHER; /* a link to nothing is no input */
	return S_ISREG(st.st_mode) ? KIND_FILE : KIND_OTHER;
}

struct entry {
	char *name;
	enum kind kind;
};

static int
compare_entries(const void *pa, const void *pb)
{
	const struct entry *a = pa, *b = pb;

	return strcmp(a->name, b->name);
}

static struct entry *
read_entries(DIR *dir, size_t *ret_n, int *ret_error)
{
	struct entry *entries = NULL;
	const struct dirent *e;
	size_t n = 0;

	while (errno = 0, (e = readdir(dir)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 ||
		    strcmp(e->d_name, "..") == 0 ||
		    strcmp(e->d_name, ".git") == 0 ||
		    strcmp(e->d_name, ".mdmlint.yaml") == 0)
			continue;
		CLI_ROOM(entries, n);
		entries[n++] =
		    (struct entry){ cli_copy(e->d_name, strlen(e->d_name)),
			    kind_of(dirfd(dir), e) };
	}
	*ret_error = errno;
	if (n > 0)
		qsort(entries, n, sizeof(*entries), compare_entries);
	*ret_n = n;
	return entries;
}

static void walk_folder(struct walk *, int fd, struct cli_ignore *,
    const char *set, unsigned level);

static void
visit(struct walk *w, int folder, const struct entry *e,
    struct cli_ignore *ignore, const char *set, unsigned level)
{
	int fd;

	if (e->kind == KIND_FILE) {
		add_file(
		    w, name_here(w), cli_copy(w->path, w->length), set, false);
		return;
	}
	if (level == MOST_LEVELS) {
		add_unreadable(w, ELOOP);
		return;
	}
	fd = openat(
	    folder, e->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd == -1) {
		add_unreadable(w, errno);
		return;
	}
	push(w, "", true);
	if (w->sets && level == 0)
		set = e->name;
	walk_folder(w, fd, ignore, set, level + 1);
}

static void
read_ignore_files(const struct walk *w, struct cli_ignore *list, int fd)
{
	if (!w->respect)
		return;
	cli_ignore_read(list, fd, ".gitignore");
	cli_ignore_read(list, fd, ".mdmlintignore");
}

/* Closes fd. */
static void
walk_folder(struct walk *w, int fd, struct cli_ignore *up, const char *set,
    unsigned level)
{
	struct cli_ignore own = { .up = up, .base = w->length };
	DIR *dir = fdopendir(fd);
	size_t n, here = w->length;
	struct entry *entries;
	int error;

	if (dir == NULL) {
		add_unreadable(w, errno);
		close(fd);
		return;
	}
	read_ignore_files(w, &own, fd);
	entries = read_entries(dir, &n, &error);
	if (error != 0)
		add_unreadable(w, error);
	for (size_t i = 0; i < n; i++) {
		const struct entry *e = &entries[i];
		bool folder = e->kind == KIND_FOLDER;

		push(w, e->name, false);
		if (e->kind != KIND_OTHER &&
		    !cli_ignored(&own, w->path, folder) &&
		    !is_excluded(w, folder))
			visit(w, fd, e, &own, set, level);
		pop(w, here);
		free(e->name);
	}
	free(entries);
	cli_ignore_free(&own);
	closedir(dir);
}

/*
 * The ignore files above the folder, up to the repository's own; the caller
 * frees the chain.  Outside a repository there are none.
 */
static struct cli_ignore *
ignore_above(const struct walk *w, size_t repository, size_t n)
{
	struct cli_ignore *list;
	char *folder;
	int fd;

	n = cli_folder_above(w->path, n);
	if (!w->respect || repository == 0 || n < repository)
		return NULL;
	list = cli_grow(NULL, 1, sizeof(*list));
	*list = (struct cli_ignore){ .up = ignore_above(w, repository, n),
		.base = n };
	folder = cli_copy(w->path, n);
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd != -1) {
		read_ignore_files(w, list, fd);
		close(fd);
	}
	free(folder);
	return list;
}

static void
free_chain(struct cli_ignore *list)
{
	while (list != NULL) {
		struct cli_ignore *up = list->up;

		cli_ignore_free(list);
		free(list);
		list = up;
	}
}

/* "export" -> "export/", "." -> "", "./a//" -> "a/", "/" -> "/". */
static char *
prefix_of(const char *name)
{
	size_t n = strlen(name);

	while (n > 1 && name[n - 1] == '/')
		n--;
	if (n == 0 || (n == 1 && name[0] == '.'))
		return cli_copy("", 0);
	return cli_format(
	    "%.*s%s", (int)n, name, name[n - 1] == '/' ? "" : "/");
}

static const char *
without_dot(const char *name)
{
	while (name[0] == '.' && name[1] == '/') {
		name += 2;
		while (*name == '/')
			name++;
	}
	return *name != '\0' ? name : ".";
}

static void
walk_path(struct walk *w, const char *name, char *absolute)
{
	char *prefix = prefix_of(name);
	struct cli_ignore *above;
	int fd;

	pop(w, 0);
	push(w, absolute, strcmp(absolute, "/") != 0);
	w->prefix = prefix;
	w->root = w->length;
	fd = open(absolute, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd == -1) {
		mdmlint_add_unreadable(w->lint, name, errno);
	} else {
		above = ignore_above(
		    w, cli_repository_of(w->path, w->length), w->length);
		walk_folder(w, fd, above, NULL, 0);
		free_chain(above);
	}
	free(prefix);
}

static void
take_path(struct walk *w, const char *name)
{
	struct stat st;
	char *absolute;

	if (stat(name, &st) == -1) {
		mdmlint_add_unreadable(w->lint, name, errno);
		return;
	}
	name = without_dot(name);
	absolute = realpath(name, NULL);
	if (absolute == NULL)
		/* A pipe's name in /proc leads nowhere. */
		absolute = cli_copy(name, strlen(name));
	if (S_ISDIR(st.st_mode)) {
		walk_path(w, name, absolute);
		free(absolute);
		return;
	}
	add_file(w, cli_copy(name, strlen(name)), absolute, NULL, true);
}

/* Equal files together, the one that the user named first. */
static int
compare_paths(const void *pa, const void *pb)
{
	const struct file *a = pa, *b = pb;
	int order = strcmp(a->path, b->path);

	if (order != 0)
		return order;
	if (a->named != b->named)
		return a->named ? -1 : 1;
	return strcmp(a->name, b->name);
}

static int
compare_names(const void *pa, const void *pb)
{
	const struct file *a = pa, *b = pb;

	return strcmp(a->name, b->name);
}

static void
free_file(struct file *f)
{
	free(f->name);
	free(f->path);
	free(f->set);
}

/* Each file once; the set of the walked one wins, a named one has none. */
static void
drop_repeats(struct walk *w)
{
	size_t kept = 0;

	for (size_t i = 1; i < w->nfiles; i++) {
		struct file *last = &w->files[kept], *f = &w->files[i];

		if (strcmp(last->path, f->path) != 0) {
			w->files[++kept] = *f;
			continue;
		}
		if (last->set == NULL) {
			last->set = f->set;
			f->set = NULL;
		}
		free_file(f);
	}
	w->nfiles = kept + 1;
}

static void
settle(struct walk *w)
{
	if (w->nfiles == 0)
		return;
	qsort(w->files, w->nfiles, sizeof(*w->files), compare_paths);
	drop_repeats(w);
	qsort(w->files, w->nfiles, sizeof(*w->files), compare_names);
}

static void
walk_free(struct walk *w)
{
	for (size_t i = 0; i < w->nfiles; i++)
		free_file(&w->files[i]);
	free(w->files);
	free(w->path);
	cli_ignore_free(&w->excludes);
	cli_ignore_free(&w->configured);
}

void
cli_walk(struct mdmlint *lint, const struct cli_words *words)
{
	struct walk w = {
		.lint = lint,
		.respect = !words->no_ignore,
		.sets = words->set_per_folder,
	};

	push(&w, "", false);
	for (size_t i = 0; i < words->nexcludes; i++)
		cli_ignore_add(&w.excludes, words->excludes[i],
		    strlen(words->excludes[i]));
	w.configured_in = words->config_folder;
	if (words->config_folder != NULL)
		w.configured.base = strlen(words->config_folder);
	for (size_t i = 0; i < words->nconfig_excludes; i++)
		cli_ignore_add(&w.configured, words->config_excludes[i],
		    strlen(words->config_excludes[i]));
	for (size_t i = 0; i < words->npaths; i++) {
		if (strcmp(words->paths[i], "-") != 0)
			take_path(&w, words->paths[i]);
	}
	if (words->npaths == 0)
		take_path(&w, ".");
	settle(&w);
	for (size_t i = 0; i < w.nfiles; i++)
		mdmlint_add_file(
		    lint, w.files[i].name, w.files[i].set, w.files[i].named);
	walk_free(&w);
}

/* One byte more than the library reads: enough for its finding. */
static size_t
stdin_limit(const struct cli_words *words)
{
	const char *given = cli_setting_of(words, "max-file-size");
	unsigned long long limit = 64ULL << 20;

	if (given != NULL)
		limit = strtoull(given, NULL, 10);
	return limit < SIZE_MAX / 2 ? (size_t)limit + 1 : SIZE_MAX / 2;
}

void
cli_walk_stdin(struct mdmlint *lint, const struct cli_words *words)
{
	const char *name = words->stdin_name != NULL ? words->stdin_name : "-";
	size_t limit = stdin_limit(words), used = 0, room = 0;
	char *bytes = NULL;
	ssize_t n;

	do {
		if (used == room) {
			room = room == 0 ? (size_t)64 << 10 : 2 * room;
			bytes = cli_grow(bytes, room, 1);
		}
		n = read(STDIN_FILENO, bytes + used, room - used);
		if (n > 0)
			used += (size_t)n;
	} while ((n > 0 && used < limit) || (n == -1 && errno == EINTR));
	if (n == -1)
		mdmlint_add_unreadable(lint, name, errno);
	else
		mdmlint_add_memory(lint, name, bytes, used, NULL);
	free(bytes);
}
