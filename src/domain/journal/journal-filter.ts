import { type Direction, directions, type Priority, type State, type Status, statuses } from '../contact/contact.ts';
import { isOneOf } from '../one-of.ts';
import { currentPeriod, type Period, periodRange, type Range } from '../time/period.ts';
import { local } from '../time/zone.ts';

/*
 * What a journal shows and a report counts. A list that may be tapped together (channels, states, types, ...) is empty
 * where everything is meant; `off` names the groups cut out. Pointers are kept as ids: names are looked up when shown.
 * Null stands for contacts that have no such value: without a client, of no type.
 */

/** What is asked of a contact's documents or analytics: that there are some, or that there are none. */
export const presences = ['some', 'none'] as const;
export type Presence = (typeof presences)[number];

/** The groups that can be tapped off. All are on at first. */
export const groups = [...statuses, ...directions] as const;
export type SwitchedKind = Status | Direction;

export interface JournalFilter {
  period: Period;
  /** Contacts that begin on this day of the week alone, in the reader's zone; 1 is Monday. */
  weekday?: number;
  /** Telegram id; absent: all managers. */
  manager?: number;
  /** Absent: all clients. */
  organization?: string | null;
  person?: string | null;
  channels: string[];
  states: State[];
  off: SwitchedKind[];
  /** Planned contacts whose end is past, nothing else. */
  overdue: boolean;
  priorities: Priority[];
  /** Ids in the dictionaries. */
  types: (string | null)[];
  firms: (string | null)[];
  sources: (string | null)[];
  documents?: Presence;
  /** One document. */
  document?: string;
  analytics?: Presence;
  /** Ids of characteristics, any of which a contact has. */
  characteristics: string[];
  result?: Presence;
  /** Words that stand, in any of their forms, in content or result, or in what was said. */
  words?: string;
}

/** The parts of a filter that can be taken off one by one, the widest first. */
export const filterParts = [
  'period',
  'weekday',
  'manager',
  'organization',
  'off',
  'overdue',
  'channels',
  'states',
  'priorities',
  'types',
  'firms',
  'sources',
  'person',
  'documents',
  'document',
  'analytics',
  'characteristics',
  'result',
  'words',
] as const;
export type FilterPart = (typeof filterParts)[number];

/** The filter a user begins with: today in the zone, everything else open. The manager, where given, was remembered. */
export const freshFilter = (now: Date, zone: string, manager?: number): JournalFilter => ({
  period: currentPeriod('day', now, zone),
  ...(manager !== undefined && { manager }),
  channels: [],
  states: [],
  off: [],
  overdue: false,
  priorities: [],
  types: [],
  firms: [],
  sources: [],
  characteristics: [],
});

/** A filter as it is remembered, with the day ("2026-11-23", in the user's zone) it was set on. */
export interface SavedFilter {
  filter: JournalFilter;
  day: string;
}

export const dayOf = (now: Date, zone: string): string => local(now, zone).toFormat('yyyy-MM-dd');

/** The filter that counts now: the remembered one on the day it was set, later only its manager. */
export function currentFilter(saved: SavedFilter | undefined, now: Date, zone: string): JournalFilter {
  if (saved?.day === dayOf(now, zone)) return saved.filter;
  return freshFilter(now, zone, saved?.filter.manager);
}

/** Reset: everything but the manager, who is remembered for good. */
export const resetFilter = (filter: JournalFilter, now: Date, zone: string): JournalFilter =>
  freshFilter(now, zone, filter.manager);

/** The parts that narrow the filter, the widest first. A period narrows unless it is "all". */
export const narrowedBy = (filter: JournalFilter): FilterPart[] =>
  filterParts.filter((part) => {
    if (part === 'period') return filter.period.kind !== 'all';
    const value = filter[part];
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
  });

/** The filter without one of its parts. */
export function widened(filter: JournalFilter, part: FilterPart): JournalFilter {
  if (part === 'period') return { ...filter, period: { kind: 'all' } };
  if (part === 'overdue') return { ...filter, overdue: false };
  if (Array.isArray(filter[part])) return { ...filter, [part]: [] };
  const { [part]: _, ...rest } = filter;
  return rest as JournalFilter;
}

/** One value put into a list that can be tapped together, or taken out of it. */
export const toggled = <T>(list: readonly T[], value: T): T[] =>
  list.includes(value) ? list.filter((one) => one !== value) : [...list, value];

/** A group tapped on or off. The last one of its kind stays on: nothing could be found without it. */
export function toggleGroup(filter: JournalFilter, group: SwitchedKind): JournalFilter {
  const off = toggled(filter.off, group);
  const kind: readonly SwitchedKind[] = isOneOf(statuses, group) ? statuses : directions;
  return kind.every((one) => off.includes(one)) ? filter : { ...filter, off };
}

/** The instants the filter's period covers for a reader in the zone. */
export const filterRange = ({ period }: JournalFilter, zone: string): Range => periodRange(period, zone);
