import { type JournalFilter, narrowedBy } from '../../src/domain/journal/journal-filter.ts';
import { b, cut, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { CALENDAR_KINDS } from '../../src/domain/time/period.ts';
import { showPeriod } from '../../src/i18n/periods.ts';
import { isTooSlow, type JournalLook, type JournalPage, type LookFrom } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { storedData } from '../../src/telegram/messages/callback-data.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import { contactLinks } from '../contacts/links.ts';
import { numberButtons, numberedText } from '../shared/numbered.ts';
import { PAGE, pageRow } from '../shared/pages.ts';
import { knownColumns, listNames, usualRow } from './columns.ts';
import { type JournalSlot, ownerOf } from './filter-card.ts';
import { describeFilter, filterLines, type NamedPart } from './filter-words.ts';
import { lookOf } from './journal-look.ts';
import { journalRow, type RowStyle } from './journal-rows.ts';
import { journalLinks } from './links.ts';

interface Looked {
  slot: JournalSlot;
  filter: JournalFilter;
  look: JournalLook;
  parts: NamedPart[];
  page: number;
  /** Undefined: it could not be looked through in time. */
  found: JournalPage | undefined;
  back?: LookFrom;
}

/** Reads a page within the filter, and remembers it for the way back. Beyond the last page is the last page. */
async function read(ctx: Ctx, slot: JournalSlot, wanted: number | undefined): Promise<Looked> {
  const { kit, user, at } = ctx;
  const owner = ownerOf(ctx, slot);
  const [saved, look] = await Promise.all([kit.store.filters.get(owner), lookOf(ctx)]);
  const { filter, back } = saved;
  const query = { filter, now: at, zone: user.zone, ascending: look.ascending === true };
  const [parts, result] = await Promise.all([
    describeFilter(ctx, filter),
    pageWithin(wanted ?? saved.page, (page) => kit.store.journal.page(user, query, PAGE, page, saved.marks)),
  ]);
  const { page, found } = result;
  if (page !== saved.page) await kit.store.filters.turnTo(owner, filter, page, found?.marks ?? []);
  return { slot, filter, look, parts, ...(back !== undefined && { back }), ...result };
}

async function pageWithin(
  wanted: number,
  load: (page: number) => Promise<JournalPage>,
): Promise<Pick<Looked, 'page' | 'found'>> {
  try {
    const found = await load(wanted);
    const last = Math.max(0, Math.ceil(found.count / PAGE) - 1);
    return wanted <= last ? { page: wanted, found } : { page: last, found: await load(last) };
  } catch (error) {
    if (!isTooSlow(error)) throw error;
    return { page: 0, found: undefined };
  }
}

/** The journal: what is filtered, how many there are, a page of them, and the taps that change all of it. */
export async function journalCard(ctx: Ctx, slot: JournalSlot, page?: number): Promise<Card> {
  const looked = await read(ctx, slot, page);
  const { filter, parts, found } = looked;
  const { journal } = ctx.t;
  const head = [b(`📖 ${journal.title}`), filterLines(parts)];
  if (!found || found.count === 0) {
    const word = found ? (narrowedBy(filter).length > 0 ? journal.nothing : journal.nothingAtAll) : journal.tooSlow;
    const wider = narrowedBy(filter).length > 0 && found ? [escapeHtml(journal.widen)] : [];
    return {
      html: join([...head, escapeHtml(`${word}${within(ctx, found)}`), ...wider], '\n\n'),
      rows: [...(found ? wideningRows(ctx, looked) : narrowingRows(ctx, slot)), ...controlRows(ctx, looked)],
    };
  }
  const { html, rows } = await pageRows(ctx, looked, found);
  const count = `${journal.found(found.count, found.more)}${within(ctx, found)}`;
  return {
    html: join([...head, escapeHtml(count), html], '\n\n'),
    rows: [
      ...rows,
      ...pageRow(ctx, looked.page, found.count, (to) => journalLinks[slot].page(to), found.more),
      ...controlRows(ctx, looked),
    ],
  };
}

const within = ({ t }: Ctx, found: JournalPage | undefined): string =>
  found?.within === undefined ? '' : `\n${t.journal.within(found.within)}`;

async function pageRows(
  ctx: Ctx,
  { slot, filter, look, page }: Looked,
  { contacts }: JournalPage,
): Promise<{ html: Html; rows: Button[][] }> {
  const style: RowStyle = { columns: knownColumns(look.row, usualRow), oneDay: filter.period.kind === 'day' };
  const names = await listNames(ctx, contacts, style.columns);
  const first = page * PAGE + 1;
  const back = journalLinks[slot].show();
  return {
    html: numberedText(
      contacts.map((contact) => journalRow(contact, names, ctx, style)),
      first,
    ),
    rows: numberButtons(
      contacts.map(({ id }) => contactLinks.open(id, back)),
      first,
    ),
  };
}

/** Nothing found: what can be taken off, the narrowest first, and longer periods. */
function wideningRows(ctx: Ctx, { slot, filter, parts }: Looked): Button[][] {
  const { journal } = ctx.t;
  const kinds: readonly string[] = [...CALENDAR_KINDS, 'all'];
  const wider = filter.period.kind === 'all' ? [] : ['week', 'month', 'year', 'all'];
  const longer = wider.filter((kind) => kinds.indexOf(kind) > kinds.indexOf(filter.period.kind));
  const droppable = narrowedBy(filter)
    .filter((part) => part !== 'period')
    .toReversed();
  return [
    ...droppable.slice(0, 4).map((part) => [
      {
        text:
          part === 'off'
            ? journal.showAlso(filter.off.map((group) => journal.group[group]).join(', '))
            : journal.drop(parts.find((named) => named.part === part)?.text ?? journal.part[part]),
        data: journalLinks[slot].drop(part),
      },
    ]),
    longer.map((kind) => ({
      text: `📅 ${journal.period[kind as keyof typeof journal.period]}`,
      data: journalLinks[slot].period(kind),
    })),
  ];
}

/** Too much to look through: shorter periods. */
const narrowingRows = ({ t }: Ctx, slot: JournalSlot): Button[][] => [
  (['day', 'week', 'month'] as const).map((kind) => ({
    text: `📅 ${t.journal.period[kind]}`,
    data: journalLinks[slot].period(kind),
  })),
];

function controlRows({ t, at, user }: Ctx, { slot, filter, look, parts, back }: Looked): Button[][] {
  const { journal, home, common } = t;
  const { period } = filter;
  const to = journalLinks[slot];
  // From a question one comes to one's own journal.
  const wayName = { report: t.report.title, client: common.back, question: journal.title };
  const moves = period.kind !== 'all' && !(period.kind === 'range' && !(period.from && period.to));
  const name = { text: `📅 ${cut(showPeriod(period, at, user), 24)}`, data: to.filters() };
  // Period, client and manager are named always, whether they narrow or not.
  const further = parts.length - 3;
  return [
    moves ? [{ text: '◀️', data: to.shift(-1) }, name, { text: '▶️', data: to.shift(1) }] : [name],
    [
      { text: `🔎 ${journal.filters}${further > 0 ? ` · ${further}` : ''}`, data: to.filters() },
      { text: `${filter.overdue ? '☑️' : '🔴'} ${journal.part.overdue}`, data: to.overdue() },
      ...(narrowedBy(filter).length > 1 ? [{ text: `↺ ${journal.reset}`, data: to.reset() }] : []),
    ],
    [
      { text: `⬇️ ${journal.export}`, data: to.export() },
      { text: `☰ ${journal.fields}`, data: to.fields('row') },
      { text: look.ascending ? `↑ ${journal.earliestFirst}` : `↓ ${journal.latestFirst}`, data: to.order() },
    ],
    [{ text: `➕ ${home.newContact}`, data: to.new() }],
    ...(back === undefined ? [] : [[{ text: `‹ ${wayName[back.from]}`, data: storedData(back.data) }]]),
  ];
}
