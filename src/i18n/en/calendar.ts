import { plural } from '../plural.ts';
import type { calendar as shape } from '../ru/calendar.ts';

const contacts = (count: number) => plural('en', count, { one: 'contact', other: 'contacts' });

export const calendar: typeof shape = {
  feed: 'To my phone',
  view: { day: 'Day', week: 'Week', month: 'Month' },
  today: 'Today',
  group: { overdue: 'Overdue', planned: 'Planned', happened: 'Happened', cancelled: 'Cancelled' },
  empty: { day: 'No contacts on this day.', week: 'No contacts in this week.', month: 'No contacts in this month.' },
  more: (count) => `… and ${contacts(count)} more`,
  pickManager: 'Whose calendar?',
  askTime: (day) => `${day}: at what time? For example: 3pm.`,
  pastDay: 'That day has passed: nothing can be planned on it, what happened can be registered.',
  futureDay: 'That day lies ahead: one can only plan on it.',
};
