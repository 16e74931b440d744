import { plural } from '../plural.ts';

/** Of tables, pictures and workbooks. */
export const reportTables = {
  sort: { count: 'По количеству', minutes: 'По длительности', name: 'По порядку' },
  compare: 'Сравнить с прошлым периодом',
  compared: (now: string, before: string) => `Сравнение: ${now} и ${before}`,
  unit: {
    count: (total: string) => `Контакты, всего ${total}`,
    minutes: (total: string) => `Часы и минуты, всего ${total}; порядок по длительности`,
  },
  made: (when: string) => `Составлен ${when}`,
  madeBy: (when: string, who: string) => `Составлен ${when}, ${who}`,
  coarser: { week: 'Дней много: по неделям', month: 'По месяцам' },
  picture: 'Картинка',
  until: (clock: string) => `до ${clock}`,
  classLine: (name: string, held: string, share: string) => `${name}: ${held}, ${share}`,
  abcCount: {
    manager: (count: number) =>
      plural('ru', count, { one: 'менеджер', few: 'менеджера', many: 'менеджеров', other: 'менеджера' }),
    organization: (count: number) =>
      plural('ru', count, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиента' }),
    type: (count: number) => plural('ru', count, { one: 'тип', few: 'типа', many: 'типов', other: 'типа' }),
    source: (count: number) =>
      plural('ru', count, { one: 'источник', few: 'источника', many: 'источников', other: 'источника' }),
  },
  equalShare: 'Равные значения всегда в одном классе: порядок между ними ничего не значит.',
  more: (name: string, count: number) => `${name}: ещё ${count}`,
  nothingBefore: 'У этого периода нет предыдущего: выберите день, неделю, месяц и так далее.',
  cutoffs: 'Границы',
  cutoffsAre: (a: string, b: string) => `A до ${a}, B до ${b}`,
  askCutoffs: 'Где кончаются классы A и B, в процентах? Например: 80 95.',
  badCutoffs: 'Нужны два числа по возрастанию, больше 0 и меньше 100. Например: 80 95.',
  excluded: (what: string, count: number) => `Не в анализе (${what}): ${count}`,
  columns: {
    short: 'Кол.',
    count: 'Кол-во',
    minutes: 'Время',
    change: '±',
    percent: '±%',
    share: '%',
    running: 'Σ %',
    class: 'Кл.',
  },
  untimed: (rows: string) => `Без указанной длительности, не в анализе: ${rows}`,
  sheetColumns: {
    count: 'Количество',
    minutes: 'Длительность, ч:мм',
    before: 'Прошлый период',
    change: 'Изменение',
    percent: 'Изменение, %',
    share: 'Доля',
    running: 'Доля нарастающим итогом',
    class: 'Класс',
    week: 'Неделя с',
  },
  total: 'Всего',
  others: (count: number) => `Остальные: ${count}`,
  rest: 'остальное',
  now: 'этот период',
  before: 'период до него',
  classes: (a: string, b: string) => ({ A: `A: до ${a}`, B: `B: до ${b}`, C: 'C: дальше' }),
  running: 'доля нарастающим итогом',
};
