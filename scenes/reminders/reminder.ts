import type { Contact } from '../../src/domain/contact/contact.ts';
import { isId } from '../../src/domain/id.ts';
import type { Reminders } from '../../src/domain/reminder/notices.ts';
import { rulesOf } from '../../src/domain/reminder/reminder-rules.ts';
import { SNOOZES, type Snooze, snoozedUntil, snoozesFor } from '../../src/domain/reminder/snooze.ts';
import { mayChange } from '../../src/domain/rights.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import type { Ctx, Kit } from '../../src/telegram/context.ts';
import { grid, sendCard } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import type { Call } from '../../src/telegram/transport/api.ts';
import { contactCard, contactScreen } from '../contacts/contact-card.ts';
import { contactLinks } from '../contacts/links.ts';
import { contactLine, namesFor } from '../shared/contact-line.ts';
import { reminderLinks } from './links.ts';
import { oneCard, reminderCard, reminderData, viewing } from './reminder-card.ts';

/** Draws and sends a reminder. */
export const sendReminders =
  (kit: Kit) =>
  async ({ user, rung, at }: Reminders, call: Call): Promise<unknown> =>
    sendCard(call, user.id, {
      ...(await reminderCard(viewing(kit, user, at), rung)),
      silent: rung.every((one) => one.silent),
    });

/** The button stands in a message about several contacts: what it leads to gets a message of its own. */
function standApart(ctx: Ctx, apart: string | undefined): void {
  if (apart === '1' && ctx.tap) ctx.tap = { ...ctx.tap, redrawable: false };
}

/** The contact of a button, if it still is as the button saw it; else says so and shows how it is now. */
async function asSeen(ctx: Ctx, id: string | undefined, revision: string | undefined): Promise<Contact | undefined> {
  const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
  if (!contact) {
    await ctx.say(ctx.t.contact.absent);
    return undefined;
  }
  if (!mayChange(ctx.user, contact)) {
    await ctx.say(ctx.t.contact.notYours);
    return undefined;
  }
  if (String(contact.revision) === revision && contact.status === 'planned' && !contact.removed) return contact;
  await ctx.say(contact.status === 'planned' ? ctx.t.common.stale : ctx.t.reminder.notPlanned);
  await ctx.show(await contactCard(ctx, contact));
  return undefined;
}

async function snoozeCard(ctx: Ctx, contact: Contact) {
  const { t, at, user } = ctx;
  const card = await oneCard(ctx, contact, false);
  const put = (choice: Snooze) => ({
    text: t.reminder.snoozes[choice],
    data: reminderLinks.put(contact.id, contact.revision, choice),
  });
  return {
    html: join([card.html, b(`💤 ${t.reminder.snoozeUntil}`)], '\n\n'),
    rows: [
      ...grid(snoozesFor(contact.start, rulesOf(user), at).map(put), 2),
      [{ text: `‹ ${t.common.back}`, data: reminderData('back', contact, false) }],
    ],
  };
}

/** An action of a contact's card, run from a reminder. */
const through =
  (action: 'happened' | 'move' | 'cancel') =>
  (ctx: Ctx, id?: string, revision?: string, apart?: string): Promise<void> => {
    standApart(ctx, apart);
    return contactScreen.actions[action](ctx, id, revision);
  };

export const reminderScreen = defineScreen(reminderLinks, {
  happened: through('happened'),
  move: through('move'),
  cancel: through('cancel'),
  async open(ctx, id, _revision, apart) {
    standApart(ctx, apart);
    await contactScreen.actions.open(ctx, id);
  },
  async snooze(ctx, id, revision, apart) {
    standApart(ctx, apart);
    const contact = await asSeen(ctx, id, revision);
    if (contact) await ctx.show(await snoozeCard(ctx, contact));
  },
  async back(ctx, id, revision) {
    const contact = await asSeen(ctx, id, revision);
    if (contact) await ctx.show(await oneCard(ctx, contact, false));
  },
  async put(ctx, id, revision, chosen) {
    const choice = SNOOZES.find((one) => one === chosen);
    const contact = await asSeen(ctx, id, revision);
    if (!contact || !choice) return;
    const { kit, user, at, t } = ctx;
    const until = snoozedUntil(choice, contact.start, rulesOf(user), at);
    if (!(await kit.store.due.snooze(user, contact.id, contact.revision, until))) return ctx.say(t.common.stale);
    const word = t.reminder.snoozed(showWhen(until, at, user));
    await ctx.say(word);
    const names = await namesFor(ctx, [contact]);
    await ctx.show({
      html: join([b(`💤 ${word}`), escapeHtml(contactLine(contact, ctx, names, 200))], '\n'),
      rows: [[{ text: `👁 ${t.contact.actions.open}`, data: contactLinks.open(contact.id) }]],
    });
  },
});
