import type { InlineQuery, Message, Update } from '@grammyjs/types';
import type { Context } from 'telegraf';
import type { SceneContextScene, SceneSession, SceneSessionData } from 'telegraf/scenes';
import type { SecondReader } from '../domain/line/second-reading.ts';
import type { Log } from '../domain/log.ts';
import type { Renderer } from '../domain/report/chart.ts';
import type { User } from '../domain/user.ts';
import type { Texts } from '../i18n/index.ts';
import type { Dialog, Session, Store } from '../store/index.ts';
import type { HealthDesk } from './health-desk.ts';
import type { MailDesk } from './mail-desk.ts';
import type { Card } from './messages/card.ts';
import type { Call } from './transport/api.ts';
import type { FetchFile } from './transport/fetch-file.ts';
import type { HandOff, Later } from './transport/hand-off.ts';

/** What the bot is made of; handed in once, by the wiring. */
export interface Kit {
  store: Store;
  call: Call;
  /** Opens a file of the Bot API by the path that getFile told. */
  fetchFile: FetchFile;
  /** Draws pictures and writes workbooks on a thread of their own. */
  render: Renderer;
  /** Goes on with long work after the handler has answered. */
  handOff: HandOff;
  /** The same after a while; given up where the program ends before. */
  later: Later;
  /** The mail machinery; absent where a test has none. */
  mail?: MailDesk;
  /** What the running program knows of itself; absent where a test has none. */
  health?: HealthDesk;
  /** Whether there is a recogniser of speech: voice notes are heard then. */
  hears?: boolean;
  /** Asked about lines that the reader is not sure of; absent by default. */
  secondReader?: SecondReader;
  now: () => Date;
  /** After so long the handling of an update is given up, in milliseconds; absent: the kit's own limit. */
  handlerLimit?: number;
  log: Log;
  /** Name of the bot in Telegram, without `@`. */
  botName: string;
  /** The address of a user's calendar feed on our own web server. */
  feedAddress: (user: number, secret: string) => string;
  /** Telegram ids of those who are administrators by the environment. */
  administrators: ReadonlySet<number>;
  /** IANA zone assumed for those who have not chosen theirs. */
  zone: string;
}

/** What became of a voice note: its words, or why it has none. It comes as an update of its own, once it is known. */
export type Heard = { note: string; at: Date } & ({ text: string; unsure: readonly string[] } | { unheard: string });

/**
 * An update as Telegram brings it, or one of our own making: of a voice note that was heard, of what came into the chat.
 * `arrived`: no more than that a message of ours came into the chat by itself.
 */
export type HeardUpdate = Update & { heard?: Heard; arrived?: true };

/** A pressed button: its data, and the message it stands under. */
export interface Tap {
  data: string;
  message?: number;
  /** Whether the message is one of text, which can be redrawn in place. */
  redrawable: boolean;
}

interface DialogSession extends SceneSessionData {
  state?: Dialog;
}

/** What a handler of one update gets. */
export interface Ctx extends Context {
  kit: Kit;
  /** The update as the current Bot API types describe it. */
  incoming: HeardUpdate;
  user: User;
  t: Texts;
  /** The moment the update is handled at; one for all that it does. */
  at: Date;
  tap?: Tap;
  written?: Message;
  /** The message was spoken: its text is what was heard. */
  heard?: Heard;
  /** A message as its writer has changed it. */
  edited?: Message;
  inline?: InlineQuery;
  /** The open dialog in telegraf's own place, and the ones put aside. Replaced, never changed in place. */
  session: SceneSession<DialogSession> & Pick<Session, 'parked' | 'hand' | 'ways' | 'lines' | 'told'>;
  scene: SceneContextScene<Ctx, DialogSession>;
  /** Draws a card: over the message whose button was tapped, else as a new message. Returns its message id. */
  show(card: Card): Promise<number>;
  /** Says a word to the user who tapped: as the button's answer while it can be one, else on the next card or as a line. */
  say(word: string, options?: { alert?: boolean }): Promise<void>;
  /** Sends a message of its own, which stays. */
  send(card: Card): Promise<number>;
  /** Has the next card say this at its end, with these buttons under its own. */
  append(card: Card): void;
}
