import { type Contact, type Status, statuses } from '../../src/domain/contact/contact.ts';
import { editable, isEditable } from '../../src/domain/contact/contact-edits.ts';
import { isId } from '../../src/domain/id.ts';
import { mayChange } from '../../src/domain/rights.ts';
import { b, join } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { type Button, type Card, grid } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { fieldIcons } from '../shared/field-icons.ts';
import { aboutOf, ownContactAsSeen, takeInHand } from './contact-card.ts';
import { namesOf } from './contact-names.ts';
import { contactText } from './contact-text.ts';
import { analyticsLinks, backToCard, contactLinks, editContactDialog, editLinks, moveContactDialog } from './links.ts';
import { takeBackRow } from './told-others.ts';

/** All fields of a contact, one tap each. `concerns`: who is told of what was just changed, which can be taken back. */
export async function fieldsCard(ctx: Ctx, contact: Contact, concerns: readonly number[] = []): Promise<Card> {
  const { t } = ctx;
  const { id, revision, status } = contact;
  const shown = editable
    .filter((name) => name !== 'reason' || status === 'cancelled')
    .filter((name) => name !== 'leads' || status === 'planned');
  const buttons: Button[] = [
    { text: `🚦 ${t.contact.field.status}`, data: editLinks.status(id, revision) },
    ...shown.map((name) => ({
      text: `${fieldIcons[name]} ${t.contact.field[name]}`,
      data: editLinks.field(id, revision, name),
    })),
    { text: `📎 ${t.card.analytics}`, data: analyticsLinks.list(id, 0) },
  ];
  takeInHand(ctx, contact);
  return {
    html: join([contactText(ctx, contact, await namesOf(ctx, contact)), b(t.card.editQuestion)], '\n\n'),
    rows: [...takeBackRow(ctx, contact, concerns), ...grid(buttons, 2), backToCard(ctx, id)],
  };
}

const MARKS: Record<Status, string> = { happened: '✅', planned: '🟢', cancelled: '⚪' };

/** The other two statuses; each leads through what it entails. */
async function showStatuses(ctx: Ctx, contact: Contact): Promise<void> {
  const { t } = ctx;
  const { id, revision } = contact;
  const leadsTo = (status: Status) => {
    switch (status) {
      case 'happened':
        return contactLinks.happened(id, revision);
      case 'cancelled':
        return contactLinks.cancel(id, revision);
      case 'planned':
        // What was cancelled gets its old time back; what had happened wants a new one.
        return contact.status === 'cancelled' ? contactLinks.restore(id, revision) : editLinks.replan(id, revision);
    }
  };
  await ctx.show({
    html: join([contactText(ctx, contact, await namesOf(ctx, contact)), b(t.card.stateChoice)], '\n\n'),
    rows: [
      ...statuses
        .filter((status) => status !== contact.status)
        .map((status) => [{ text: `${MARKS[status]} ${t.contact.status[status]}`, data: leadsTo(status) }]),
      [{ text: `‹ ${t.common.back}`, data: editLinks.list(id) }],
    ],
  });
}

const about = (contact: Contact) => ({ values: { about: aboutOf(contact) }, back: contactLinks.open(contact.id) });

export const editScreen = defineScreen(editLinks, {
  async list(ctx, id) {
    const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!contact) return ctx.say(ctx.t.contact.absent);
    if (!mayChange(ctx.user, contact)) return ctx.say(ctx.t.contact.notYours);
    await ctx.show(await fieldsCard(ctx, contact));
  },
  async status(ctx, id, revision) {
    const contact = await ownContactAsSeen(ctx, id, revision);
    if (contact) await showStatuses(ctx, contact);
  },
  async replan(ctx, id, revision) {
    const contact = await ownContactAsSeen(ctx, id, revision);
    if (contact) await beginDialog(ctx, moveContactDialog, about(contact));
  },
  async field(ctx, id, revision, name) {
    if (!isEditable(name)) return ctx.say(ctx.t.common.stale);
    const contact = await ownContactAsSeen(ctx, id, revision);
    if (contact) await beginDialog(ctx, editContactDialog, { ...about(contact), field: name });
  },
});
