import {
  type FilterPart,
  filterParts,
  type JournalFilter,
  narrowedBy,
  resetFilter,
  widened,
} from '../../src/domain/journal/journal-filter.ts';
import { b, cut, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { CALENDAR_KINDS, currentPeriod } from '../../src/domain/time/period.ts';
import { showPeriod } from '../../src/i18n/periods.ts';
import { isTooSlow, type JournalLook, type JournalPage, type LookFrom } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { storedData } from '../../src/telegram/messages/callback-data.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { contactLinks, newContactDialog } from '../contacts/links.ts';
import { numberButtons, numberedText } from '../shared/numbered.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { knownColumns, listNames, usualRow } from './columns.ts';
import { filterCard, type JournalSlot, ownerOf } from './filter-card.ts';
import { filterScreen, shifted, turnOverdue } from './filter-screen.ts';
import { describeFilter, filterLines, type NamedPart } from './filter-words.ts';
import { exportCard, startExport } from './journal-export.ts';
import { changeLook, fieldsCard, isFieldsOf, lookOf, toggleColumn } from './journal-look.ts';
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

/** Draws the journal on the page it was left on, or on another one. */
export async function showJournal(ctx: Ctx, slot: JournalSlot = 'journal', page?: number): Promise<void> {
  await ctx.show(await journalCard(ctx, slot, page));
}

/** Looks into the journal from elsewhere, with a filter of the look's own; `back` leads there again. */
export async function lookIntoJournal(ctx: Ctx, filter: JournalFilter, back: LookFrom): Promise<void> {
  await ctx.kit.store.filters.set(ownerOf(ctx, 'look'), filter, back);
  await showJournal(ctx, 'look');
}

/** Changes the filter and shows what it leads to, from the first page. */
async function change(
  ctx: Ctx,
  slot: JournalSlot,
  make: (filter: JournalFilter) => JournalFilter | undefined,
): Promise<void> {
  const owner = ownerOf(ctx, slot);
  const { filter } = await ctx.kit.store.filters.get(owner);
  const changed = make(filter);
  if (!changed) return ctx.say(ctx.t.common.stale);
  await ctx.kit.store.filters.set(owner, changed);
  await showJournal(ctx, slot);
}

/** A new contact, with the client that is filtered. */
async function newContact(ctx: Ctx, slot: JournalSlot): Promise<void> {
  const { filter } = await ctx.kit.store.filters.get(ownerOf(ctx, slot));
  const client = filter.organization && (await ctx.kit.store.organizations.get(ctx.user, filter.organization));
  const values = client ? { organization: { id: client.id, name: client.name } } : {};
  await beginDialog(ctx, newContactDialog, { values, back: journalLinks[slot].show() });
}

/** What the buttons of a journal do, whichever slot it shows. */
const actionsOf = (slot: JournalSlot) => ({
  show: (ctx: Ctx) => showJournal(ctx, slot),
  page: (ctx: Ctx, page?: string) => showJournal(ctx, slot, pageOf(page)),
  shift: (ctx: Ctx, step?: string) => change(ctx, slot, (filter) => shifted(filter, step, ctx.user.zone)),
  period(ctx: Ctx, chosen?: string) {
    const kind = CALENDAR_KINDS.find((one) => one === chosen);
    const period = kind ? currentPeriod(kind, ctx.at, ctx.user.zone) : { kind: 'all' as const };
    return change(ctx, slot, (filter) => (kind || chosen === 'all' ? { ...filter, period } : undefined));
  },
  drop(ctx: Ctx, name?: string) {
    const part: FilterPart | undefined = filterParts.find((one) => one === name);
    return change(ctx, slot, (filter) => part && widened(filter, part));
  },
  overdue: (ctx: Ctx) => change(ctx, slot, (filter) => turnOverdue(ctx, filter)),
  reset: (ctx: Ctx) => change(ctx, slot, (filter) => resetFilter(filter, ctx.at, ctx.user.zone)),
  async filters(ctx: Ctx) {
    await ctx.show(await filterCard(ctx, slot));
  },
  new: (ctx: Ctx) => newContact(ctx, slot),
  async order(ctx: Ctx) {
    await changeLook(ctx, (look) => ({ ...look, ascending: look.ascending !== true }));
    await showJournal(ctx, slot, 0);
  },
  async fields(ctx: Ctx, of?: string) {
    await ctx.show(await fieldsCard(ctx, slot, isFieldsOf(of) ? of : 'row'));
  },
  async field(ctx: Ctx, of?: string, name?: string) {
    if (!isFieldsOf(of)) return ctx.say(ctx.t.common.stale);
    await toggleColumn(ctx, of, name);
    await ctx.show(await fieldsCard(ctx, slot, of));
  },
  async export(ctx: Ctx) {
    await ctx.show(await exportCard(ctx, slot));
  },
  file: (ctx: Ctx, chosen?: string, mark?: string) => startExport(ctx, slot, chosen, mark),
});

/** The user's own journal, and the look into it from elsewhere. */
export const journalScreen = defineScreen(journalLinks.journal, actionsOf('journal'));
const lookScreen = defineScreen(journalLinks.look, actionsOf('look'));

/** The screens that this file brings: journals and their filters. */
export const journalScreens = [
  journalScreen,
  lookScreen,
  filterScreen('journal', (ctx) => showJournal(ctx)),
  filterScreen('look', (ctx) => showJournal(ctx, 'look')),
];
