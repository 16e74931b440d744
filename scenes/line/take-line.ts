import type { Reading } from '../../src/domain/line/reading.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDraft, type Line, readingOf } from './begin-draft.ts';
import { takeOrder } from './take-order.ts';

/** Takes a line, whatever it came as: what it says is understood, and offered. */
export async function takeLine(ctx: Ctx, line: Line): Promise<void> {
  await takeReading(ctx, await readingOf(ctx, line.text), line);
}

/** The same for a line that has been read. */
export async function takeReading(ctx: Ctx, reading: Reading, line: Line): Promise<void> {
  const isBare = !line.files?.length;
  if (reading.kind === 'change' && isBare) {
    if (await takeOrder(ctx, reading, line)) return;
    await ctx.say(ctx.t.line.noPlan);
  }
  if (reading.kind === 'chatter' && isBare) return ctx.say(ctx.t.line.chatter);
  await beginDraft(ctx, reading, line);
}
