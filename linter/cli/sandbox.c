/* SPDX-License-Identifier: MIT */
#include "cli/sandbox.h"

#include <stdbool.h>
#include <stddef.h>

#if defined(__linux__) && !defined(MDM_NO_SANDBOX) &&                          \
    (defined(__x86_64__) || defined(__aarch64__))
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cli/memory.h"

#ifdef __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/* x86-64 numbers of the x32 ABI begin here. */
enum { FOREIGN_ABI = 0x40000000 };

/* Never needed again: programs, sockets, other processes, the kernel. */
static const unsigned never[] = {
	SYS_execve,
	SYS_execveat,
	SYS_socket,
	SYS_socketpair,
	SYS_connect,
	SYS_bind,
	SYS_listen,
	SYS_sendto,
	SYS_sendmsg,
	SYS_sendmmsg,
	SYS_ptrace,
	SYS_process_vm_writev,
	SYS_mount,
	SYS_umount2,
	SYS_unshare,
	SYS_setns,
	SYS_bpf,
	SYS_perf_event_open,
	SYS_open_by_handle_at,
#ifdef SYS_io_uring_setup
	SYS_io_uring_setup,
#endif
};

/* Changes to the file system that need no open file. */
static const unsigned changes[] = {
#ifdef SYS_openat2
	SYS_openat2, /* its flags cannot be seen from a filter */
#endif
	SYS_mknodat,
	SYS_mkdirat,
	SYS_unlinkat,
	SYS_symlinkat,
	SYS_linkat,
	SYS_renameat2,
	SYS_truncate,
	SYS_fchmod,
	SYS_fchmodat,
	SYS_fchown,
	SYS_fchownat,
	SYS_setxattr,
	SYS_lsetxattr,
	SYS_fsetxattr,
	SYS_utimensat,
#ifdef __x86_64__
	SYS_creat,
	SYS_mknod,
	SYS_mkdir,
	SYS_rmdir,
	SYS_unlink,
	SYS_symlink,
	SYS_link,
	SYS_rename,
	SYS_renameat,
	SYS_chmod,
	SYS_chown,
	SYS_lchown,
	SYS_utime,
	SYS_utimes,
#endif
};

enum { MOST_STEPS = 128 };

struct filter {
	struct sock_filter steps[MOST_STEPS];
	unsigned short n;
};

static void
step(struct filter *f, struct sock_filter s)
{
	if (f->n < MOST_STEPS)
		f->steps[f->n++] = s;
}

static void
load(struct filter *f, size_t offset)
{
	step(f,
	    (struct sock_filter)BPF_STMT(
		BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

static void
give(struct filter *f, uint32_t action)
{
	step(f, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

static void
refuse(struct filter *f)
{
	give(f, SECCOMP_RET_ERRNO | EPERM);
}

static void
refuse_each(struct filter *f, const unsigned *calls, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		step(f,
		    (struct sock_filter)BPF_JUMP(
			BPF_JMP | BPF_JEQ | BPF_K, calls[i], 0, 1));
		refuse(f);
	}
}

/* Opening is for reading; `flags` is the index of that argument. */
static void
refuse_writing(struct filter *f, unsigned call, size_t flags)
{
	const uint32_t writing =
	    O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;

	step(f,
	    (struct sock_filter)BPF_JUMP(
		BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4));
	load(f,
	    offsetof(struct seccomp_data, args[0]) + flags * sizeof(uint64_t));
	step(f,
	    (struct sock_filter)BPF_JUMP(
		BPF_JMP | BPF_JSET | BPF_K, writing, 0, 1));
	refuse(f);
	give(f, SECCOMP_RET_ALLOW);
}

static bool
close_calls(bool may_write)
{
	struct filter f = { .n = 0 };
	struct sock_fprog program = { 0, f.steps };

	load(&f, offsetof(struct seccomp_data, arch));
	step(&f,
	    (struct sock_filter)BPF_JUMP(
		BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
	refuse(&f);
	load(&f, offsetof(struct seccomp_data, nr));
	step(&f,
	    (struct sock_filter)BPF_JUMP(
		BPF_JMP | BPF_JGE | BPF_K, FOREIGN_ABI, 0, 1));
	refuse(&f);
	refuse_each(&f, never, sizeof(never) / sizeof(*never));
	if (!may_write) {
		refuse_each(&f, changes, sizeof(changes) / sizeof(*changes));
#ifdef SYS_open
		refuse_writing(&f, SYS_open, 1);
		load(&f, offsetof(struct seccomp_data, nr));
#endif
		refuse_writing(&f, SYS_openat, 2);
	}
	give(&f, SECCOMP_RET_ALLOW);
	program.len = f.n;
	return f.n < MOST_STEPS &&
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* The rights of the first version, which every kernel with Landlock knows. */
static const uint64_t changing = LANDLOCK_ACCESS_FS_EXECUTE |
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
    LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
    LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

/* False: the folder cannot be opened; then nothing in it can be written. */
static bool
allow_folder_of(int rules, const char *file)
{
	const char *slash = strrchr(file, '/');
	size_t n = slash == NULL ? 1 : (size_t)(slash - file);
	char *folder =
	    cli_copy(slash == NULL ? "." : file, slash == file ? 1 : n);
	struct landlock_path_beneath_attr beneath = {
		.allowed_access = LANDLOCK_ACCESS_FS_WRITE_FILE |
		    LANDLOCK_ACCESS_FS_MAKE_REG |
		    LANDLOCK_ACCESS_FS_REMOVE_FILE,
		.parent_fd = open(folder, O_PATH | O_CLOEXEC),
	};
	bool fine = beneath.parent_fd != -1 &&
	    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
		&beneath, 0) == 0;

	if (beneath.parent_fd != -1)
		close(beneath.parent_fd);
	free(folder);
	return fine;
}

/* Where it is, and where it leads to if it is a link. */
static bool
allow(int rules, const char *file)
{
	char *target = realpath(file, NULL);
	bool fine = allow_folder_of(rules, file) &&
	    (target == NULL || allow_folder_of(rules, target));

	free(target);
	return fine;
}

static bool
close_files(const char *const *writable)
{
	struct landlock_ruleset_attr attr = { .handled_access_fs = changing };
	int rules =
	    (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr), 0);
	bool fine = rules != -1;

	for (; fine && *writable != NULL; writable++)
		fine = allow(rules, *writable);
	fine = fine && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	if (rules != -1)
		close(rules);
	return fine;
}

const char *
cli_sandbox_close(const char *const *writable)
{
	bool may_write = *writable != NULL, files, calls;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return "the kernel keeps no promises about privileges";
	files = close_files(writable);
	calls = close_calls(may_write);
	if (!calls)
		return files ? "the kernel has no seccomp filters: sockets can "
			       "be opened"
			     : "the kernel has neither Landlock nor seccomp "
			       "filters";
	/* The filter alone refuses all writing, unless some is needed. */
	if (!files && may_write)
		return "the kernel has no Landlock, and files are to be "
		       "written";
	return NULL;
}

#else

const char *
cli_sandbox_close(const char *const *writable)
{
	(void)writable;
	return "not in this build";
}

#endif
