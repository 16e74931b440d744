import { parseDuration } from '../../../domain/time/duration.ts';
import { showMinutes } from '../../../i18n/dates.ts';
import type { Ctx } from '../../context.ts';
import type { Field, Reply } from '../field.ts';
import { named } from '../field.ts';

const OFFERED = [5, 15, 30, 60, 90, 120];

/** A duration in minutes, tapped or typed ("1:30", "полтора часа"). */
export function duration<V>(
  name: keyof V & string,
  rest: Pick<Field<number, V>, 'icon' | 'label' | 'place'>,
): Field<number, V> {
  const set = (minutes: number): Reply<V> => ({ set: named<V>(name, minutes) });
  return {
    ...rest,
    show: (minutes, ctx) => showMinutes(minutes, ctx.user),
    prompt(ctx: Ctx) {
      const offered = OFFERED.map((minutes) => ({ text: showMinutes(minutes, ctx.user), arg: String(minutes) }));
      return { question: ctx.t.form.askMinutes, rows: [offered.slice(0, 3), offered.slice(3)] };
    },
    tap: (ctx, arg) => (OFFERED.includes(Number(arg)) ? set(Number(arg)) : { error: ctx.t.form.tapOnly }),
    take(ctx, message) {
      if (message.text === undefined) return undefined;
      const read = parseDuration(message.text);
      if (read.ok) return set(read.value);
      return { error: read.reason === 'tooLong' ? ctx.t.form.tooLongMinutes : ctx.t.form.badMinutes };
    },
  };
}
