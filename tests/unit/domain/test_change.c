#include "domain/change.h"

#include "database.h"
#include "domain/content.h"
#include "fixture.h"
#include "tap.h"

static struct ctx *with_meetings(struct arena *arena, const char **ret_url)
{
	struct ctx *cx = fixture_ctx_at(arena, ret_url);

	for (int i = 1; i <= 6; i++) {
		struct text bytes = text_from(arena_format(arena, "document %d", i));
		const char *day = arena_format(arena, "2024-03-%02d", i);
		struct meeting_id id;
		enum keep_outcome outcome;

		CHECK_INT(fixture_keep(cx, fixture_record(arena, RECORD_MINUTES, day, bytes), bytes, &outcome, &id), FAULT_NONE);
	}
	return cx;
}

TEST(journal_that_was_let_alone_is_whole)
{
	const char *url;
	struct ctx *cx = with_meetings(arena, &url);
	int64_t entries, broken, files;

	CHECK_INT(journal_verify(cx, &entries, &broken), FAULT_NONE);
	CHECK_INT(entries, 6);
	CHECK_INT(content_verify(cx, &files), FAULT_NONE);
	CHECK_INT(files, 6);
}

TEST(journal_shows_what_was_done_behind_its_back)
{
	static const struct {
		const char *sql;
		int64_t broken; /* the entry that is named; 0: none is, a revision is not told of */
	} deeds[] = {
		{ "UPDATE journal SET at = at + 1 WHERE id = 3", 3 },
		{ "UPDATE journal SET viewer = 0 WHERE id = 1", 1 },
		{ "UPDATE journal SET verb = 'revise' WHERE id = 6", 6 },
		{ "UPDATE journal SET noun = 'person' WHERE id = 2", 2 },
		{ "UPDATE journal SET noun_id = 99 WHERE id = 2", 2 },
		{ "UPDATE journal SET before = '' WHERE id = 4", 4 },
		{ "UPDATE journal SET after = NULL WHERE id = 4", 4 },
		{ "UPDATE journal SET previous = '' WHERE id = 5", 5 },
		{ "UPDATE journal SET hash = substr(hash, 1, 63) || 'x' WHERE id = 5", 5 },
		{ "DELETE FROM journal WHERE id = 1", 2 },
		{ "DELETE FROM journal WHERE id = 3", 4 },
		{ "DELETE FROM journal WHERE id = 6", 0 },
		{ "DELETE FROM journal WHERE id >= 4", 0 },
		{ "DELETE FROM journal", 0 },
		{ "UPDATE journal SET id = 100 WHERE id = 2", 3 },
		{ "UPDATE journal SET id = -id WHERE id IN (2, 3); UPDATE journal SET id = 5 + id WHERE id IN (-2, -3)", 1 },
		{ "INSERT INTO journal (id, at, viewer, verb, noun, noun_id, previous, hash) SELECT 7, at, viewer, verb, noun, "
		  "noun_id, hash, 'made up' FROM journal WHERE id = 6", 7 },
		{ "UPDATE revision SET number = 2 WHERE id = 4", 0 },
		{ "UPDATE source SET content_id = 1 WHERE id = 4", 0 },
	};

	ONLY_SQLITE
	for (size_t i = 0; i < LENGTH_OF(deeds); i++) {
		const char *url;
		struct ctx *cx = with_meetings(arena, &url);
		int64_t entries = -1, broken = -1;

		CHECK(database_force(url, deeds[i].sql));
		CHECK_INT(journal_verify(cx, &entries, &broken), FAULT_INVALID);
		/* Swapped entries break at the first that is out of its place, whatever number it got. */
		if (deeds[i].broken != 1 || i == 1)
			CHECK_INT(broken, deeds[i].broken);
		CHECK(cx->why.message != NULL);
	}
}

TEST(content_that_was_changed_is_found)
{
	static const char *const deeds[] = {
		"UPDATE content_piece SET bytes = x'00' WHERE content_id = 3",
		"DELETE FROM content_piece WHERE content_id = 3",
		"UPDATE content SET size = size + 1 WHERE id = 3",
		"UPDATE content SET sha256 = substr(sha256, 1, 63) || 'x' WHERE id = 3",
	};

	ONLY_SQLITE
	for (size_t i = 0; i < LENGTH_OF(deeds); i++) {
		const char *url;
		struct ctx *cx = with_meetings(arena, &url);
		int64_t files;

		CHECK(database_force(url, deeds[i]));
		CHECK_INT(content_verify(cx, &files), FAULT_INVALID);
	}
}

/* A document of several pieces comes back as it was, from any place. */
TEST(content_comes_back_in_pieces)
{
	struct ctx *cx = fixture_ctx(arena);
	size_t n = 2 * CONTENT_PIECE + 17;
	char *s = arena_new(arena, char, n);
	struct text bytes = { s, n }, piece;
	struct content_id id = { 1 };
	struct meeting_id meeting;
	enum keep_outcome outcome;
	int64_t files;

	for (size_t i = 0; i < n; i++)
		s[i] = (char)('a' + i % 23);
	CHECK_INT(fixture_keep(cx, fixture_record(arena, RECORD_MINUTES, "2024-03-12", bytes), bytes, &outcome, &meeting),
		FAULT_NONE);
	for (size_t at = 0; at < n; at += piece.n) {
		CHECK_INT(content_read(cx, id, (int64_t)at, &piece), FAULT_NONE);
		CHECK(piece.n > 0 && text_eq(piece, text_from_to(bytes, at, at + piece.n)));
		if (piece.n == 0)
			break;
	}
	CHECK_INT(content_read(cx, id, CONTENT_PIECE + 5, &piece), FAULT_NONE);
	CHECK_INT(piece.n, CONTENT_PIECE - 5);
	CHECK_INT(content_read(cx, id, (int64_t)n, &piece), FAULT_NONE);
	CHECK_INT(piece.n, 0);
	CHECK_INT(content_verify(cx, &files), FAULT_NONE);
	CHECK_INT(files, 1);
}
