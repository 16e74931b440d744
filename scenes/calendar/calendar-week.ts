import {
  type DayCounts,
  type DaySpan,
  dayAt,
  dayMark,
  daySpans,
  daysOf,
  standsOn,
  sumCounts,
} from '../../src/domain/calendar/calendar.ts';
import type { Contact } from '../../src/domain/contact/contact.ts';
import { capital } from '../../src/domain/text/capital.ts';
import { b, escapeHtml, type Html, join, s } from '../../src/domain/text/html.ts';
import { showDayShort, showDays, weekdayNames } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import { type Names, namesFor, timedLine } from '../shared/contact-line.ts';
import { countsLine, countsOf, emptyLine, heading, type Look, lookData, MARKS, wayRows } from './calendar-parts.ts';

/** So many of a week's contacts are read, and so many of a day's shown; a tap on the day shows all. */
const READ = 100;
const SHOWN = 5;
const LINE = 60;

/** A week: its days with their counts and first contacts, and a button for each. */
export async function weekCard(ctx: Ctx, look: Look): Promise<Card> {
  const days = daysOf('week', look.day);
  const [counts, contacts] = await Promise.all([countsOf(ctx, look, days), contactsOf(ctx, look, days)]);
  const names = await namesFor(ctx, contacts);
  const told = daySpans(days, ctx.user.zone).flatMap((span) =>
    dayText(ctx, span, counts.get(span.day), contacts, names),
  );
  const sum = escapeHtml(countsLine(sumCounts(counts.values())));
  return {
    html: join(
      [
        heading(ctx, look, showDays(days[0] ?? look.day, days.at(-1) ?? look.day, ctx.user)),
        counts.size === 0 ? emptyLine(ctx, look) : sum,
        ...told,
      ],
      '\n\n',
    ),
    rows: [...dayRows(ctx, look, days, counts), ...wayRows(ctx, look)],
  };
}

async function contactsOf({ kit, user }: Ctx, { manager }: Look, days: readonly string[]): Promise<Contact[]> {
  const spans = daySpans(days, user.zone);
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return [];
  return kit.store.calendar.list(user, manager.id, { from: first.from, to: last.to }, { limit: READ });
}

function dayText(ctx: Ctx, span: DaySpan, counts: DayCounts | undefined, contacts: Contact[], names: Names): Html[] {
  if (!counts) return [];
  const own = contacts.filter((contact) => standsOn(contact, span));
  const shown = own.slice(0, SHOWN).map((contact) => {
    const line = timedLine(contact, ctx, names, LINE);
    return contact.status === 'cancelled' ? s(line) : escapeHtml(line);
  });
  const count = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const rest = count > shown.length ? [escapeHtml(ctx.t.calendar.more(count - shown.length))] : [];
  return [join([b(`${capital(showDayShort(span.day, ctx.user))} · ${countsLine(counts)}`), ...shown, ...rest], '\n')];
}

function dayRows(
  ctx: Ctx,
  { manager }: Look,
  days: readonly string[],
  counts: ReadonlyMap<string, DayCounts>,
): Button[][] {
  const names = weekdayNames(ctx.user);
  const today = dayAt(ctx.at, ctx.user.zone);
  const button = (day: string, index: number): Button => {
    const mark = dayMark(counts.get(day));
    const text = `${day === today ? '•' : ''}${names[index]} ${Number(day.slice(8))}${mark ? MARKS[mark] : ''}`;
    return { text, data: lookData('day', day, manager.id) };
  };
  const buttons = days.map(button);
  // Names of days are too long for seven in a row of a phone.
  return [buttons.slice(0, 4), buttons.slice(4)];
}
