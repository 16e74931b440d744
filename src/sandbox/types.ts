import type { UserFromGetMe } from '@grammyjs/types';
import type { FastifyInstance } from 'fastify';
import type { CallLog } from './call-types.ts';
import type { ChatMessage, Phone } from './phone-types.ts';
import type { SandboxUser } from './user.ts';
import type { Signals } from './world/signals.ts';

export type * from './call-types.ts';
export type * from './phone-types.ts';
export type { SandboxUser } from './user.ts';

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
