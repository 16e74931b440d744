import { MAX_LEADS } from '../../../domain/reminder/reminder-rules.ts';
import { parseLeads } from '../../../domain/reminder/reminder-words.ts';
import { no } from '../../../domain/result.ts';
import { showMinutes } from '../../../i18n/dates.ts';
import type { Ctx } from '../../context.ts';
import type { Field } from '../field.ts';
import { offered } from './offered.ts';

const OFFERED = [5, 15, 30, 60, 1440];

/** Lead times in words: `1 day, 15 minutes`, or that there is no reminder in advance. */
export const showLeads = (leads: readonly number[], { t, user }: Pick<Ctx, 't' | 'user'>): string =>
  leads.length === 0
    ? t.reminder.noLeads
    : [...leads]
        .sort((a, b) => b - a)
        .map((minutes) => showMinutes(minutes, user))
        .join(', ');

interface LeadsOptions<V> extends Pick<Field<number[], V>, 'icon' | 'label' | 'place' | 'ask' | 'required'> {
  name: keyof V & string;
  question(ctx: Ctx): string;
}

/** How long before a contact to remind of it: one tapped, several typed, or none. */
export const leads = <V>(options: LeadsOptions<V>): Field<number[], V> =>
  offered<number[], V>({
    ...options,
    show: showLeads,
    columns: 3,
    offers: (ctx) => [
      ...OFFERED.map((minutes) => ({ arg: String(minutes), text: showMinutes(minutes, ctx.user), value: [minutes] })),
      { arg: 'off', text: ctx.t.reminder.turnOff, value: [] },
    ],
    read(text, ctx) {
      const read = parseLeads(text);
      return read.ok ? read : no(ctx.t.reminder.badLeads(MAX_LEADS));
    },
  });
