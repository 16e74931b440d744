import type { Program } from '../../src/telegram/bot.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { FormScene } from '../../src/telegram/dialogs/form.ts';
import type { Screen } from '../../src/telegram/messages/screen.ts';
import type { Taker } from './free-message.ts';
import type { JobView } from './job-card.ts';

/** What a capability brings to the conversation: the `index.ts` of its folder. `scenes/index.ts` puts all of them together. */
export interface Capability {
  dialogs?: readonly FormScene[];
  screens?: readonly Screen[];
  /** By name, without the slash; those with a description stand in Telegram's menu. */
  commands?: Program['commands'];
  /** Takers of messages that are part of no dialog; which of them is asked when is up to `scenes/index.ts`. */
  takers?: Readonly<Record<string, Taker>>;
  /** Takes a message that its writer has changed. */
  edited?: NonNullable<Program['edited']>;
  /** What deep links lead to, by the letter that they begin with. */
  deepLinks?: Readonly<Record<string, (ctx: Ctx, id: string) => Promise<void>>>;
  /** How its kinds of jobs show themselves in the chat. */
  jobViews?: Readonly<Record<string, JobView>>;
}
