import type { ApiMethods } from '@grammyjs/types';
import { z } from 'zod';
import { anyMarkup, inlineMarkup } from '../world/markup.ts';
import { chatId, fileParameter, flag, float, integer, json, maybe, text } from './wire.ts';

/*
 * Every method the sandbox knows, with every parameter it takes. Telegram ignores what it does not know;
 * here it is an error, so that a typing mistake or a parameter the sandbox does nothing with is heard of.
 */

const parseMode = maybe(text);
const entities = maybe(
  json(
    z.array(
      z.looseObject({
        type: z.string(),
        offset: integer,
        length: integer,
        url: maybe(z.string()),
        language: maybe(z.string()),
      }),
    ),
  ),
);
export type RawEntities = z.output<typeof entities>;

const linkPreview = maybe(
  json(
    z.strictObject({
      is_disabled: maybe(flag),
      url: maybe(text),
      prefer_small_media: maybe(flag),
      prefer_large_media: maybe(flag),
      show_above_text: maybe(flag),
    }),
  ),
);
const replyParameters = maybe(
  json(z.strictObject({ message_id: integer, chat_id: maybe(chatId), allow_sending_without_reply: maybe(flag) })),
);

const delivery = { disable_notification: maybe(flag), protect_content: maybe(flag) };
const sending = {
  chat_id: chatId,
  message_thread_id: maybe(integer),
  ...delivery,
  reply_parameters: replyParameters,
  reply_markup: maybe(anyMarkup),
};
const caption = { caption: maybe(text), parse_mode: parseMode, caption_entities: entities };
const target = { chat_id: maybe(chatId), message_id: maybe(integer), inline_message_id: maybe(text) };
const updateTypes = maybe(json(z.array(z.string())));
const duration = maybe(integer);
const size = { width: maybe(integer), height: maybe(integer) };

const inputMedia = z.strictObject({
  type: z.enum(['photo', 'document', 'video', 'audio']),
  media: z.string(),
  thumbnail: maybe(z.string()),
  ...caption,
  duration,
  ...size,
  title: maybe(text),
  performer: maybe(text),
  supports_streaming: maybe(flag),
  disable_content_type_detection: maybe(flag),
  has_spoiler: maybe(flag),
  show_caption_above_media: maybe(flag),
});
export type InputMediaParams = z.output<typeof inputMedia>;

const command = z.strictObject({ command: z.string(), description: z.string() });
const scope = maybe(
  json(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('default') }),
      z.strictObject({ type: z.literal('all_private_chats') }),
      z.strictObject({ type: z.literal('all_group_chats') }),
      z.strictObject({ type: z.literal('all_chat_administrators') }),
      z.strictObject({ type: z.literal('chat'), chat_id: chatId }),
    ]),
  ),
);
export type CommandScope = z.output<typeof scope> | undefined;

const inputText = z.strictObject({
  message_text: z.string(),
  parse_mode: parseMode,
  entities,
  link_preview_options: linkPreview,
});
const phoneContact = {
  phone_number: text,
  first_name: text,
  last_name: maybe(text),
  vcard: maybe(text),
};
const inlineArticle = z.strictObject({
  type: z.literal('article'),
  id: text,
  title: z.string(),
  description: maybe(z.string()),
  url: maybe(z.string()),
  thumbnail_url: maybe(z.string()),
  thumbnail_width: maybe(integer),
  thumbnail_height: maybe(integer),
  input_message_content: z.union([inputText, z.strictObject(phoneContact)]),
  reply_markup: maybe(inlineMarkup),
});
const inlineContact = z.strictObject({
  type: z.literal('contact'),
  id: text,
  ...phoneContact,
  input_message_content: maybe(inputText),
  reply_markup: maybe(inlineMarkup),
});
const inlineResult = z.discriminatedUnion('type', [inlineArticle, inlineContact]);
export type InlineResultParams = z.output<typeof inlineResult>;

export const methodParams = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({
    offset: maybe(integer),
    limit: maybe(integer),
    timeout: maybe(integer),
    allowed_updates: updateTypes,
  }),
  setWebhook: z.strictObject({
    url: text,
    ip_address: maybe(text),
    max_connections: maybe(integer),
    allowed_updates: updateTypes,
    drop_pending_updates: maybe(flag),
    secret_token: maybe(text),
  }),
  deleteWebhook: z.strictObject({ drop_pending_updates: maybe(flag) }),
  getWebhookInfo: z.strictObject({}),
  sendMessage: z.strictObject({ ...sending, text, parse_mode: parseMode, entities, link_preview_options: linkPreview }),
  editMessageText: z.strictObject({
    ...target,
    text,
    parse_mode: parseMode,
    entities,
    link_preview_options: linkPreview,
    reply_markup: maybe(inlineMarkup),
  }),
  editMessageReplyMarkup: z.strictObject({ ...target, reply_markup: maybe(inlineMarkup) }),
  editMessageCaption: z.strictObject({ ...target, ...caption, reply_markup: maybe(inlineMarkup) }),
  editMessageMedia: z.strictObject({ ...target, media: json(inputMedia), reply_markup: maybe(inlineMarkup) }),
  deleteMessage: z.strictObject({ chat_id: chatId, message_id: integer }),
  deleteMessages: z.strictObject({ chat_id: chatId, message_ids: json(z.array(integer)) }),
  answerCallbackQuery: z.strictObject({
    callback_query_id: text,
    text: maybe(text),
    show_alert: maybe(flag),
    url: maybe(text),
    cache_time: maybe(integer),
  }),
  answerInlineQuery: z.strictObject({
    inline_query_id: text,
    results: json(z.array(inlineResult)),
    cache_time: maybe(integer),
    is_personal: maybe(flag),
    next_offset: maybe(text),
    button: maybe(json(z.strictObject({ text: z.string().min(1), start_parameter: z.string() }))),
  }),
  sendChatAction: z.strictObject({ chat_id: chatId, action: text }),
  sendPhoto: z.strictObject({
    ...sending,
    photo: fileParameter,
    ...caption,
    has_spoiler: maybe(flag),
    show_caption_above_media: maybe(flag),
  }),
  sendDocument: z.strictObject({
    ...sending,
    document: fileParameter,
    thumbnail: maybe(fileParameter),
    ...caption,
    disable_content_type_detection: maybe(flag),
  }),
  sendVoice: z.strictObject({ ...sending, voice: fileParameter, ...caption, duration }),
  sendVideo: z.strictObject({
    ...sending,
    video: fileParameter,
    thumbnail: maybe(fileParameter),
    ...caption,
    duration,
    ...size,
    supports_streaming: maybe(flag),
  }),
  sendVideoNote: z.strictObject({
    ...sending,
    video_note: fileParameter,
    thumbnail: maybe(fileParameter),
    duration,
    length: maybe(integer),
  }),
  sendAnimation: z.strictObject({
    ...sending,
    animation: fileParameter,
    thumbnail: maybe(fileParameter),
    ...caption,
    duration,
    ...size,
    has_spoiler: maybe(flag),
    show_caption_above_media: maybe(flag),
  }),
  sendAudio: z.strictObject({
    ...sending,
    audio: fileParameter,
    thumbnail: maybe(fileParameter),
    ...caption,
    duration,
    performer: maybe(text),
    title: maybe(text),
  }),
  sendLocation: z.strictObject({ ...sending, latitude: float, longitude: float, horizontal_accuracy: maybe(float) }),
  sendContact: z.strictObject({ ...sending, ...phoneContact }),
  sendMediaGroup: z.strictObject({
    chat_id: chatId,
    media: json(z.array(inputMedia)),
    ...delivery,
    reply_parameters: replyParameters,
  }),
  copyMessage: z.strictObject({ ...sending, from_chat_id: chatId, message_id: integer, ...caption }),
  forwardMessage: z.strictObject({ chat_id: chatId, from_chat_id: chatId, message_id: integer, ...delivery }),
  getFile: z.strictObject({ file_id: text }),
  setMyCommands: z.strictObject({ commands: json(z.array(command)), scope, language_code: maybe(text) }),
  getMyCommands: z.strictObject({ scope, language_code: maybe(text) }),
  deleteMyCommands: z.strictObject({ scope, language_code: maybe(text) }),
  setMyDescription: z.strictObject({ description: maybe(text), language_code: maybe(text) }),
  setMyShortDescription: z.strictObject({ short_description: maybe(text), language_code: maybe(text) }),
  setChatMenuButton: z.strictObject({
    chat_id: maybe(integer),
    menu_button: maybe(json(z.strictObject({ type: z.enum(['default', 'commands']) }))),
  }),
  pinChatMessage: z.strictObject({ chat_id: chatId, message_id: integer, disable_notification: maybe(flag) }),
  unpinChatMessage: z.strictObject({ chat_id: chatId, message_id: maybe(integer) }),
  setMessageReaction: z.strictObject({
    chat_id: chatId,
    message_id: integer,
    reaction: maybe(json(z.array(z.strictObject({ type: z.literal('emoji'), emoji: z.string() })))),
    is_big: maybe(flag),
  }),
  getChat: z.strictObject({ chat_id: chatId }),
} satisfies Partial<Record<keyof ApiMethods<unknown>, z.ZodObject>>;

export type KnownMethod = keyof typeof methodParams;
export type ParamsOf<M extends KnownMethod> = z.output<(typeof methodParams)[M]>;

export const isKnownMethod = (name: string): name is KnownMethod => Object.hasOwn(methodParams, name);

/** Telegram matches method names whatever their case. */
export const knownMethod = (name: string): KnownMethod | undefined =>
  KNOWN.find((method) => method.toLowerCase() === name.toLowerCase());

const KNOWN = Object.keys(methodParams).filter(isKnownMethod);
