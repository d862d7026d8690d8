#include "store/statement_map.h"

enum { ROOM_FIRST = 64 };

static struct statement_entry *find(
	const struct statement_map *map, const struct statement *statement)
{
	size_t at =
		((uintptr_t)statement >> 4) * UINT64_C(0x9e3779b97f4a7c15) >> 32 & (map->room - 1);

	while (map->entries[at].statement != NULL && map->entries[at].statement != statement)
		at = (at + 1) & (map->room - 1);
	return &map->entries[at];
}

static void make_room(struct arena *arena, struct statement_map *map)
{
	struct statement_map old = *map;

	if (map->n * 2 < map->room)
		return;
	map->room = old.room > 0 ? old.room * 2 : ROOM_FIRST;
	map->entries = arena_new(arena, struct statement_entry, map->room);
	for (size_t i = 0; i < old.room; i++)
		if (old.entries[i].statement != NULL)
			*find(map, old.entries[i].statement) = old.entries[i];
}

struct cursor **statement_map_at(
	struct arena *arena, struct statement_map *map, const struct statement *statement)
{
	struct statement_entry *entry;

	make_room(arena, map);
	entry = find(map, statement);
	if (entry->statement == NULL) {
		entry->statement = statement;
		map->n++;
	}
	return &entry->cursor;
}
