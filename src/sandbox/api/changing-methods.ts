import { badRequest } from '../refusal.ts';
import { messageCaption, messageText, textContent } from '../text/formatting.ts';
import { edit, requireCaption, requireText } from '../world/editing.ts';
import { withoutMedia } from '../world/media.ts';
import { inputMedia } from '../world/sending.ts';
import { method } from './method.ts';
import { methodParams as params } from './method-params.ts';

const REACTIONS = /^\p{Emoji}/u;

/** What changes or removes what is in a chat. */
export const changingMethods = {
  editMessageText: method(params.editMessageText, (given, { world }) =>
    edit(world, given, given.reply_markup, (message) => {
      requireText(message);
      const { text: _text, entities: _entities, ...bare } = message;
      return { ...bare, ...textContent(messageText(given, world.knownUser, 'edit')) };
    }),
  ),
  editMessageCaption: method(params.editMessageCaption, (given, { world }) =>
    edit(world, given, given.reply_markup, (message) => {
      requireCaption(message);
      const { caption: _caption, caption_entities: _entities, ...bare } = message;
      return { ...bare, ...messageCaption(given, world.knownUser) };
    }),
  ),
  editMessageMedia: method(params.editMessageMedia, (given, { world, uploads }) =>
    edit(world, given, given.reply_markup, (message) => {
      const { text: _text, entities: _entities, ...bare } = withoutMedia(message);
      return { ...bare, ...inputMedia(world, given.media, uploads) };
    }),
  ),
  editMessageReplyMarkup: method(params.editMessageReplyMarkup, (given, { world }) =>
    edit(world, given, given.reply_markup, (message) => message),
  ),
  deleteMessage: method(params.deleteMessage, ({ chat_id, message_id }, { world }) => {
    world.chats.remove(world.chats.writable(chat_id), message_id);
    return true as const;
  }),
  deleteMessages: method(params.deleteMessages, ({ chat_id, message_ids }, { world }) => {
    if (message_ids.length < 1 || message_ids.length > 100)
      throw badRequest('wrong number of message identifiers specified');
    const chat = world.chats.writable(chat_id);
    // What is not there any more is passed over, as in Telegram.
    for (const id of message_ids.filter((id) => world.chats.findMessage(chat, id))) world.chats.remove(chat, id);
    return true as const;
  }),
  pinChatMessage: method(params.pinChatMessage, ({ chat_id, message_id }, { world }) => {
    const chat = world.chats.writable(chat_id);
    if (!world.chats.findMessage(chat, message_id)) throw badRequest('message to pin not found');
    chat.pinned = [...chat.pinned.filter((id) => id !== message_id), message_id];
    world.chats.changed(chat, { kind: 'edited', messageId: message_id });
    return true as const;
  }),
  unpinChatMessage: method(params.unpinChatMessage, ({ chat_id, message_id }, { world }) => {
    const chat = world.chats.writable(chat_id);
    const id = message_id ?? chat.pinned.at(-1);
    if (id === undefined || !world.chats.findMessage(chat, id)) throw badRequest('message to unpin not found');
    chat.pinned = chat.pinned.filter((pinned) => pinned !== id);
    world.chats.changed(chat, { kind: 'edited', messageId: id });
    return true as const;
  }),
  setMessageReaction: method(params.setMessageReaction, ({ chat_id, message_id, reaction = [] }, { world }) => {
    const chat = world.chats.writable(chat_id);
    const stored = world.chats.findMessage(chat, message_id);
    if (!stored) throw badRequest('message to react not found');
    if (reaction.length > 1) throw badRequest('REACTIONS_TOO_MANY');
    const emoji = reaction[0]?.emoji;
    if (emoji !== undefined && !REACTIONS.test(emoji)) throw badRequest('REACTION_INVALID');
    if (emoji === undefined) delete stored.reaction;
    else stored.reaction = emoji;
    world.chats.changed(chat, { kind: 'edited', messageId: message_id });
    return true as const;
  }),
};
