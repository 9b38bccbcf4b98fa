/* SPDX-License-Identifier: MIT */
/* One file of one syntax: what a reader and the loaders behind it do. */
#include "fuzz.h"

#include "load/load.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct mdm_arena *keep = mdm_arena_new(), *scratch = mdm_arena_new();
	struct mdm_loader loader = { .keep = keep,
		.scratch = scratch,
		.certs.keep = keep,
		.max_file_size = FUZZ_LARGEST };
	struct mdm_input input = { .name = MDM_LIT(FUZZ_FILE),
		.bytes = mdm_str_span((const char *)bytes, n),
		.named = true };
	struct mdm_facts facts = { 0 };

	fuzz_once();
	if (n > 0 && mdm_load(&loader, &input, 0, &facts) != MDM_OK)
		__builtin_trap(); /* nothing was read from a disk */
	mdm_heap_free(loader.buffer.p);
	mdm_arena_free(scratch);
	mdm_arena_free(keep);
	return 0;
}
