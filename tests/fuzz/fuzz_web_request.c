/* tests/fuzz/fuzz_web_request.c: anything in the fields of a request: its path, its query or body, and what it says of
 * languages, packing, copies and ranges. */
#include <stdlib.h>

#include "base/fault.h"
#include "web/accept.h"
#include "web/address.h"
#include "web/condition.h"
#include "web/form.h"
#include "markup/percent.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check_percent(struct arena *arena, struct text t)
{
	struct text plain, again;
	struct buffer encoded = buffer_in(arena, 3 * t.n + 16);

	if (percent_decode(arena, t, PERCENT_FORM, &plain) != FAULT_NONE)
		return;
	must(text_valid(plain));
	percent_encode(&encoded, plain);
	must(percent_decode(arena, buffer_text(&encoded), PERCENT_FORM, &again) == FAULT_NONE && text_eq(plain, again));
}

/* What a path means has one address, which means the same. */
static void check_address(struct arena *arena, struct text t)
{
	struct place place, again;
	struct url url;

	if (address_find(arena, t, &place) != FAULT_NONE)
		return;
	url = address_url(arena, &place, NULL, 0);
	must(text_known(url.s) && url.s.s[0] == '/' && !text_starts(url.s, TEXT("//")));
	must(address_find(arena, url.s, &again) == FAULT_NONE && !again.moved && again.address == place.address &&
		again.as == place.as);
	must(place.moved == !text_eq(url.s, t));
	for (size_t i = 0; i < ADDRESS_PARTS_MAX; i++)
		must(text_eq(place.part[i], again.part[i]));
}

static void check_form(struct arena *arena, struct text t)
{
	static const char *const choices[] = { "a", "b", NULL };
	static const struct field fields[] = {
		{ .name = "q", .label = "Search", .type = FIELD_TEXT, .most = 40 },
		{ .name = "n", .label = "Page", .type = FIELD_NUMBER, .required = true, .least = 1, .most = 9 },
		{ .name = "d", .label = "Date", .type = FIELD_DATE },
		{ .name = "c", .label = "Kind", .type = FIELD_CHOICE, .choices = choices },
	};
	static const struct form form = { .fields = fields, .fields_n = LENGTH_OF(fields), .body_max = 1 << 16 };

	for (int source = FORM_QUERY; source <= FORM_BODY; source++) {
		struct form_values values;
		enum fault fault = form_read(arena, &form, (enum form_source)source, t, &values);

		must((fault == FAULT_NONE) == (values.problems_n == 0) && values.problems_n <= FORM_FIELDS_MAX + 1);
		if (fault != FAULT_NONE)
			continue;
		must(form_text(&values, 0).n <= 40 && (!values.value[0].given || text_valid(form_text(&values, 0))));
		must(form_number(&values, 1, 0) >= 1 && form_number(&values, 1, 0) <= 9);
		must(!values.value[2].given || date_valid(form_date(&values, 2)));
		must(!values.value[3].given || (values.value[3].number >= 0 && values.value[3].number < 2));
	}
}

static void check_condition(struct arena *arena, struct text t)
{
	static const char *const names[] = { "If-None-Match", "If-Modified-Since", "Range", "If-Range" };
	struct request rq = { .arena = arena, .method = METHOD_GET };
	struct text line;
	int64_t from, n, instant;

	for (size_t i = 0; i < LENGTH_OF(names) && text_line(&t, &line); i++)
		rq.headers[rq.headers_n++] = (struct header){ text_from(names[i]), line };
	(void)condition_holds(&rq, TEXT("\"1\""), 1);
	for (int64_t bytes = 0; bytes < 3; bytes++)
		if (condition_range(&rq, TEXT("\"1\""), 1, bytes, &from, &n) == RANGE_PART)
			must(from >= 0 && n > 0 && from + n <= bytes);
	(void)http_date_parse(t, &instant);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct text t = { (const char *)data, size };
	int weight = accept_weight(t, "gzip");

	must(weight >= -1 && weight <= 1000);
	(void)accept_gzip(t);
	(void)accept_language(t);
	check_percent(&arena, t);
	check_address(&arena, t);
	check_form(&arena, t);
	check_condition(&arena, t);
	arena_release(&arena);
	return 0;
}
