import { escapeHtml } from '../../src/domain/text/html.ts';
import { findZone } from '../../src/domain/time/zone-names.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog, parkedRows } from '../../src/telegram/dialogs/dialog.ts';
import type { Button } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { showCalendar } from '../calendar/calendar.ts';
import { showToday } from '../calendar/today.ts';
import { showClients } from '../clients/clients.ts';
import { newContactDialog, planContactDialog } from '../contacts/links.ts';
import { showJournal } from '../journal/journal.ts';
import { showMail } from '../mail/mail.ts';
import { showReport } from '../reports/open-report.ts';
import { homeLinks, timeZoneDialog } from './links.ts';
import { isOffered } from './zone-rows.ts';

/** The buttons a manager starts from. */
export const homeRows = ({ t }: Ctx): Button[][] => [
  [
    { text: `📒 ${t.home.newContact}`, data: homeLinks.new() },
    { text: `📅 ${t.home.plan}`, data: homeLinks.plan() },
  ],
  [
    { text: `☀️ ${t.home.today}`, data: homeLinks.today() },
    { text: `📖 ${t.home.journal}`, data: homeLinks.journal() },
  ],
  [
    { text: `🗓 ${t.home.calendar}`, data: homeLinks.calendar() },
    { text: `🏢 ${t.home.clients}`, data: homeLinks.clients() },
  ],
  [
    { text: `📬 ${t.mail.title}`, data: homeLinks.mail() },
    { text: `📊 ${t.home.report}`, data: homeLinks.report() },
  ],
];

/** Greets somebody who works here; the time zone is asked where it was not chosen yet. */
export async function showHome(ctx: Ctx): Promise<void> {
  const { t, user } = ctx;
  if (!user.zoneChosen) return beginDialog(ctx, timeZoneDialog);
  const text = `${t.home.welcome(user.name)}\n\n${t.home.how}`;
  await ctx.send({ html: escapeHtml(text), rows: [...homeRows(ctx), ...parkedRows(ctx)] });
}

/** A city from somebody who was asked for the time zone when access was given, and answers without a tap. */
export async function takeZone(ctx: Ctx): Promise<boolean> {
  const zone = ctx.user.zoneChosen ? undefined : findZone(ctx.written?.text ?? '');
  if (zone === undefined) return false;
  await beginDialog(ctx, timeZoneDialog, { values: { zone } });
  return true;
}

export const homeScreen = defineScreen(homeLinks, {
  new: (ctx) => beginDialog(ctx, newContactDialog),
  plan: (ctx) => beginDialog(ctx, planContactDialog),
  today: (ctx) => showToday(ctx),
  journal: (ctx) => showJournal(ctx),
  calendar: showCalendar,
  clients: showClients,
  mail: (ctx) => showMail(ctx),
  report: showReport,
  zone: (ctx, id) => beginDialog(ctx, timeZoneDialog, { values: isOffered(id) ? { zone: id } : {} }),
});
