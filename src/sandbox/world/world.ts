import type { User, UserFromGetMe } from '@grammyjs/types';
import type { Updates } from '../api/updates.ts';
import type { Webhook } from '../api/webhook.ts';
import type { About } from './about.ts';
import type { Callbacks } from './callbacks.ts';
import type { Chats } from './chats.ts';
import type { Commands } from './commands.ts';
import type { Files } from './files.ts';
import type { Inline } from './inline.ts';
import type { Signals } from './signals.ts';

/** The parts of one sandbox, as its methods and its phones share them. */
export interface World {
  bot: UserFromGetMe;
  chats: Chats;
  files: Files;
  updates: Updates;
  callbacks: Callbacks;
  inline: Inline;
  commands: Commands;
  webhook: Webhook;
  signals: Signals;
  about: About;
  now: () => Date;
  knownUser: (id: number) => User | undefined;
}
