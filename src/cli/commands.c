#include "cli/commands.h"

const struct command *const commands[] = { &command_read, &command_import, &command_list, &command_show, &command_search,
	&command_serve, &command_user, &command_backup, &command_copy, &command_check, &command_verify, &command_reindex, NULL };
