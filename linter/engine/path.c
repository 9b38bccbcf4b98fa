/* SPDX-License-Identifier: MIT */
#include "engine/link.h"

struct mdm_str
mdm_path_folder(struct mdm_str path)
{
	size_t slash = mdm_str_rfind_byte(path, '/');

	return mdm_str_sub(path, 0, slash == SIZE_MAX ? 0 : slash);
}

struct mdm_str
mdm_path_base(struct mdm_str path)
{
	size_t slash = mdm_str_rfind_byte(path, '/');

	return slash == SIZE_MAX ? path
				 : mdm_str_sub(path, slash + 1, SIZE_MAX);
}

/* A run of digits: what it says and how long it is. */
struct number {
	int64_t value;
	size_t digits;
};

enum { MOST_NUMBERS = 6 };

/*
 * Numbers from `*at` on that single separators divide: "31-12-2025-9-05-00",
 * "2026-01-02T09:05".  Moves *at behind them.
 */
static size_t
read_numbers(struct mdm_str s, size_t *at, struct number ret[MOST_NUMBERS])
{
	size_t n = 0;

	while (n < MOST_NUMBERS && *at < s.n && mdm_is_digit(s.p[*at])) {
		struct number x = { 0 };

		while (*at < s.n && mdm_is_digit(s.p[*at]) && x.digits < 15) {
			x.value = x.value * 10 + (s.p[(*at)++] - '0');
			x.digits++;
		}
		ret[n++] = x;
		if (*at + 1 >= s.n || strchr("-_.:T ", s.p[*at]) == NULL ||
		    !mdm_is_digit(s.p[*at + 1]))
			break;
		++*at;
	}
	return n;
}

static bool
join_moment(const int64_t part[MOST_NUMBERS], int64_t *ret_moment)
{
	static const int64_t least[] = { 1990, 1, 1, 0, 0, 0 };
	static const int64_t most[] = { 2199, 12, 31, 23, 59, 60 };
	static const int64_t factor[] = { 1, 13, 32, 24, 60, 61 };
	int64_t moment = 0;

	for (size_t i = 0; i < MOST_NUMBERS; i++) {
		if (part[i] < least[i] || part[i] > most[i])
			return false;
		moment = moment * factor[i] + part[i];
	}
	*ret_moment = moment;
	return true;
}

/* yyyy-MM-dd, dd-MM-yyyy and yyyyMMdd, each with or without a time. */
static bool
moment_of(const struct number *x, size_t n, int64_t *ret_moment)
{
	int64_t part[MOST_NUMBERS] = { 0 };
	size_t used = 3;

	if (n >= 1 && x[0].digits == 8) {
		part[0] = x[0].value / 10000;
		part[1] = x[0].value / 100 % 100;
		part[2] = x[0].value % 100;
		used = 1;
	} else if (n >= 3 && x[0].digits == 4) {
		for (size_t i = 0; i < 3; i++)
			part[i] = x[i].value;
	} else if (n >= 3 && x[2].digits == 4) {
		for (size_t i = 0; i < 3; i++)
			part[i] = x[2 - i].value;
	} else {
		return false;
	}
	if (used < n && x[used].digits >= 4) { /* HHmm, HHmmss */
		int64_t time = x[used].value;

		if (x[used].digits == 4)
			time *= 100;
		part[3] = time / 10000;
		part[4] = time / 100 % 100;
		part[5] = time % 100;
	} else {
		for (size_t i = 3; used < n && i < MOST_NUMBERS; i++)
			part[i] = x[used++].value;
	}
	return join_moment(part, ret_moment);
}

bool
mdm_path_date(struct mdm_str path, int64_t *ret_moment)
{
	bool found = false;
	size_t at = 0;

	while (at < path.n) {
		struct number x[MOST_NUMBERS];
		size_t n;

		if (!mdm_is_digit(path.p[at])) {
			at++;
			continue;
		}
		n = read_numbers(path, &at, x);
		if (moment_of(x, n, ret_moment))
			found = true;
	}
	return found;
}
