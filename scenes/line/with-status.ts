import type { Status } from '../../src/domain/contact/contact.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { ContactValues } from '../contacts/form/contact-fields.ts';
import { readingOf } from './begin-draft.ts';
import { draftOf } from './draft.ts';

/** Values of a draft that change together; undefined takes one away. */
type Changed = { [K in keyof ContactValues]: ContactValues[K] | undefined };

/**
 * A draft that its writer says has happened, or is still planned: its line is read with that in mind, "on Wednesday" being the last one
 * or the next.
 * @param touched names of what was answered by hand, which stays
 */
export async function withStatus(
  ctx: Ctx,
  status: Status,
  values: ContactValues,
  touched: readonly string[],
): Promise<Changed> {
  const { line, said } = values;
  if (!line || said === undefined || status === 'cancelled' || status === values.status) return { status };
  const { values: read } = draftOf(await readingOf(ctx, said, ctx.at, status), ctx.at);
  const isOurs = (name: string) => touched.includes(name) || line.settled?.includes(name) === true;
  const { step: _, ...rest } = line;
  const doubts = [
    ...line.doubts.filter(({ field }) => field !== 'status' && field !== 'start'),
    ...(read.line?.doubts ?? []).filter(({ field }) => field === 'start' && !isOurs('start')),
  ];
  return {
    status,
    ...(!isOurs('start') && { start: read.start }),
    // What was added since is no part of the line.
    ...(!isOurs('content') && !line.before && { content: read.content }),
    line: {
      ...rest,
      doubts,
      settled: [...(line.settled ?? []), 'status'],
      ...(read.line?.step && { step: read.line.step }),
    },
  };
}
