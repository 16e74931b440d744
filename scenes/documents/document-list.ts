import type { Document } from '../../src/domain/client/client.ts';
import { b, cut, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { currentPeriod, shiftPeriod } from '../../src/domain/time/period.ts';
import { showPeriod } from '../../src/i18n/periods.ts';
import { backOf, cameFrom } from '../../src/telegram/back-navigation.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { type CallbackData, unpack } from '../../src/telegram/messages/callback-data.ts';
import { type Button, type Card, grid } from '../../src/telegram/messages/card.ts';
import { numberButtons, numberedText } from '../shared/numbered.ts';
import { carried, PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { documentTitle, namesOfDocuments, showAmount } from './document-card.ts';
import { carriedLook, type DocumentLook, documentLookOf, filterOfLook, PERIOD_LETTERS } from './document-look.ts';
import { documentLinks } from './links.ts';

export const DOCUMENTS_COUNTED = 1000;
const LINE_LIMIT = 64;
const DETAIL_LIMIT = 72;
/** So much of a type's or client's name stands on a button. */
const LABEL_LIMIT = 20;

const dataOf = (look: DocumentLook, page = 0): CallbackData =>
  look.number === undefined
    ? documentLinks.by(page, ...carriedLook(look))
    : documentLinks.list(page, carried(look.number));

/** The register, or the part of it that is looked at, the latest first. */
export async function documentsCard(ctx: Ctx, look: DocumentLook, page: number): Promise<Card> {
  const { t, kit, user } = ctx;
  const { number } = look;
  const filter = await filterOfLook(ctx, look);
  const { documents, count } = await kit.store.documents.list(user, filter, page * PAGE, PAGE);
  // What has pages is sought by what their buttons carry: each page is then a part of the same list.
  if (number !== undefined && count > PAGE && carried(number) !== number)
    return documentsCard(ctx, { number: carried(number) }, page);
  const [names, list] = await Promise.all([
    namesOfLook(ctx, look),
    listOf(ctx, documents, backTo(ctx, look, page), page * PAGE),
  ]);
  return {
    html: join(
      [
        join([b(`📄 ${t.document.title}`), ...lookedAt(ctx, look, names)], '\n'),
        escapeHtml(count > 0 ? t.document.count(count, count === page * PAGE + DOCUMENTS_COUNTED) : nothing(ctx, look)),
        ...list.text,
      ],
      '\n\n',
    ),
    rows: [
      ...list.rows,
      ...pageRow(ctx, page, count, (to) => dataOf(look, to), count === page * PAGE + DOCUMENTS_COUNTED),
      ...(number === undefined ? lookRows(ctx, look, names) : []),
      ...(await typeRows(ctx)),
      [
        { text: `➕ ${t.document.add}`, data: documentLinks.add(look.organization, look.type) },
        { text: `🔍 ${t.common.search}`, data: documentLinks.find() },
      ],
      ...(number === undefined ? [] : [[{ text: `‹ ${t.document.all}`, data: documentLinks.list(0) }]]),
    ],
  };
}

/** Under this name the session knows the part of the register that was looked at last. */
const LOOKED_AT = 'documents';

/**
 * What leads from a document back to its list. A list that is narrowed is too long for the data of another button: the
 * session keeps it.
 */
function backTo(ctx: Ctx, look: DocumentLook, page: number): CallbackData {
  if (carriedLook(look).every((part) => part === undefined)) return dataOf(look, page);
  cameFrom(ctx, LOOKED_AT, dataOf(look, page));
  return documentLinks.last();
}

/** The part of the register that was looked at last, on its page. */
export function lastList(ctx: Ctx): Promise<Card> {
  const way = backOf(ctx, LOOKED_AT);
  const [, , page, ...look] = way === undefined ? [''] : unpack(way);
  return documentsCard(ctx, documentLookOf(...look), pageOf(page));
}

function nothing({ t }: Ctx, look: DocumentLook): string {
  if (look.number !== undefined) return t.document.noneFound(look.number);
  return Object.keys(look).length > 0 ? t.document.noneSuch : t.document.none;
}

/** What a look points to, by name. */
interface LookNames {
  type?: string | undefined;
  organization?: string | undefined;
}

async function namesOfLook({ kit, user }: Ctx, { type, organization }: DocumentLook): Promise<LookNames> {
  const [types, organizations] = await Promise.all([
    type === undefined ? undefined : kit.store.dictionaries.many([type]),
    organization === undefined ? undefined : kit.store.organizations.get(user, organization),
  ]);
  return { type: types?.get(type ?? '')?.name[user.language], organization: organizations?.name };
}

function lookedAt(ctx: Ctx, { number, period }: DocumentLook, { type, organization }: LookNames): Html[] {
  const { t, at, user } = ctx;
  const line = (icon: string, text: string | undefined) => (text ? [escapeHtml(`${icon} ${text}`)] : []);
  return [
    ...line('🔍', number === undefined ? undefined : t.document.found(number)),
    ...line('🏷', type),
    ...line('🏢', organization),
    ...line('📅', period && showPeriod(period, at, user)),
  ];
}

/** What the list is narrowed by: a tap asks, a further one takes it off again. */
function lookRows(ctx: Ctx, look: DocumentLook, names: LookNames): Button[][] {
  const { t, at, user } = ctx;
  const { type: _, ...anyType } = look;
  const { organization: __, ...anybody } = look;
  const { period, ...always } = look;
  const off = (text: string, without: DocumentLook): Button => ({
    text: `✖️ ${cut(text, LABEL_LIMIT)}`,
    data: dataOf(without),
  });
  const ask = (text: string, action: 'types' | 'whose' | 'periods'): Button => ({
    text,
    data: documentLinks[action](...carriedLook(look)),
  });
  const whatAndWhose = [
    look.type === undefined
      ? ask(`🏷 ${t.contact.field.type}`, 'types')
      : off(names.type ?? t.contact.field.type, anyType),
    look.organization === undefined
      ? ask(`🏢 ${t.contact.field.organization}`, 'whose')
      : off(names.organization ?? t.contact.field.organization, anybody),
  ];
  if (!period) return [[...whatAndWhose, ask(`📅 ${t.journal.part.period}`, 'periods')]];
  const shifted = (step: number) => {
    const other = shiftPeriod(period, step, 'UTC');
    return { ...always, ...('anchor' in other && { period: other }) };
  };
  return [
    whatAndWhose,
    [
      { text: '◀️', data: dataOf(shifted(-1)) },
      off(showPeriod(period, at, user), always),
      { text: '▶️', data: dataOf(shifted(1)) },
    ],
  ];
}

/** So many types have a button of their own. */
const TYPES = 4;

/** A new document of a type by one tap. */
async function typeRows({ kit, user }: Ctx): Promise<Button[][]> {
  const types = (await kit.store.dictionaries.list('documentType')).slice(0, TYPES);
  return grid(
    types.map(({ id, name }) => ({ text: `➕ ${name[user.language]}`, data: documentLinks.add(undefined, id) })),
    2,
  );
}

/** The types to choose from, with what else is looked at left as it is. */
export async function typesCard(ctx: Ctx, look: DocumentLook): Promise<Card> {
  const { t, kit, user } = ctx;
  const types = await kit.store.dictionaries.list('documentType');
  const choices = types.map(({ id, name }) => ({ text: name[user.language], data: dataOf({ ...look, type: id }) }));
  return {
    html: join([b(`📄 ${t.document.title}`), escapeHtml(`🏷 ${t.document.pickType}`)], '\n\n'),
    rows: [...grid(choices, 2), [{ text: `‹ ${t.common.back}`, data: dataOf(look) }]],
  };
}

/** The periods to choose from; the arrows of the list lead to the ones before. */
export function periodsCard(ctx: Ctx, look: DocumentLook): Card {
  const { t, at, user } = ctx;
  const choices = Object.values(PERIOD_LETTERS).flatMap((kind) => {
    const period = currentPeriod(kind, at, user.zone);
    if (!('anchor' in period)) return [];
    return [{ text: showPeriod(period, at, user), data: dataOf({ ...look, period }) }];
  });
  return {
    html: join([b(`📄 ${t.document.title}`), escapeHtml(`📅 ${t.document.pickPeriod}`)], '\n\n'),
    rows: [choices, [{ text: `‹ ${t.common.back}`, data: dataOf(look) }]],
  };
}

/** Documents as text with a number for each; the card of each then leads back to the list. `before`: so many precede them. */
export async function listOf(
  ctx: Ctx,
  documents: readonly Document[],
  back: CallbackData,
  before = 0,
): Promise<{ text: Html[]; rows: Button[][] }> {
  if (documents.length === 0) return { text: [], rows: [] };
  const names = await namesOfDocuments(ctx, documents);
  const rows = documents.map((document) => {
    const detail = [names.organizations.get(document.organization ?? ''), showAmount(ctx, document)];
    const words = detail.filter(Boolean).join(' · ');
    return {
      head: escapeHtml(`📄 ${cut(documentTitle(ctx, document, names), LINE_LIMIT)}`),
      detail: words ? escapeHtml(cut(words, DETAIL_LIMIT)) : undefined,
    };
  });
  return {
    text: [numberedText(rows, before + 1)],
    rows: numberButtons(
      documents.map(({ id }) => documentLinks.open(id, back)),
      before + 1,
    ),
  };
}
