import { dayAt, daySpans, noDayCounts } from '../../src/domain/calendar/calendar.ts';
import { escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { showDayFull } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import { contactLinks } from '../contacts/links.ts';
import { contactRow, namesFor } from '../shared/contact-line.ts';
import { numberButtons, numberedText } from '../shared/numbered.ts';
import { PAGE, pageRow } from '../shared/pages.ts';
import { countsInWords, countsOf, emptyLine, heading, type Look, lookData, wayRows } from './calendar-parts.ts';
import { calendarLinks } from './links.ts';

/** A day: its contacts, eight to a page, and the ways to put another one on it. */
export async function dayCard(ctx: Ctx, look: Look): Promise<Card> {
  const { kit, user } = ctx;
  const { day, manager } = look;
  const counts = (await countsOf(ctx, look, [day])).get(day) ?? noDayCounts();
  const count = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const page = Math.min(look.page, Math.max(0, Math.ceil(count / PAGE) - 1));
  const [span] = daySpans([day], user.zone);
  const contacts = span
    ? await kit.store.calendar.list(user, manager.id, span, { skip: page * PAGE, limit: PAGE })
    : [];
  const names = await namesFor(ctx, contacts);
  const text: Html = count === 0 ? emptyLine(ctx, look) : escapeHtml(countsInWords(ctx, counts));
  return {
    html: join(
      [
        heading(ctx, look, showDayFull(day, user)),
        text,
        ...(contacts.length > 0
          ? [
              numberedText(
                contacts.map((contact) => contactRow(contact, ctx, names, { timed: true })),
                page * PAGE + 1,
              ),
            ]
          : []),
      ],
      '\n\n',
    ),
    rows: [
      ...numberButtons(
        contacts.map(({ id }) => contactLinks.open(id, lookData('day', day, manager.id, page))),
        page * PAGE + 1,
      ),
      ...pageRow(ctx, page, count, (target) => lookData('day', day, manager.id, target)),
      addRow(ctx, look),
      ...wayRows(ctx, look),
    ],
  };
}

/** What has passed can be registered, what lies ahead planned; today both. */
function addRow({ t, at, user }: Ctx, { day, manager }: Look): Button[] {
  const today = dayAt(at, user.zone);
  const begin = (text: string, action: 'plan' | 'new') => ({ text, data: calendarLinks[action](day, manager.id) });
  return [
    ...(day >= today ? [begin(`📅 ${t.home.plan}`, 'plan')] : []),
    ...(day <= today ? [begin(`📒 ${t.home.newContact}`, 'new')] : []),
  ];
}
