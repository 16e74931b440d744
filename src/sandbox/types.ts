import type {
  InlineKeyboardButton,
  InlineQueryResult,
  KeyboardButton,
  Message,
  MessageEntity,
  Update,
  UserFromGetMe,
} from '@grammyjs/types';
import type { FastifyInstance } from 'fastify';
import type { Signals } from './world/signals.ts';

/** Somebody who talks to the bot. */
export interface SandboxUser {
  id: number;
  first_name: string;
  last_name?: string;
  username?: string;
  /** The language of the Telegram app, as the bot is told: `ru`, `en`, ... */
  language_code: string;
  /** A word beside the name in the user switcher ("administrator"); the bot never sees it. */
  hint?: string;
}

/** A group that the bot is a member of. */
export interface SandboxGroup {
  /** Negative, as Telegram's are. */
  id: number;
  title: string;
  /** It is a forum: what is written stands in topics. Default false. */
  topics?: boolean;
}

export interface SandboxOptions {
  /** The bot's token; its number is the bot's id. Any other token is refused with 401. */
  token: string;
  /** Default 127.0.0.1. */
  host?: string;
  /** Default 0: a free one. */
  port?: number;
  /** Default: an administrator (ru), two managers (ru, en), a stranger (en). */
  users?: SandboxUser[];
  /** Default: none. */
  groups?: readonly SandboxGroup[];
  /**
   * Users whom the bot may write to before they press Start: they did so once, and have cleared the chat since. Default:
   * no one.
   */
  acquainted?: readonly number[];
  /** The first minute is shown to the one who opens the page: hints that go when they are done. Default false. */
  tour?: boolean;
  /** Path of a page where letters are written to the bot's mailbox, linked from the chat. */
  mailPage?: string;
  /** Chats, files, message and update ids survive a restart in this file. Without it they live in memory only. */
  stateFile?: string;
  now?: () => Date;
  /** Further pages beside the chat, mounted before the server listens. */
  routes?: (app: FastifyInstance) => void;
  /** How long a button press waits for its answer, in milliseconds. Default 15,000, as in Telegram. */
  callbackTimeout?: number;
  /** The wait before the webhook is tried again, in milliseconds. Default 250, doubling up to 10 s. */
  webhookRetryDelay?: (attempt: number) => number;
}

export interface Sandbox {
  /** Where the chat page is. */
  url: string;
  /** What the bot takes for https://api.telegram.org. */
  apiRoot: string;
  port: number;
  bot: UserFromGetMe;
  users: readonly SandboxUser[];
  /** The phone of one of the users; always the same object for the same id. */
  phone(userId: number): Phone;
  /** What stands in a group, oldest first. */
  inGroup(groupId: number): ChatMessage[];
  /** Makes the next calls fail; returns a function that lifts the rule. */
  fail(rule: FaultRule): () => void;
  calls: CallLog;
  /** Tells of every visible change (`chat`), queued and confirmed updates, polls and answered calls. */
  events: Signals;
  /** Resolves when the bot waits for updates in a long poll. */
  polling(): Promise<void>;
  /** Resolves when every update queued so far has been confirmed. */
  settled(): Promise<void>;
  /** Stops listening; polls and webhooks under way are cut. State is written first. */
  close(): Promise<void>;
}

export interface FaultRule {
  /** Default: any method. */
  method?: string | string[];
  /** Only calls to this chat. */
  chat?: number;
  /** How many calls; default 1. */
  times?: number;
  /**
   * `401`: the token was revoked; `429`: too many requests; `500`/`502`: an answer of a broken server; `hang`: no answer until the rule is
   * lifted or the caller gives up; `reset`: the connection is torn.
   */
  with: 401 | 429 | 500 | 502 | 'hang' | 'reset';
  /** Seconds told with 429; default 1. */
  retryAfter?: number;
  /** Called when the rule meets a call: how a test knows that a call hangs. */
  onMet?: () => void;
  /** The call takes effect and only its answer is lost (not for 401 and 429, which never take effect). Default false. */
  afterEffect?: boolean;
}

export interface ApiCall {
  method: string;
  chatId?: number;
  at: Date;
  params: Record<string, unknown>;
  ok: boolean;
  /** The refusal's words, where refused. */
  error?: string;
}

export interface CallLog {
  /** The latest calls, oldest first; at most 1000; getUpdates is left out. */
  list(method?: string): readonly ApiCall[];
  /** Resolves with the next call of this method that is answered after now; rejects after `timeout` ms (15,000). */
  next(match: string | ((call: ApiCall) => boolean), options?: { timeout?: number }): Promise<ApiCall>;
  clear(): void;
}

export interface Attachment {
  kind: 'photo' | 'document' | 'voice' | 'video' | 'audio';
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
