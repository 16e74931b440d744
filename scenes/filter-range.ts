import { clean } from '../src/domain/html.ts';
import type { Period } from '../src/domain/period.ts';
import { parseWhen } from '../src/domain/when.ts';
import { dayEnd, dayStart } from '../src/domain/zone.ts';
import { showWhen } from '../src/i18n/dates.ts';
import type { Ctx } from '../src/telegram/context.ts';
import type { Field, Reply } from '../src/telegram/field.ts';
import { defineForm } from '../src/telegram/form.ts';
import { type AboutFilter, backToFilter, changeFilter } from './filter-change.ts';

type RangeValues = { about?: AboutFilter; from?: Date; to?: Date };

/** Between the two ends of a range written in one line. */
const BETWEEN = /\s+(?:по|до|to|till|until)\s+|\s*[–—]\s*|\s+-\s+|(?<=\d)-(?=\d{1,2}[.])/iu;

type End = 'from' | 'to';

/** One end of a range. A day without a time is taken whole: from its first instant, to the first of the next one. */
function readEnd(ctx: Ctx, text: string, end: End): Date | { error: string } {
  const { zone, workingDays } = ctx.user;
  const bare = text.replace(/^\s*(?:с|со|от|по|до|from|since|to|till|until)\s+/iu, '');
  const read = parseWhen(bare, { now: ctx.at, zone, lean: 'past', workingDays });
  if (!read.ok) return { error: read.reason === 'impossible' ? ctx.t.form.impossibleWhen : ctx.t.form.badWhen };
  const { at, hasTime } = read.value;
  if (hasTime) return at;
  return end === 'from' ? dayStart(at, zone) : dayEnd(at, zone);
}

const isRefusal = (end: Date | { error: string }): end is { error: string } => 'error' in end;

function readBoth(ctx: Ctx, first: string, second: string): Reply<RangeValues> {
  const from = readEnd(ctx, first, 'from');
  if (isRefusal(from)) return from;
  const to = readEnd(ctx, second, 'to');
  if (isRefusal(to)) return to;
  return to > from ? { set: { from, to } } : { error: ctx.t.journal.backwards };
}

const endField = (end: End): Field<Date, RangeValues> => ({
  icon: '📅',
  label: (t) => (end === 'from' ? t.journal.rangeFrom('…') : t.journal.rangeTo('…')),
  place: 'main',
  ask: () => true,
  show: (at, ctx) => showWhen(new Date(at), ctx.at, ctx.user),
  prompt: (ctx) => ({ question: end === 'from' ? ctx.t.journal.ask.range : ctx.t.journal.ask.rangeTo, rows: [] }),
  take(ctx, message, { values }) {
    if (message.text === undefined) return undefined;
    const text = clean(message.text).trim();
    const [first = '', second, ...others] = text.split(BETWEEN).filter((part) => part.trim() !== '');
    if (end === 'from' && second !== undefined && others.length === 0) return readBoth(ctx, first, second);
    const at = readEnd(ctx, text, end);
    if (isRefusal(at)) return at;
    if (end === 'to' && values.from && at <= new Date(values.from)) return { error: ctx.t.journal.backwards };
    return { set: { [end]: at } };
  },
});

/** A free range with dates and times. An end passed over stays open. */
export const filterRangeScene = defineForm<RangeValues>({
  id: 'filter-range',
  title: (t) => `📅 ${t.journal.period.range}`,
  direct: true,
  fields: { from: endField('from'), to: endField('to') },
  left: backToFilter,
  save(ctx, { about, from, to }) {
    const period: Period =
      from || to
        ? { kind: 'range', ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) }
        : { kind: 'all' };
    return changeFilter(ctx, about, { period });
  },
});
