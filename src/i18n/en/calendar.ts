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
  legend: '² so many planned · ! overdue · “·” only what is over',
  overdueOn: (days) => `Overdue on: ${days}`,
  pickManager: 'Whose calendar?',
  askTime: (day) => `${day}: at what time? For example: 3pm.`,
  pastDay: 'That day has passed: nothing can be planned on it, what happened can be registered.',
  feedTitle: 'Calendar in your phone',
  feedAbout: (days) =>
    `Subscribe your phone’s calendar to a secret address: it holds your contacts of the last ${days} days and all to come. Read only. Anyone who knows the address sees them too.`,
  feedGiven: (when) => `An address was given out: ${when}. It was shown once; if it is lost, make a new one.`,
  feedGet: 'Get the address',
  feedRenew: 'New address',
  feedRevoke: 'Revoke',
  feedSure: {
    issue: 'Make a new address? The old one stops working, and the phone has to subscribe again.',
    revoke: 'Revoke the address? The phone’s calendar will not be updated any more.',
  },
  feedRevoked: 'The address is revoked: nothing can be seen at it any more.',
  feedOnce: 'Your address (shown this once; the one before is void):',
  feedComputer:
    'This address opens only on the computer that runs the program: nobody outside can reach it. PUBLIC_URL is needed.',
  feedNetwork: 'This address opens only in the local network: nobody outside can reach it. PUBLIC_URL is needed.',
  feedHow:
    'iPhone: Settings → Calendar → Accounts → Other → Add Subscribed Calendar. Google Calendar: on a computer, “From URL”.',
  feedName: (name) => `Contacts · ${name}`,
  futureDay: 'That day lies ahead: one can only plan on it.',
};
