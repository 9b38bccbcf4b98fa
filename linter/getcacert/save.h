/* SPDX-License-Identifier: MIT */
#ifndef GETCACERT_SAVE_H
#define GETCACERT_SAVE_H

#include "getcacert/ask.h"

/* Each returns an exit code; after a failure it has complained. */
int save_answer(const struct ask_answer *, const char *file);

/* The answer as FOLDER/HOST-HASH.cer or .p7b, which is noted in it. */
int save_in_folder(struct ask_answer *, const char *folder);

/* Makes the folder if it is not there. */
int save_make_folder(const char *folder);

/* FOLDER/getcacert.map, as check --getcacert @FILE reads it. */
int save_map(const struct ask_answer *, size_t n, const char *folder);

#endif
