import type { Contact } from '../../src/domain/contact/contact.ts';
import { mayChange } from '../../src/domain/rights.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { type Button, danger, grid } from '../../src/telegram/messages/card.ts';
import { organizationLinks } from '../clients/links.ts';
import { documentLinks } from '../documents/links.ts';
import { outgoingLinks } from '../mail/links.ts';
import { analyticsLinks, backToCard, contactLinks, editLinks, historyLinks } from './links.ts';

type CardAction = 'happened' | 'move' | 'cancel' | 'restore' | 'next' | 'remove' | 'undo' | 'document';

const act = (contact: Contact, text: string, action: CardAction): Button => ({
  text,
  data: contactLinks[action](contact.id, contact.revision),
});

/** What can be done with a contact: first what brings it further; what is wanted seldom lies behind More. */
export function contactButtons(ctx: Ctx, contact: Contact): Button[][] {
  const { t, user } = ctx;
  const { actions } = t.contact;
  const { id, status, organization, analytics, removed } = contact;
  const mine = mayChange(user, contact);
  const chain = { text: `🔗 ${actions.chain}`, data: contactLinks.chain(id) };
  if (removed) {
    return [...(mine ? [[act(contact, `↩️ ${t.common.undo}`, 'undo')]] : []), [chain, historyButton(ctx, id)]];
  }
  const next = act(contact, `➕ ${actions.planNext}`, 'next');
  const count = analytics.length > 0 ? ` (${analytics.length})` : '';
  const further = { text: `📎 ${t.card.analytics}${count}`, data: analyticsLinks.list(id, 0) };
  const client = organization
    ? [
        {
          text: `🏢 ${t.contact.field.organization}`,
          data: organizationLinks.open(organization, contactLinks.open(id)),
        },
      ]
    : [];
  if (!mine) {
    const rest = [...(count ? [further] : []), ...client, ...documentsButton(ctx, contact), historyButton(ctx, id)];
    return [[next], ...grid([chain, ...rest], 2)];
  }
  const first =
    status === 'planned'
      ? [act(contact, `✅ ${actions.happened}`, 'happened'), act(contact, `🕒 ${actions.move}`, 'move')]
      : [];
  const off =
    status === 'planned'
      ? [act(contact, `🚫 ${actions.cancel}`, 'cancel')]
      : status === 'cancelled'
        ? [act(contact, `↩️ ${actions.restore}`, 'restore')]
        : [];
  const edit = { text: `✏️ ${actions.edit}`, data: editLinks.list(id) };
  const more = { text: `⋯ ${t.common.more}`, data: contactLinks.more(id) };
  return [first, [next], ...grid([...off, chain, edit, further, ...client, more], 2)];
}

/** What is wanted seldom. */
export function moreButtons(ctx: Ctx, contact: Contact): Button[][] {
  const { t } = ctx;
  const buttons = [
    act(contact, `📄 ${t.contact.actions.createDocument}`, 'document'),
    { text: `✉️ ${t.mail.write}`, data: outgoingLinks.write(contact.id) },
    ...documentsButton(ctx, contact),
    historyButton(ctx, contact.id),
    danger(act(contact, `🗑 ${t.common.remove}`, 'remove')),
  ];
  return [...grid(buttons, 2), backToCard(ctx, contact.id)];
}

const historyButton = ({ t }: Ctx, id: string): Button => ({
  text: `🕘 ${t.contact.actions.history}`,
  data: historyLinks.page(id, 0),
});

const documentsButton = ({ t }: Ctx, { id, documents }: Contact): Button[] =>
  documents.length > 0 ? [{ text: `📄 ${t.document.title} (${documents.length})`, data: documentLinks.of(id) }] : [];
