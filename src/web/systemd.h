/* web/systemd.h: what a service tells the one who started it (sd_notify(3)): one datagram to the socket in NOTIFY_SOCKET.
 * Nothing when there is none.
 */
#ifndef WEB_SYSTEMD_H
#define WEB_SYSTEMD_H

#include <stdint.h>

/* "READY=1", "STOPPING=1", "WATCHDOG=1" ... */
void systemd_tell(const char *state);
/* How often a sign of life is wanted, in milliseconds, half of the deadline; 0: never. */
int64_t systemd_watchdog_ms(void);

#endif
