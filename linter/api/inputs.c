/* SPDX-License-Identifier: MIT */
#include "api/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

enum {
	DEEPEST_FOLDER = 32, /* links may make circles */
	LARGEST_MAP = 1 << 20
};

static void
add_unread(struct mdm_inputs *in, struct mdm_str path, int error)
{
	struct mdm_unread unread = { path, error };

	MDM_PUSH(in->arena, &in->unread, unread);
}

static void
add_known(struct mdm_inputs *in, struct mdm_str path)
{
	struct mdm_input input = {
		.name = path,
		.role = MDM_INPUT_KNOWN_CERTS,
		.named = true,
	};

	MDM_PUSH(in->arena, &in->list, input);
}

static void add_known_path(struct mdm_inputs *, struct mdm_str, unsigned);

static void
add_known_folder(struct mdm_inputs *in, struct mdm_str path, unsigned depth)
{
	const struct dirent *entry;
	DIR *dir = opendir(path.p);

	if (dir == NULL) {
		add_unread(in, path, errno);
		return;
	}
	/* Any order: the run sorts its inputs. */
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		add_known_path(in,
		    mdm_str_printf(
			in->arena, MDM_FMT "/%s", MDM_ARG(path), entry->d_name),
		    depth + 1);
	}
	closedir(dir);
}

static void
add_known_path(struct mdm_inputs *in, struct mdm_str path, unsigned depth)
{
	struct stat st;

	if (stat(path.p, &st) != 0)
		add_unread(in, path, errno);
	else if (!S_ISDIR(st.st_mode))
		add_known(in, path);
	else if (depth < DEEPEST_FOLDER)
		add_known_folder(in, path, depth);
}

void
mdm_inputs_of_policy(struct mdm_inputs *in, const struct mdm_policy *policy)
{
	for (size_t i = 0; i < policy->known_certs.n; i++)
		add_known_path(in, policy->known_certs.at[i], 0);
	for (size_t i = 0; i < policy->getcacert.n; i++) {
		struct mdm_input input = {
			.name = policy->getcacert.at[i].file,
			.role = MDM_INPUT_GETCACERT,
			.named = true,
			.url = policy->getcacert.at[i].url,
		};

		MDM_PUSH(in->arena, &in->list, input);
	}
}

bool
mdm_inputs_read_map(struct mdm_inputs *in, struct mdm_str path,
    struct mdm_str *ret_text, struct mdm_str *ret_problem)
{
	struct mdm_str name = mdm_str_dup(in->arena, path);
	struct mdm_buffer buffer = { 0 };
	int64_t mtime_ns;

	if (mdm_file_read(name.p, LARGEST_MAP, &buffer, &mtime_ns) != MDM_OK) {
		*ret_problem = mdm_str_printf(
		    in->arena, "getcacert: cannot read the map \"%s\"", name.p);
		mdm_heap_free(buffer.p);
		return false;
	}
	*ret_text = mdm_str_dup(in->arena, mdm_str_span(buffer.p, buffer.n));
	mdm_heap_free(buffer.p);
	return true;
}

struct mdm_str
mdm_inputs_map_line(
    struct mdm_inputs *in, struct mdm_str map, struct mdm_str line)
{
	size_t equals = mdm_str_rfind_byte(line, '=');
	size_t slash = mdm_str_rfind_byte(map, '/');
	struct mdm_str file;

	if (equals == SIZE_MAX || slash == SIZE_MAX)
		return line;
	file = mdm_str_trim(mdm_str_sub(line, equals + 1, SIZE_MAX));
	if (mdm_str_starts(file, "/"))
		return line;
	return mdm_str_printf(in->arena, MDM_FMT "=" MDM_FMT "/" MDM_FMT,
	    MDM_ARG(mdm_str_sub(line, 0, equals)),
	    MDM_ARG(mdm_str_sub(map, 0, slash)), MDM_ARG(file));
}
