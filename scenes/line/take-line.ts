import type { Reading } from '../../src/domain/line/reading.ts';
import { cut, escapeHtml } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDraft, type Line, readingOf } from './begin-draft.ts';
import { answerChatter, offerToRecord } from './not-a-contact.ts';
import { takeOrder } from './take-order.ts';
import { takeQuestion } from './take-question.ts';

/** Takes a line, whatever it came as: what it says is understood, and offered. */
export async function takeLine(ctx: Ctx, line: Line): Promise<void> {
  await takeReading(ctx, await readingOf(ctx, line.text, line.heard?.at), line);
}

/** The same for a line that has been read. */
export async function takeReading(ctx: Ctx, reading: Reading, line: Line): Promise<void> {
  // A file makes a contact of any words; a voice note is the words.
  if ((!line.files?.length || line.heard) && (await takeOtherwise(ctx, reading, line))) return;
  await beginDraft(ctx, reading, line);
}

/** What is not a contact: an order, a question, a greeting. False: after all, it is taken for a contact. */
async function takeOtherwise(ctx: Ctx, reading: Reading, line: Line): Promise<boolean> {
  const isGuess = reading.certainty === 'guessed' || line.heard !== undefined;
  if (line.heard && reading.kind !== 'contact') await ctx.send({ html: escapeHtml(`🎤 «${cut(line.text, 1000)}»`) });
  switch (reading.kind) {
    case 'contact':
      return false;
    case 'change':
      if (await takeOrder(ctx, reading, line)) return true;
      await ctx.say(ctx.t.line.noPlan);
      return false;
    case 'question':
      if (!reading.question) return false;
      if (isGuess) offerToRecord(ctx, line);
      await takeQuestion(ctx, reading.question);
      return true;
    case 'chatter':
      await answerChatter(ctx, line, isGuess);
      return true;
  }
}
