import type { Bar, BarChart, Undescribed } from '../../../src/domain/report/chart.ts';
import type { Matrix, MatrixRow } from '../../../src/domain/report/matrix.ts';
import {
  forecastOf,
  type Standing,
  type StretchDay,
  stretchDays,
  targetOf,
} from '../../../src/domain/report/targets.ts';
import { contactsSeen, supervises } from '../../../src/domain/rights.ts';
import { type Period, periodRange } from '../../../src/domain/time/period.ts';
import { inColumns } from '../../../src/reports/block-table.ts';
import { BARS_AT_MOST } from '../../../src/reports/chart-spec.ts';
import { managerNames, type ReportReader } from '../report-names.ts';
import { reportNumbers } from '../report-words.ts';
import type { ViewFound, ViewQuery } from './overview-run.ts';

const WIDTHS = [7, 7, 6, 7, 7];
/** The colours of who keeps pace, who does not, and who has no target. */
const TONES = { onPace: 2, behind: 1, none: 'others' } as const;

interface Line {
  id: number;
  name: string;
  now: Standing;
  before?: Standing;
}

/** Contacts that happened against the weekly targets of the managers, and against their pace. */
export async function targetsView(reader: ReportReader, { filter, comparison }: ViewQuery): Promise<ViewFound> {
  const { kit, user, t } = reader;
  const { targets } = t.report;
  const [steps, users, now, then] = await Promise.all([
    kit.store.targets.of(user),
    kit.store.users.active(),
    countedIn(reader, filter),
    comparison && countedIn(reader, { ...filter, period: comparison.before }),
  ]);
  const working = new Map(users.map(({ id, workingDays }) => [id, workingDays]));
  const seen = (id: number) =>
    (contactsSeen(user) === 'all' || id === user.id) && (filter.manager === undefined || id === filter.manager);
  const managers = users.filter(({ role }) => role === 'manager').map(({ id }) => id);
  const ids = [...new Set([...managers, ...steps.keys(), ...now.done.keys()])].filter(seen);
  const names = await managerNames(reader, ids);
  const standing = ({ done, days, passed }: Counted, id: number): Standing => {
    const of = (some: readonly StretchDay[]) => targetOf(some, steps.get(id) ?? [], working.get(id) ?? []);
    return { done: done.get(id) ?? 0, target: of(days), due: of(passed) };
  };
  const lines = ids
    .map((id): Line => ({ id, name: names(id), now: standing(now, id), ...(then && { before: standing(then, id) }) }))
    // Who left counts only where something was done, or to be done.
    .filter(({ id, now: one }) => working.has(id) || one.done > 0 || one.target > 0)
    .sort(
      (a, b) =>
        Number(b.now.target > 0) - Number(a.now.target > 0) || b.now.done - a.now.done || a.name.localeCompare(b.name),
    );
  return {
    matrix: matrixOf(reader, lines),
    notes: [targets.hint, supervises(user) ? targets.setHint : targets.rowHint],
    ...(lines.length > 0 && { picture: chartOf(reader, lines) }),
    empty: lines.length === 0,
  };
}

interface Counted {
  done: Map<number, number>;
  /** All days of the period, and those that have passed. */
  days: StretchDay[];
  passed: StretchDay[];
}

async function countedIn(reader: ReportReader, filter: ViewQuery['filter']): Promise<Counted> {
  const { kit, user, at } = reader;
  const query = { measure: 'activity', filter, fields: ['manager'], reading: { now: at, zone: user.zone } } as const;
  const { levels } = await kit.store.reports.count(user, query);
  const done = new Map((levels[0] ?? []).map(({ keys: [key], count }) => [Number(key), count]));
  return { done, ...daysOf(filter.period, reader) };
}

/** The days of a period without an end are those to now; without a beginning it asks for nothing. */
function daysOf(period: Period, { at, user: { zone } }: ReportReader): Pick<Counted, 'days' | 'passed'> {
  const { from, to = at } = periodRange(period, zone);
  if (!from) return { days: [], passed: [] };
  return { days: stretchDays({ from, to }, zone), passed: stretchDays({ from, to: at < to ? at : to }, zone) };
}

const add = (all: readonly Standing[]): Standing => {
  const sum = (of: (one: Standing) => number) => all.reduce((total, one) => total + of(one), 0);
  return { done: sum(({ done }) => done), target: sum(({ target }) => target), due: sum(({ due }) => due) };
};
/** What those did who have a target: what others did brings nobody nearer to it. Where nobody has one, all. */
const aimed = (all: readonly Standing[]): Standing => {
  const some = all.filter(({ target }) => target > 0);
  return add(some.length > 0 ? some : all);
};

const shareOf = ({ done, target }: Standing): number | undefined => (target > 0 ? done / target : undefined);

function matrixOf(reader: ReportReader, lines: readonly Line[]): Matrix {
  const { targets: words, total } = reader.t.report;
  const { number, change } = reportNumbers(reader.user.language);
  const whole = (value: number | undefined) => (value === undefined ? '—' : number(Math.round(value)));
  const cellsOf = (one: Standing) =>
    one.target > 0
      ? [
          one.done,
          Math.round(one.target),
          shareOf(one) ?? null,
          Math.round(one.due),
          one.done - Math.round(one.due),
          forecastOf(one) === undefined ? null : Math.round(forecastOf(one) ?? 0),
        ]
      : [one.done, null, null, null, null, null];
  const rowOf = ({ name, now, before }: Omit<Line, 'id'>): Omit<MatrixRow, 'key'> => {
    const share = shareOf(now);
    return {
      name,
      cells: cellsOf(now),
      ...(before && { before: cellsOf(before) }),
      lines: [
        now.target > 0
          ? inColumns(
              [
                number(now.done),
                whole(now.target),
                share === undefined ? '—' : String(Math.round(share * 100)),
                change(now.done - Math.round(now.due)),
                whole(forecastOf(now)),
              ],
              WIDTHS,
            )
          : `${inColumns([number(now.done)], WIDTHS)}  ${words.noTarget}`,
        ...(before ? [inColumns([change(now.done - before.done), '±'], WIDTHS)] : []),
      ],
    };
  };
  const compared = lines.some(({ before }) => before);
  return {
    field: 'manager',
    columns: [
      { title: words.done, kind: 'count' },
      { title: words.target, kind: 'count' },
      { title: words.share, kind: 'share' },
      { title: words.expected, kind: 'count' },
      { title: words.pace, kind: 'change' },
      { title: words.forecast, kind: 'count' },
    ],
    heads: [inColumns(words.short, WIDTHS)],
    rows: lines.map(({ id, ...line }) => ({ key: id, ...rowOf(line) })),
    total: rowOf({
      name: total,
      now: aimed(lines.map(({ now }) => now)),
      ...(compared && { before: aimed(lines.flatMap(({ before }) => (before ? [before] : []))) }),
    }),
  };
}

/** What each manager did, with a mark at the target. */
function chartOf(reader: ReportReader, lines: readonly Line[]): Undescribed<BarChart> {
  const { report } = reader.t;
  const { targets: words } = report;
  const { number, percent } = reportNumbers(reader.user.language);
  const toneOf = ({ done, target, due }: Standing) =>
    target === 0 ? TONES.none : done >= Math.round(due) ? TONES.onPace : TONES.behind;
  const barOf = (label: string, one: Standing, others = false): Bar => {
    const share = shareOf(one);
    const told = words.of(number(one.done), number(Math.round(one.target)));
    return {
      label,
      value: one.done,
      text: share === undefined ? `${number(one.done)}, ${words.noTarget}` : `${told} (${percent(share)})`,
      tone: toneOf(one),
      ...(one.target > 0 && { before: Math.round(one.target) }),
      others,
    };
  };
  const left = lines.slice(BARS_AT_MOST).map(({ now }) => now);
  const bars = [
    ...lines.slice(0, BARS_AT_MOST).map(({ name, now }) => barOf(name, now)),
    ...(left.length > 0 ? [barOf(report.others(left.length), add(left), true)] : []),
  ];
  const has = (tone: Bar['tone']) => bars.some((bar) => bar.tone === tone);
  return {
    kind: 'bars',
    bars,
    legend: [
      ...(has(TONES.onPace) ? [{ text: words.onPace, tone: TONES.onPace }] : []),
      ...(has(TONES.behind) ? [{ text: words.behind, tone: TONES.behind }] : []),
      ...(has(TONES.none) ? [{ text: words.noTarget, tone: TONES.none }] : []),
      ...(bars.some(({ before }) => before !== undefined)
        ? [{ text: words.target.toLowerCase(), tone: 'before' as const }]
        : []),
    ],
    values: 'names',
  };
}
