import type { Ref } from '../src/domain/contact.ts';
import { escapeHtml } from '../src/domain/html.ts';
import { no, ok } from '../src/domain/result.ts';
import { client } from '../src/telegram/fields/client.ts';
import { dictionary } from '../src/telegram/fields/dictionary.ts';
import { plainText, typed } from '../src/telegram/fields/text.ts';
import { day } from '../src/telegram/fields/when.ts';
import { defineForm } from '../src/telegram/form.ts';

type DocumentValues = { type?: Ref; number?: string; date?: Date; amount?: number; organization?: Ref; firm?: Ref };

/** A new document of the register. */
export const newDocumentScene = defineForm<DocumentValues>({
  id: 'new-document',
  title: (t) => `📄 ${t.form.newDocumentTitle}`,
  fields: {
    type: dictionary<DocumentValues>({
      name: 'type',
      kind: 'documentType',
      icon: '🏷',
      label: (t) => t.client.field.documentType,
      place: 'main',
      ask: () => true,
      question: (ctx) => ctx.t.form.askDocumentType,
    }),
    number: plainText<DocumentValues>({
      name: 'number',
      icon: '#️⃣',
      label: (t) => t.client.field.number,
      place: 'main',
      limit: 60,
      ask: () => true,
      required: () => true,
      question: (ctx) => ctx.t.form.askNumber,
    }),
    date: day<DocumentValues>('date', {
      icon: '📅',
      label: (t) => t.client.field.date,
      place: 'main',
      question: (ctx) => ctx.t.form.askDate,
    }),
    amount: typed<number, DocumentValues>({
      name: 'amount',
      icon: '💰',
      label: (t) => t.client.field.amount,
      place: 'main',
      question: (ctx) => ctx.t.form.askAmount,
      show: (amount, ctx) => new Intl.NumberFormat(ctx.user.language).format(amount),
      read(text, ctx) {
        const amount = Number(
          text
            .replace(/[\s\u00a0']/g, '')
            .replace(/,(?=\d{3}\b)/g, '')
            .replace(',', '.'),
        );
        return Number.isFinite(amount) && Math.abs(amount) < 1e15 ? ok(amount) : no(ctx.t.form.badAmount);
      },
    }),
    organization: client<DocumentValues>({
      icon: '🏢',
      label: (t) => t.contact.field.organization,
      place: 'main',
      set: (organization) => ({ set: { organization } }),
    }),
    firm: dictionary<DocumentValues>({
      name: 'firm',
      kind: 'firm',
      icon: '🏛',
      label: (t) => t.contact.field.firm,
      place: 'more',
      question: (ctx) => ctx.t.form.askFirm,
    }),
  },
  async save(ctx, { type, number, date, amount, organization, firm }, { draft }) {
    if (!number) return { error: ctx.t.form.needed(ctx.t.client.field.number), field: 'number' };
    const document = await ctx.kit.store.documents.create(
      {
        id: draft,
        number,
        author: ctx.user.id,
        ...(type && { type: type.id }),
        ...(date && { date }),
        ...(amount !== undefined && { amount }),
        ...(organization && { organization: organization.id }),
        ...(firm && { firm: firm.id }),
      },
      ctx.at,
    );
    return {
      outcome: { id: document.id, name: `№ ${document.number}` },
      card: { html: escapeHtml(`✅ ${ctx.t.contact.saved}: № ${document.number}`) },
    };
  },
});
