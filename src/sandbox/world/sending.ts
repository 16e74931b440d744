import type { Message, ReplyParameters } from '@grammyjs/types';
import type { InputMediaParams } from '../api/method-params.ts';
import type { UploadedFile } from '../api/wire.ts';
import type { FileKind } from '../phone-types.ts';
import { badRequest } from '../refusal.ts';
import { messageCaption, type RawCaption } from '../text/formatting.ts';
import type { ReplyMarkup } from './markup.ts';
import { type MediaDetails, mediaContent } from './media.ts';
import type { World } from './world.ts';

/** What all sending methods share. */
export interface SendParams {
  chat_id: number | string;
  reply_parameters?: Pick<ReplyParameters, 'message_id' | 'allow_sending_without_reply'>;
  reply_markup?: ReplyMarkup;
  protect_content?: boolean;
  message_thread_id?: number;
}

export type Uploads = ReadonlyMap<string, UploadedFile>;

/** Adds a message of the bot to the chat, with what it replies to. */
export function post(world: World, params: SendParams, content: Partial<Message>): Message {
  const chat = world.chats.writable(params.chat_id);
  const replied = world.chats.replied(chat, params.reply_parameters);
  const guarded: Partial<Message> = params.protect_content ? { has_protected_content: true } : {};
  const topic = topicOf(world, chat.id, params.message_thread_id);
  return world.chats.addFromBot(params.chat_id, { ...replied, ...guarded, ...topic, ...content }, params.reply_markup);
}

/** A thread is a topic where the chat has topics, and nowhere else. */
function topicOf(world: World, chat: number, thread: number | undefined): Partial<Message> {
  if (thread === undefined) return {};
  if (!world.chats.groupOf(chat)?.topics) throw badRequest('message thread not found');
  return { message_thread_id: thread, is_topic_message: true };
}

/** Sends one file of any kind. */
export function postFile(
  world: World,
  kind: FileKind,
  given: UploadedFile | string,
  params: SendParams & RawCaption & MediaDetails,
): Message {
  // The chat is looked at first: a refused file must not be stored, and Telegram says so in this order.
  world.chats.writable(params.chat_id);
  const caption = messageCaption(params, world.knownUser);
  const record = world.files.fromCall(kind, given);
  return post(world, params, { ...mediaContent(record, params), ...caption });
}

const GROUPABLE: Record<InputMediaParams['type'], string> = {
  photo: 'visual',
  video: 'visual',
  document: 'document',
  audio: 'audio',
};

/** Sends an album: 2 to 10 files that go together. */
export function postAlbum(world: World, params: SendParams, media: InputMediaParams[], uploads: Uploads): Message[] {
  world.chats.writable(params.chat_id);
  if (media.length < 2 || media.length > 10) {
    throw badRequest('media group must include from 2 to 10 items (Telegram: wrong number of items)');
  }
  if (new Set(media.map((item) => GROUPABLE[item.type])).size > 1) {
    throw badRequest("document or audio can't be mixed with other media types");
  }
  const contents = media.map((item) => inputMedia(world, item, uploads));
  const media_group_id = `${Date.now()}${media.length}`;
  return contents.map((content) => post(world, params, { ...content, media_group_id }));
}

/** The content that an InputMedia stands for; `attach://name` points to a part of the form. */
export function inputMedia(world: World, item: InputMediaParams, uploads: Uploads): Partial<Message> {
  const caption = messageCaption(item, world.knownUser);
  const record = world.files.fromCall(item.type, attached(item.media, uploads));
  return { ...mediaContent(record, item), ...caption };
}

function attached(reference: string, uploads: Uploads): UploadedFile | string {
  const name = /^attach:\/\/(.+)$/u.exec(reference)?.[1];
  if (name === undefined) return reference;
  const upload = uploads.get(name);
  if (!upload) throw badRequest('wrong file identifier/HTTP URL specified');
  return upload;
}

/** Copies a message without telling where it comes from. */
export function postCopy(
  world: World,
  params: SendParams & RawCaption & { from_chat_id: number | string; message_id: number },
): Message {
  const source = world.chats.findMessage(world.chats.find(params.from_chat_id), params.message_id)?.message;
  if (!source) throw badRequest('message to copy not found');
  const content = messageContent(source);
  if (params.caption === undefined) return post(world, params, content);
  const { caption: _text, caption_entities: _marks, ...bare } = content;
  return post(world, params, { ...bare, ...messageCaption(params, world.knownUser) });
}

/** Forwards a message under its author's name. */
export function postForward(
  world: World,
  params: { chat_id: number | string; from_chat_id: number | string; message_id: number },
): Message {
  const source = world.chats.findMessage(world.chats.find(params.from_chat_id), params.message_id)?.message;
  if (!source?.from) throw badRequest('message to forward not found');
  const forward_origin = source.forward_origin ?? { type: 'user', sender_user: source.from, date: source.date };
  return post(world, { chat_id: params.chat_id }, { ...messageContent(source), forward_origin });
}

/** What a message says, without whom it came from and what hangs on it. */
export function messageContent(message: Message): Partial<Message> {
  const {
    message_id: _id,
    from: _from,
    chat: _chat,
    date: _date,
    edit_date: _edited,
    reply_to_message: _reply,
    reply_markup: _markup,
    forward_origin: _origin,
    via_bot: _via,
    media_group_id: _group,
    ...content
  } = message;
  return content;
}
