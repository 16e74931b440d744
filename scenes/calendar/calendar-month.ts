import {
  type DayCounts,
  dayAt,
  dayLoad,
  dayMark,
  daysOf,
  monthGrid,
  sumCounts,
} from '../../src/domain/calendar/calendar.ts';
import { escapeHtml, type Html, join, pre } from '../../src/domain/text/html.ts';
import { showMonth, weekdayNames } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import {
  countsInWords,
  countsOf,
  emptyLine,
  heading,
  IDLE,
  type Look,
  lookData,
  MARKS,
  wayRows,
} from './calendar-parts.ts';

type Counts = ReadonlyMap<string, DayCounts>;

/** A month: how much stands on each day, told above; below, a grid of days to tap, each with its mark. */
export async function monthCard(ctx: Ctx, look: Look): Promise<Card> {
  const counts = await countsOf(ctx, look, daysOf('month', look.day));
  const weeks = monthGrid(look.day);
  const text: Html[] =
    counts.size === 0
      ? [emptyLine(ctx, look)]
      : [escapeHtml(countsInWords(ctx, sumCounts(counts.values()))), loadTable(ctx, weeks, counts)];
  return {
    html: join([heading(ctx, look, showMonth(look.day, ctx.user)), ...text], '\n'),
    rows: [...grid(ctx, look, weeks, counts), ...wayRows(ctx, look)],
  };
}

const numberOf = (day: string): string => String(Number(day.slice(8)));

/** How many contacts stand on each day, a line a week: 33 characters wide. */
function loadTable({ user }: Ctx, weeks: (string | undefined)[][], counts: Counts): Html {
  const cell = (text: string) => text.padStart(4);
  const load = (day: string | undefined): string => {
    const one = day === undefined ? undefined : counts.get(day);
    if (!one) return day === undefined ? '' : '·';
    const count = dayLoad(one);
    return count > 999 ? '1k+' : String(count);
  };
  const lines = weeks.map((week) => {
    const days = week.filter((day) => day !== undefined);
    const [first = '', last = ''] = [days[0], days.at(-1)];
    const range = first === last ? numberOf(first) : `${numberOf(first)}-${numberOf(last)}`;
    return range.padEnd(5) + week.map((day) => cell(load(day))).join('');
  });
  return pre([' '.repeat(5) + weekdayNames(user).map(cell).join(''), ...lines].join('\n'));
}

/** Seven columns: the day and one mark; today has a dot before it. */
function grid(ctx: Ctx, { manager }: Look, weeks: (string | undefined)[][], counts: Counts): Button[][] {
  const today = dayAt(ctx.at, ctx.user.zone);
  const button = (day: string | undefined): Button => {
    if (day === undefined) return { text: '·', data: IDLE };
    const mark = dayMark(counts.get(day));
    const text = `${day === today ? '•' : ''}${numberOf(day)}${mark ? MARKS[mark] : ''}`;
    return { text, data: lookData('day', day, manager.id) };
  };
  return [weekdayNames(ctx.user).map((text) => ({ text, data: IDLE })), ...weeks.map((week) => week.map(button))];
}
