import type {
  InlineKeyboardButton,
  InlineQueryResult,
  KeyboardButton,
  Message,
  MessageEntity,
  Update,
} from '@grammyjs/types';
import type { SandboxUser } from './user.ts';

/** Named as the fields of a message are. A round video is a note; an animation moves without a sound. */
export type FileKind = 'photo' | 'document' | 'voice' | 'video' | 'video_note' | 'animation' | 'audio';

export interface Attachment {
  kind: FileKind;
  file_id: string;
  name: string;
  mime: string;
  size: number;
  width?: number;
  height?: number;
  duration?: number;
}

/** A message as the user sees it. */
export interface ChatMessage {
  message_id: number;
  from: 'bot' | 'user';
  date: Date;
  edited: boolean;
  /** Text or caption, without formatting. */
  text: string;
  /** Text or caption as the HTML that makes it. */
  html: string;
  entities: MessageEntity[];
  /** Labels of the inline keyboard, row by row. */
  buttons: string[][];
  /** What each of these buttons carries as callback_data; undefined for other kinds of buttons. */
  data: (string | undefined)[][];
  inlineKeyboard: InlineKeyboardButton[][];
  attachment?: Attachment;
  contact?: { phone_number: string; first_name: string; last_name?: string; vcard?: string };
  location?: { latitude: number; longitude: number };
  replyTo?: number;
  forwardedFrom?: string;
  viaBot: boolean;
  pinned: boolean;
  reaction?: string;
  /** The message as the Bot API tells it. */
  raw: Message;
}

export interface FileToSend {
  bytes: Uint8Array;
  name?: string;
  mime?: string;
  caption?: string;
  duration?: number;
  /** The message that it answers. */
  replyTo?: number;
  /** Files sent together share one: an album. */
  album?: string;
}

export interface ContactToSend {
  phone_number: string;
  first_name: string;
  last_name?: string;
  user_id?: number;
  vcard?: string;
}

export interface CallbackAnswer {
  text?: string;
  alert?: boolean;
  url?: string;
}

export interface SeesOptions {
  /** Milliseconds; default 15,000. */
  timeout?: number;
  /** Only messages newer than this id; without it, one that is visible already will do. */
  after?: number;
}

export interface InlineAnswer {
  results: InlineQueryResult[];
  nextOffset: string;
  button?: { text: string; start_parameter: string };
}

/** The reply keyboard under the input, as the user sees it. */
export interface ReplyKeyboardView {
  rows: KeyboardButton[][];
  placeholder?: string;
}

/** What a user can do with the bot's chat. Every action resolves once its update is queued for the bot. */
export interface Phone {
  readonly user: SandboxUser;
  send(text: string): Promise<Message>;
  /** Presses Start, or opens the deep link `t.me/bot?start=payload`. */
  start(payload?: string): Promise<Message>;
  /** Presses the newest visible inline button with this label; resolves with the bot's answer to the press. */
  tap(label: string | RegExp, options?: { message?: number }): Promise<CallbackAnswer>;
  /** A press with any data on any message of the chat, visible or gone. */
  tapData(messageId: number, data: string): Promise<CallbackAnswer>;
  /** Presses a button of the reply keyboard. */
  press(label: string | RegExp): Promise<Message>;
  photo(file: FileToSend): Promise<Message>;
  document(file: FileToSend): Promise<Message>;
  voice(file: FileToSend): Promise<Message>;
  videoNote(file: FileToSend): Promise<Message>;
  animation(file: FileToSend): Promise<Message>;
  video(file: FileToSend): Promise<Message>;
  audio(file: FileToSend): Promise<Message>;
  contact(contact: ContactToSend): Promise<Message>;
  /** Writes in a group; `topic`: the id of a topic's thread. */
  sendInGroup(groupId: number, text: string, topic?: number): Promise<Message>;
  /** Presses a button with this data in a group. */
  tapInGroup(groupId: number, messageId: number, data: string): Promise<CallbackAnswer>;
  /** A sticker that stands for this emoji. */
  sticker(emoji: string): Promise<Message>;
  location(latitude: number, longitude: number): Promise<Message>;
  /** A place with a name and an address. */
  venue(place: { latitude: number; longitude: number; title: string; address: string }): Promise<Message>;
  /** Forwards a message of this chat, or a text that somebody else wrote. */
  forward(what: number | { text: string; from: string | SandboxUser }): Promise<Message>;
  reply(messageId: number, text: string): Promise<Message>;
  /** Edits a message the user sent. */
  edit(messageId: number, text: string): Promise<Message>;
  inline(query: string, offset?: string): Promise<InlineQueryResult[]>;
  /** The same, with the button above the results and the offset of the next page. */
  inlineAnswer(query: string, offset?: string): Promise<InlineAnswer>;
  /** Sends a result of the latest inline query into the chat with the bot. */
  chooseInline(result: InlineQueryResult | string): Promise<Message>;
  /** Visible messages, oldest first. */
  messages(): ChatMessage[];
  /** The newest visible message of the bot. */
  last(): ChatMessage;
  keyboard(): ReplyKeyboardView | undefined;
  /** Waits until a visible message of the bot fits; an error shows the whole chat. */
  sees(what: string | RegExp | ((message: ChatMessage) => boolean), options?: SeesOptions): Promise<ChatMessage>;
  /** Resolves when every update this user caused has been confirmed by the bot. */
  settled(timeout?: number): Promise<void>;
  block(): Promise<void>;
  unblock(): Promise<void>;
  /** Puts an update of this user (default: the last one) back for delivery, with its old id. */
  redeliver(updateId?: number): Promise<void>;
  /** Updates this user caused, oldest first; at most 200. */
  updates(): Update[];
  /** The chat as text. */
  log(): string;
}
