import { dayOrderOf } from '../../src/domain/line/day-order.ts';
import type { Situation } from '../../src/domain/line/reading.ts';
import type { Ctx } from '../../src/telegram/context.ts';

/** What the reader has to know of the user who wrote a line, and the names of the directory that may stand in it. */
export async function situationOf(ctx: Ctx, text: string, at: Date, status?: Situation['status']): Promise<Situation> {
  const { kit, user } = ctx;
  const { zone, language, workingDays } = user;
  const [names, channels] = await Promise.all([
    kit.store.mentions.in(user, text),
    kit.store.dictionaries.list('channel'),
  ]);
  const dayOrder = dayOrderOf(language, zone);
  return {
    now: at,
    zone,
    language,
    workingDays,
    names,
    ...(dayOrder && { dayOrder }),
    ...(status && { status }),
    channels: channels.map(({ id, name }) => ({ id, names: [name.ru, name.en] })),
  };
}
