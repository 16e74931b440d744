import { abc, classesOf, distinctValues } from '../../src/domain/report/abc.ts';
import type { ChartSpec } from '../../src/domain/report/chart.ts';
import { type GroupField, type GroupKey, groupRows, type Sort } from '../../src/domain/report/grouping.ts';
import type { Leaf } from '../../src/domain/report/leaves.ts';
import type { ChartWords } from '../../src/reports/chart-parts.ts';
import { groupChart } from '../../src/reports/chart-spec.ts';
import { type ParetoWords, paretoChart } from '../../src/reports/pareto-spec.ts';
import { countedOf } from './counted.ts';

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
    lines: ru
      ? ['Ноябрь 2026 (этот месяц)', '🏢 Все клиенты', '🔀 Вид: Звонок, Встреча', 'Контакты, всего 1 234']
      : ['November 2026 (this month)', '🏢 All clients', 'Contacts, 1,234 in all'],
    foot: ru ? 'Составлен 23 ноября 2026 до 12:00' : 'Made 23 Nov 2026 to 12:00',
    span: (key) => String(key).slice(5),
    coarser: ru ? { week: 'Дней много: по неделям', month: 'По месяцам' } : { week: 'By weeks', month: 'By months' },
    others: (count) => (ru ? `Остальные: ${count}` : `${count} others`),
    rest: ru ? 'остальное' : 'other',
    minutes: (value) => `${Math.floor(value / 60)}:${String(value % 60).padStart(2, '0')}`,
    change: (now, then, show) => `${now < then ? '−' : '+'}${show(Math.abs(now - then))}`,
    now: ru ? 'этот период' : 'this period',
    before: ru ? 'период до него' : 'the period before',
  };
};

const paretoWords = (language: 'ru' | 'en'): ParetoWords => {
  const ru = language === 'ru';
  const { lines, ...words } = wordsOf(language);
  return {
    ...words,
    lines: ['A: 26 (79,8 %) · B: 31 (15,1 %) · C: 40 (5,1 %)', ...lines],
    classes: ru
      ? { A: 'A: до 80%', B: 'B: до 95%', C: 'C: дальше' }
      : { A: 'A: to 80%', B: 'B: to 95%', C: 'C: beyond' },
    value: words.number,
    more: (name, count) => (ru ? `${name}: ещё ${count}` : `${name}: ${count} more`),
  };
};

const row = (keys: GroupKey[], count: number, minutes = count * 7): Leaf => ({
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

const foreign = [
  row(['Орлов 🦅'], 40),
  row(['北京贸易有限公司'], 35),
  row(['شركة النور للتجارة'], 31),
  row(['주식회사 한빛'], 22),
  row([null], 18),
  row(['Иванов Пётр (уволен)'], 9),
];
const giant = [row(['Ромашка', 'Звонок'], 900), row(['Ромашка', 'Встреча'], 800), ...byType.slice(7, 40)];
const months = (year: number) =>
  Array.from({ length: 12 }, (_, i) =>
    row([`${year}-${String(i + 1).padStart(2, '0')}`], 20 + ((i * (year - 2019)) % 17)),
  );
/** A year and a half of days: weeks on the axis. */
const manyDays = Array.from({ length: 400 }, (_, i) =>
  row([new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10)], i % 7 < 5 ? 3 + ((i * 13) % 9) : 0),
);
const daysByType = days.flatMap(({ keys }, i) =>
  types.slice(0, 4).map((type, j) => row([keys[0] ?? null, j === 3 ? null : type], (i * (j + 3)) % 8)),
);

const grouped = (fields: GroupField[], rows: Leaf[], sort: Sort = 'count', previous?: Leaf[]) =>
  groupRows({ fields, counted: countedOf(fields, rows, { ...(previous && { previous }) }), nameOf, sort });

const classed = (pairs: readonly (readonly [string, number])[]) => {
  const rows = pairs.map(([name, value]) => ({ name, value }));
  return { rows: abc(rows), values: classesOf(distinctValues(rows)) };
};

const cutoffs = { a: 0.8, b: 0.95 };
const few = [
  ['ООО «Ромашка»', 60],
  ['Acme Ltd', 25],
  ['АО «Вектор»', 9],
  ['Globex', 4],
  ['Initech', 2],
] as const;
const many = Array.from({ length: 100 }, (_, i) => [`Клиент № ${i}`, Math.round(300 / (1 + i / 4))] as const);

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
  'pareto-few': must(paretoChart(classed(few), cutoffs, paretoWords('en'))),
  'pareto-many': must(paretoChart(classed(many), cutoffs, paretoWords('ru'))),
  foreign: must(groupChart(grouped(['manager'], foreign), 'count', wordsOf('ru'))),
  giant: must(groupChart(grouped(['organization', 'type'], giant), 'count', wordsOf('ru'))),
  'compared-stacked': must(
    groupChart(grouped(['manager', 'type'], byType.slice(0, 42), 'count', byType.slice(7, 49)), 'count', wordsOf('ru')),
  ),
  months: must(
    groupChart(
      groupRows({
        fields: ['month'],
        counted: countedOf(['month'], months(2026), {
          previous: months(2025),
          placed: (key) => String(key).replace('2025', '2026'),
        }),
        nameOf,
        sort: 'name',
      }),
      'name',
      wordsOf('en'),
    ),
  ),
  'many-days': must(groupChart(grouped(['day'], manyDays, 'name'), 'name', wordsOf('ru'))),
  'days-stacked': must(groupChart(grouped(['day', 'type'], daysByType, 'name'), 'name', wordsOf('ru'))),
};
