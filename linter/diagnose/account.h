/* SPDX-License-Identifier: MIT */
#ifndef MDM_DIAGNOSE_ACCOUNT_H
#define MDM_DIAGNOSE_ACCOUNT_H

/*
 * A story as it is told: what was tried, what the device expected, what the
 * set and the server have, the conclusion, and the next step.
 */
#include "engine/run.h"
#include "report/layout.h"

/* One line of an account: "expected", a sentence, and where it stands. */
struct mdm_row {
	const char *label; /* "": goes on with the one above */
	struct mdm_str text;
	const struct mdm_where *where; /* NULL: nowhere */
};

struct mdm_account {
	int number; /* in the order of the events */
	const struct mdm_corpus *corpus;
	const struct mdm_story *story;
	struct mdm_diagnosis d;
	struct mdm_str next; /* step, a sentence */
	MDM_VEC(struct mdm_row) rows;
};

struct mdm_accounts {
	const struct mdm_result *result;
	struct mdm_arena *arena;
	MDM_VEC(struct mdm_account *) list; /* what fails first */
	size_t logs, events, noise;
};

/* All stories of a finished run, in the order of the reports. */
struct mdm_accounts *mdm_accounts_of(const struct mdm_result *);

/* What to do about it. */
struct mdm_str mdm_next_step(struct mdm_arena *, const struct mdm_corpus *,
    const struct mdm_story *, const struct mdm_diagnosis *);

/* The formats; each is complete. */
void mdm_diagnose_text(struct mdm_out *, const struct mdm_accounts *);
void mdm_diagnose_json(struct mdm_out *, const struct mdm_accounts *);
void mdm_diagnose_markdown(struct mdm_out *, const struct mdm_accounts *);

/* NULL-terminated. */
extern const char *const mdm_diagnose_formats[];

#endif
