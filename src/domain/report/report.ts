import { freshFilter, type JournalFilter } from '../journal/journal-filter.ts';
import { type CalendarKind, currentPeriod, type Period, periodRange, shiftPeriod } from '../time/period.ts';
import { local } from '../time/zone.ts';
import { type AbcCutoffs, areCutoffs, DEFAULT_CUTOFFS } from './abc.ts';
import { GROUPS_AT_MOST, type GroupField, isTime, type Measure, type Sort, type Valued } from './grouping.ts';
import type { TrendField, TrendSpan, View } from './views.ts';

/** What ABC classes can be told of. */
export const abcFields = ['manager', 'organization', 'type', 'source'] as const satisfies readonly GroupField[];
export type AbcField = (typeof abcFields)[number];

/**
 * A period as a report remembers it: told from the day the report is read on ("last week"), so that what is remembered,
 * saved or sent every Monday is about that Monday. A free range stays where it is.
 */
export type ReportPeriod = { kind: CalendarKind; back: number } | Exclude<Period, { anchor: string }>;

/** A report as it is set up: what is counted, of what, by what, in which order. */
export interface ReportSettings {
  measure: Measure;
  filter: Omit<JournalFilter, 'period'>;
  period: ReportPeriod;
  /** Up to three; of an ABC analysis the first alone counts. */
  groups: GroupField[];
  sort: Sort;
  /** With the change from the period before. */
  compare: boolean;
  /** Absent: groups; else ABC classes of a field's values. */
  abc?: AbcField;
  /** What the classes are told by; absent: contacts. */
  abcBy?: 'minutes';
  cutoffs: AbcCutoffs;
  /** A layout of its own; absent: groups, or ABC classes. Of a trend, what its lines are of and how long its spans are. */
  view?: View;
  by?: TrendField;
  span?: TrendSpan;
  /** Of amounts: the type of documents that alone are added up, by its id. */
  documentType?: string;
  /** Only so many groups of the first field are listed, and the others as one row. */
  top?: number;
  /** Only the groups of the first field are listed, not what they are made of. */
  firstOnly?: boolean;
}

/** What a user starts with: the managers at a glance, this month. */
export function freshSettings(now: Date, zone: string): ReportSettings {
  const { period: _, ...filter } = freshFilter(now, zone);
  return {
    measure: 'activity',
    filter,
    period: { kind: 'month', back: 0 },
    groups: ['manager'],
    sort: 'count',
    compare: false,
    cutoffs: DEFAULT_CUTOFFS,
    view: 'glance',
  };
}

/** What is counted within its days, weeks or months: of a day, by channel. */
const COUNTED_BY: Record<Period['kind'], GroupField> = {
  day: 'channel',
  week: 'day',
  month: 'week',
  quarter: 'week',
  halfYear: 'month',
  year: 'month',
  all: 'month',
  range: 'day',
};

/** How many contacts a filter leaves, of whatever status: the answer to "how many calls this week". */
export function countOf(filter: JournalFilter, now: Date, zone: string): ReportSettings {
  const { view: _, ...fresh } = freshSettings(now, zone);
  const counted: ReportSettings = { ...fresh, measure: 'all', groups: [COUNTED_BY[filter.period.kind]] };
  return withFilter(inOrder(counted), filter, now, zone);
}

/** The settings' filter on the day they are read, as the journal has it. */
export const absoluteFilter = ({ filter, period }: ReportSettings, now: Date, zone: string): JournalFilter => ({
  ...filter,
  period: absolutePeriod(period, now, zone),
});

/** The settings with another filter, its period told from now. */
export function withFilter(settings: ReportSettings, filter: JournalFilter, now: Date, zone: string): ReportSettings {
  const { period, ...rest } = filter;
  return { ...settings, filter: rest, period: relativePeriod(period, now, zone) };
}

export const absolutePeriod = (period: ReportPeriod, now: Date, zone: string): Period =>
  'back' in period ? shiftPeriod(currentPeriod(period.kind, now, zone), -period.back, zone) : period;

/** How far back a calendar period lies, in periods of its kind; negative where it is ahead. */
export function relativePeriod(period: Period, now: Date, zone: string): ReportPeriod {
  if (period.kind === 'all' || period.kind === 'range') return period;
  const { kind } = period;
  const current = currentPeriod(kind, now, zone);
  const apart = daysBetween(period, current, zone) / DAYS[kind];
  // An estimate in average lengths, and the exact one beside it.
  const guess = Math.round(apart);
  const back = [guess, guess - 1, guess + 1].find((n) => anchorOf(shiftPeriod(current, -n, zone)) === anchorOf(period));
  return { kind, back: back ?? guess };
}

const DAYS: Record<CalendarKind, number> = {
  day: 1,
  week: 7,
  month: 30.44,
  quarter: 91.3,
  halfYear: 182.6,
  year: 365.25,
};

const anchorOf = (period: Period): string => ('anchor' in period ? period.anchor : '');

function daysBetween(earlier: Period, later: Period, zone: string): number {
  const [a, b] = [periodRange(earlier, zone).from, periodRange(later, zone).from];
  return a && b ? local(b, zone).diff(local(a, zone), 'days').days : 0;
}

/** A field put in as the last group or taken out; undefined: there are three already. */
export function toggleGroupField(settings: ReportSettings, field: GroupField): ReportSettings | undefined {
  const { groups } = settings;
  if (groups.includes(field)) return inOrder({ ...settings, groups: groups.filter((one) => one !== field) });
  if (groups.length >= GROUPS_AT_MOST) return undefined;
  return inOrder({ ...settings, groups: [...groups, field] });
}

// Months by size are rarely meant: what begins with a span of time begins in its order.
function inOrder(settings: ReportSettings): ReportSettings {
  const timed = isTime(settings.groups[0]);
  return { ...settings, sort: timed ? 'name' : settings.sort === 'name' ? 'count' : settings.sort };
}

/** What the values of classes are: contacts, or the time they took. */
export const classedBy = ({ abcBy }: Pick<ReportSettings, 'abcBy'>): Valued => abcBy ?? 'count';

/** The fields that a report's rows are of. */
export const groupFieldsOf = ({ groups, abc }: ReportSettings): GroupField[] => (abc ? [abc] : groups);

/**
 * Cutoffs as people write them: "80 95", "80/95", "70,5 и 90 %", in percent. Undefined: these do not make three classes,
 * or they are not two numbers.
 */
export function parseCutoffs(text: string): AbcCutoffs | undefined {
  const numbers = text.match(/-?\d+(?:[.,]\d+)?/g)?.map((number) => Number(number.replace(',', '.'))) ?? [];
  const [a, b] = numbers;
  if (numbers.length !== 2 || a === undefined || b === undefined) return undefined;
  const cutoffs = { a: Math.round(a * 10_000) / 1_000_000, b: Math.round(b * 10_000) / 1_000_000 };
  return areCutoffs(cutoffs) ? cutoffs : undefined;
}

/** The period that a layout is opened with. A trend and stability have one of their own. */
const viewPeriods: Record<View, CalendarKind> = {
  glance: 'month',
  trend: 'month',
  plan: 'week',
  coverage: 'year',
  answers: 'month',
  amounts: 'year',
  hours: 'month',
  stability: 'year',
  sources: 'year',
  targets: 'week',
};

/** The settings with another layout, or with none. */
export function withView({ view: _, abc: __, ...settings }: ReportSettings, view: View | undefined): ReportSettings {
  return view ? { ...settings, view, period: { kind: viewPeriods[view], back: 0 } } : settings;
}
