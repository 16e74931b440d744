import { abc } from '../../src/domain/report/abc.ts';
import type { ChartSpec } from '../../src/domain/report/chart.ts';
import {
  type CountedRow,
  type GroupField,
  type GroupKey,
  groupRows,
  type Sort,
} from '../../src/domain/report/grouping.ts';
import { type ChartWords, groupChart, paretoChart } from '../../src/reports/chart-spec.ts';

/** Made-up reports of every kind that is drawn: long names, both alphabets, more groups than bars. */

const people = [
  'Иванов Пётр Сергеевич',
  'Смирнова Анна',
  'Константинопольский Вениамин Александрович-Младший из отдела продаж',
  'Mary O’Neil',
  'Ким',
  'Ёлкина Ольга',
  'Łukasz Żółty',
  'Орлов 🦅',
  'Волкова',
  'Белов',
  'Зайцев',
  'Морозова',
  'Лебедев',
];
const types = ['Продажа', 'Консультация', 'Рекламация', 'Поддержка', 'Холодный звонок', 'Тендер', 'Прочее'];

export const wordsOf = (language: 'ru' | 'en'): ChartWords => {
  const ru = language === 'ru';
  const number = (value: number) => new Intl.NumberFormat(language).format(value);
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  return {
    number,
    percent,
    title: ru ? 'Активность: Менеджер › Тип' : 'Activity: Manager',
    subtitle: ru ? 'Ноябрь 2026 (этот месяц)' : 'November 2026 (this month)',
    others: (count) => (ru ? `Остальные: ${count}` : `${count} others`),
    rest: ru ? 'остальное' : 'other',
    minutes: (value) => `${Math.floor(value / 60)}:${String(value % 60).padStart(2, '0')}`,
    change: (value, show) => `${value < 0 ? '−' : '+'}${show(Math.abs(value))}`,
    now: ru ? 'этот период' : 'this period',
    before: ru ? 'период до него' : 'the period before',
    classes: ru ? ['A: до 80%', 'B: до 95%', 'C: дальше'] : ['A: to 80%', 'B: to 95%', 'C: beyond'],
    running: ru ? 'доля нарастающим итогом' : 'running share',
  };
};

const row = (keys: GroupKey[], count: number, minutes = count * 7): CountedRow => ({
  keys,
  count,
  minutes,
  once: { count, minutes },
});
const nameOf = (_: GroupField, key: GroupKey) => String(key);

const byType = people.flatMap((person, i) =>
  types.map((type, j) => row([person, type], Math.round(200 / (i + 1) / (j + 1)) + (i % 3))),
);
const byPerson = people.map((person, i) => row([person], 300 - 20 * i));
const before = people.map((person, i) => row([person], 60 + ((i * 97) % 240)));
const days = Array.from({ length: 30 }, (_, i) => row([`2026-11-${String(i + 1).padStart(2, '0')}`], (i * 7) % 13));

const grouped = (fields: GroupField[], rows: CountedRow[], sort: Sort = 'count', previous?: CountedRow[]) =>
  groupRows({ fields, rows, nameOf, sort, ...(previous && { previous }) });

const classed = (values: readonly (readonly [string, number])[]) =>
  abc(values.map(([name, value]) => ({ name, value })));

const cutoffs = { a: 0.8, b: 0.95 };
const few = [
  ['ООО «Ромашка»', 60],
  ['Acme Ltd', 25],
  ['АО «Вектор»', 9],
  ['Globex', 4],
  ['Initech', 2],
] as const;
const many = Array.from(
  { length: 100 },
  (_, i) => [`Клиент № ${i}`, Math.max(1, Math.round(60 / (1 + i / 5)))] as const,
);

const must = (spec: ChartSpec | undefined): ChartSpec => {
  if (!spec) throw new Error('nothing to draw');
  return spec;
};

export const samples: Record<string, ChartSpec> = {
  groups: must(groupChart(grouped(['manager'], byPerson), 'count', wordsOf('en'))),
  stacked: must(groupChart(grouped(['manager', 'type'], byType), 'count', wordsOf('ru'))),
  minutes: must(groupChart(grouped(['manager'], byPerson.slice(0, 3), 'minutes'), 'minutes', wordsOf('ru'))),
  'minutes-stacked': must(
    groupChart(grouped(['manager', 'type'], byType.slice(0, 28), 'minutes'), 'minutes', wordsOf('ru')),
  ),
  days: must(groupChart(grouped(['day'], days, 'name'), 'name', wordsOf('ru'))),
  compared: must(groupChart(grouped(['manager'], byPerson, 'count', before), 'count', wordsOf('ru'))),
  'pareto-few': must(paretoChart(classed(few), cutoffs, wordsOf('en'))),
  'pareto-many': must(paretoChart(classed(many), cutoffs, wordsOf('ru'))),
};
