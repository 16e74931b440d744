import { plural } from '../plural.ts';

const contacts = (count: number) =>
  plural('ru', count, { one: 'контакт', few: 'контакта', many: 'контактов', other: 'контакта' });

export const reminder = {
  soon: (wait: string) => `Через ${wait}`,
  begins: 'Начинается сейчас',
  begun: 'Уже началось',
  overdue: 'Просрочен',
  late: 'С опозданием',
  lateSome: 'Часть напоминаний пришла с опозданием.',
  several: (count: number) => `Напоминания: ${contacts(count)}`,
  more: (count: number) => `И ещё ${contacts(count)}.`,
  snooze: 'Отложить',
  snoozeUntil: 'Напомнить снова:',
  minutes15: '15 минут',
  hour: '1 час',
  tomorrowMorning: 'Завтра утром',
  snoozed: (when: string) => `Напомню: ${when}`,
  notPlanned: 'Этот контакт уже не в плане.',
  digestTitle: 'На день',
  overdueSection: (count: number) => `Просрочено: ${contacts(count)}`,
  todaySection: (count: number) => `На сегодня: ${contacts(count)}`,
  withoutNext: (count: number) => `Недавние клиенты без следующего шага: ${count}`,
  eveningTitle: 'Что состоялось?',
  eveningDone: 'Сегодня закрыто всё.',
  closed: 'Отмечено: состоялся, выполнен полностью.',
  unreachable: (who: string) =>
    `${who} заблокировал бота или удалил аккаунт. Напоминания и письма не доходят; они возобновятся, когда он вернётся в чат.`,
  /** Settings. */
  leads: 'За сколько напоминать',
  quiet: 'Тихие часы',
  digest: 'Сводка на день',
  evening: 'Вечерний вопрос',
  workingDays: 'Рабочие дни',
  off: 'выключено',
  everyDay: 'каждый день',
  noLeads: 'не напоминать заранее',
  weekdays: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
  askLeads: 'За сколько до контакта напоминать? Можно несколько, через запятую: 1 день, 1 час, 15 мин.',
  askQuiet: 'В какие часы не беспокоить? Например: 21:00–8:00.',
  askDigest: 'Во сколько присылать сводку на день? Например: 9:00.',
  askEvening: 'Во сколько вечером спрашивать, что состоялось? Например: 18:00.',
  askDays: 'В какие дни присылать сводку и вопрос? Нажмите день, чтобы включить или выключить.',
  askContactLeads: 'За сколько напомнить об этом контакте? Например: 1 день, 1 час, 15 мин.',
  badLeads: (most: number) =>
    `Не разобрал. Подойдёт, например: 1 час, 15 мин. До ${most} напоминаний, не раньше чем за 30 дней.`,
  badQuiet: 'Не разобрал. Подойдёт, например: 21:00–8:00.',
  badClock: 'Не разобрал время. Подойдёт, например: 9:00.',
  own: 'как в настройках',
  turnOff: 'Выключить',
  saved: 'Настройки сохранены.',
};
