#include "web/server/peer.h"

#include <arpa/inet.h>
#include <sys/un.h>
#include <unistd.h>

#include "tap.h"

static struct peer *come(struct peers *peers, const char *address, int fd, int64_t now)
{
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
	struct sockaddr_un local = { .sun_family = AF_UNIX };

	if (inet_pton(AF_INET, address, &four.sin_addr) == 1)
		return peer_add(peers, fd, (struct sockaddr *)&four, now);
	if (inet_pton(AF_INET6, address, &six.sin6_addr) == 1)
		return peer_add(peers, fd, (struct sockaddr *)&six, now);
	return peer_add(peers, fd, (struct sockaddr *)&local, now);
}

static struct peers some_peers(void)
{
	struct peers peers = { 0 };

	peers.queues[PHASE_HEAD].length_ms = 10;
	peers.queues[PHASE_BODY].length_ms = 30;
	peers.queues[PHASE_ANSWER].length_ms = 60;
	return peers;
}

static void leave_all(struct peers *peers)
{
	for (int i = 0; i < PHASES; i++)
		while (peers->queues[i].oldest != NULL)
			peer_remove(peers, peers->queues[i].oldest);
	CHECK_INT(peers->count, 0);
	peers_release(peers);
}

TEST(peer_is_named_and_counted_by_its_address)
{
	struct peers peers = some_peers();
	struct peer *a = come(&peers, "192.0.2.1", -1, 0), *b = come(&peers, "192.0.2.2", -1, 0);
	struct peer *mapped = come(&peers, "::ffff:192.0.2.1", -1, 0);
	struct peer *six = come(&peers, "2001:db8:1:2::3", -1, 0), *near = come(&peers, "2001:db8:1:2:ffff::4", -1, 0);
	struct peer *far = come(&peers, "2001:db8:1:3::3", -1, 0);

	CHECK_TEXT(text_from(a->address), "192.0.2.1");
	CHECK_TEXT(text_from(mapped->address), "192.0.2.1");
	CHECK_TEXT(text_from(six->address), "2001:db8:1:2::3");
	CHECK_INT(peers_alike(&peers, a), 2);
	CHECK_INT(peers_alike(&peers, b), 1);
	CHECK_INT(peers_alike(&peers, six), 2);
	CHECK_INT(peers_alike(&peers, near), 2);
	CHECK_INT(peers_alike(&peers, far), 1);
	CHECK(!a->local && !six->local && !mapped->local);
	peer_remove(&peers, mapped);
	CHECK_INT(peers_alike(&peers, a), 1);
	leave_all(&peers);
}

TEST(peer_knows_this_machine)
{
	struct peers peers = some_peers();

	CHECK(come(&peers, "127.0.0.1", -1, 0)->local);
	CHECK(come(&peers, "127.8.9.1", -1, 0)->local);
	CHECK(come(&peers, "::1", -1, 0)->local);
	CHECK(come(&peers, "::ffff:127.0.0.1", -1, 0)->local);
	CHECK(come(&peers, "unix", -1, 0)->local);
	CHECK(!come(&peers, "128.0.0.1", -1, 0)->local);
	CHECK(!come(&peers, "::2", -1, 0)->local);
	leave_all(&peers);
}

TEST(peers_are_sorted_by_deadline)
{
	struct peers peers = some_peers();
	struct peer *first = come(&peers, "unix", -1, 100), *second = come(&peers, "unix", -1, 101);

	CHECK_INT(peers_deadline(&peers), 110);
	peer_enter(&peers, first, PHASE_BODY, 105);
	CHECK_INT(peers_deadline(&peers), 111);
	peer_enter(&peers, second, PHASE_ANSWER, 106);
	CHECK_INT(peers_deadline(&peers), 135);
	peer_enter(&peers, first, PHASE_HEAD, 140);
	CHECK_INT(peers_deadline(&peers), 150);
	peer_remove(&peers, first);
	CHECK_INT(peers_deadline(&peers), 166);
	peer_remove(&peers, second);
	CHECK(peers_deadline(&peers) == INT64_MAX);
	leave_all(&peers);
}

static bool is_shut(int fd)
{
	char c;

	return recv(fd, &c, 1, MSG_DONTWAIT) == 0;
}

TEST(peers_past_their_deadline_are_cut_and_others_are_not)
{
	struct peers peers = some_peers();
	int late[2], early[2];

	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, late), 0);
	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, early), 0);
	come(&peers, "unix", late[0], 0);
	come(&peers, "unix", early[0], 5);
	peers_cut_late(&peers, 9);
	CHECK(!is_shut(late[1]) && !is_shut(early[1]));
	peers_cut_late(&peers, 10);
	CHECK(is_shut(late[1]) && !is_shut(early[1]));
	CHECK_INT(peers_deadline(&peers), 15);
	leave_all(&peers);
	for (int i = 0; i < 2; i++) {
		close(late[i]);
		close(early[i]);
	}
}

TEST(peers_without_a_request_are_idle)
{
	struct peers peers = some_peers();
	int idle[2], sending[2], known[2];

	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, idle), 0);
	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, sending), 0);
	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, known), 0);
	come(&peers, "unix", idle[0], 0);
	come(&peers, "unix", sending[0], 0);
	come(&peers, "unix", known[0], 0)->target_at = "/";
	CHECK_INT(write(sending[1], "G", 1), 1);
	peers_cut_idle(&peers);
	CHECK(is_shut(idle[1]));
	CHECK(!is_shut(sending[1]));
	CHECK(!is_shut(known[1]));
	leave_all(&peers);
	for (int i = 0; i < 2; i++) {
		close(idle[i]);
		close(sending[i]);
		close(known[i]);
	}
}
