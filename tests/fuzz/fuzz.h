/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_FUZZ_H
#define MDM_TESTS_FUZZ_H

#include "pki/cert.h"
#include "syntax/node.h"

enum { FUZZ_LARGEST = 1 << 20 };

/* What libFuzzer, or replay.c, calls with each input. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* What a run does before it starts its threads; cheap when done again. */
static inline void
fuzz_once(void)
{
	mdm_readers_init();
	mdm_pki_init();
}

#endif
