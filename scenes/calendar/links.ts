import type { CalendarView } from '../../src/domain/calendar/calendar.ts';
import { defineLinks } from '../../src/telegram/messages/links.ts';

/** What leads to the calendar, to the list of today, and to the calendar's feed. `day` is "2026-11-23". */

/** Without a day today, without a manager one's own. */
const look = (day?: string, manager?: number, page?: number) => [day, manager, page || undefined];

export const calendarLinks = defineLinks('cal', {
  day: look,
  week: look,
  month: look,
  who: (view: CalendarView, day: string, page: number, manager: number) => [view, day, page, manager],
  plan: (day: string, manager: number) => [day, manager],
  new: (day: string, manager: number) => [day, manager],
  idle: () => [],
});

export const feedLinks = defineLinks('feed', {
  show: () => [],
  ask: (what: 'issue' | 'revoke', seen: number) => [what, seen],
  issue: (seen: number) => [seen],
  revoke: (seen: number) => [seen],
});

export const todayLinks = defineLinks('t', { page: (page: number) => [page] });
