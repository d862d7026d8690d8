#include "seal/totp.h"

#include <stdlib.h>

#include <liboath/oath.h>

#include "base/calendar.h"
#include "base/random.h"

enum {
	STEP = 30, /* seconds */
	WINDOW = 1, /* steps that a telephone's clock may be off */
	DIGITS = 6,
	ADDRESS_MAX = 2000, /* bytes: more than a picture can hold */
};

struct text totp_secret_new(struct arena *arena)
{
	char *secret = arena_alloc(arena, 1, TOTP_SECRET);

	random_bytes(secret, TOTP_SECRET);
	return (struct text){ secret, TOTP_SECRET };
}

struct text totp_secret_text(struct arena *arena, struct text secret)
{
	char *encoded = NULL;
	struct text text;

	if (oath_base32_encode(secret.s, secret.n, &encoded, NULL) != OATH_OK)
		return TEXT_NONE;
	text = text_copy(arena, text_from(encoded));
	free(encoded);
	return text;
}

bool totp_secret_parse(struct arena *arena, struct text letters, struct text *ret)
{
	char *bytes = NULL;
	size_t n = 0;
	bool ok = text_known(letters) && oath_base32_decode(letters.s, letters.n, &bytes, &n) == OATH_OK && n == TOTP_SECRET;

	if (ok)
		*ret = text_copy(arena, (struct text){ bytes, n });
	free(bytes);
	return ok;
}

static void add_escaped(struct buffer *b, struct text t)
{
	for (size_t i = 0; i < t.n; i++) {
		char c = t.s[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			strchr("-._~@", c) != NULL)
			buffer_add_byte(b, c);
		else
			buffer_format(b, "%%%02X", (unsigned char)c);
	}
}

struct text totp_address(struct arena *arena, struct text issuer, struct text account, struct text secret)
{
	struct buffer b = buffer_in(arena, ADDRESS_MAX);

	buffer_add_string(&b, "otpauth://totp/");
	add_escaped(&b, issuer);
	buffer_add_byte(&b, ':');
	add_escaped(&b, account);
	buffer_add_string(&b, "?secret=");
	buffer_add(&b, totp_secret_text(arena, secret));
	buffer_add_string(&b, "&issuer=");
	add_escaped(&b, issuer);
	return b.full ? TEXT_NONE : buffer_text(&b);
}

bool totp_is(struct arena *arena, struct text secret, struct text code, int64_t now, int64_t *ret_step)
{
	time_t seconds = (time_t)(now / MICROSECONDS);
	char *digits = text_string(arena, text_trim(code));
	int off = 0;

	if (!text_known(secret) || strlen(digits) != DIGITS ||
		oath_totp_validate2(secret.s, secret.n, seconds, STEP, 0, WINDOW, &off, digits) < 0)
		return false;
	*ret_step = (int64_t)seconds / STEP + off;
	return true;
}
