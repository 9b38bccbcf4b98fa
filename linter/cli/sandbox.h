/* SPDX-License-Identifier: MIT */
#ifndef CLI_SANDBOX_H
#define CLI_SANDBOX_H

/*
 * From here on this process and its threads read files and write to what is
 * open already, and that is all: no file is written, made or removed, no
 * program started, no socket opened.  For `check`, whose inputs are hostile;
 * outputs are open and helpers have run by then.
 *
 * `writable`: files that are still going to be written or renamed to, NULL at
 * the end.  Their folders, and those that links lead to, may be written to.
 *
 * Returns NULL, or why the process is not, or not fully, confined: words that
 * follow "not confined: ".
 */
const char *cli_sandbox_close(const char *const *writable);

#endif
