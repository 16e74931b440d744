import type { Bar, BarChart, Tone, Undescribed } from '../../../src/domain/report/chart.ts';
import type { Matrix } from '../../../src/domain/report/matrix.ts';
import type { AnswerTimes, WaitingLetter } from '../../../src/domain/report/views.ts';
import { BARS_AT_MOST } from '../../../src/reports/chart-spec.ts';
import { managerNames, type ReportReader } from '../report-names.ts';
import { reportNumbers } from '../report-words.ts';
import type { ViewFound, ViewQuery } from './overview-run.ts';

const MINUTE = 60_000;
/** Answers within an hour, four hours, a day, and later; then what waits, and what was handled without an answer. */
const TONES: readonly Tone[] = [2, 4, 0, 1, 3, 'others'];

interface Line extends AnswerTimes {
  name: string;
}

/** How soon letters of clients are answered, by manager; its rows are the letters that wait. */
export async function answersView(reader: ReportReader, { filter }: ViewQuery): Promise<ViewFound> {
  const { kit, user, at, t } = reader;
  const { managers, whole, waiting } = await kit.store.overviews.answers(user, {
    filter,
    reading: { now: at, zone: user.zone },
  });
  const ids = [...managers.map(({ manager }) => manager), ...waiting.map(({ who }) => who)].filter((id) => id !== null);
  const [names, clients] = await Promise.all([
    managerNames(reader, [...new Set(ids)]),
    kit.store.reportNames.organizations([...new Set(waiting.map(({ organization }) => organization))]),
  ]);
  const nameOf = (id: number | null) => (id === null ? t.report.answers.unassigned : names(id));
  const lines = managers
    .map(({ manager, ...times }): Line => ({ name: nameOf(manager), ...times }))
    .sort((a, b) => b.letters - a.letters || a.name.localeCompare(b.name));
  const client = (letter: WaitingLetter) => clients.get(letter.organization)?.name ?? t.report.gone;
  return {
    matrix: {
      ...waitingTable(reader, waiting, client, nameOf),
      ...(whole && { summary: summaryOf(reader, [...lines, { name: t.report.total, ...whole }]) }),
    },
    notes: [t.report.answers.hint],
    ...(whole && { picture: chartOf(reader, lines) }),
    empty: whole === undefined,
  };
}

function waitingTable(
  reader: ReportReader,
  waiting: readonly WaitingLetter[],
  client: (letter: WaitingLetter) => string,
  nameOf: (id: number | null) => string,
): Matrix {
  const { answers: words, group } = reader.t.report;
  const { minutes } = reportNumbers(reader.user.language);
  return {
    field: 'organization',
    columns: [
      { title: group.manager, kind: 'text' },
      { title: words.since, kind: 'date' },
      { title: words.waiting, kind: 'minutes' },
    ],
    heads: [words.waitingHead],
    rows: waiting.map((letter) => {
      const waited = Math.max(0, Math.floor((reader.at.getTime() - letter.since.getTime()) / MINUTE));
      return {
        key: letter.id,
        name: client(letter),
        cells: [nameOf(letter.who), letter.since.toISOString().slice(0, 10), waited],
        lines: [`  ${words.waits(nameOf(letter.who), minutes(waited))}`],
      };
    }),
  };
}

function summaryOf(reader: ReportReader, lines: readonly Line[]): NonNullable<Matrix['summary']> {
  const { answers: words } = reader.t.report;
  const { minutes } = reportNumbers(reader.user.language);
  const shown = (time: number | undefined) => (time === undefined ? '—' : minutes(time));
  return {
    columns: [
      { title: words.letters, kind: 'count' },
      { title: words.answered, kind: 'count' },
      { title: words.median, kind: 'minutes' },
      { title: words.slow, kind: 'minutes' },
      { title: words.waiting, kind: 'count' },
    ],
    heads: words.short,
    rows: lines.map(({ name, letters, answered, median, slow, waiting }) => ({
      name,
      cells: [letters, answered, median ?? null, slow ?? null, waiting],
      texts: [String(letters), shown(median), shown(slow), String(waiting)],
    })),
  };
}

function chartOf(reader: ReportReader, lines: readonly Line[]): Undescribed<BarChart> {
  const { report } = reader.t;
  const { number } = reportNumbers(reader.user.language);
  const barOf = (label: string, members: readonly Line[], others = false): Bar => {
    const sum = (of: (line: Line) => number) => members.reduce((total, line) => total + of(line), 0);
    const value = sum(({ letters }) => letters);
    const parts = [
      ...report.answers.within.map((_, index) => sum(({ within }) => within[index] ?? 0)),
      sum(({ waiting }) => waiting),
      sum(({ letters, answered, waiting }) => letters - answered - waiting),
    ].map((part, index) => ({ value: part, text: number(part), tone: TONES[index] ?? ('others' as const) }));
    return { label, value, text: number(value), tone: 'main', parts, others };
  };
  const left = lines.slice(BARS_AT_MOST);
  const texts = [...report.answers.within, report.answers.waiting, report.answers.handled];
  return {
    kind: 'bars',
    bars: [
      ...lines.slice(0, BARS_AT_MOST).map((line) => barOf(line.name, [line])),
      ...(left.length > 0 ? [barOf(report.others(left.length), left, true)] : []),
    ],
    legend: texts.map((text, index) => ({ text, tone: TONES[index] ?? 'others' })),
    values: 'ends',
  };
}
