import { directions, statuses } from '../../src/domain/contact/contact.ts';
import type { FilterPart, JournalFilter, SwitchedKind } from '../../src/domain/journal/journal-filter.ts';
import { isKeyOf } from '../../src/domain/keys.ts';
import { isOneOf } from '../../src/domain/one-of.ts';
import { contactsSeen } from '../../src/domain/rights.ts';
import { capital } from '../../src/domain/text/capital.ts';
import { b, cut, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import type { FilterOwner, FilterSlot } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import { type Button, type Card, grid } from '../../src/telegram/messages/card.ts';
import { removedLinks } from '../contacts/links.ts';
import { PAGE, pageRow } from '../shared/pages.ts';
import { isPicked, type ListPart, listParts, optionsOf, type PresencePart, presenceParts } from './filter-options.ts';
import { describeFilter, filterLines, partIcons } from './filter-words.ts';
import { filterLinks } from './links.ts';

/** Slots that are shown as a journal. */
export type JournalSlot = Exclude<FilterSlot, 'report'>;

/** What part of the card is open: the usual one, the groups, what is wanted seldom, or the values of one part. */
export type Section = 'main' | 'groups' | 'more' | 'managers' | ListPart;

/** Parts that stand under More. */
const MORE: readonly FilterPart[] = [
  'channels',
  'states',
  'priorities',
  'types',
  'firms',
  'sources',
  'characteristics',
];

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
  const to = filterLinks[slot];
  const named = filterLines(await describeFilter(ctx, filter));
  const head = (...below: Html[]) => join([b(`🔎 ${ctx.t.journal.filtersOf[slot]}`), named, ...below], '\n\n');
  if (section === 'managers') {
    return { html: head(b(ctx.t.journal.pickManager)), rows: await managerRows(ctx, slot, filter, page) };
  }
  if (section === 'groups' || section === 'more') {
    const rows =
      section === 'groups' ? groupRows(ctx, filter, to) : [...moreRows(ctx, filter, to), ...removedRow(ctx, slot)];
    return { html: head(), rows: [...rows, [make(`‹ ${ctx.t.common.back}`, to.open('main')), showButton(ctx, to)]] };
  }
  if (section !== 'main') {
    return {
      html: head(b(`${partIcons[section]} ${ctx.t.journal.part[section]}`), escapeHtml(ctx.t.journal.pickSeveral)),
      rows: await pickRows(ctx, slot, filter, section),
    };
  }
  return {
    html: head(),
    rows: [
      ...periodRows(ctx, filter, to),
      whoseRow(ctx, filter, to),
      ...mainRows(ctx, filter, to),
      [make(`↺ ${ctx.t.journal.reset}`, to.reset()), showButton(ctx, to)],
    ],
  };
}

const showButton = ({ t }: Ctx, to: To): Button => make(`✅ ${t.common.show}`, to.show());

type To = (typeof filterLinks)[FilterSlot];

const make = (text: string, data: CallbackData): Button => ({ text, data });

const SHOWN_KINDS = [
  ['day', 'week', 'month', 'year'],
  ['halfYear', 'all', 'range'],
] as const;

/** A narrow dot: four of these share the width of a phone. Which dates they are is told above. */
const periodRows = ({ t }: Ctx, { period }: JournalFilter, to: To): Button[][] =>
  SHOWN_KINDS.map((row) =>
    row.map((kind) => make(`${kind === period.kind ? '•' : ''}${t.journal.period[kind]}`, to.period(kind))),
  );

/** Client and manager. What is set is taken off by one tap; the manager opens the list, where the others are. */
function whoseRow(ctx: Ctx, filter: JournalFilter, to: To): Button[] {
  const { journal } = ctx.t;
  const client =
    filter.organization === undefined
      ? make(`🏢 ${journal.allClients}`, to.ask('organization'))
      : make(`✖️ ${journal.part.organization}`, to.drop('organization'));
  const manager = make(
    // A picture more, and the words would be cut.
    filter.manager === undefined ? journal.allManagers : `🧑‍💼 ${journal.part.manager}`,
    to.open('managers'),
  );
  return contactsSeen(ctx.user) === 'own' ? [client] : [client, manager];
}

function groupRows({ t }: Ctx, { off }: JournalFilter, to: To): Button[][] {
  const tick = (group: SwitchedKind, text: string) =>
    make(`${off.includes(group) ? '⬜' : '☑️'} ${text}`, to.group(group));
  return [
    statuses.map((status) => tick(status, t.contact.status[status])),
    directions.map((direction) => tick(direction, capital(t.contact.direction[direction]))),
  ];
}

/** What is wanted most; the rest is one tap deeper. */
function mainRows(ctx: Ctx, filter: JournalFilter, to: To): Button[][] {
  const { journal, common } = ctx.t;
  const off = filter.off.length > 0 ? ` · ${filter.off.length}` : '';
  const deeper = [...MORE, 'person', 'document', ...presenceParts].filter((part) => isSet(filter, part)).length;
  return [
    [
      make(`${filter.overdue ? '☑️' : '🔴'} ${journal.part.overdue}`, to.overdue()),
      make(`${partIcons.off} ${journal.part.off}${off}`, to.open('groups')),
    ],
    [
      asked(filter, to, 'words', `${common.search}${filter.words === undefined ? '…' : ''}`),
      make(`▼ ${common.more}${deeper > 0 ? ` · ${deeper}` : ''}`, to.open('more')),
    ],
  ];
}

function isSet(filter: JournalFilter, part: string): boolean {
  const value = isKeyOf(filter, part) ? filter[part] : undefined;
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

/** What is asked for by name: set, it is taken off by a tap. */
const asked = (filter: JournalFilter, to: To, part: 'person' | 'document' | 'words', text: string): Button =>
  filter[part] === undefined ? make(`${partIcons[part]} ${text}`, to.ask(part)) : make(`✖️ ${text}`, to.drop(part));

function moreRows({ t }: Ctx, filter: JournalFilter, to: To): Button[][] {
  const { journal } = t;
  const list = (part: ListPart) => {
    const count = filter[part].length;
    return make(`${partIcons[part]} ${journal.part[part]}${count > 0 ? ` · ${count}` : ''}`, to.open(part));
  };
  const presence = (part: PresencePart) => {
    const value = filter[part] === undefined ? journal.any : journal[filter[part]];
    return make(`${partIcons[part]} ${journal.part[part]}: ${value}`, to.presence(part, 'more'));
  };
  const named = (['person', 'document'] as const).map((part) => asked(filter, to, part, journal.part[part]));
  const quarter = make(
    `${filter.period.kind === 'quarter' ? '•' : ''}📅 ${journal.period.quarter}`,
    to.period('quarter'),
  );
  return grid([quarter, ...MORE.filter(isListPart).map(list), ...named, ...presenceParts.map(presence)], 2);
}

/** What was removed is in no journal; from one's own the way leads there. */
const removedRow = ({ t }: Ctx, slot: FilterSlot): Button[][] =>
  slot === 'journal' ? [[make(`🗑 ${t.contact.removedTitle}`, removedLinks.page(0))]] : [];

export const isListPart = (part: string | undefined): part is ListPart => isOneOf(listParts, part);

async function pickRows(ctx: Ctx, slot: FilterSlot, filter: JournalFilter, part: ListPart): Promise<Button[][]> {
  const to = filterLinks[slot];
  const options = await optionsOf(ctx, part);
  const ticks = options.map(({ arg, text }) =>
    make(`${isPicked(filter, part, arg) ? '☑️' : '⬜'} ${text}`, to.pick(part, arg)),
  );
  return [
    ...grid(ticks, part === 'states' ? 1 : 2),
    [
      make(`‹ ${ctx.t.common.back}`, to.open(MORE.includes(part) ? 'more' : 'main')),
      make(`✅ ${ctx.t.common.show}`, to.show()),
    ],
  ];
}

async function managerRows(ctx: Ctx, slot: FilterSlot, filter: JournalFilter, page: number): Promise<Button[][]> {
  const to = filterLinks[slot];
  const managers = await ctx.kit.store.users.active();
  const dot = (is: boolean) => (is ? '● ' : '');
  return [
    [make(`${dot(filter.manager === undefined)}${ctx.t.journal.allManagers}`, to.manager('all'))],
    ...managers
      .slice(page * PAGE, (page + 1) * PAGE)
      .map(({ id, name }) => [make(`${dot(filter.manager === id)}${cut(name, 40)}`, to.manager(id))]),
    ...pageRow(ctx, page, managers.length, (target) => to.open('managers', target)),
    [make(`‹ ${ctx.t.common.back}`, to.open('main'))],
  ];
}
