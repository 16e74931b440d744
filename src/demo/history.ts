import type { ContactFields, State } from '../domain/contact/contact.ts';
import { derivedId } from '../domain/id.ts';
import { atLocal, local, nextWorkingDay } from '../domain/time/zone.ts';
import type { Language } from '../domain/user.ts';
import { clientId, type DemoClient, personId } from './people.ts';

/** What was talked about, and what came of it. The same everywhere, so that the sandbox is the same at every first start. */
const talks: Record<Language, readonly (readonly [content: string, result: string, type: string])[]> = {
  ru: [
    ['Познакомились, рассказал об условиях', 'Просят предложение', 'Первый контакт'],
    ['Отправил предложение на партию', 'Смотрят, ответят на неделе', 'Предложение'],
    ['Обсудили скидку за объём', 'Сошлись на пяти процентах', 'Переговоры'],
    ['Согласовали договор поставки', 'Подписали', 'Заказ'],
    ['Уточнил адрес и время доставки', 'Привезём во вторник', 'Доставка'],
    ['Напомнил об оплате счёта', 'Оплатят завтра', 'Оплата'],
    ['Вопрос по качеству последней партии', 'Заменим две коробки', 'Рекламация'],
  ],
  en: [
    ['Introduced ourselves and our terms', 'They want a quotation', 'Первый контакт'],
    ['Sent a quotation for the first lot', 'They will answer this week', 'Предложение'],
    ['Talked about the volume discount', 'Agreed on five per cent', 'Переговоры'],
    ['Went through the supply contract', 'Signed', 'Заказ'],
    ['Asked for the delivery address', 'Delivery on Tuesday', 'Доставка'],
    ['Reminded them of the invoice', 'They pay tomorrow', 'Оплата'],
    ['A question about the last lot', 'We replace two boxes', 'Рекламация'],
  ],
};
const VIA = [
  ['phone', 'outgoing'],
  ['email', 'incoming'],
  ['phone', 'incoming'],
  ['meeting', 'outgoing'],
  ['messenger', 'incoming'],
] as const;
const SOURCES = ['Рекомендация', 'Сайт', 'Выставка', 'Холодный звонок'];
const STATES: readonly State[] = [3, 3, 2, 3, 1, 3, 0];
const HOURS = [10, 11, 13, 15, 16];

/** Days that lie behind, and those on which something was left open, counted from today. */
const DAYS_BACK = 60;
const LEFT_OPEN = [2, 4];
const AHEAD = [1, 2, 4, 7];
const WORKING_DAYS = [1, 2, 3, 4, 5];

/** A contact to store, and the moment it was written down. */
export interface DemoContact {
  id: string;
  fields: ContactFields;
  at: Date;
}

/** Two months of a manager's contacts with their clients, some left open, some to come. */
export function historyOf(manager: number, clients: readonly DemoClient[], zone: string, now: Date): DemoContact[] {
  const dayAt = (days: number, hour: number, minute = 0): Date => {
    const { year, month, day } = local(now, zone);
    return atLocal({ year, month, day: day + days, hour, minute }, zone);
  };
  const works = (date: Date) => WORKING_DAYS.includes(local(date, zone).weekday);

  const past = Array.from({ length: DAYS_BACK }, (_, index) => DAYS_BACK - index).flatMap((back) => {
    // Two on most days, one on some, none at the weekend.
    const count = back % 3 === 0 ? 1 : 2;
    return Array.from({ length: count }, (_, nth) => back * 2 + nth)
      .map((turn) => ({ turn, start: dayAt(-back, pick(HOURS, turn), (turn % 4) * 15) }))
      .filter(({ start }) => works(start));
  });
  const happened = past.map(({ turn, start }) => ({
    id: derivedId('demo', manager, 'happened', turn),
    at: start,
    fields: { ...contactOf(manager, pick(clients, turn), turn, start), ...outcomeOf(clients, turn) },
  }));
  const planned = [
    ...LEFT_OPEN.map((back) => ({ turn: back, start: dayAt(-back, pick(HOURS, back)) })),
    { turn: 5, start: soon(now) },
    ...AHEAD.map((days) => ({
      turn: days + 2,
      start: nextWorkingDay(dayAt(days, pick(HOURS, days), 30), zone, WORKING_DAYS),
    })),
  ].map(({ turn, start }, index) => ({
    id: derivedId('demo', manager, 'planned', index),
    at: now,
    fields: contactOf(manager, pick(clients, turn), turn, start),
  }));
  return [...happened, ...planned];
}

/** The next half hour that is more than two hours away: late in the evening, early tomorrow. */
const soon = (now: Date): Date => new Date(Math.ceil(now.getTime() / 1_800_000) * 1_800_000 + 2 * 3_600_000);

function contactOf(manager: number, client: DemoClient, turn: number, start: Date): ContactFields {
  const [content, , type] = pick(talks[client.language], turn);
  const [channel, direction] = pick(VIA, turn);
  const person = pick(client.people, turn);
  return {
    status: 'planned',
    start,
    minutes: channel === 'meeting' ? 60 : 15,
    channel,
    direction: 'outgoing',
    manager,
    priority: turn % 5 === 0 ? 'high' : 'medium',
    state: 1,
    organization: clientId(client.name),
    persons: [personId(client.name, person)],
    type: derivedId('dictionary', 'type', type),
    source: derivedId('dictionary', 'source', pick(SOURCES, client.name.length)),
    content,
    documents: [],
    analytics: [],
    ...(direction === 'incoming' && { direction }),
  };
}

/** What makes a contact one that happened. */
function outcomeOf(clients: readonly DemoClient[], turn: number): Partial<ContactFields> {
  const [, result] = pick(talks[pick(clients, turn).language], turn);
  return { status: 'happened', state: pick(STATES, turn), result };
}

function pick<T>(list: readonly T[], turn: number): T {
  const found = list[turn % list.length];
  if (found === undefined) throw new Error('an empty list');
  return found;
}
