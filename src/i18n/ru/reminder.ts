import type { NewsKind } from '../../domain/reminder/contact-news.ts';
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
  snoozes: {
    5: '5 минут',
    15: '15 минут',
    60: '1 час',
    180: '3 часа',
    hourBefore: 'За час до начала',
    start: 'К началу',
    morning: 'Завтра утром',
  },
  snoozed: (when: string) => `Напомню: ${when}`,
  /** Why nothing rings before a contact. */
  unrung: {
    off: 'Напоминания не будет: оно выключено.',
    begun: 'Напоминания не будет: время начала уже прошло.',
    away: 'Напоминания не будет: менеджер сейчас не получает сообщений бота.',
  },
  notPlanned: 'Этот контакт уже не в плане.',
  /** What somebody else did to one's contact; who did stands behind it. */
  news: {
    planned: () => 'Вам запланирован контакт',
    given: () => 'Вам передан контакт',
    taken: (manager: string) => `Ваш контакт теперь ведёт ${manager}`,
    moved: () => 'Ваш контакт перенесён',
    cancelled: () => 'Ваш контакт отменён',
    restored: () => 'Ваш контакт снова в силе',
    removed: () => 'Ваш контакт удалён',
  } satisfies Record<NewsKind, (manager: string) => string>,
  newsWas: (when: string) => `Было: ${when}`,
  newsUndone: 'Возвращено, как было',
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
