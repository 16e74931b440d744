import type { Contact } from '../contact/contact.ts';
import { dayEnd } from '../time/zone.ts';
import { quietAround } from './quiet-hours.ts';
import type { ReminderRules } from './reminder-rules.ts';

/*
 * When a contact rings next. Each planned contact has a list of reminders: one for each lead time, and one for when it
 * becomes overdue. A reminder has a nominal time, and the time it comes at, which quiet hours may shift. Both orders are
 * the same, so one moment, `remindedThrough`, tells which have been dealt with: those whose nominal time is not after it.
 */

/** The next reminder of a contact: when, and of what. A snoozed one was put off by its manager. */
export interface Due {
  at: Date;
  kind: 'lead' | 'overdue' | 'snooze';
  /** Of a lead reminder: its lead time, in minutes. */
  lead?: number;
}

/** What is stored about a contact's reminders. */
export interface DueState {
  due?: Due | undefined;
  remindedThrough?: Date | undefined;
}

/** The part of a contact that its reminders depend on. */
export type Remindable = Pick<Contact, 'status' | 'start' | 'end'> & Partial<Pick<Contact, 'leads' | 'removed'>>;

type Rules = Pick<ReminderRules, 'leads' | 'quiet' | 'zone' | 'active'>;

interface Reminder {
  nominal: Date;
  at: Date;
  kind: 'lead' | 'overdue';
  lead?: number;
}

const MINUTE = 60_000;
/** A reminder that comes so much after its time is late, in milliseconds. */
const LATE = 5 * MINUTE;

/** All reminders of a contact in the order they come. */
function remindersOf(contact: Remindable, { leads, quiet, zone, active }: Rules): Reminder[] {
  if (!active || contact.status !== 'planned' || contact.removed) return [];
  const { start, end } = contact;
  const before = [...new Set(contact.leads ?? leads)]
    .sort((a, b) => b - a)
    .map((lead): Reminder => {
      const nominal = new Date(start.getTime() - lead * MINUTE);
      const hush = quietAround(nominal, quiet, zone);
      // In quiet hours that the contact begins in, later would be too late.
      const at = hush ? (start < hush.to ? hush.from : hush.to) : nominal;
      return { nominal, at, kind: 'lead', lead };
    });
  return [...before, { nominal: end, at: quietAround(end, quiet, zone)?.to ?? end, kind: 'overdue' }];
}

const dueOf = ({ at, kind, lead }: Reminder): Due => ({ at, kind, ...(lead !== undefined && { lead }) });

const latest = (...dates: (Date | undefined)[]): Date | undefined =>
  dates.reduce((a, b) => (a === undefined || (b !== undefined && b > a) ? b : a), undefined);

/** The nominal time of the last reminder that should have come by now. */
const passed = (reminders: readonly Reminder[], now: Date): Date | undefined =>
  reminders.findLast(({ at }) => at <= now)?.nominal;

function after(reminders: readonly Reminder[], through: Date): DueState {
  const next = reminders.find(({ nominal }) => nominal > through);
  return { due: next && dueOf(next), remindedThrough: through };
}

/**
 * The reminders of a contact that was just planned, moved or given to somebody: what would have come before now does not
 * come any more, since the user who does this sees it.
 */
export function plan(contact: Remindable, rules: Rules, now: Date): DueState {
  if (contact.status !== 'planned') return {};
  const reminders = remindersOf(contact, rules);
  return after(reminders, latest(now, passed(reminders, now)) ?? now);
}

/**
 * The reminders of a contact whose time stays as it is, while lead times, zone or quiet hours change. What has come does
 * not come again; what quiet hours held back, or what is about to come, still comes; new lead times that are past do not.
 */
export function replan(contact: Remindable & DueState, rules: Rules, now: Date): DueState {
  const { due, remindedThrough } = contact;
  const reminders = remindersOf(contact, rules);
  if (reminders.length === 0) return { remindedThrough };
  if (due && (due.kind === 'snooze' || due.at <= now)) return { due, remindedThrough };
  const through = (heldBack(contact, now) ? remindedThrough : latest(remindedThrough, now)) ?? now;
  const next = after(reminders, through);
  // Its time would have come already under the new rules: now is the time.
  return next.due && next.due.at < now ? { ...next, due: { ...next.due, at: now } } : next;
}

/** Whether the next reminder would have come by now but for quiet hours, or for a manager who could not be reached. */
const heldBack = ({ due, start, end }: Remindable & DueState, now: Date): boolean =>
  due === undefined || (due.kind === 'overdue' ? end : new Date(start.getTime() - (due.lead ?? 0) * MINUTE)) <= now;

/** What comes of a reminder that is due. */
export interface Ring {
  /** Undefined: silence. The contact was done, cancelled, moved or removed, or the moment is long past. */
  ring?: { kind: Due['kind']; late: boolean } | undefined;
  /** What is stored once it has rung, or has been passed over. */
  next: DueState;
}

/** Decides about a due reminder at the moment of sending, on the contact and the rules as they are now. */
export function ring(contact: Remindable & DueState, rules: Rules, now: Date): Ring {
  const { due, remindedThrough = now } = contact;
  const reminders = remindersOf(contact, rules);
  if (!due || reminders.length === 0) return { next: { remindedThrough } };
  if (due.at > now) return { next: { due, remindedThrough } };
  const missed = reminders.filter(({ nominal, at }) => nominal > remindedThrough && at <= now);
  const last = missed.at(-1);
  const next = after(reminders, latest(remindedThrough, last?.nominal) ?? now);
  if (due.kind === 'snooze') {
    if (isOver(contact, { ...due, kind: 'overdue', nominal: due.at }, rules.zone, now)) return { next };
    return { ring: { kind: 'snooze', late: now.getTime() - due.at.getTime() > LATE }, next };
  }
  // The rules changed meanwhile, and its time is not now.
  if (!last) return { next: replan({ ...contact, due: undefined }, rules, now) };
  if (isOver(contact, last, rules.zone, now)) return { next };
  const put = postponed(contact, last, rules, now);
  if (put) return { next: { due: put, remindedThrough } };
  return { ring: { kind: last.kind, late: now.getTime() - last.at.getTime() > LATE }, next };
}

/** The contact's day is past, and so is the day on which the reminder was to come: the digest tells of it. */
function isOver({ start, end }: Remindable, { at, kind }: Reminder, zone: string, now: Date): boolean {
  const about = kind === 'overdue' ? end : start;
  return now >= dayEnd(about > at ? about : at, zone);
}

/** A late reminder that would fall into quiet hours waits for their end, unless that is too late for its contact. */
function postponed({ start }: Remindable, reminder: Reminder, { quiet, zone }: Rules, now: Date): Due | undefined {
  const hush = quietAround(now, quiet, zone);
  if (!hush || now.getTime() - reminder.at.getTime() <= LATE) return undefined;
  if (reminder.kind === 'lead' && start > now && start < hush.to) return undefined;
  return { ...dueOf(reminder), at: hush.to };
}
