/* seal/box.h: what lies here and only one browser can open: sealed with a key that is made from its token.
 *
 * XSalsa20-Poly1305 by libsodium, with a nonce of its own each time.
 */
#ifndef SEAL_BOX_H
#define SEAL_BOX_H

#include "base/text.h"

struct text box_close(struct arena *arena, struct text token, struct text bytes);
/* False when it was closed with another token, or changed since. */
bool box_open(struct arena *arena, struct text token, struct text box, struct text *ret);

#endif
