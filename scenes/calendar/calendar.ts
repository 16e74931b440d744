import { type CalendarView, calendarViews, dayAt, readDay } from '../../src/domain/calendar/calendar.ts';
import { contactsChanged, contactsSeen } from '../../src/domain/rights.ts';
import { b } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { newContactDialog, planContactDialog } from '../contacts/links.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { dayCard } from './calendar-day.ts';
import { monthCard } from './calendar-month.ts';
import { type Look, lookData } from './calendar-parts.ts';
import { weekCard } from './calendar-week.ts';
import { calendarLinks } from './links.ts';

const CARDS = { day: dayCard, week: weekCard, month: monthCard } satisfies Record<
  CalendarView,
  (ctx: Ctx, look: Look) => Promise<Card>
>;

/** The command: this month of one's own. */
export const showCalendar = (ctx: Ctx): Promise<void> => show(ctx, 'month');

async function show(ctx: Ctx, view: CalendarView, day?: string, manager?: string, page?: string): Promise<void> {
  const { user, at } = ctx;
  const look = {
    view,
    day: readDay(day) ?? dayAt(at, user.zone),
    manager: await managerOf(ctx, manager),
    page: pageOf(page),
  };
  await ctx.show(await CARDS[view](ctx, look));
}

/** Whose calendar a button means; a user who sees only their own is shown that, whatever the button says. */
async function managerOf({ kit, user }: Ctx, text: string | undefined): Promise<Look['manager']> {
  const self = { id: user.id, name: user.name };
  if (text === undefined || !/^\d{1,15}$/.test(text) || Number(text) === user.id) return self;
  if (contactsSeen(user) !== 'all') return self;
  const name = (await kit.store.users.named([Number(text)])).get(Number(text));
  return name === undefined ? self : { id: Number(text), name };
}

/** Everybody whose calendar can be looked at. */
async function managersCard(ctx: Ctx, view: CalendarView, day: string, page: number, from: number): Promise<Card> {
  const { kit, t } = ctx;
  const all = await kit.store.users.active();
  const shown = all.slice(page * PAGE, (page + 1) * PAGE);
  return {
    html: b(`🧑‍💼 ${t.calendar.pickManager}`),
    rows: [
      ...shown.map(({ id, name }) => [{ text: name, data: lookData(view, day, id) }]),
      ...pageRow(ctx, page, all.length, (target) => calendarLinks.who(view, day, target, from)),
      [{ text: `‹ ${t.common.back}`, data: lookData(view, day, from) }],
    ],
  };
}

/** Opens the form of a new contact on a day of somebody's calendar. */
const begin =
  (action: 'plan' | 'new') =>
  async (ctx: Ctx, day?: string, manager?: string): Promise<void> => {
    const { t, at, user } = ctx;
    const known = readDay(day);
    if (known === undefined) return ctx.say(t.common.stale);
    const today = dayAt(at, user.zone);
    if (action === 'plan' && known < today) return ctx.say(t.calendar.pastDay, { alert: true });
    if (action === 'new' && known > today) return ctx.say(t.calendar.futureDay, { alert: true });
    const { id, name } = await managerOf(ctx, manager);
    // Users who run only their own contacts plan for themselves, whose calendar they look at or not.
    const whose = contactsChanged(user) === 'all' ? { manager: { id: String(id), name } } : {};
    const dialog = action === 'plan' ? planContactDialog : newContactDialog;
    await beginDialog(ctx, dialog, { values: { day: known, ...whose }, back: lookData('day', known, id) });
  };

export const calendarScreen = defineScreen(calendarLinks, {
  day: (ctx, day, manager, page) => show(ctx, 'day', day, manager, page),
  week: (ctx, day, manager) => show(ctx, 'week', day, manager),
  month: (ctx, day, manager) => show(ctx, 'month', day, manager),
  async who(ctx, view, day, page, manager) {
    const known = calendarViews.find((one) => one === view) ?? 'month';
    if (contactsSeen(ctx.user) !== 'all') return show(ctx, known, day);
    const { id } = await managerOf(ctx, manager);
    await ctx.show(await managersCard(ctx, known, readDay(day) ?? dayAt(ctx.at, ctx.user.zone), pageOf(page), id));
  },
  plan: begin('plan'),
  new: begin('new'),
  idle: async () => {},
});
