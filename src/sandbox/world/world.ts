import type { User, UserFromGetMe } from '@grammyjs/types';
import type { UpdateQueue } from '../api/updates.ts';
import type { Webhook } from '../api/webhook.ts';
import type { BotProfile } from './about.ts';
import type { Callbacks } from './callbacks.ts';
import type { Chats } from './chats.ts';
import type { Commands } from './commands.ts';
import type { SandboxFiles } from './files.ts';
import type { Inline } from './inline.ts';
import type { Signals } from './signals.ts';

/** The parts of one sandbox, as its methods and its phones share them. */
export interface World {
  bot: UserFromGetMe;
  chats: Chats;
  files: SandboxFiles;
  updates: UpdateQueue;
  callbacks: Callbacks;
  inline: Inline;
  commands: Commands;
  webhook: Webhook;
  signals: Signals;
  about: BotProfile;
  now: () => Date;
  knownUser: (id: number) => User | undefined;
}
