import type { Document } from '../../src/domain/client/client.ts';
import { b, escapeHtml, type Html, join, s } from '../../src/domain/text/html.ts';
import { showDate } from '../../src/i18n/dates.ts';
import { wayBack } from '../../src/telegram/back-navigation.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { type Button, type Card, danger } from '../../src/telegram/messages/card.ts';
import { organizationLinks } from '../clients/links.ts';
import { copyButton } from '../shared/copies.ts';
import { documentLinks } from './links.ts';

/** The fields of a document, each edited by one tap. */
export const documentFieldNames = [
  'type',
  'number',
  'date',
  'amount',
  'currency',
  'organization',
  'firm',
  'file',
] as const;
export type DocumentField = (typeof documentFieldNames)[number];
export const isDocumentField = (name: string | undefined): name is DocumentField =>
  documentFieldNames.some((one) => one === name);

/** What a document points to, by name. */
export interface DocumentNames {
  types: Map<string, string>;
  organizations: Map<string, string>;
}

export async function namesOfDocuments({ kit, user }: Ctx, documents: readonly Document[]): Promise<DocumentNames> {
  const ids = (...keys: ('type' | 'firm' | 'organization')[]) => [
    ...new Set(documents.flatMap((document) => keys.flatMap((key) => document[key] ?? []))),
  ];
  const [words, organizations] = await Promise.all([
    kit.store.dictionaries.many(ids('type', 'firm')),
    kit.store.organizations.named(ids('organization')),
  ]);
  return { types: new Map([...words].map(([id, { name }]) => [id, name[user.language]])), organizations };
}

/** `Contract № 12 of Fri 27 Nov`: a document in a few words. */
export function documentTitle(ctx: Ctx, document: Document, names: DocumentNames): string {
  const type = names.types.get(document.type ?? '');
  const date = document.date && ctx.t.document.from(showDate(document.date, ctx.user));
  return [type, `№ ${document.number}`, date].filter(Boolean).join(' ');
}

export const showAmount = ({ user }: Ctx, { amount, currency }: Document): string | undefined => {
  if (amount === undefined) return undefined;
  const whole = Number.isInteger(amount) ? { maximumFractionDigits: 0 } : { minimumFractionDigits: 2 };
  const style = currency === undefined ? {} : ({ style: 'currency', currency } as const);
  return new Intl.NumberFormat(user.language, { ...style, ...whole }).format(amount);
};

/** A document's card: what is known of it, and where it leads; back to where it was opened from, else to all of them. */
export async function documentCard(ctx: Ctx, document: Document): Promise<Card> {
  const back = wayBack(ctx, document.id);
  const { t, kit } = ctx;
  const [names, authors] = await Promise.all([
    namesOfDocuments(ctx, [document]),
    kit.store.users.named([document.author]),
  ]);
  const title = `📄 ${documentTitle(ctx, document, names)}`;
  const line = (icon: string, label: string, value: string | undefined): Html[] =>
    value ? [escapeHtml(`${icon} ${label}: ${value}`)] : [];
  return {
    html: join(
      [
        document.removed ? s(title) : b(title),
        ...(document.removed ? [b(t.document.removedNow)] : []),
        ...line('💰', t.client.field.amount, showAmount(ctx, document)),
        ...line('🏢', t.contact.field.organization, names.organizations.get(document.organization ?? '')),
        ...line('🏛', t.contact.field.firm, names.types.get(document.firm ?? '')),
        ...line('📎', t.document.file, document.file?.name),
        ...line('🧑‍💼', t.document.author, authors.get(document.author)),
      ],
      '\n',
    ),
    rows: [
      ...buttons(ctx, document),
      [copyButton(`№ ${document.number}`, document.number)],
      ...(back.length > 0 ? back : [all(ctx)]),
    ],
  };
}

const all = ({ t }: Ctx): Button[] => [{ text: `‹ ${t.document.all}`, data: documentLinks.list(0) }];

function buttons({ t }: Ctx, { id, revision, organization, file, removed }: Document): Button[][] {
  const act = (text: string, action: 'new' | 'plan' | 'contacts' | 'file' | 'edit') => ({
    text,
    data: documentLinks[action](id),
  });
  const change = (text: string, action: 'undo' | 'remove') => ({ text, data: documentLinks[action](id, revision) });
  if (removed) return [[change(`↩️ ${t.common.undo}`, 'undo')]];
  const client: Button[][] = organization
    ? [
        [
          { text: `🏢 ${t.document.client}`, data: organizationLinks.open(organization, documentLinks.open(id)) },
          { text: `🗂 ${t.document.clientContacts}`, data: organizationLinks.contacts(organization) },
        ],
      ]
    : [];
  return [
    [act(`📒 ${t.document.newContact}`, 'new'), act(`📅 ${t.document.plan}`, 'plan')],
    [act(`🗂 ${t.document.contacts}`, 'contacts'), ...(file ? [act(`📎 ${t.document.file}`, 'file')] : [])],
    ...client,
    [act(`✏️ ${t.contact.actions.edit}`, 'edit'), danger(change(`🗑 ${t.common.remove}`, 'remove'))],
  ];
}
