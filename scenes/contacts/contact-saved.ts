import { offeredId, planNext, planStated } from '../../src/actions/contacts/index.ts';
import type { Contact } from '../../src/domain/contact/contact.ts';
import { isId, newId } from '../../src/domain/id.ts';
import { b, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { sensibleTime } from '../../src/domain/time/sensible-time.ts';
import { atClockOf, offers } from '../../src/domain/time/zone.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import { backOf, cameFrom, wayBack } from '../../src/telegram/back-navigation.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { actingOf } from '../shared/acting.ts';
import { contactLine, namesFor, stepText } from '../shared/contact-line.ts';
import { unrungLines, unrungWord } from '../shared/unrung.ts';
import { aboutOf, changedCard, contactCard, takeInHand } from './contact-card.ts';
import { subjectsOf } from './form/subjects.ts';
import { contactLinks, nextContactDialog, savedLinks, subjectDialog } from './links.ts';
import { takeBackRow, whomPlanned, willKnow } from './told-others.ts';

/** What was saved along with a contact. */
export interface SavedToo {
  /** The same contact, for further clients. */
  alike?: Contact[];
  /** The next step, planned with the same tap. */
  planned?: Contact;
}

/** The card after a save: one line of what was saved, then the offer to plan the next contact of the chain. */
export async function savedCard(
  ctx: Ctx,
  contact: Contact,
  word: string,
  { alike = [], planned }: SavedToo = {},
): Promise<Card> {
  const { t } = ctx;
  takeInHand(ctx, contact);
  const names = await namesFor(ctx, [contact, ...alike, ...(planned ? [planned] : [])]);
  const lines = [
    ...[contact, ...alike, ...(planned ? [planned] : [])].map((one) => escapeHtml(contactLine(one, ctx, names, 200))),
    ...(await unrungLines(ctx, planned ?? contact)),
    ...(await knownLines(ctx, contact)),
  ];
  if (planned) return plannedCard(ctx, planned, join([b(`✅ ${word}`), ...lines], '\n\n'));
  // One offer leads to one contact, whichever of its buttons is tapped and how often.
  const offer = newId().slice(0, 6);
  const plan = (text: string, when: 'tomorrow' | 'in3days' | 'inAWeek') => ({
    text,
    data: savedLinks.plan(contact.id, offer, when),
  });
  return {
    html: join([b(`✅ ${word}`), ...lines, escapeHtml(t.contact.planNextQuestion)], '\n\n'),
    rows: [
      ...takeBackRow(ctx, contact, whomPlanned(ctx, contact)),
      ...statedRow(ctx, contact, offer),
      [plan(t.contact.tomorrow, 'tomorrow'), plan(t.contact.in3Days, 'in3days')],
      [plan(t.contact.inAWeek, 'inAWeek'), { text: t.contact.otherDate, data: savedLinks.other(contact.id, offer) }],
      [
        { text: t.common.no, data: savedLinks.no(contact.id) },
        { text: t.contact.actions.open, data: contactLinks.open(contact.id) },
      ],
      ...wayBack(ctx, contact.id),
    ],
  };
}

/** Says whom somebody else's plan is told to. */
async function knownLines(ctx: Ctx, contact: Contact): Promise<Html[]> {
  const word = await willKnow(ctx, whomPlanned(ctx, contact));
  return word === undefined ? [] : [escapeHtml(word)];
}

/** The step that the contact's line states comes first, ready made. */
function statedRow(ctx: Ctx, { id, step }: Contact, offer: string): Button[][] {
  return step ? [[{ text: `➕ ${stepText(step, ctx)}`, data: savedLinks.stated(id, offer) }]] : [];
}

/** Saved together with its next step: nothing is left to offer but to look at either. */
const plannedCard = (ctx: Ctx, planned: Contact, html: Html): Card => ({
  html,
  rows: [[{ text: ctx.t.contact.actions.open, data: contactLinks.open(planned.id) }], ...wayBack(ctx, planned.id)],
});

async function showPlanned(ctx: Ctx, parent: Contact, contact: Contact): Promise<void> {
  const word = ctx.t.contact.plannedFor(showWhen(contact.start, ctx.at, ctx.user));
  const concerns = whomPlanned(ctx, contact);
  const words = [word, await willKnow(ctx, concerns), await unrungWord(ctx, contact)];
  await ctx.say(words.filter(Boolean).join('\n'));
  cameFrom(ctx, contact.id, backOf(ctx, parent.id));
  // What somebody else is told of can be taken back first.
  if (contact.content !== undefined || concerns.length > 0) {
    await ctx.show(await changedCard(ctx, contact, concerns));
    return;
  }
  await beginDialog(ctx, subjectDialog, {
    values: { about: aboutOf(contact), subjects: subjectsOf(parent) },
    made: [contactLine(contact, ctx, await namesFor(ctx, [contact]), 120)],
    back: contactLinks.open(contact.id),
  });
}

/** Asks when the next one is; the rest is known from the one before it. */
const askNext = (ctx: Ctx, parent: Contact, offer: string, content?: string): Promise<void> =>
  beginDialog(ctx, nextContactDialog, {
    draft: offeredId(parent.id, offer),
    values: { about: aboutOf(parent), ...(content && { content }) },
    back: backOf(ctx, parent.id),
  });

export const savedScreen = defineScreen(savedLinks, {
  async plan(ctx, id, offer, when) {
    const parent = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!parent || !isId(offer)) return ctx.say(ctx.t.contact.absent);
    // From the later of now and the contact: what was noted late is not planned into the past, nor before what it follows.
    const { zone, workingDays } = ctx.user;
    const from = new Date(Math.max(parent.start.getTime(), ctx.at.getTime()));
    const dates = offers(sensibleTime(atClockOf(parent.start, from, zone), zone), zone, workingDays);
    const start = when === 'tomorrow' || when === 'in3days' || when === 'inAWeek' ? dates[when] : undefined;
    if (!start) return ctx.say(ctx.t.common.stale);
    await showPlanned(ctx, parent, await planNext(actingOf(ctx), parent, offer, { start }));
  },
  /** The step that the line states; where its day is not known, it is asked. */
  async stated(ctx, id, offer) {
    const parent = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!parent?.step || !isId(offer)) return ctx.say(ctx.t.contact.absent);
    const planned = await planStated(actingOf(ctx), parent, offer);
    await (planned ? showPlanned(ctx, parent, planned) : askNext(ctx, parent, offer, parent.step.about));
  },
  async other(ctx, id, offer) {
    const parent = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!parent || !isId(offer)) return ctx.say(ctx.t.contact.absent);
    await askNext(ctx, parent, offer);
  },
  async no(ctx, id) {
    const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!contact) return ctx.say(ctx.t.contact.absent);
    await ctx.show(await contactCard(ctx, contact));
  },
});
