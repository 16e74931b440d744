import { type Contact, isOverdue } from '../../src/domain/contact/contact.ts';
import { b, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { dayEnd, dayStart, local } from '../../src/domain/time/zone.ts';
import { showDayFull } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import type { Button } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { contactLinks } from '../contacts/links.ts';
import { homeLinks } from '../home/links.ts';
import { contactLine, namesFor } from '../shared/contact-line.ts';
import { PAGE, pageRow } from '../shared/pages.ts';
import { todayLinks } from './links.ts';

/** More than this for one day is not read on a phone; the journal has them all. */
const LIMIT = 200;

/** Overdue first, then what is planned for today, then what happened today. */
export async function showToday(ctx: Ctx, page = 0): Promise<void> {
  const { t, at, user, kit } = ctx;
  const [from, to] = [dayStart(at, user.zone), dayEnd(at, user.zone)];
  const [planned, today] = await Promise.all([
    kit.store.contacts.agenda(user, user.id, from, to, LIMIT),
    kit.store.contacts.between(user, user.id, from, to, LIMIT),
  ]);
  const overdue = planned.filter((contact) => isOverdue(contact, at));
  const ahead = planned.filter((contact) => !isOverdue(contact, at));
  const done = today.filter(({ status }) => status === 'happened');
  const all = [...overdue, ...ahead];
  const shown = all.slice(page * PAGE, (page + 1) * PAGE);
  const names = await namesFor(ctx, shown);
  const sections: Html[] = [
    ...(overdue.length > 0 ? [escapeHtml(`🔴 ${t.home.overdueSection(overdue.length)}`)] : []),
    ...(ahead.length > 0 ? [escapeHtml(`🟢 ${t.home.todaySection(ahead.length)}`)] : []),
    ...(done.length > 0 ? [escapeHtml(`✅ ${t.home.doneSection(done.length)}`)] : []),
    ...(all.length === 0 ? [escapeHtml(t.home.todayEmpty)] : []),
  ];
  await ctx.show({
    html: join(
      [
        b(`☀️ ${t.home.todayTitle} · ${showDayFull(local(at, user.zone).toFormat('yyyy-MM-dd'), user)}`),
        join(sections, '\n'),
      ],
      '\n\n',
    ),
    rows: [
      ...shown.flatMap((contact) => rowsOf(ctx, contact, contactLine(contact, ctx, names), todayLinks.page(page))),
      ...pageRow(ctx, page, all.length, (target) => todayLinks.page(target)),
      // Nothing ahead: the next thing to do is to plan something.
      ...(all.length === 0 ? [[{ text: `📅 ${t.home.plan}`, data: homeLinks.plan() }]] : []),
    ],
  });
}

/** A contact of today: a tap opens it, and below it what is done with it most. */
function rowsOf({ t }: Ctx, contact: Contact, line: string, back: CallbackData): Button[][] {
  const { id, revision } = contact;
  return [
    [{ text: line, data: contactLinks.open(id, back) }],
    [
      { text: `✅ ${t.contact.actions.happened}`, data: contactLinks.happened(id, revision, back) },
      { text: `🕒 ${t.contact.actions.move}`, data: contactLinks.move(id, revision, back) },
      { text: `🚫 ${t.contact.actions.cancel}`, data: contactLinks.cancel(id, revision, back) },
    ],
  ];
}

export const todayScreen = defineScreen(todayLinks, {
  page: (ctx, page) => showToday(ctx, Math.max(0, Number.parseInt(page ?? '0', 10) || 0)),
});
