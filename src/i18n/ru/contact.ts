import type { AnswerName, Direction, FieldName } from '../../domain/contact/contact.ts';
import { byName } from '../by-name.ts';
import { plural } from '../plural.ts';

const DIRECTIONS = {
  masculine: { incoming: 'входящий', outgoing: 'исходящий' },
  feminine: { incoming: 'входящая', outgoing: 'исходящая' },
  neuter: { incoming: 'входящее', outgoing: 'исходящее' },
} satisfies Record<string, Record<Direction, string>>;

/** By the last letter of a channel's name, which may be one that the company added: встреча, письмо, звонок. */
function genderOf(name: string): keyof typeof DIRECTIONS {
  const last = name.trim().split(/\s/)[0]?.at(-1)?.toLowerCase() ?? '';
  if ('ая'.includes(last) && last !== '') return 'feminine';
  return 'оеё'.includes(last) && last !== '' ? 'neuter' : 'masculine';
}

export const contact = {
  status: { happened: 'Состоялся', planned: 'Запланирован', cancelled: 'Отменён' },
  overdue: 'Просрочен',
  channel: byName({
    phone: 'Звонок',
    email: 'Письмо',
    fax: 'Факс',
    meeting: 'Встреча',
    messenger: 'Мессенджер',
    other: 'Другое',
  }),
  direction: { incoming: 'входящий', outgoing: 'исходящий' },
  via: (channel: string, direction: Direction) => `${channel}, ${DIRECTIONS[genderOf(channel)][direction]}`,
  priority: { high: 'Высокий', medium: 'Средний', low: 'Низкий' },
  state: {
    0: 'Не требует рассмотрения',
    1: 'Не выполнен',
    2: 'Частично выполнен',
    3: 'Выполнен полностью',
  },
  field: {
    status: 'Статус',
    start: 'Начало',
    minutes: 'Длительность',
    via: 'Вид',
    channel: 'Вид',
    direction: 'Направление',
    manager: 'Менеджер',
    priority: 'Приоритет',
    state: 'Состояние',
    organization: 'Клиент',
    person: 'Лицо',
    persons: 'Лица',
    others: 'Ещё участники',
    type: 'Тип',
    firm: 'Наша фирма',
    content: 'Содержание',
    said: 'Как сказано',
    result: 'Результат',
    source: 'Источник рекламы',
    documents: 'Документы',
    analytics: 'Аналитика',
    reason: 'Причина',
    removed: 'Удаление',
    leads: 'Напоминания',
  } satisfies Record<FieldName | AnswerName | 'removed', string>,
  contacts: (count: number) =>
    plural('ru', count, { one: 'контакт', few: 'контакта', many: 'контактов', other: 'контакта' }),
  minutes: (count: number) => plural('ru', count, { one: 'минута', few: 'минуты', many: 'минут', other: 'минуты' }),
  hours: (count: number) => plural('ru', count, { one: 'час', few: 'часа', many: 'часов', other: 'часа' }),
  days: (count: number) => plural('ru', count, { one: 'день', few: 'дня', many: 'дней', other: 'дня' }),
  actions: {
    happened: 'Состоялся',
    cancel: 'Отменить контакт',
    restore: 'Вернуть',
    move: 'Перенести',
    open: 'Открыть',
    edit: 'Изменить',
    history: 'История',
    planNext: 'Запланировать следующий',
    chain: 'Цепочка',
    createDocument: 'Создать документ',
  },
  saved: 'Сохранено',
  planNextQuestion: 'Запланировать следующий?',
  tomorrow: 'Завтра',
  in3Days: 'Через 3 дня',
  inAWeek: 'Через неделю',
  otherDate: 'Другая дата',
  plannedFor: (when: string) => `Запланировано: ${when}`,
  moved: (when: string) => `Перенесено: ${when}`,
  cancelledNow: 'Контакт отменён.',
  restored: 'Контакт возвращён в план.',
  happenedNow: 'Отмечено как состоявшийся.',
  removedNow: 'Контакт удалён и нигде не учитывается.',
  broughtBack: 'Контакт возвращён.',
  takenBack: 'Возвращено, как было.',
  takenBackLate: 'Вернуть назад можно в течение минуты, и пока никто ничего не менял.',
  willKnow: (names: string) => `Узнают: ${names}`,
  removedTitle: 'Удалённые контакты',
  removedNone: 'Здесь ничего нет: удалённых контактов, которые вы могли бы вернуть, не осталось.',
  changed: 'Изменено.',
  overtaken: 'Контакт только что изменил кто-то ещё. Вот как он выглядит теперь.',
  notYours: 'Этот контакт ведёт другой менеджер: смотреть можно, менять нельзя.',
  absent: 'Такого контакта нет.',
  chainTitle: 'Цепочка контактов',
  chainAlone: 'У этого контакта нет предыдущих и следующих.',
  historyTitle: 'История изменений',
  historyEmpty: 'Никто ничего не менял.',
  noContent: 'без содержания',
  noClient: 'без клиента',
};
