#include "seal/box.h"

#include <sodium.h>

#include "base/random.h"
#include "seal/base64url.h"
#include "seal/token.h"

static const unsigned char *key_of(struct arena *arena, struct text token)
{
	struct text key;

	if (!base64url_parse(arena, token_derived(arena, token, "box"), &key) || key.n != crypto_secretbox_KEYBYTES)
		return NULL;
	return (const unsigned char *)key.s;
}

struct text box_close(struct arena *arena, struct text token, struct text bytes)
{
	size_t n = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + bytes.n;
	unsigned char *box = arena_alloc(arena, 1, n);

	random_bytes(box, crypto_secretbox_NONCEBYTES);
	crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, (const unsigned char *)bytes.s, bytes.n, box,
		key_of(arena, token));
	return (struct text){ (char *)box, n };
}

bool box_open(struct arena *arena, struct text token, struct text box, struct text *ret)
{
	const unsigned char *bytes = (const unsigned char *)box.s, *key = key_of(arena, token);
	size_t around = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
	unsigned char *opened;

	if (!text_known(box) || box.n < around)
		return false;
	opened = arena_alloc(arena, 1, box.n - around + 1);
	if (crypto_secretbox_open_easy(opened, bytes + crypto_secretbox_NONCEBYTES, box.n - crypto_secretbox_NONCEBYTES, bytes,
		    key) != 0)
		return false;
	*ret = (struct text){ (char *)opened, box.n - around };
	return true;
}
