/* minutes/header.h: what stands before the first item: kind, committee, day, clock, place, people. */
#ifndef MINUTES_HEADER_H
#define MINUTES_HEADER_H

#include "minutes/attendance.h"
#include "minutes/lines.h"

struct header {
	enum record_kind kind;
	bool kind_stated;
	struct text organization, classification;
	struct moment start, end;
	struct text location, remark;
	struct date next_meeting;
	int labels; /* how many of the known labels were there: evidence that this is a meeting */
	bool dates_differ;
	size_t dates_differ_line;
};

/* Reads lines [0, upto), and marks what it used. */
void header_read(struct lines *lines, size_t upto, struct attendance *attendance, struct header *ret);

/* Whether a title line is read as just this kind, committee and day: what compose() asks before it relies on a title. */
bool header_title_says(struct arena *arena, struct text title, const struct header *wanted);

/* "§ 17, stk. 4" of a committee's name that holds it in any spelling; unknown otherwise. */
struct text classification_of(struct arena *arena, struct text organization);

/* The value after a label: the rest of its line, or the lines below it.  The index of the line after it in *at. */
struct text label_value(struct lines *lines, size_t *at, size_t upto, size_t skip);

#endif
