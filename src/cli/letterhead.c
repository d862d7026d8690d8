#include "cli/letterhead.h"

#include "base/path.h"

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static enum fault read_colour(struct invocation *in, struct text value, uint32_t *ret)
{
	uint32_t colour = 0;

	if (!text_known(value))
		return FAULT_NONE;
	if (text_starts(value, TEXT("#")))
		value = text_after(value, 1);
	for (size_t i = 0; i < value.n; i++) {
		int digit = hex_digit(value.s[i]);

		if (digit < 0 || value.n != 6)
			return refuse_with(&in->cx.why, FAULT_INVALID, N_("%s is no colour; six hexadecimal digits are, as in 1d4971"),
				"%.*s", TEXT_ARG(value));
		colour = colour << 4 | (uint32_t)digit;
	}
	if (pdf_contrast(colour) < PDF_CONTRAST_LEAST)
		return refuse_with(&in->cx.why, FAULT_INVALID,
			N_("the colour %s cannot be read on white paper; choose a darker one (contrast 4.5:1 or more)"), "%.*s",
			TEXT_ARG(value));
	*ret = colour;
	return FAULT_NONE;
}

enum fault letterhead_read(struct invocation *in, struct letterhead *ret)
{
	struct letterhead letterhead = { .logo_alt = option_setting(in, "logo-text", "SAGSGANG_LOGO_TEXT") };
	struct text logo = option_setting(in, "logo", "SAGSGANG_LOGO");
	enum fault fault = read_colour(in, option_setting(in, "colour", "SAGSGANG_COLOUR"), &letterhead.colour);

	if (fault == FAULT_NONE && text_known(logo))
		fault = path_read(in->cx.arena, logo.s, PDF_LOGO_MAX, &in->cx.why, &letterhead.logo);
	if (fault == FAULT_NONE && text_known(logo))
		fault = pdf_check_logo(letterhead.logo, &in->cx.why);
	if (fault == FAULT_NONE)
		*ret = letterhead;
	return fault;
}
