#include "web/accept.h"

#include <strings.h>

enum { WEIGHT_MOST = 1000 };

/* "0.85" as 850; what is no weight counts as nothing wanted. */
static int weight_of(struct text t)
{
	int weight, unit = WEIGHT_MOST;

	if (t.n == 0 || t.n > 5 || (t.s[0] != '0' && t.s[0] != '1') || (t.n > 1 && t.s[1] != '.'))
		return 0;
	weight = (t.s[0] - '0') * WEIGHT_MOST;
	for (size_t i = 2; i < t.n; i++) {
		if (t.s[i] < '0' || t.s[i] > '9')
			return 0;
		unit /= 10;
		weight += (t.s[i] - '0') * unit;
	}
	return weight <= WEIGHT_MOST ? weight : 0;
}

static int parameter_weight(struct text parameters)
{
	struct text part;

	while (text_split(&parameters, ';', &part)) {
		part = text_trim(part);
		if (part.n >= 2 && (part.s[0] == 'q' || part.s[0] == 'Q') && part.s[1] == '=')
			return weight_of(text_after(part, 2));
	}
	return WEIGHT_MOST;
}

static bool stands_for(struct text tag, const char *word)
{
	size_t n = strlen(word);

	return tag.n >= n && strncasecmp(tag.s, word, n) == 0 && (tag.n == n || tag.s[n] == '-');
}

int accept_weight(struct text field, const char *word)
{
	struct text part;
	int weight = -1, others = -1;

	while (text_split(&field, ',', &part)) {
		size_t end = text_find_byte(part, ';');
		struct text tag = text_trim(text_from_to(part, 0, end));
		int said = parameter_weight(text_after(part, end + 1));

		if (stands_for(tag, word))
			weight = said > weight ? said : weight;
		else if (text_is(tag, "*"))
			others = said;
	}
	return weight >= 0 ? weight : others;
}

bool accept_gzip(struct text field)
{
	int gzip = accept_weight(field, "gzip");

	/* A wish to have it as it is counts only when somebody wrote it. */
	return gzip > 0 && gzip >= accept_weight(field, "identity");
}

enum lang accept_language(struct text field)
{
	int english = accept_weight(field, "en");

	return english > 0 && english > accept_weight(field, "da") ? LANG_EN : LANG_DA;
}
