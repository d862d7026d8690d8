#include "web/server/peer.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <sys/ioctl.h>

static bool is_loopback(const struct sockaddr *address)
{
	const struct in6_addr *six;

	if (address->sa_family == AF_UNIX)
		return true;
	if (address->sa_family == AF_INET)
		return ntohl(((const struct sockaddr_in *)(const void *)address)->sin_addr.s_addr) >> 24 == 127;
	six = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
	return IN6_IS_ADDR_LOOPBACK(six) || (IN6_IS_ADDR_V4MAPPED(six) && six->s6_addr[12] == 127);
}

static void name_peer(struct peer *peer, const struct sockaddr *address)
{
	const struct in6_addr *six;

	peer->local = is_loopback(address);
	if (address->sa_family == AF_UNIX) {
		memcpy(peer->address, "unix", sizeof("unix"));
	} else if (address->sa_family == AF_INET) {
		const struct in_addr *four = &((const struct sockaddr_in *)(const void *)address)->sin_addr;

		memcpy(peer->key, four, sizeof(*four));
		inet_ntop(AF_INET, four, peer->address, sizeof(peer->address));
	} else {
		six = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
		if (IN6_IS_ADDR_V4MAPPED(six)) {
			memcpy(peer->key, six->s6_addr + 12, 4);
			inet_ntop(AF_INET, six->s6_addr + 12, peer->address, sizeof(peer->address));
			return;
		}
		memcpy(peer->key, six->s6_addr, sizeof(peer->key));
		inet_ntop(AF_INET6, six, peer->address, sizeof(peer->address));
	}
}

static size_t bucket_of(const struct peer *peer)
{
	uint64_t key;

	memcpy(&key, peer->key, sizeof(key));
	return (key * 0x9e3779b97f4a7c15u) >> 56;
}

static void leave_queue(struct peers *peers, struct peer *peer)
{
	if (peer->newer != NULL)
		peer->newer->older = peer->older;
	else
		peers->queues[peer->phase].newest = peer->older;
	if (peer->older != NULL)
		peer->older->newer = peer->newer;
	else
		peers->queues[peer->phase].oldest = peer->newer;
}

static void join_queue(struct peers *peers, struct peer *peer, enum phase phase, int64_t now_ms)
{
	peer->phase = phase;
	peer->deadline = now_ms + peers->queues[phase].length_ms;
	peer->newer = NULL;
	peer->older = peers->queues[phase].newest;
	if (peer->older != NULL)
		peer->older->newer = peer;
	else
		peers->queues[phase].oldest = peer;
	peers->queues[phase].newest = peer;
}

struct peer *peer_add(struct peers *peers, int fd, const struct sockaddr *address, int64_t now_ms)
{
	struct peer *peer = peers->idle;
	size_t bucket;

	if (peer != NULL)
		peers->idle = peer->next_alike;
	else
		peer = malloc(sizeof(*peer));
	if (peer == NULL)
		return NULL;
	memset(peer, 0, offsetof(struct peer, target));
	peer->fd = fd;
	name_peer(peer, address);
	bucket = bucket_of(peer);
	peer->next_alike = peers->buckets[bucket];
	peers->buckets[bucket] = peer;
	join_queue(peers, peer, PHASE_HEAD, now_ms);
	peers->count++;
	return peer;
}

void peer_remove(struct peers *peers, struct peer *peer)
{
	struct peer **at = &peers->buckets[bucket_of(peer)];

	while (*at != peer)
		at = &(*at)->next_alike;
	*at = peer->next_alike;
	leave_queue(peers, peer);
	peers->count--;
	peer->next_alike = peers->idle;
	peers->idle = peer;
}

void peer_enter(struct peers *peers, struct peer *peer, enum phase phase, int64_t now_ms)
{
	leave_queue(peers, peer);
	join_queue(peers, peer, phase, now_ms);
}

int peers_alike(const struct peers *peers, const struct peer *peer)
{
	int n = 0;

	for (const struct peer *other = peers->buckets[bucket_of(peer)]; other != NULL; other = other->next_alike)
		n += memcmp(other->key, peer->key, sizeof(peer->key)) == 0;
	return n;
}

int64_t peers_deadline(const struct peers *peers)
{
	int64_t soonest = INT64_MAX;

	for (int i = 0; i < PHASES; i++) {
		const struct peer *peer = peers->queues[i].oldest;

		while (peer != NULL && peer->cut)
			peer = peer->newer;
		if (peer != NULL && peer->deadline < soonest)
			soonest = peer->deadline;
	}
	return soonest;
}

/* The library sees the end of the stream at its next turn and closes.  What lies unsent in the kernel goes at once. */
static void cut(struct peer *peer, bool forget)
{
	struct linger linger = { .l_onoff = 1, .l_linger = 0 };

	if (peer->cut)
		return;
	peer->cut = true;
	peer->lingers = false;
	if (forget)
		setsockopt(peer->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
	shutdown(peer->fd, SHUT_RDWR);
}

void peers_cut_late(struct peers *peers, int64_t now_ms)
{
	for (int i = 0; i < PHASES; i++)
		for (struct peer *peer = peers->queues[i].oldest; peer != NULL && peer->deadline <= now_ms; peer = peer->newer)
			cut(peer, i == PHASE_ANSWER);
}

void peers_cut_idle(struct peers *peers)
{
	for (struct peer *peer = peers->queues[PHASE_HEAD].oldest; peer != NULL; peer = peer->newer) {
		int waiting = 0;

		if (peer->target_at == NULL && (ioctl(peer->fd, FIONREAD, &waiting) != 0 || waiting == 0))
			cut(peer, false);
	}
}

void peers_release(struct peers *peers)
{
	while (peers->idle != NULL) {
		struct peer *next = peers->idle->next_alike;

		free(peers->idle);
		peers->idle = next;
	}
}
