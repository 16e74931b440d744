import type { Message } from '@grammyjs/types';
import { textContent } from '../text/formatting.ts';
import { normalize } from '../text/text-entities.ts';
import type { CallbackAnswer, SandboxUser } from '../types.ts';
import { asUser, type ChatState } from './chats.ts';
import type { World } from './world.ts';

/** What a user can do in a group that the bot is a member of. */
export function createGroupActions(world: World, user: SandboxUser) {
  const { chats, updates } = world;
  const from = asUser(user);

  function stateOf(groupId: number): ChatState {
    if (!chats.groupOf(groupId)) throw new Error(`the sandbox has no group ${groupId}`);
    return chats.find(groupId);
  }

  return {
    send(groupId: number, text: string, topic?: number): Message {
      const state = stateOf(groupId);
      const thread = topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true as const };
      const content = { ...textContent(normalize({ text, entities: [] })), ...thread };
      const message = chats.add(state, from, content);
      updates.push(user.id, { message: { ...message, from, chat: chats.tellChat(state) } });
      return message;
    },
    tap(groupId: number, messageId: number, data: string): Promise<CallbackAnswer> {
      const state = stateOf(groupId);
      const { id, answer } = world.callbacks.open(`${user.id} ${groupId} ${messageId} ${data}`);
      const message = chats.findMessage(state, messageId)?.message;
      if (!message) throw new Error(`no message ${messageId} in the group ${groupId}`);
      updates.push(user.id, { callback_query: { id, from, chat_instance: String(groupId), data, message } });
      return answer;
    },
  };
}
