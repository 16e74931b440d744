import { clean } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { takeLine } from './take-line.ts';

/** A message of plain text that is part of no dialog. */
export async function quickEntry(ctx: Ctx): Promise<boolean> {
  const text = clean(ctx.written?.text ?? '').trim();
  if (text === '' || text.startsWith('/')) return false;
  await takeLine(ctx, { text, ...(ctx.written && { message: ctx.written.message_id }) });
  return true;
}
