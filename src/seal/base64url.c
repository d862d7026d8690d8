#include "seal/base64url.h"

#include <sodium.h>

enum { ENCODING = sodium_base64_VARIANT_URLSAFE_NO_PADDING };

struct text base64url(struct arena *arena, struct text bytes)
{
	size_t room = sodium_base64_encoded_len(bytes.n, ENCODING);
	char *letters = arena_alloc(arena, 1, room);

	sodium_bin2base64(letters, room, (const unsigned char *)bytes.s, bytes.n, ENCODING);
	return (struct text){ letters, room - 1 };
}

/* The library takes some bytes above ASCII for letters. */
static bool has_letters_alone(struct text t)
{
	for (size_t i = 0; i < t.n; i++) {
		char c = t.s[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
			return false;
	}
	return text_known(t);
}

bool base64url_parse(struct arena *arena, struct text letters, struct text *ret)
{
	unsigned char *bytes = arena_alloc(arena, 1, letters.n + 1);
	size_t n;

	if (!has_letters_alone(letters) ||
		sodium_base642bin(bytes, letters.n + 1, letters.s, letters.n, NULL, &n, NULL, ENCODING) != 0)
		return false;
	*ret = (struct text){ (char *)bytes, n };
	return true;
}
