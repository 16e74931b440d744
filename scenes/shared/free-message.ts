import type { Ctx } from '../../src/telegram/context.ts';

/** What is done with a message that is part of no dialog. Each taker says whether it was for it. */
export type Taker = (ctx: Ctx) => Promise<boolean>;

/** The takers in order; what none of them knows is answered with one line. */
export const takeMessage =
  (takers: readonly Taker[]) =>
  async (ctx: Ctx): Promise<void> => {
    for (const take of takers) if (await take(ctx)) return;
    await ctx.say(ctx.t.common.notUnderstood);
  };
