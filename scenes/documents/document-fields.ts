import { dayAt, daySpans } from '../../src/domain/calendar/calendar.ts';
import type { FileRef, Ref } from '../../src/domain/contact/contact.ts';
import { currencies, parseCurrency, parseMoney } from '../../src/domain/document/money.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Field, Fields } from '../../src/telegram/dialogs/field.ts';
import { choice } from '../../src/telegram/dialogs/fields/choice.ts';
import { client } from '../../src/telegram/dialogs/fields/client.ts';
import { dictionary } from '../../src/telegram/dialogs/fields/dictionary.ts';
import { file } from '../../src/telegram/dialogs/fields/file.ts';
import { plainText } from '../../src/telegram/dialogs/fields/text.ts';
import { day } from '../../src/telegram/dialogs/fields/when.ts';
import { newClientDialog } from '../clients/links.ts';
import type { About } from '../contacts/links.ts';

export type DocumentValues = {
  /** The contact it is created from. */
  about?: About;
  type?: Ref;
  number?: string;
  date?: Date;
  amount?: number;
  currency?: string;
  organization?: Ref;
  firm?: Ref;
  file?: FileRef;
};

/** So many of the latest documents are looked at for a currency. */
const LOOKED_AT = 10;

/** What an amount is in where nothing else is said: what the latest document is in, no matter who wrote it; of the first one, a guess. */
export async function usualCurrency({ kit, user }: Ctx): Promise<string> {
  const latest = await kit.store.documents.latest(user, undefined, LOOKED_AT);
  const used = latest.find(({ currency }) => currency !== undefined)?.currency;
  return used ?? (user.language === 'ru' ? 'RUB' : 'EUR');
}

const amount: Field<number, DocumentValues> = {
  icon: '💰',
  label: (t) => t.client.field.amount,
  place: 'main',
  show: (value, ctx) => new Intl.NumberFormat(ctx.user.language).format(value),
  prompt: (ctx) => ({ question: ctx.t.form.askAmount, rows: [] }),
  async take(ctx, message, { values }) {
    if (message.text === undefined) return undefined;
    const read = parseMoney(message.text);
    if (!read.ok) return { error: ctx.t.form.badAmount };
    const { amount: value, currency = values.currency ?? (await usualCurrency(ctx)) } = read.value;
    return { set: { amount: value, currency } };
  },
};

const offered = choice<string, DocumentValues>({
  icon: '💱',
  label: (t) => t.document.currency,
  place: 'more',
  columns: 4,
  question: (ctx) => ctx.t.document.askCurrency,
  show: (value) => value,
  options: () => currencies.map((code) => ({ arg: code, text: code })),
  chosen: (arg) => ({ currency: arg }),
});

/** The plain day of a document, of the instant that a form asked for. */
export const dateOf = ({ user }: Ctx, date: Date | undefined): Date | undefined =>
  date && new Date(`${dayAt(new Date(date), user.zone)}T00:00:00Z`);

/** The first instant of a document's day in the user's zone, as a form shows and asks it. */
export const dateHere = ({ user }: Ctx, date: Date | undefined): Date | undefined =>
  date && daySpans([date.toISOString().slice(0, 10)], user.zone)[0]?.from;

/** Every field of a document, in the order they are asked and shown. The type is chosen first. */
export const documentFields: Fields<DocumentValues, 'about'> = {
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
  amount,
  currency: {
    ...offered,
    take(ctx, message) {
      if (message.text === undefined) return undefined;
      const currency = parseCurrency(message.text);
      return currency === undefined ? { error: ctx.t.document.badCurrency } : { set: { currency } };
    },
  },
  organization: client<DocumentValues>({
    icon: '🏢',
    label: (t) => t.contact.field.organization,
    place: 'main',
    create: newClientDialog,
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
  file: file<DocumentValues>({
    name: 'file',
    icon: '📎',
    label: (t) => t.document.file,
    place: 'main',
    question: (ctx) => ctx.t.document.askFile,
  }),
};
