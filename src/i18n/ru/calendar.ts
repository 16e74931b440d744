import { plural } from '../plural.ts';

const contacts = (count: number) =>
  plural('ru', count, { one: 'контакт', few: 'контакта', many: 'контактов', other: 'контакта' });

export const calendar = {
  feed: 'В телефон',
  view: { day: 'День', week: 'Неделя', month: 'Месяц' },
  today: 'Сегодня',
  group: { overdue: 'Просрочено', planned: 'Запланировано', happened: 'Состоялось', cancelled: 'Отменено' },
  empty: {
    day: 'В этот день контактов нет.',
    week: 'На этой неделе контактов нет.',
    month: 'В этом месяце контактов нет.',
  },
  more: (count: number) => `… и ещё ${contacts(count)}`,
  pickManager: 'Чей календарь показать?',
  askTime: (day: string) => `${day}: во сколько? Например: 15:00.`,
  pastDay: 'Этот день уже прошёл: запланировать на него нельзя, записать состоявшийся можно.',
  futureDay: 'Этот день ещё впереди: на него можно только запланировать.',
};
