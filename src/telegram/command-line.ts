/** A command as it was typed. */
export interface CommandLine {
  /** In small letters, without the slash. */
  name: string;
  /** Name of the bot that it is for, as typed; undefined: any. */
  bot?: string;
  argument: string;
}

// As people type them on a phone that begins each line with a capital: /Start, /ОТМЕНА.
const COMMAND = /^\/([\p{L}_]+)(?:@(\w+))?(?:\s+(.*))?$/su;

/** Reads a line as a command; undefined: it is none, as a path or a date with slashes. */
export function readCommand(text: string | undefined): CommandLine | undefined {
  const match = COMMAND.exec(text ?? '');
  if (!match) return undefined;
  const [, name = '', bot, argument = ''] = match;
  return { name: name.toLowerCase(), ...(bot !== undefined && { bot }), argument: argument.trim() };
}

/** Whether a command is meant for the bot of this name, or for any. */
export const isFor = ({ bot }: CommandLine, botName: string): boolean =>
  bot === undefined || bot.toLowerCase() === botName.toLowerCase();
