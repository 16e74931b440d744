import type { Capability } from '../shared/capability.ts';
import { calendarScreen, showCalendar } from './calendar.ts';
import { feedScreen } from './calendar-feed.ts';
import { showToday, todayScreen } from './today.ts';

/** What lies ahead and what was: today, a month, a week, a day, and the feed for other calendars. */
export const calendar = {
  screens: [todayScreen, calendarScreen, feedScreen],
  commands: { today: (ctx) => showToday(ctx), calendar: showCalendar },
} satisfies Capability;
