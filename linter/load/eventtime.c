/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "load/event.h"

/* The numbers of a date and a time as Windows writes them for people. */
struct moment {
	unsigned date[3];
	size_t width; /* digits of the first number */
	char separator;
	unsigned hour, minute, second, fraction;
	bool half_days, afternoon;
};

static bool
take_number(struct mdm_str *s, unsigned *ret_number, size_t *ret_width)
{
	size_t n = 0;
	unsigned number = 0;

	while (n < s->n && n < 4 && mdm_is_digit(s->p[n]))
		number = number * 10 + (unsigned)(s->p[n++] - '0');
	*s = mdm_str_sub(*s, n, SIZE_MAX);
	*ret_number = number;
	*ret_width = n;
	return n > 0;
}

static bool
take_byte(struct mdm_str *s, char byte)
{
	if (s->n == 0 || s->p[0] != byte)
		return false;
	*s = mdm_str_sub(*s, 1, SIZE_MAX);
	return true;
}

/* Blanks, commas, and the invisible ones that newer Windows puts there. */
static void
skip_to(struct mdm_str *s, bool (*wanted)(char))
{
	while (s->n > 0 && !wanted(s->p[0]))
		*s = mdm_str_sub(*s, 1, SIZE_MAX);
}

static bool
take_date(struct mdm_str *s, struct moment *m)
{
	size_t width;

	skip_to(s, mdm_is_digit);
	if (!take_number(s, &m->date[0], &m->width) || s->n == 0)
		return false;
	m->separator = s->p[0];
	if (memchr("/.-", m->separator, 3) == NULL)
		return false;
	for (int i = 1; i < 3; i++) {
		(void)take_byte(s, m->separator);
		while (take_byte(s, ' '))
			;
		if (!take_number(s, &m->date[i], &width))
			return false;
	}
	return true;
}

static bool
take_time(struct mdm_str *s, struct moment *m)
{
	size_t width;
	unsigned fraction = 0;

	skip_to(s, mdm_is_digit);
	if (!take_number(s, &m->hour, &width) || !take_byte(s, ':') ||
	    !take_number(s, &m->minute, &width))
		return false;
	if (take_byte(s, ':') && !take_number(s, &m->second, &width))
		return false;
	if (take_byte(s, '.') || take_byte(s, ',')) {
		if (!take_number(s, &fraction, &width))
			return false;
		for (; width < 3; width++)
			fraction *= 10;
		m->fraction = width == 4 ? fraction / 10 : fraction;
	}
	m->half_days = mdm_str_ihas(*s, "AM") || mdm_str_ihas(*s, "PM");
	m->afternoon = mdm_str_ihas(*s, "PM");
	return true;
}

static bool
moment_of(const struct moment *m, int64_t *ret_milliseconds)
{
	unsigned year = m->date[2], month = m->date[1], day = m->date[0];
	unsigned hour = m->hour;
	int64_t seconds;
	char text[32];
	int n;

	if (m->width == 4) {
		year = m->date[0];
		day = m->date[2];
	} else if ((m->separator == '/' && m->half_days && m->date[0] <= 12) ||
	    m->date[1] > 12) {
		month = m->date[0];
		day = m->date[1];
	}
	if (year < 100)
		year += 2000;
	if (m->half_days)
		hour = hour % 12 + (m->afternoon ? 12 : 0);
	n = snprintf(text, sizeof(text), "%04u-%02u-%02u %02u:%02u:%02uZ", year,
	    month, day, hour, m->minute, m->second);
	if (n != 20 || !mdm_time_parse(mdm_str_of(text), &seconds))
		return false;
	*ret_milliseconds = seconds * 1000 + m->fraction;
	return true;
}

/* RFC 3339 leaves any number of digits behind the point. */
static int64_t
milliseconds_of(struct mdm_str s)
{
	size_t point = mdm_str_find_byte(s, '.');
	int64_t value = 0;

	if (point == SIZE_MAX)
		return 0;
	for (size_t i = point + 1; i < point + 4; i++)
		value = value * 10 +
		    (i < s.n && mdm_is_digit(s.p[i]) ? s.p[i] - '0' : 0);
	return value;
}

bool
mdm_event_time_parse(
    struct mdm_str s, int64_t *ret_milliseconds, bool *ret_local)
{
	struct moment m = { 0 };
	int64_t seconds;

	s = mdm_str_trim(s);
	if (s.n > 19 && mdm_time_parse(s, &seconds)) {
		*ret_local = false;
		*ret_milliseconds = seconds * 1000 + milliseconds_of(s);
		return true;
	}
	*ret_local = true;
	return take_date(&s, &m) && take_time(&s, &m) &&
	    moment_of(&m, ret_milliseconds);
}
