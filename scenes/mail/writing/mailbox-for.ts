import type { Mailbox } from '../../../src/domain/letter/mailbox.ts';
import type { Ctx } from '../../../src/telegram/context.ts';

/** The mailbox it is sent from: the one the conversation came to, else the first that can send. */
export async function mailboxFor(ctx: Ctx, wanted: string | undefined): Promise<Mailbox | undefined> {
  const able = (await ctx.kit.store.mailboxes.all()).filter(({ active, smtp }) => active && smtp);
  return able.find(({ id }) => id === wanted) ?? able[0];
}
