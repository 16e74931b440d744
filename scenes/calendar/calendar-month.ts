import { type DayCounts, dayAt, dayMark, daysOf, monthGrid, sumCounts } from '../../src/domain/calendar/calendar.ts';
import { escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { showMonth, weekdayNames } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import { countsInWords, countsOf, emptyLine, heading, IDLE, type Look, lookData, wayRows } from './calendar-parts.ts';

type Counts = ReadonlyMap<string, DayCounts>;

/** A month: what there is of it in words; below, a grid of days to tap, each with one narrow mark. */
export async function monthCard(ctx: Ctx, look: Look): Promise<Card> {
  const counts = await countsOf(ctx, look, daysOf('month', look.day));
  const text: Html[] =
    counts.size === 0
      ? [emptyLine(ctx, look)]
      : [
          escapeHtml(countsInWords(ctx, sumCounts(counts.values()))),
          ...overdueDays(ctx, counts),
          escapeHtml(ctx.t.calendar.legend),
        ];
  return {
    html: join([heading(ctx, look, showMonth(look.day, ctx.user)), ...text], '\n'),
    rows: [...grid(ctx, look, counts), ...wayRows(ctx, look)],
  };
}

const numberOf = (day: string): string => String(Number(day.slice(8)));

/** On which days something is overdue: what is most pressing needs no search among the marks. */
function overdueDays({ t }: Ctx, counts: Counts): Html[] {
  const days = [...counts].flatMap(([day, { overdue }]) => (overdue > 0 ? [day] : []));
  return days.length === 0 ? [] : [escapeHtml(t.calendar.overdueOn(days.sort().map(numberOf).join(', ')))];
}

const SUPERSCRIPTS = ['', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/**
 * A mark no wider than a letter, for seven buttons share the width of a phone: `!` something is overdue, a small number so
 * many are planned, `·` there is only what is over.
 */
function markOf(counts: DayCounts | undefined): string {
  switch (dayMark(counts)) {
    case undefined:
      return '';
    case 'overdue':
      return '!';
    case 'planned':
      return SUPERSCRIPTS[counts?.planned ?? 0] ?? '⁺';
    default:
      return '·';
  }
}

/** Seven columns: the day and its mark. Today stands out by its colour, and by a dot where it has no mark. */
function grid(ctx: Ctx, { manager, day: shown }: Look, counts: Counts): Button[][] {
  const today = dayAt(ctx.at, ctx.user.zone);
  const button = (day: string | undefined): Button => {
    if (day === undefined) return { text: '·', data: IDLE };
    const mark = markOf(counts.get(day));
    const text = `${day === today && mark === '' ? '•' : ''}${numberOf(day)}${mark}`;
    return { text, data: lookData('day', day, manager.id), ...(day === today && { style: 'primary' as const }) };
  };
  return [
    weekdayNames(ctx.user).map((text) => ({ text, data: IDLE })),
    ...monthGrid(shown).map((week) => week.map(button)),
  ];
}
