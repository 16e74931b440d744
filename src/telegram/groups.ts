import type { Message, Update } from '@grammyjs/types';
import { nearestLanguage, texts } from '../i18n/index.ts';
import { isFor, readCommand } from './command-line.ts';
import type { Kit } from './context.ts';

/*
 * The journal is no one's business in a group. There the bot says one line, where the question stands, and only when it is
 * spoken to: by one of its own commands, by any command that names it, or by a button.
 */

/** Whether an update comes from a group or a channel. */
export function isForGroup(update: Update): boolean {
  const { message, edited_message: edited, callback_query: query, my_chat_member: member } = update;
  const chat = (message ?? edited)?.chat ?? query?.message?.chat ?? member?.chat;
  return chat !== undefined && chat.type !== 'private';
}

/** Answers in a group. `commands`: the names of our own. */
export async function answerGroup({ call, botName }: Kit, update: Update, commands: readonly string[]): Promise<void> {
  const { message, callback_query: query } = update;
  const text = texts[nearestLanguage((query ?? message)?.from?.language_code)].common.groupLine(botName);
  if (query) await call('answerCallbackQuery', { callback_query_id: query.id, text });
  else if (message && speaksToUs(message, botName, commands)) {
    await call('sendMessage', { chat_id: message.chat.id, text, ...topicOf(message) });
  }
}

function speaksToUs({ text }: Message, botName: string, commands: readonly string[]): boolean {
  const command = readCommand(text);
  if (!command || !isFor(command, botName)) return false;
  return command.bot !== undefined || commands.includes(command.name);
}

const topicOf = ({ is_topic_message: inTopic, message_thread_id: topic }: Message): { message_thread_id?: number } =>
  inTopic && topic !== undefined ? { message_thread_id: topic } : {};
