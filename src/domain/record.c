#include "domain/record.h"

static const char *const kinds[] = { [RECORD_AGENDA] = "agenda", [RECORD_MINUTES] = "minutes" };

static const char *const statuses[] = {
	[PARTICIPANT_LISTED] = "listed",
	[PARTICIPANT_PRESENT] = "present",
	[PARTICIPANT_ABSENT] = "absent",
};

static const char *const roles[SECTION_ROLES] = {
	[SECTION_SUMMARY] = "summary",
	[SECTION_QUESTION] = "question",
	[SECTION_PRESENTATION] = "presentation",
	[SECTION_BACKGROUND] = "background",
	[SECTION_ASSESSMENT] = "assessment",
	[SECTION_RECOMMENDATION] = "recommendation",
	[SECTION_DECISION] = "decision",
	[SECTION_ROUTE] = "route",
	[SECTION_HISTORY] = "history",
	[SECTION_ECONOMY] = "economy",
	[SECTION_LAW] = "law",
	[SECTION_HEARING] = "hearing",
	[SECTION_ATTACHMENTS] = "attachments",
	[SECTION_PREPARATION] = "preparation",
	[SECTION_COMMUNICATION] = "communication",
	[SECTION_OTHER] = "other",
};

static int find(const char *const *names, size_t n, struct text name)
{
	for (size_t i = 0; i < n; i++)
		if (text_is(name, names[i]))
			return (int)i;
	return -1;
}

const char *record_kind_name(enum record_kind kind)
{
	return kinds[kind];
}

int record_kind_from(struct text name)
{
	return find(kinds, LENGTH_OF(kinds), name);
}

const char *participant_status_name(enum participant_status status)
{
	return statuses[status];
}

int participant_status_from(struct text name)
{
	return find(statuses, LENGTH_OF(statuses), name);
}

const char *section_role_name(enum section_role role)
{
	return roles[role];
}

int section_role_from(struct text name)
{
	return find(roles, LENGTH_OF(roles), name);
}
