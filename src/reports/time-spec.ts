import { DateTime } from 'luxon';
import type { TimeChart, TimePoint } from '../domain/report/chart.ts';
import { type Counts, type Group, isTime, type Totals, type Valued } from '../domain/report/grouping.ts';
import { isTimeField, spanKey, spanStart, type TimeField } from '../domain/report/time-axis.ts';
import { type ChartWords, legendOf, legendParts, partValues, showAs } from './chart-parts.ts';

/** More spans than this are not columns that an eye tells apart: days become weeks, and weeks months. */
export const POINTS_AT_MOST = 92;

/** One span of time, with what it is made of: as a group of the first field is. */
type Span = Group & { key: string };

/** Columns over time, the empty spans among them. Undefined: nothing was counted. */
export function timeChart(counts: Counts, by: Valued, words: ChartWords): TimeChart | undefined {
  const spans = isTime(counts.groups[0]?.field) ? spansOf(counts.groups) : turned(counts.groups);
  if (spans.every((span) => span[by] === 0 && (span.before?.[by] ?? 0) === 0)) return undefined;
  const { shown, field } = fewer(spans);
  const compared = counts.before !== undefined;
  const parts = legendParts(shown, by);
  const show = showAs(by, words);
  const points = shown.map(
    (span): TimePoint => ({
      label: words.span(span.key),
      value: span[by],
      text: show(span[by]),
      ...(parts.length > 0 && { parts: partValues([span], parts, by, show) }),
      ...(compared && { before: span.before?.[by] ?? 0 }),
    }),
  );
  const coarser = field === spans[0]?.field || field === 'day' ? [] : [words.coarser[field]];
  return {
    kind: 'time',
    title: words.title,
    lines: [...words.lines, ...coarser],
    foot: words.foot,
    points,
    legend: legendOf(parts, points, compared, words),
    minutes: by === 'minutes',
  };
}

const inOrder = (spans: Span[]): Span[] => spans.sort((a, b) => (a.key < b.key ? -1 : 1));

const spansOf = (groups: readonly Group[]): Span[] =>
  inOrder(groups.flatMap((group) => (typeof group.key === 'string' ? [{ ...group, key: group.key }] : [])));

/** Groups whose own groups are spans: the spans, made of the groups. What lies between two of them is there, and empty. */
function turned(groups: readonly Group[]): Span[] {
  const spans = new Map<string, Span>();
  for (const group of groups) {
    for (const { groups: _, ...span } of group.groups) {
      const key = String(span.key);
      const one = spans.get(key) ?? { ...span, key, count: 0, minutes: 0, groups: [] };
      if (!spans.has(key)) delete one.before;
      add(one, span);
      if (span.before) {
        one.before ??= { count: 0, minutes: 0 };
        add(one.before, span.before);
      }
      one.groups.push({ ...span, field: group.field, key: group.key, name: group.name, groups: [] });
      spans.set(key, one);
    }
  }
  return withGaps(inOrder([...spans.values()]));
}

function add(to: Totals, { count, minutes }: Totals): void {
  to.count += count;
  to.minutes += minutes;
}

function withGaps(spans: readonly Span[]): Span[] {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last || !isTimeField(first.field)) return [];
  const known = new Map(spans.map((span) => [span.key, span]));
  const filled: Span[] = [];
  const { field } = first;
  for (let at = spanStart(first.key); at.isValid && at <= spanStart(last.key); at = at.plus({ [`${field}s`]: 1 })) {
    const key = spanKey(field, at);
    filled.push(known.get(key) ?? { field, key, name: key, count: 0, minutes: 0, groups: [] });
  }
  return filled;
}

/** The spans put together into wider ones until an axis holds them; of more months than that, the last ones. */
function fewer(spans: readonly Span[]): { shown: Span[]; field: TimeField } {
  let shown = [...spans];
  let field: TimeField = isTimeField(shown[0]?.field) ? shown[0].field : 'month';
  while (shown.length > POINTS_AT_MOST && field !== 'month') {
    field = field === 'day' ? 'week' : 'month';
    shown = widened(shown, field);
  }
  return { shown: shown.slice(-POINTS_AT_MOST), field };
}

function widened(spans: readonly Span[], field: TimeField): Span[] {
  const wide = new Map<string, Span>();
  for (const span of spans) {
    const key = spanKey(field, DateTime.fromISO(span.key, { zone: 'utc' }));
    const one = wide.get(key);
    if (!one) {
      wide.set(key, {
        ...span,
        field,
        key,
        groups: [...span.groups],
        ...(span.before && { before: { ...span.before } }),
      });
      continue;
    }
    add(one, span);
    if (one.before && span.before) add(one.before, span.before);
    one.groups.push(...span.groups);
  }
  return [...wide.values()];
}
