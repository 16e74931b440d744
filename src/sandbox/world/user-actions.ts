import type { ChatMember, Contact, InlineQueryResult, Message, Sticker, Update, User } from '@grammyjs/types';
import { UploadedFile } from '../api/wire.ts';
import type { FileKind } from '../phone-types.ts';
import { textContent } from '../text/formatting.ts';
import { characterCount, normalize } from '../text/text-entities.ts';
import type { CallbackAnswer, ContactToSend, FileToSend, SandboxUser } from '../types.ts';
import { asUser, type ChatState, chatOf, type StoredMessage } from './chats.ts';
import { mediaContent } from './media.ts';
import { messageContent } from './sending.ts';
import type { World } from './world.ts';

type PrivateMessage = NonNullable<Update['message']>;
const MAX_TEXT = 4096;

/** The message as an update tells it: always with its author, always in a private chat. */
function inUpdate(message: Message, from: User, user: SandboxUser): PrivateMessage {
  return { ...message, from, chat: chatOf(user) };
}

export type UserActions = ReturnType<typeof createUserActions>;

interface Place {
  latitude: number;
  longitude: number;
  title: string;
  address: string;
}

/** What one user can do to the bot: each action changes the chat and queues an update. */
export function createUserActions(world: World, user: SandboxUser) {
  const { chats, updates } = world;
  const from = asUser(user);
  const chat = (): ChatState => chats.stateOf(user.id);

  function say(content: Partial<Message>, extra: Omit<StoredMessage, 'message'> = {}): Message {
    const state = chat();
    if (state.blocked) throw new Error(`${user.first_name} has blocked the bot; unblock it first`);
    state.started = true;
    // Only what asks for an answer in the input field is done with by any answer.
    delete state.placeholder;
    const message = chats.add(state, from, content, extra);
    updates.push(user.id, { message: inUpdate(message, from, user) });
    return message;
  }

  function text(raw: string, extra: Partial<Message> = {}): Message {
    const formatted = normalize({ text: raw, entities: [] });
    if (formatted.text === '') throw new Error('an empty message cannot be sent');
    if (characterCount(formatted.text) > MAX_TEXT)
      throw new Error('a message of more than 4096 characters: the app would split it');
    return say({ ...extra, ...textContent(formatted) });
  }

  function file(kind: FileKind, given: FileToSend): Message {
    const { name, mime } = { ...DEFAULTS[kind], ...given };
    const record = world.files.store(kind, new UploadedFile(name, mime, Buffer.from(given.bytes)));
    const caption = normalize({ text: given.caption ?? '', entities: [] });
    return say({
      ...mediaContent(record, { duration: given.duration }),
      ...(given.album === undefined ? {} : { media_group_id: given.album }),
      ...(caption.text ? { caption: caption.text } : {}),
      ...(caption.entities.length > 0 ? { caption_entities: caption.entities } : {}),
      ...(given.replyTo === undefined ? {} : chats.replied(chat(), { message_id: given.replyTo })),
    });
  }

  function contact(card: ContactToSend, replyTo?: number): Message {
    const shared: Contact = card;
    return say({ contact: shared, ...(replyTo === undefined ? {} : chats.replied(chat(), { message_id: replyTo })) });
  }

  function forward(what: number | { text: string; from: string | SandboxUser }): Message {
    const date = chats.seconds();
    if (typeof what !== 'number') {
      const forward_origin =
        typeof what.from === 'string'
          ? { type: 'hidden_user' as const, sender_user_name: what.from, date }
          : { type: 'user' as const, sender_user: asUser(what.from), date };
      return text(what.text, { forward_origin });
    }
    const source = require(what).message;
    const sender_user = source.from ?? from;
    const forward_origin = source.forward_origin ?? { type: 'user' as const, sender_user, date: source.date };
    return say({ ...messageContent(source), forward_origin });
  }

  function require(messageId: number): StoredMessage {
    const stored = chats.findMessage(chat(), messageId);
    if (!stored) throw new Error(`no message ${messageId} in the chat of ${user.first_name}`);
    return stored;
  }

  function edit(messageId: number, raw: string): Message {
    const stored = require(messageId);
    if (stored.message.from?.id !== user.id) throw new Error('only own messages can be edited');
    const {
      text,
      entities: _entities,
      caption: _caption,
      caption_entities: _captionEntities,
      ...bare
    } = stored.message;
    const edit_date = chats.seconds();
    const changed = normalize({ text: raw, entities: [] });
    const message = { ...bare, ...(text === undefined ? { caption: changed.text } : textContent(changed)), edit_date };
    stored.message = message;
    chats.changed(chat(), { kind: 'edited', messageId });
    updates.push(user.id, { edited_message: { ...inUpdate(message, from, user), edit_date } });
    return message;
  }

  /** Presses a button with this data; on a message that is gone too, as a forged or late press would. */
  function tapData(messageId: number, data: string): Promise<CallbackAnswer> {
    const cacheKey = `${user.id} ${messageId} ${data}`;
    const remembered = world.callbacks.remembered(cacheKey);
    if (remembered) return Promise.resolve(remembered);
    const stored = chats.findMessage(chat(), messageId);
    const { id, answer } = world.callbacks.open(cacheKey);
    const where = stored?.inlineMessageId
      ? { inline_message_id: stored.inlineMessageId }
      : { message: stored?.message ?? { chat: chatOf(user), message_id: messageId, date: 0 as const } };
    updates.push(user.id, { callback_query: { id, from, chat_instance: String(user.id), data, ...where } });
    return answer;
  }

  async function inline(query: string, offset = '') {
    const { id, answer } = world.inline.open(user.id, query, offset);
    if (id !== undefined) updates.push(user.id, { inline_query: { id, from, query, offset, chat_type: 'sender' } });
    return answer;
  }

  function chooseInline(result: InlineQueryResult): Message {
    const markup = 'reply_markup' in result ? result.reply_markup : undefined;
    return say(
      { ...inlineContent(result), via_bot: world.bot, ...(markup ? { reply_markup: markup } : {}) },
      { inlineMessageId: `inline-${user.id}-${result.id}-${chats.seconds()}-${chat().messages.length}` },
    );
  }

  function setBlocked(blocked: boolean): void {
    const state = chat();
    if (state.blocked === blocked) return;
    state.blocked = blocked;
    const member: ChatMember = { status: 'member', user: world.bot };
    const kicked: ChatMember = { status: 'kicked', user: world.bot, until_date: 0 };
    chats.changed(state, { kind: 'chat' });
    updates.push(user.id, {
      my_chat_member: {
        chat: chatOf(user),
        from,
        date: chats.seconds(),
        old_chat_member: blocked ? member : kicked,
        new_chat_member: blocked ? kicked : member,
      },
    });
  }

  /** Start of a blocked bot unblocks it, as in the app. */
  function start(payload?: string): Message {
    if (payload !== undefined && !/^[\w-]{1,64}$/u.test(payload)) {
      throw new Error(`"${payload}" is no start payload: up to 64 of A-Z a-z 0-9 _ -`);
    }
    setBlocked(false);
    return text(payload ? `/start ${payload}` : '/start');
  }

  return {
    text,
    file,
    contact,
    sticker: (emoji: string) => say({ sticker: stickerOf(emoji) }),
    location: (latitude: number, longitude: number) => say({ location: { latitude, longitude } }),
    venue: ({ latitude, longitude, title, address }: Place) =>
      say({ location: { latitude, longitude }, venue: { location: { latitude, longitude }, title, address } }),
    reply: (messageId: number, raw: string) => text(raw, chats.replied(chat(), { message_id: messageId })),
    forward,
    edit,
    tapData,
    inline,
    chooseInline,
    start,
    setBlocked,
    state: chat,
  };
}

/** A sticker of no set; its picture is nowhere, as the bot has no use for it. */
const stickerOf = (emoji: string): Sticker => ({
  type: 'regular',
  file_id: 'sandbox-sticker',
  file_unique_id: 'sandbox-sticker',
  width: 512,
  height: 512,
  is_animated: false,
  is_video: false,
  emoji,
});

const DEFAULTS: Record<FileKind, { name: string; mime: string }> = {
  photo: { name: 'photo.jpg', mime: 'image/jpeg' },
  document: { name: 'document.dat', mime: 'application/octet-stream' },
  voice: { name: 'voice.ogg', mime: 'audio/ogg' },
  video: { name: 'video.mp4', mime: 'video/mp4' },
  video_note: { name: 'note.mp4', mime: 'video/mp4' },
  animation: { name: 'animation.mp4', mime: 'video/mp4' },
  audio: { name: 'audio.mp3', mime: 'audio/mpeg' },
};

function inlineContent(result: InlineQueryResult): Partial<Message> {
  const content = 'input_message_content' in result ? result.input_message_content : undefined;
  if (content && 'message_text' in content) {
    return textContent(normalize({ text: content.message_text, entities: content.entities ?? [] }));
  }
  const card = content && 'phone_number' in content ? content : result.type === 'contact' ? result : undefined;
  if (!card) throw new Error(`the sandbox cannot send an inline result of type ${result.type}`);
  const { phone_number, first_name, last_name } = card;
  return { contact: { phone_number, first_name, ...(last_name ? { last_name } : {}) } };
}
