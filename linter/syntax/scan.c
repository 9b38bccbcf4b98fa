/* SPDX-License-Identifier: MIT */
#include "syntax/scan.h"

#include <string.h>

#include "base/text.h"

static uint32_t
four_hex(const char *p)
{
	uint32_t c = 0;

	for (int i = 0; i < 4; i++)
		c = c << 4 | (uint32_t)mdm_hex_digit(p[i]);
	return c;
}

size_t
mdm_scan_escape(const char **p, char ret[4])
{
	static const char names[] = "\"\\/bfnrt", chars[] = "\"\\/\b\f\n\r\t";
	const char *q = *p + 1;
	uint32_t c;

	if (*q != 'u') {
		ret[0] = chars[strchr(names, *q) - names];
		*p = q + 1;
		return 1;
	}
	c = four_hex(q + 1);
	q += 5;
	if (c >= 0xd800 && c < 0xdc00) {
		c = 0x10000 + ((c - 0xd800) << 10) + (four_hex(q + 2) - 0xdc00);
		q += 6;
	}
	*p = q;
	return mdm_utf8_write(c, ret);
}
