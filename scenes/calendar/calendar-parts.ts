import {
  type CalendarView,
  calendarViews,
  type DayCounts,
  type DayGroup,
  dayAt,
  dayGroups,
  daySpans,
  firstOf,
} from '../../src/domain/calendar/calendar.ts';
import { contactsSeen } from '../../src/domain/rights.ts';
import { b, escapeHtml, type Html } from '../../src/domain/text/html.ts';
import { type Period, periodOn, shiftPeriod } from '../../src/domain/time/period.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Button } from '../../src/telegram/messages/card.ts';
import { calendarLinks, feedLinks } from './links.ts';

/** What a calendar's card looks at: a day, alone or with its week or month, of one manager. */
export interface Look {
  view: CalendarView;
  /** "2026-11-23". */
  day: string;
  manager: { id: number; name: string };
  page: number;
}

export const MARKS: Record<DayGroup, string> = { overdue: '🔴', planned: '🟢', happened: '✅', cancelled: '⚪' };

/** Data of a button that shows the calendar so. */
export const lookData = (view: CalendarView, day: string, manager: number, page = 0) =>
  calendarLinks[view](day, manager, page);

/** Data of a button that does nothing: the empty places and headings of a grid. */
export const IDLE = calendarLinks.idle();

/** The number of contacts of each group, where there are any: `🔴 2 · 🟢 5`. */
export const countsLine = (counts: DayCounts): string =>
  dayGroups
    .filter((group) => counts[group] > 0)
    .map((group) => `${MARKS[group]} ${counts[group]}`)
    .join(' · ');

/** The same in words, for a heading. */
export const countsInWords = ({ t }: Ctx, counts: DayCounts): string =>
  dayGroups
    .filter((group) => counts[group] > 0)
    .map((group) => `${MARKS[group]} ${t.calendar.group[group]}: ${counts[group]}`)
    .join('\n');

/** Heading: what is shown, and whose it is where it is somebody else's. */
export const heading = ({ user }: Ctx, { manager }: Look, what: string): Html =>
  b(`🗓 ${what}${manager.id === user.id ? '' : ` · ${manager.name}`}`);

/** Counts of a manager's days as the reader may see them. */
export const countsOf = ({ kit, user, at }: Ctx, { manager }: Look, days: readonly string[]) =>
  kit.store.calendar.counts(user, manager.id, daySpans(days, user.zone), at);

export const emptyLine = ({ t }: Ctx, { view }: Look): Html => escapeHtml(t.calendar.empty[view]);

/** The rows below every view: back, today, forth; the other views; whose calendar. */
export function wayRows(ctx: Ctx, look: Look): Button[][] {
  const { t, user, at } = ctx;
  const { view, day, manager } = look;
  const to = (text: string, step: number) => ({ text, data: lookData(view, shifted(view, day, step), manager.id) });
  const today = dayAt(at, user.zone);
  const other =
    contactsSeen(user) === 'all'
      ? [{ text: `🧑‍💼 ${manager.name}`, data: calendarLinks.who(view, day, 0, manager.id) }]
      : [];
  return [
    [to('‹', -1), { text: t.calendar.today, data: lookData(view, today, manager.id) }, to('›', 1)],
    calendarViews.map((one) => ({
      text: one === view ? `● ${t.calendar.view[one]}` : t.calendar.view[one],
      data: lookData(one, dayFor(look, today), manager.id),
    })),
    [...other, { text: `📲 ${t.calendar.feed}`, data: feedLinks.show() }],
  ];
}

/** Which day another view opens on: today where it is in sight, else the first day in sight. */
function dayFor({ view, day }: Look, today: string): string {
  if (view === 'day') return day;
  return firstOf(view, today) === firstOf(view, day) ? today : firstOf(view, day);
}

function shifted(view: CalendarView, day: string, step: number): string {
  const period: Period = shiftPeriod(periodOn(view, day), step, 'utc');
  return 'anchor' in period ? period.anchor : day;
}
