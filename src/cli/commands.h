/* cli/commands.h: every command; each stands in the file of its name. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

extern const struct command command_backup, command_check, command_copy, command_import, command_list, command_read, command_reindex, command_search,
	command_serve, command_show, command_user, command_verify;

#endif
