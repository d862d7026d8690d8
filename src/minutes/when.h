/* minutes/when.h: dates and clock times as Danish documents print them, anywhere in a line. */
#ifndef MINUTES_WHEN_H
#define MINUTES_WHEN_H

#include "base/calendar.h"

/* Where in the text something was found: bytes. */
struct span {
	size_t from, to;
};

/* The first date at or after from: "5. december 2023", "05-12-2023", "22.04.2021", "September 6, 2017", "2024-03-12". */
bool when_date(struct text t, size_t from, struct date *ret, struct span *ret_where);

struct clock {
	int8_t hour, minute; /* hour -1: none */
};
/* The first clock time at or after from: "kl. 17:00", "Kl. 8.00", "07:30:00". */
bool when_clock(struct text t, size_t from, struct clock *ret, struct span *ret_where);

/* The date with what belongs to it before: "Tirsdag d. 05. december 2023" begins at the weekday. */
size_t when_date_begins(struct text t, struct span date);

#endif
