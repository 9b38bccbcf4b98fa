/* SPDX-License-Identifier: MIT */
/* Linked with the core libraries and nothing to do: what a start costs. */
#include <jansson.h>
#include <libxml/parser.h>
#include <openssl/crypto.h>
#include <yaml.h>

/* Referred to, so that the linker keeps them; never called. */
void *const volatile bench_kept[] = {
	(void *)(uintptr_t)json_loadb,
	(void *)(uintptr_t)xmlInitParser,
	(void *)(uintptr_t)OPENSSL_init_crypto,
	(void *)(uintptr_t)yaml_parser_initialize,
};

int
main(void)
{
	return 0;
}
