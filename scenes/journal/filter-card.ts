import { directions, statuses } from '../../src/domain/contact/contact.ts';
import type { FilterPart, Group, JournalFilter } from '../../src/domain/journal/journal-filter.ts';
import { contactsSeen } from '../../src/domain/rights.ts';
import { b, cut, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { showPeriod } from '../../src/i18n/periods.ts';
import type { FilterOwner, FilterSlot } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { pack } from '../../src/telegram/messages/callback-data.ts';
import { type Button, type Card, grid } from '../../src/telegram/messages/card.ts';
import { PAGE, pageRow } from '../shared/pages.ts';
import { isPicked, type ListPart, listParts, optionsOf, type PresencePart, presenceParts } from './filter-options.ts';
import { describeFilter, filterLines, partIcons } from './filter-words.ts';

/** What the buttons of a slot's filter card begin with: the id of its screen (filter-screen.ts). */
export const filterScreenIds = { journal: 'jf', look: 'jk', report: 'rf' } as const satisfies Record<
  FilterSlot,
  string
>;

/** Slots that are shown as a journal. */
export type JournalSlot = Exclude<FilterSlot, 'report'>;

/** What the buttons of a journal begin with: the id of its screen (journal.ts). */
export const journalScreenIds = { journal: 'j', look: 'jl' } as const satisfies Record<JournalSlot, string>;

/** What part of the card is open: the usual one, all of it, or the values of one part. */
export type Section = 'main' | 'more' | 'managers' | ListPart;

/** Parts that stand under More. */
const MORE: readonly FilterPart[] = ['priorities', 'types', 'firms', 'sources', 'characteristics'];

export const ownerOf = ({ user, at }: Pick<Ctx, 'user' | 'at'>, slot: FilterSlot): FilterOwner => ({
  user,
  slot,
  now: at,
});

export const filterOf = async (ctx: Ctx, slot: FilterSlot): Promise<JournalFilter> =>
  (await ctx.kit.store.filters.get(ownerOf(ctx, slot))).filter;

/** The filters of a journal or report as taps, with everything that is filtered named above. */
export async function filterCard(ctx: Ctx, slot: FilterSlot, section: Section = 'main', page = 0): Promise<Card> {
  const filter = await filterOf(ctx, slot);
  const make = buttonOf(slot);
  const named = filterLines(await describeFilter(ctx, filter));
  const head = (...below: Html[]) => join([b(`🔎 ${ctx.t.journal.filtersOf[slot]}`), named, ...below], '\n\n');
  if (section === 'managers') {
    return { html: head(b(ctx.t.journal.pickManager)), rows: await managerRows(ctx, slot, filter, page) };
  }
  if (section !== 'main' && section !== 'more') {
    return {
      html: head(b(`${partIcons[section]} ${ctx.t.journal.part[section]}`), escapeHtml(ctx.t.journal.pickSeveral)),
      rows: await pickRows(ctx, slot, filter, section),
    };
  }
  return {
    html: head(),
    rows: [
      ...periodRows(ctx, filter, make),
      whoseRow(ctx, filter, make),
      ...groupRows(ctx, filter, make),
      ...partRows(ctx, filter, make, section === 'more'),
      [make(`↺ ${ctx.t.journal.reset}`, 'reset'), make(`✅ ${ctx.t.common.show}`, 'show')],
    ],
  };
}

type Make = (text: string, action: string, ...args: (string | number)[]) => Button;

const buttonOf =
  (slot: FilterSlot): Make =>
  (text, action, ...args) => ({ text, data: pack(filterScreenIds[slot], action, ...args) });

const SHOWN_KINDS = [
  ['day', 'week', 'month', 'quarter'],
  ['halfYear', 'year', 'all', 'range'],
] as const;

function periodRows({ t, at, user }: Ctx, { period }: JournalFilter, make: Make): Button[][] {
  const kinds = SHOWN_KINDS.map((row) =>
    row.map((kind) => make(`${kind === period.kind ? '● ' : ''}${t.journal.period[kind]}`, 'period', kind)),
  );
  const moves = period.kind !== 'all' && !(period.kind === 'range' && !(period.from && period.to));
  const name = make(showPeriod(period, at, user), 'open', 'main');
  return [...kinds, ...(moves ? [[make('‹', 'shift', -1), name, make('›', 'shift', 1)]] : [])];
}

/** Client and manager. What is set is taken off by one tap; the manager opens the list, where the others are. */
function whoseRow(ctx: Ctx, filter: JournalFilter, make: Make): Button[] {
  const { journal } = ctx.t;
  const client =
    filter.organization === undefined
      ? make(`🏢 ${journal.allClients}`, 'ask', 'organization')
      : make(`✖️ ${journal.part.organization}`, 'drop', 'organization');
  const manager = make(
    `🧑‍💼 ${filter.manager === undefined ? journal.allManagers : journal.part.manager}`,
    'open',
    'managers',
  );
  return contactsSeen(ctx.user) === 'own' ? [client] : [client, manager];
}

function groupRows({ t }: Ctx, { off }: JournalFilter, make: Make): Button[][] {
  const tick = (group: Group, text: string) => make(`${off.includes(group) ? '⬜' : '☑️'} ${text}`, 'group', group);
  return [
    statuses.map((status) => tick(status, t.contact.status[status])),
    directions.map((direction) => tick(direction, t.contact.direction[direction])),
  ];
}

function partRows({ t }: Ctx, filter: JournalFilter, make: Make, all: boolean): Button[][] {
  const { journal, common } = t;
  const list = (part: ListPart) => {
    const count = filter[part].length;
    return make(`${partIcons[part]} ${journal.part[part]}${count > 0 ? ` · ${count}` : ''}`, 'open', part);
  };
  const asked = (part: 'person' | 'document' | 'words', text: string) =>
    filter[part] === undefined ? make(`${partIcons[part]} ${text}`, 'ask', part) : make(`✖️ ${text}`, 'drop', part);
  const presence = (part: PresencePart) => {
    const value = filter[part] === undefined ? journal.any : journal[filter[part]];
    return make(`${partIcons[part]} ${journal.part[part]}: ${value}`, 'presence', part, 'more');
  };
  const more = [asked('person', journal.part.person), ...MORE.filter(isListPart).map(list)];
  const papers = [asked('document', journal.part.document), ...presenceParts.map(presence)];
  return [
    [list('channels'), list('states')],
    [
      make(`${filter.overdue ? '☑️' : '🔴'} ${journal.part.overdue}`, 'overdue'),
      asked('words', `${common.search}${filter.words === undefined ? '…' : ''}`),
    ],
    ...(all ? grid([...more, ...papers], 2) : []),
    [all ? make(`▲ ${common.less}`, 'open', 'main') : make(`▼ ${common.more}`, 'open', 'more')],
  ];
}

export const isListPart = (part: string | undefined): part is ListPart =>
  (listParts as readonly (string | undefined)[]).includes(part);

async function pickRows(ctx: Ctx, slot: FilterSlot, filter: JournalFilter, part: ListPart): Promise<Button[][]> {
  const make = buttonOf(slot);
  const options = await optionsOf(ctx, part);
  const ticks = options.map(({ arg, text }) =>
    make(`${isPicked(filter, part, arg) ? '☑️' : '⬜'} ${text}`, 'pick', part, arg),
  );
  return [
    ...grid(ticks, part === 'states' ? 1 : 2),
    [
      make(`‹ ${ctx.t.common.back}`, 'open', MORE.includes(part) ? 'more' : 'main'),
      make(`✅ ${ctx.t.common.show}`, 'show'),
    ],
  ];
}

async function managerRows(ctx: Ctx, slot: FilterSlot, filter: JournalFilter, page: number): Promise<Button[][]> {
  const make = buttonOf(slot);
  const managers = await ctx.kit.store.users.active();
  const dot = (is: boolean) => (is ? '● ' : '');
  return [
    [make(`${dot(filter.manager === undefined)}${ctx.t.journal.allManagers}`, 'manager', 'all')],
    ...managers
      .slice(page * PAGE, (page + 1) * PAGE)
      .map(({ id, name }) => [make(`${dot(filter.manager === id)}${cut(name, 40)}`, 'manager', id)]),
    ...pageRow(ctx, page, managers.length, (to) => pack(filterScreenIds[slot], 'open', 'managers', to)),
    [make(`‹ ${ctx.t.common.back}`, 'open', 'main')],
  ];
}
