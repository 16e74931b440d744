import type { Message } from '@grammyjs/types';
import { addDocumentToContact } from '../../src/actions/contacts/index.ts';
import type { Document } from '../../src/domain/client/client.ts';
import { parseMoney } from '../../src/domain/document/money.ts';
import { clean, cut, escapeHtml } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { fileOf } from '../../src/telegram/dialogs/fields/analytics.ts';
import { defineForm, type Saved } from '../../src/telegram/dialogs/form.ts';
import { cardAbout } from '../contacts/change-contact.ts';
import { contactCard } from '../contacts/contact-card.ts';
import { actingOf } from '../shared/acting.ts';
import { draftTopic } from '../shared/draft-topic.ts';
import { documentCard } from './document-card.ts';
import { type DocumentValues, dateOf, documentFields, usualCurrency } from './document-fields.ts';
import { newDocumentDialog } from './links.ts';

/** A new document of the register: by itself, or created from a contact, which then points to it. */
export const newDocumentScene = defineForm<DocumentValues, 'about'>(newDocumentDialog, {
  topic: draftTopic,
  title: (t) => `📄 ${t.form.newDocumentTitle}`,
  fields: documentFields,
  below: (ctx, { organization, amount }) =>
    organization && amount !== undefined ? [] : [escapeHtml(`💡 ${ctx.t.document.writeMore}`)],
  attach(_ctx, message) {
    const file = fileOf(message);
    return file && { file };
  },
  written: takeWritten,
  left: (ctx, values) => cardAbout(ctx, values),
  async save(ctx, values, { draft }) {
    const { about, type, number, date, amount, currency, organization, firm, file } = values;
    if (!number) return { error: ctx.t.form.needed(ctx.t.client.field.number), field: 'number' };
    const day = dateOf(ctx, date);
    const document = await ctx.kit.store.documents.create(
      {
        id: draft,
        number,
        author: ctx.user.id,
        ...(type && { type: type.id }),
        ...(day && { date: day }),
        ...(amount !== undefined && { amount, ...(currency !== undefined && { currency }) }),
        ...(organization && { organization: organization.id }),
        ...(firm && { firm: firm.id }),
        ...(file && { file }),
      },
      ctx.at,
    );
    return about ? linked(ctx, about.id, document, draft) : shown(ctx, document);
  },
});

/** So many clients are looked at for a name that was written. */
const LOOKED_AT = 5;

/** A sum or a client's name, written while the draft is open: the two that most documents have. */
async function takeWritten(ctx: Ctx, message: Message, values: Partial<DocumentValues>) {
  const text = cut(clean(message.text ?? '').trim(), 200);
  if (text === '') return undefined;
  const money = parseMoney(text);
  if (money.ok) {
    const { amount, currency = values.currency ?? (await usualCurrency(ctx)) } = money.value;
    return { values: { amount, currency }, word: `💰 ${ctx.t.document.taken}` };
  }
  const [found, ...others] = await ctx.kit.store.organizations.search(ctx.user, text, LOOKED_AT);
  const exact = others.length === 0 ? found : undefined;
  return exact && { values: { organization: { id: exact.id, name: exact.name } }, word: `🏢 ${ctx.t.document.taken}` };
}

const shown = (ctx: Ctx, document: Document): Saved => ({
  outcome: { id: document.id, name: `№ ${document.number}` },
  async card() {
    await ctx.say(ctx.t.contact.saved);
    return documentCard(ctx, document);
  },
});

async function linked(ctx: Ctx, contact: string, document: Document, draft: string): Promise<Saved> {
  const changed = await addDocumentToContact(actingOf(ctx), { id: contact, key: draft }, document.id);
  // The document is there in any case; the contact may have been taken away meanwhile.
  if (changed.outcome === 'absent') return shown(ctx, document);
  await ctx.say(`${ctx.t.contact.saved}: № ${document.number}`);
  return { card: () => contactCard(ctx, changed.contact) };
}
