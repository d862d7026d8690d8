#include "domain/circle.h"

static const char *const names[CIRCLES] = {
	[CIRCLE_PUBLIC] = "public",
	[CIRCLE_MEMBERS] = "members",
	[CIRCLE_STAFF] = "staff",
	[CIRCLE_NAMED] = "named",
};

const char *circle_name(enum circle circle)
{
	return names[circle];
}

int circle_from(struct text name)
{
	for (int i = 0; i < CIRCLES; i++)
		if (text_is(name, names[i]))
			return i;
	return -1;
}
