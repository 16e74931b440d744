import { channels } from '../../src/domain/contact/contact.ts';
import {
  type FilterPart,
  type JournalFilter,
  narrowedBy,
  type Presence,
} from '../../src/domain/journal/journal-filter.ts';
import { isOneOf } from '../../src/domain/one-of.ts';
import { contactsSeen } from '../../src/domain/rights.ts';
import { b, cut, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { showPeriod } from '../../src/i18n/periods.ts';
import type { Ctx } from '../../src/telegram/context.ts';

/*
 * A filter in words: what is filtered is always named, on the journal, on its filters, on a report, on an export.
 */

/** The reader; the store looks names up. */
export type FilterReader = Pick<Ctx, 't' | 'user' | 'at' | 'kit'>;

/** The icon of each part. */
export const partIcons = {
  period: '📅',
  weekday: '📆',
  manager: '🧑‍💼',
  organization: '🏢',
  off: '👁',
  overdue: '🔴',
  channels: '🔀',
  states: '📊',
  priorities: '❗',
  types: '🏷',
  firms: '🏛',
  sources: '📣',
  person: '👤',
  documents: '📄',
  document: '📄',
  analytics: '📎',
  characteristics: '📎',
  result: '🏁',
  words: '🔤',
} satisfies Record<FilterPart, string>;

interface Names {
  manager?: string | undefined;
  organization?: string | undefined;
  person?: string | undefined;
  document?: string | undefined;
  entries: Map<string, string>;
}

/** Everything the filter points to, looked up in one wave. */
async function namesIn({ kit, user, t }: FilterReader, filter: JournalFilter): Promise<Names> {
  const { users, organizations, persons, documents, dictionaries } = kit.store;
  const { manager, organization, person, document } = filter;
  const custom = filter.channels.filter((channel) => !isOneOf(channels, channel));
  const listed = [...filter.types, ...filter.firms, ...filter.sources, ...filter.characteristics, ...custom];
  const ids = listed.filter((id) => id !== null);
  // A report or link of somebody else's may name a client that its reader may not see.
  const own = contactsSeen(user) !== 'all';
  const namesOf = async (id: string | null | undefined, kind: typeof organizations | typeof persons) => {
    if (typeof id !== 'string') return new Map<string, string>();
    if (!own) return kind.named([id]);
    const entry = await kind.get(user, id);
    return new Map([[id, entry?.name ?? t.report.notYoursToSee]]);
  };
  const [managers, clients, people, papers, entries] = await Promise.all([
    manager === undefined ? new Map<number, string>() : users.named([manager]),
    namesOf(organization, organizations),
    namesOf(person, persons),
    document === undefined ? [] : own ? documents.seen(user, [document]) : documents.many([document]),
    ids.length > 0 ? dictionaries.many(ids) : new Map(),
  ]);
  return {
    manager: managers.get(manager ?? 0),
    organization: clients.get(organization ?? ''),
    person: people.get(person ?? ''),
    document: papers[0] && `№ ${papers[0].number}`,
    entries: new Map([...entries].map(([id, entry]) => [id, entry.name[user.language]])),
  };
}

/** The value of one part in words; undefined where it filters nothing. */
function inWords(
  { t, user, at }: FilterReader,
  filter: JournalFilter,
  part: FilterPart,
  names: Names,
): string | undefined {
  const { contact, journal } = t;
  const { none, gone } = t.report;
  const entry = (id: string) => names.entries.get(id) ?? gone;
  const entries = (ids: readonly (string | null)[], unset: string) =>
    listed(ids.map((id) => (id === null ? unset : entry(id))));
  const presence = (value: Presence | undefined) => value && journal[value];
  const listed = (words: readonly string[]) => (words.length > 0 ? words.join(', ') : undefined);
  const words: Record<FilterPart, () => string | undefined> = {
    period: () => showPeriod(filter.period, at, user),
    weekday: () => (filter.weekday === undefined ? undefined : t.report.weekdays[filter.weekday - 1]),
    manager: () => (filter.manager === undefined ? undefined : (names.manager ?? gone)),
    organization: () =>
      filter.organization === null ? none.organization : filter.organization && (names.organization ?? gone),
    person: () => (filter.person === null ? none.person : filter.person && (names.person ?? gone)),
    document: () => filter.document && (names.document ?? gone),
    off: () => {
      const off = filter.off.map((group) => journal.group[group]);
      return off.length > 0 ? journal.without(off.join(', ')) : undefined;
    },
    overdue: () => (filter.overdue ? journal.overdueOnly : undefined),
    channels: () => listed(filter.channels.map((channel) => contact.channel[channel] ?? entry(channel))),
    states: () => listed(filter.states.map((state) => contact.state[state])),
    priorities: () => listed(filter.priorities.map((priority) => contact.priority[priority])),
    types: () => entries(filter.types, none.type),
    firms: () => entries(filter.firms, none.firm),
    sources: () => entries(filter.sources, none.source),
    characteristics: () => listed(filter.characteristics.map(entry)),
    documents: () => presence(filter.documents),
    analytics: () => presence(filter.analytics),
    result: () => presence(filter.result),
    words: () => filter.words && `«${filter.words}»`,
  };
  return words[part]();
}

/** One part of a filter, as it is named on a card. */
export interface NamedPart {
  part: FilterPart;
  /** With the icon: `🔀 Channel: Call`. */
  text: string;
}

/** Parts that say by themselves what they are about. */
const PLAIN: readonly FilterPart[] = [
  'period',
  'manager',
  'organization',
  'off',
  'overdue',
  'person',
  'words',
  'weekday',
];

/** Everything that is filtered, in words. Period, client and manager are named even where they filter nothing. */
export async function describeFilter(reading: FilterReader, filter: JournalFilter): Promise<NamedPart[]> {
  const names = await namesIn(reading, filter);
  const { journal } = reading.t;
  const text = (part: FilterPart): NamedPart => {
    const value = inWords(reading, filter, part, names) ?? '';
    return { part, text: `${partIcons[part]} ${PLAIN.includes(part) ? value : `${journal.part[part]}: ${value}`}` };
  };
  const narrowed = narrowedBy(filter);
  return [
    text('period'),
    filter.organization === undefined
      ? { part: 'organization', text: `${partIcons.organization} ${journal.allClients}` }
      : text('organization'),
    filter.manager === undefined
      ? { part: 'manager', text: `${partIcons.manager} ${journal.allManagers}` }
      : text('manager'),
    ...narrowed.filter((part) => !['period', 'organization', 'manager'].includes(part)).map(text),
  ];
}

const PART_LIMIT = 120;

/** The same as lines of a card: period, client and manager in one, the rest below it. */
export function filterLines(parts: readonly NamedPart[]): Html {
  const text = (some: readonly NamedPart[], separator: string) =>
    some.map((part) => cut(part.text, PART_LIMIT)).join(separator);
  const [period, ...rest] = parts;
  const lines = [
    ...(period ? [b(cut(period.text, PART_LIMIT))] : []),
    escapeHtml(text(rest.slice(0, 2), ' · ')),
    ...(rest.length > 2 ? [escapeHtml(text(rest.slice(2), '\n'))] : []),
  ];
  return join(lines, '\n');
}
