import type { ApiMethods, ChatFullInfo, InlineQueryResult, Message } from '@grammyjs/types';
import type { z } from 'zod';
import { chatOf } from './chats.ts';
import { checkParams } from './check-params.ts';
import { edit, requireCaption, requireText } from './editing.ts';
import { messageCaption, messageText, textContent } from './formatting.ts';
import { withoutMedia } from './media.ts';
import { type InlineResultParams, type KnownMethod, methodParams as params } from './method-params.ts';
import { badRequest, conflict } from './refusal.ts';
import { inputMedia, post, postAlbum, postCopy, postFile, postForward, type Uploads } from './sending.ts';
import type { World } from './world.ts';

/** What a call brings besides its parameters. */
export interface CallContext {
  world: World;
  uploads: Uploads;
  /** Aborted when the caller has gone. */
  signal: AbortSignal;
}

/** Grammy types each sent message by its content; here they are all just messages. */
type Answer<R> = R extends Message.ServiceMessage ? Message : R extends Message.ServiceMessage[] ? Message[] : R;
type MethodResult<M extends KnownMethod> = Answer<ReturnType<ApiMethods<unknown>[M]>>;

interface Method<R> {
  /** Checks the raw parameters and runs the method. */
  call(context: CallContext, raw: Record<string, unknown>): R | Promise<R>;
}

/** Ties a method's parameters to what it does, so that the body gets them typed. */
function method<S extends z.ZodObject, R>(
  schema: S,
  run: (params: z.output<S>, context: CallContext) => R | Promise<R>,
): Method<R> {
  return { call: (context, raw) => run(checkParams(schema, raw), context) };
}

const CHAT_ACTIONS = new Set(
  'typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location record_video_note upload_video_note'.split(
    ' ',
  ),
);
const REACTIONS = /^\p{Emoji}/u;

const receiving = {
  getMe: method(params.getMe, (_, { world }) => world.bot),
  getUpdates: method(params.getUpdates, (given, { world, signal }) => {
    if (world.webhook.isSet()) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    return world.updates.poll(given, signal);
  }),
  setWebhook: method(params.setWebhook, (given, { world }) => {
    if (given.url === '') world.webhook.remove(given.drop_pending_updates ?? false);
    else world.webhook.set(given);
    return true as const;
  }),
  deleteWebhook: method(params.deleteWebhook, (given, { world }) => {
    world.webhook.remove(given.drop_pending_updates ?? false);
    return true as const;
  }),
  getWebhookInfo: method(params.getWebhookInfo, (_, { world }) => world.webhook.info()),
};

const sending = {
  sendMessage: method(params.sendMessage, (given, { world }) => {
    world.chats.writable(given.chat_id);
    return post(world, given, textContent(messageText(given, world.knownUser)));
  }),
  sendPhoto: method(params.sendPhoto, (given, { world }) => postFile(world, 'photo', given.photo, given)),
  sendDocument: method(params.sendDocument, (given, { world }) => postFile(world, 'document', given.document, given)),
  sendVoice: method(params.sendVoice, (given, { world }) => postFile(world, 'voice', given.voice, given)),
  sendVideo: method(params.sendVideo, (given, { world }) => postFile(world, 'video', given.video, given)),
  sendAudio: method(params.sendAudio, (given, { world }) => postFile(world, 'audio', given.audio, given)),
  sendMediaGroup: method(params.sendMediaGroup, (given, { world, uploads }) =>
    postAlbum(world, given, given.media, uploads),
  ),
  sendLocation: method(params.sendLocation, (given, { world }) => {
    const { latitude, longitude } = given;
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw badRequest('wrong latitude or longitude specified');
    return post(world, given, { location: { latitude, longitude } });
  }),
  sendContact: method(params.sendContact, (given, { world }) => {
    const { phone_number, first_name, last_name, vcard } = given;
    if (phone_number === '') throw badRequest('PHONE_NUMBER_INVALID');
    const contact = { phone_number, first_name, ...(last_name ? { last_name } : {}), ...(vcard ? { vcard } : {}) };
    return post(world, given, { contact });
  }),
  copyMessage: method(params.copyMessage, (given, { world }) => ({ message_id: postCopy(world, given).message_id })),
  forwardMessage: method(params.forwardMessage, (given, { world }) => postForward(world, given)),
  sendChatAction: method(params.sendChatAction, ({ chat_id, action }, { world }) => {
    if (!CHAT_ACTIONS.has(action)) throw badRequest('wrong parameter action in request');
    world.chats.changed(world.chats.writable(chat_id), { kind: 'action', action });
    return true as const;
  }),
};

const changing = {
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

const answering = {
  answerCallbackQuery: method(params.answerCallbackQuery, (given, { world }) => {
    world.callbacks.answer(
      given.callback_query_id,
      {
        ...(given.text ? { text: given.text } : {}),
        ...(given.show_alert ? { alert: true } : {}),
        ...(given.url === undefined ? {} : { url: given.url }),
      },
      given.cache_time ?? 0,
    );
    return true as const;
  }),
  answerInlineQuery: method(params.answerInlineQuery, (given, { world }) => {
    const answer = {
      results: given.results.map((result) => inlineResult(world, result)),
      nextOffset: given.next_offset ?? '',
      ...(given.button ? { button: given.button } : {}),
    };
    world.inline.answer(given.inline_query_id, answer, given.is_personal ?? false, given.cache_time);
    return true as const;
  }),
};

/** Checks the text a result would send, now rather than when somebody chooses it. */
function inlineResult(
  world: World,
  { input_message_content: content, ...result }: InlineResultParams,
): InlineQueryResult {
  if (!content) {
    if (result.type === 'article') throw badRequest('MESSAGE_EMPTY');
    return result;
  }
  if ('phone_number' in content) return { ...result, input_message_content: content };
  const { text, entities } = messageText({ ...content, text: content.message_text }, world.knownUser);
  return { ...result, input_message_content: { message_text: text, entities } };
}

const about = {
  getFile: method(params.getFile, ({ file_id }, { world }) => {
    const record = world.files.forDownload(file_id);
    return { file_id, file_unique_id: record.file_unique_id, file_size: record.size, file_path: record.path };
  }),
  getChat: method(params.getChat, ({ chat_id }, { world }): ChatFullInfo => {
    const chat = world.chats.find(chat_id);
    if (!chat.started) throw badRequest('chat not found');
    const noGifts = {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    };
    return {
      ...chatOf(world.chats.userOf(chat.id)),
      accent_color_id: 0,
      max_reaction_count: 1,
      accepted_gift_types: noGifts,
    };
  }),
  setMyCommands: method(params.setMyCommands, ({ commands, scope, language_code }, { world }) => {
    world.commands.set(scope, language_code, commands);
    world.chats.allChanged();
    return true as const;
  }),
  getMyCommands: method(params.getMyCommands, ({ scope, language_code }, { world }) =>
    world.commands.get(scope, language_code),
  ),
  deleteMyCommands: method(params.deleteMyCommands, ({ scope, language_code }, { world }) => {
    world.commands.remove(scope, language_code);
    world.chats.allChanged();
    return true as const;
  }),
  setMyDescription: method(params.setMyDescription, ({ description = '' }, { world }) => {
    if ([...description].length > 512) throw badRequest('BOT_DESCRIPTION_TOO_LONG');
    world.about.description = description;
    world.chats.allChanged();
    return true as const;
  }),
  setMyShortDescription: method(params.setMyShortDescription, ({ short_description = '' }, { world }) => {
    if ([...short_description].length > 120) throw badRequest('BOT_SHORT_DESCRIPTION_TOO_LONG');
    world.about.shortDescription = short_description;
    return true as const;
  }),
  // The page always shows the commands behind its menu button: both kinds the sandbox takes mean just that.
  setChatMenuButton: method(params.setChatMenuButton, () => true as const),
};

/** Everything the sandbox can do for a bot. Any other method is an error. */
export const apiMethods = { ...receiving, ...sending, ...changing, ...answering, ...about } satisfies {
  [M in KnownMethod]: Method<MethodResult<M>>;
};
