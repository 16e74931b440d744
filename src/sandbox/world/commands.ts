import type { BotCommand } from '@grammyjs/types';
import type { CommandScope } from '../api/method-params.ts';
import { badRequest } from '../refusal.ts';

const MAX_COMMANDS = 100;
const MAX_DESCRIPTION = 256;

export type SavedCommands = [key: string, commands: BotCommand[]][];
export type Commands = ReturnType<typeof createCommands>;

/** The bot's command lists, by scope and language. */
export function createCommands(saved: SavedCommands = []) {
  const lists = new Map(saved);
  const keyOf = (scope: CommandScope, language = '') =>
    `${scope?.type ?? 'default'}:${scope?.type === 'chat' ? scope.chat_id : ''}:${language}`;

  return {
    set(scope: CommandScope, language: string | undefined, commands: BotCommand[]): void {
      if (commands.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
      lists.set(keyOf(scope, checkLanguage(language)), commands.map(checkCommand));
    },
    get: (scope: CommandScope, language: string | undefined): BotCommand[] => lists.get(keyOf(scope, language)) ?? [],
    remove: (scope: CommandScope, language: string | undefined): void => void lists.delete(keyOf(scope, language)),
    /** What a user's menu shows: the narrowest scope wins, and in it the user's own language. */
    shownTo(userId: number, language: string): BotCommand[] {
      const scopes: CommandScope[] = [
        { type: 'chat', chat_id: userId },
        { type: 'all_private_chats' },
        { type: 'default' },
      ];
      for (const scope of scopes) {
        const list = lists.get(keyOf(scope, language)) ?? lists.get(keyOf(scope));
        if (list && list.length > 0) return list;
      }
      return [];
    },
    snapshot: (): SavedCommands => [...lists],
  };
}

function checkCommand({ command, description }: BotCommand): BotCommand {
  const name = command.replace(/^\//u, '');
  if (!/^[a-z0-9_]{1,32}$/u.test(name)) throw badRequest('BOT_COMMAND_INVALID');
  if (description.trim() === '') throw badRequest('command description must be non-empty');
  if ([...description].length > MAX_DESCRIPTION) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  return { command: name, description };
}

function checkLanguage(language: string | undefined): string | undefined {
  if (language && !/^[a-z]{2}$/u.test(language)) throw badRequest('BOT_LANG_CODE_INVALID');
  return language;
}
