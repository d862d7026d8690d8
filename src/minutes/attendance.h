/* minutes/attendance.h: who is named, who came, who stood in for whom.
 *
 * A participant's line is: name, then facts in brackets, after commas or after dashes: "Formand Vera Nybroe (A)", "Kurt
 * Ottesgaard, V, afbud".  A name holds none of these marks, so that compose() can write the line and it is read again.
 *
 * Two sources are told apart.  The head of a document lists people; texts speak of them.  What an entry of the head says of
 * a person's coming holds against the texts; otherwise the texts may change it, and they add nobody who does not look like a
 * person's name.
 */
#ifndef MINUTES_ATTENDANCE_H
#define MINUTES_ATTENDANCE_H

#include "domain/record.h"

struct attendance {
	struct arena *arena;
	struct seat *seats; /* in the order in which they were named */
	size_t n, room;
	uint32_t *index; /* by name: open addressing, 1 + place in seats; 0: free */
	size_t index_size;
	struct text newest_away; /* whom "i stedet" speaks of */
	bool told;    /* the document says who was away: those it does not name came */
	bool in_text; /* the head is read */
};

/* A list of names, separated by commas, semicolons, "og" or line breaks. */
void attendance_add(struct attendance *a, struct text list, enum participant_status status);
/* What stands after "Fraværende:" or "Afbud fra": names, reasons, substitutes, sentences, or "Ingen". */
void attendance_away(struct attendance *a, struct text said);
/* What remarks or a section's text say of who came, sentence by sentence; whether they did. */
bool attendance_text(struct attendance *a, struct text text);
/* In minutes that told who was away, the others came. */
void attendance_conclude(struct attendance *a, enum record_kind kind);

bool attendance_names(const struct attendance *a, struct text name);
/* Everybody, in the attendance's arena. */
struct record_participant *attendance_list(const struct attendance *a);

#endif
