import { clean } from '../../src/domain/text/html.ts';
import type { Period } from '../../src/domain/time/period.ts';
import { namedStretch, splitStretch } from '../../src/domain/time/stretch.ts';
import { parseWhen } from '../../src/domain/time/when.ts';
import { dayEnd, dayStart, local } from '../../src/domain/time/zone.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Field, Reply } from '../../src/telegram/dialogs/field.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { backToFilter, changeFilter } from './filter-change.ts';
import { type AboutFilter, filterDialogs } from './links.ts';

type RangeValues = { about?: AboutFilter; from?: Date; to?: Date };

type End = 'from' | 'to';

/** A year is left out where it is clear; an end that comes before the beginning is meant for the year after, if that is soon. */
const SOON_MS = 183 * 86_400_000;

/**
 * One end of a range. A day without a time is taken whole: from its first instant, to the first of the next one. A time without a day
 * is one of the day `from` which the range begins; `later` is when to look ahead from.
 */
function readEnd(
  ctx: Ctx,
  text: string,
  end: End,
  { from, later }: { from?: Date; later?: Date } = {},
): Date | { error: string } {
  const { zone, workingDays } = ctx.user;
  const bare = text.replace(/^\s*(?:с|со|от|по|до|from|since|to|till|until)\s+/iu, '');
  const read = parseWhen(bare, {
    now: later ?? ctx.at,
    zone,
    lean: later ? 'future' : 'past',
    workingDays,
    ...(from && { day: local(from, zone) }),
  });
  if (!read.ok) return { error: read.reason === 'impossible' ? ctx.t.form.impossibleWhen : ctx.t.form.badWhen };
  const { at, hasTime } = read.value;
  if (hasTime) return at;
  return end === 'from' ? dayStart(at, zone) : dayEnd(at, zone);
}

const isRefusal = (end: Date | { error: string }): end is { error: string } => 'error' in end;

/** The end of a range that begins at `from`. */
function readTo(ctx: Ctx, text: string, from: Date | undefined): Date | { error: string } {
  const to = readEnd(ctx, text, 'to', from && { from });
  if (isRefusal(to) || !from || to > from) return to;
  const later = readEnd(ctx, text, 'to', { from, later: from });
  if (!isRefusal(later) && later > from && later.getTime() - from.getTime() < SOON_MS) return later;
  return { error: ctx.t.journal.backwards };
}

function readBoth(ctx: Ctx, [first, second]: readonly [string, string]): Reply<RangeValues> {
  const from = readEnd(ctx, first, 'from');
  if (isRefusal(from)) return from;
  const to = readTo(ctx, second, from);
  return isRefusal(to) ? to : { set: { from, to } };
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
    const both = end === 'from' ? splitStretch(text) : undefined;
    if (both) return readBoth(ctx, both);
    const named = end === 'from' ? namedStretch(text, ctx.at, ctx.user.zone) : undefined;
    if (named) return { set: named };
    const at = end === 'from' ? readEnd(ctx, text, end) : readTo(ctx, text, values.from && new Date(values.from));
    if (isRefusal(at)) return at;
    return { set: { [end]: at } };
  },
});

/** A free range with dates and times. An end passed over stays open. */
export const filterRangeScene = defineForm<RangeValues, 'about'>(filterDialogs.range, {
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
