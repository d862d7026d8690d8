#include "seal/totp.h"

#include "base/calendar.h"
#include "tap.h"

/* RFC 6238 appendix B gives eight digits for SHA-1; six are their end. */
static const struct text secret = { "12345678901234567890", 20 };

TEST(totp_knows_the_vectors_of_its_rfc)
{
	static const struct {
		int64_t seconds;
		const char *code;
	} cases[] = { { 59, "287082" }, { 1111111109, "081804" }, { 1234567890, "005924" }, { 2000000000, "279037" } };

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		int64_t now = cases[i].seconds * MICROSECONDS, step = 0;
		struct text code = text_from(cases[i].code);

		CHECK(totp_is(arena, secret, code, now, &step));
		CHECK_INT(step, cases[i].seconds / 30);
		CHECK(totp_is(arena, secret, code, now + 30 * (int64_t)MICROSECONDS, &step));
		CHECK_INT(step, cases[i].seconds / 30);
		CHECK(totp_is(arena, secret, code, now - 30 * (int64_t)MICROSECONDS, &step));
		CHECK_INT(step, cases[i].seconds / 30);
		CHECK(!totp_is(arena, secret, code, now + 90 * (int64_t)MICROSECONDS, &step));
	}
}

TEST(totp_takes_nothing_else)
{
	int64_t step;

	CHECK(!totp_is(arena, secret, TEXT("94287082"), (int64_t)59 * MICROSECONDS, &step));
	CHECK(!totp_is(arena, secret, TEXT(""), (int64_t)59 * MICROSECONDS, &step));
	CHECK(!totp_is(arena, secret, TEXT("28708x"), (int64_t)59 * MICROSECONDS, &step));
	CHECK(!totp_is(arena, TEXT_NONE, TEXT("287082"), (int64_t)59 * MICROSECONDS, &step));
	CHECK(totp_is(arena, secret, TEXT(" 287082 "), (int64_t)59 * MICROSECONDS, &step));
}

TEST(totp_address_is_what_telephones_read)
{
	CHECK_TEXT(totp_secret_text(arena, secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
	CHECK_TEXT(totp_address(arena, TEXT("Solb\xc3\xa6k Kommune"), TEXT("anne@solbaek.example"), secret),
		"otpauth://totp/Solb%C3%A6k%20Kommune:anne@solbaek.example"
		"?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Solb%C3%A6k%20Kommune");
	CHECK_INT(totp_secret_new(arena).n, TOTP_SECRET);
}
