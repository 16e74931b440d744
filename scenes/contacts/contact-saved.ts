import { type Contact, nextFields } from '../../src/domain/contact/contact.ts';
import { derivedId, isId, newId } from '../../src/domain/id.ts';
import { mayChange } from '../../src/domain/rights.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import { atClockOf, offers } from '../../src/domain/time/zone.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import { cameFrom, wayBack, wayOf } from '../../src/telegram/back-navigation.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { contactLine, namesFor } from '../shared/contact-line.ts';
import { aboutOf, contactCard, contactScreen, takeInHand } from './contact-card.ts';

/** The card after a save: one line of what was saved, then the offer to plan the next contact of the chain. */
export async function savedCard(ctx: Ctx, contact: Contact, word: string): Promise<Card> {
  const { t } = ctx;
  takeInHand(ctx, contact);
  const names = await namesFor(ctx, [contact]);
  // One offer leads to one contact, whichever of its buttons is tapped and how often.
  const offer = newId().slice(0, 6);
  const plan = (text: string, when: string) => ({ text, data: savedScreen.data('plan', contact.id, offer, when) });
  return {
    html: join(
      [b(`✅ ${word}`), escapeHtml(contactLine(contact, ctx, names, 200)), escapeHtml(t.contact.planNextQuestion)],
      '\n\n',
    ),
    rows: [
      [plan(t.contact.tomorrow, 'tomorrow'), plan(t.contact.in3Days, 'in3days')],
      [
        plan(t.contact.inAWeek, 'inAWeek'),
        { text: t.contact.otherDate, data: savedScreen.data('other', contact.id, offer) },
      ],
      [
        { text: t.common.no, data: savedScreen.data('no', contact.id) },
        { text: t.contact.actions.open, data: contactScreen.data('open', contact.id) },
      ],
      ...wayBack(ctx, contact.id),
    ],
  };
}

/** The id of the contact that an offer makes. */
export const offeredId = (parent: string, offer: string): string => derivedId('next', parent, offer);

async function planNext(ctx: Ctx, parent: Contact, offer: string, start: Date): Promise<void> {
  const { contacts } = ctx.kit.store;
  const id = offeredId(parent.id, offer);
  const fields = nextFields(parent, start, mayChange(ctx.user, parent) ? parent.manager : ctx.user.id);
  const { contact } = await contacts.create(ctx.user, id, fields, { previous: parent, now: ctx.at });
  await ctx.say(ctx.t.contact.plannedFor(showWhen(contact.start, ctx.at, ctx.user)));
  cameFrom(ctx, contact.id, wayOf(ctx, parent.id));
  await ctx.show(await contactCard(ctx, contact));
}

export const savedScreen = defineScreen('s', {
  async plan(ctx, id, offer, when) {
    const parent = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!parent || !isId(offer)) return ctx.say(ctx.t.contact.absent);
    // Tomorrow is the day after today, whenever the contact was: what was noted late is not planned into the past.
    const { zone, workingDays } = ctx.user;
    const dates = offers(atClockOf(parent.start, ctx.at, zone), zone, workingDays);
    const start = when === 'tomorrow' || when === 'in3days' || when === 'inAWeek' ? dates[when] : undefined;
    if (!start) return ctx.say(ctx.t.common.stale);
    await planNext(ctx, parent, offer, start);
  },
  async other(ctx, id, offer) {
    const parent = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!parent || !isId(offer)) return ctx.say(ctx.t.contact.absent);
    await beginDialog(ctx, 'next', {
      draft: offeredId(parent.id, offer),
      values: { about: aboutOf(parent) },
      back: wayOf(ctx, parent.id),
    });
  },
  async no(ctx, id) {
    const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!contact) return ctx.say(ctx.t.contact.absent);
    await ctx.show(await contactCard(ctx, contact));
  },
});
