/* SPDX-License-Identifier: MIT */
#include "syntax/late.h"

#include <dlfcn.h>
#include <string.h>

bool
mdm_late_open(
    const char *library, const struct mdm_late_symbol *symbols, void *ret_api)
{
	/* NODELETE: the library stays, its handle need not. */
	void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	bool found = handle != NULL;

	for (; found && symbols->name != NULL; symbols++) {
		void *symbol = dlsym(handle, symbols->name);

		/* ISO C cannot cast an object's pointer to a function's. */
		memcpy(
		    (char *)ret_api + symbols->offset, &symbol, sizeof(symbol));
		found = symbol != NULL;
	}
	if (handle != NULL)
		dlclose(handle);
	return found;
}
