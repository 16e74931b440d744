import { plainText } from '../../src/telegram/dialogs/fields/text.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { documentsCard } from './document-list.ts';
import { findDocumentDialog } from './links.ts';

type FindValues = { number?: string };

/** Finds documents by their number, or a part of it. */
export const findDocumentScene = defineForm<FindValues>(findDocumentDialog, {
  title: (t) => `🔍 ${t.document.findTitle}`,
  direct: true,
  fields: {
    number: plainText<FindValues>({
      name: 'number',
      icon: '#️⃣',
      label: (t) => t.client.field.number,
      place: 'main',
      limit: 60,
      ask: () => true,
      required: () => true,
      question: (ctx) => ctx.t.document.askNumber,
    }),
  },
  left: (ctx) => documentsCard(ctx, {}, 0),
  save: async (ctx, { number = '' }) => ({ card: () => documentsCard(ctx, { number }, 0) }),
});
