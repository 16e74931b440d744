import { type Contact, isOverdue } from '../../src/domain/contact/contact.ts';
import { b, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { dayEnd, dayStart, local } from '../../src/domain/time/zone.ts';
import { showDayFull } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { contactLinks } from '../contacts/links.ts';
import { homeLinks } from '../home/links.ts';
import { contactRow, type Names, namesFor } from '../shared/contact-line.ts';
import { numberButtons, numberedText } from '../shared/numbered.ts';
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
  const last = Math.max(0, Math.ceil(all.length / PAGE) - 1);
  const first = Math.min(page, last) * PAGE;
  const shown = all.slice(first, first + PAGE);
  const late = shown.filter((contact) => isOverdue(contact, at));
  const names = await namesFor(ctx, shown);
  const back = todayLinks.page(Math.min(page, last));
  await ctx.show({
    html: join(
      [
        b(`☀️ ${t.home.todayTitle} · ${showDayFull(local(at, user.zone).toFormat('yyyy-MM-dd'), user)}`),
        ...(overdue.length > 0
          ? [section(ctx, `🔴 ${t.home.overdueSection(overdue.length)}`, late, names, first)]
          : []),
        ...(ahead.length > 0
          ? [
              section(
                ctx,
                `🟢 ${t.home.todaySection(ahead.length)}`,
                shown.slice(late.length),
                names,
                first + late.length,
              ),
            ]
          : []),
        ...(done.length > 0 ? [escapeHtml(`✅ ${t.home.doneSection(done.length)}`)] : []),
        ...(all.length === 0 ? [escapeHtml(t.home.todayEmpty)] : []),
        ...(late.length > 0 ? [escapeHtml(t.home.todayLegend)] : []),
      ],
      '\n\n',
    ),
    rows: [
      ...numberButtons(
        shown.map(({ id }) => contactLinks.open(id, back)),
        first + 1,
      ),
      ...numberButtons(
        late.map(({ id, revision }) => contactLinks.happened(id, revision, back)),
        first + 1,
        '✅ ',
      ),
      ...pageRow(ctx, Math.min(page, last), all.length, (target) => todayLinks.page(target)),
      // Nothing ahead: the next thing to do is to plan something.
      ...(all.length === 0 ? [[{ text: `📅 ${t.home.plan}`, data: homeLinks.plan() }]] : []),
    ],
  });
}

/** A heading, which says how many there are on all pages, and those of this page below it. `before`: so many rows stand above. */
const section = (ctx: Ctx, title: string, contacts: readonly Contact[], names: Names, before: number): Html =>
  join(
    [
      b(title),
      ...(contacts.length > 0
        ? [
            numberedText(
              contacts.map((contact) => contactRow(contact, ctx, names)),
              before + 1,
            ),
          ]
        : []),
    ],
    '\n',
  );

export const todayScreen = defineScreen(todayLinks, {
  page: (ctx, page) => showToday(ctx, Math.max(0, Number.parseInt(page ?? '0', 10) || 0)),
});
