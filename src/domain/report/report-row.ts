import { directions, priorities, states, statuses } from '../contact/contact.ts';
import type { JournalFilter, SwitchedKind } from '../journal/journal-filter.ts';
import { type CalendarKind, type Period, periodOn, periodRange } from '../time/period.ts';
import type { GroupField, GroupKey, Measure } from './grouping.ts';

/** One value that a row of a report is about. */
export interface RowValue {
  field: GroupField;
  key: GroupKey;
}

/**
 * The journal's filter that names just the contacts a row counts: the report's own, narrowed to the measure and to the
 * row's values.
 */
export function rowFilter(
  filter: JournalFilter,
  measure: Measure,
  row: readonly RowValue[],
  zone: string,
): JournalFilter {
  return row.reduce((narrowed, value) => ofValue(narrowed, value, zone), ofMeasure(filter, measure));
}

const without = (filter: JournalFilter, ...groups: SwitchedKind[]): JournalFilter => ({
  ...filter,
  off: [...new Set([...filter.off, ...groups])],
});

function ofMeasure(filter: JournalFilter, measure: Measure): JournalFilter {
  if (measure === 'all') return filter;
  const happened = without(filter, 'planned', 'cancelled');
  if (measure === 'activity') return happened;
  const done: JournalFilter = { ...happened, states: [3] };
  return measure === 'efficiency' ? done : { ...done, priorities: ['high'] };
}

function ofValue(filter: JournalFilter, { field, key }: RowValue, zone: string): JournalFilter {
  if (key === null) return withoutValue(filter, field);
  const text = String(key);
  switch (field) {
    case 'manager':
      return { ...filter, manager: Number(key) };
    case 'organization':
    case 'person':
      return { ...filter, [field]: text };
    case 'document':
      return { ...filter, document: text };
    case 'channel':
      return { ...filter, channels: [text] };
    case 'type':
      return { ...filter, types: [text] };
    case 'firm':
      return { ...filter, firms: [text] };
    case 'source':
      return { ...filter, sources: [text] };
    case 'state':
      return { ...filter, states: states.filter((state) => state === key) };
    case 'priority':
      return { ...filter, priorities: priorities.filter((priority) => priority === key) };
    case 'status':
      return without(filter, ...statuses.filter((status) => status !== key));
    case 'direction':
      return without(filter, ...directions.filter((direction) => direction !== key));
    case 'day':
    case 'week':
    case 'month':
      return { ...filter, period: within(filter.period, spanOf(field, text), zone) };
  }
}

function withoutValue(filter: JournalFilter, field: GroupField): JournalFilter {
  switch (field) {
    case 'organization':
    case 'person':
      return { ...filter, [field]: null };
    case 'type':
      return { ...filter, types: [null] };
    case 'firm':
      return { ...filter, firms: [null] };
    case 'source':
      return { ...filter, sources: [null] };
    case 'document':
      return { ...filter, documents: 'none' };
    default:
      // Every contact has a value of the other fields.
      return filter;
  }
}

/** The period that a key of time names: "2026-11-23", "2026-W48", "2026-11". */
function spanOf(kind: CalendarKind, key: string): Period {
  return periodOn(kind, key.length === 7 && kind === 'month' ? `${key}-01` : key);
}

/** The span itself where it lies within the period, else what both share: the first week of a month may begin before it. */
function within(period: Period, span: Period, zone: string): Period {
  const [outer, inner] = [periodRange(period, zone), periodRange(span, zone)];
  const from = outer.from && inner.from && outer.from > inner.from ? outer.from : inner.from;
  const to = outer.to && inner.to && outer.to < inner.to ? outer.to : inner.to;
  if (from === inner.from && to === inner.to) return span;
  return { kind: 'range', ...(from && { from }), ...(to && { to }) };
}
