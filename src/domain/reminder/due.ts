import type { Contact } from '../contact/contact.ts';
import { addDaysKeepingClock, dayEnd } from '../time/zone.ts';
import { quietAround, type Stretch } from './quiet-hours.ts';
import type { ReminderRules } from './reminder-rules.ts';

/*
 * When a contact rings next. Each planned contact has a list of reminders: one for each lead time, and one for when it
 * becomes overdue. A reminder has a nominal time, and the time it comes at, which quiet hours may shift. Both orders are
 * the same, so one moment, `remindedThrough`, tells which have been dealt with: those whose nominal time is not after it.
 *
 * What lay behind when the time was arranged depends on who did it. Managers who plan for themselves know about it: they
 * are reminded when it starts, if nothing else is left to remind them. What others plan or move rings at once.
 */

/** The next reminder of a contact: when, and of what. A snoozed one was put off by its manager. */
export interface Due {
  at: Date;
  kind: 'lead' | 'overdue' | 'snooze';
  /** Of a lead reminder: its lead time, in minutes. */
  lead?: number;
}

/** When a contact's time was arranged, and whether by its manager. */
export interface Arranged {
  at: Date;
  own: boolean;
}

/** What is stored about a contact's reminders. */
export interface DueState {
  due?: Due | undefined;
  remindedThrough?: Date | undefined;
  /** Absent: long ago. */
  arranged?: Arranged | undefined;
}

/** The part of a contact that its reminders depend on. */
export type Remindable = Pick<Contact, 'status' | 'start' | 'end'> & Partial<Pick<Contact, 'leads' | 'removed'>>;

type Rules = Pick<ReminderRules, 'leads' | 'quiet' | 'zone' | 'active'>;

interface Reminder {
  nominal: Date;
  at: Date;
  kind: 'lead' | 'overdue';
  lead?: number;
  /** It comes in quiet hours, to somebody who may be asleep. */
  silent?: true;
}

const MINUTE = 60_000;
const DAY = 1440;
/** A reminder that comes so much after its time is late, in milliseconds. */
const LATE = 5 * MINUTE;
/** What the clocks of instances may differ by, in milliseconds. */
const SKEW = MINUTE;

/** So long before the start; whole days by the calendar: "a day before" has the clock time of the start. */
const leadTime = (start: Date, lead: number, zone: string): Date =>
  new Date(addDaysKeepingClock(start, -Math.floor(lead / DAY), zone).getTime() - (lead % DAY) * MINUTE);

/** All reminders of a contact in the order they come. */
function remindersOf(contact: Remindable & Pick<DueState, 'arranged'>, rules: Rules): Reminder[] {
  if (!rules.active || contact.status !== 'planned' || contact.removed) return [];
  const { end } = contact;
  const overdue: Reminder = { nominal: end, at: quietAround(end, rules.quiet, rules.zone)?.to ?? end, kind: 'overdue' };
  return [...leadsOf(contact, rules), overdue];
}

/** The reminders before the start. */
function leadsOf(contact: Remindable & Pick<DueState, 'arranged'>, rules: Rules): Reminder[] {
  const { start, arranged, leads = rules.leads } = contact;
  const all = [...new Set(leads)]
    .map((lead) => leadReminder(contact, lead, rules))
    .sort((a, b) => a.nominal.getTime() - b.nominal.getTime())
    // On the day of a clock change, "a day" and "23 hours" may be the same.
    .filter(({ nominal }, i, sorted) => nominal.getTime() !== sorted[i - 1]?.nominal.getTime());
  if (!arranged) return all;
  const ahead = all.filter(({ nominal, at }) => nominal > arranged.at && at > arranged.at);
  const behind = all.slice(0, all.length - ahead.length).at(-1);
  if (!behind || start <= arranged.at) return ahead;
  if (!arranged.own) return [atOnce(behind, arranged.at, rules), ...ahead];
  return ahead.length > 0 ? ahead : [leadReminder(contact, 0, rules)];
}

function leadReminder(contact: Remindable & Pick<DueState, 'arranged'>, lead: number, rules: Rules): Reminder {
  const { start, arranged } = contact;
  const nominal = leadTime(start, lead, rules.zone);
  const hush = quietAround(nominal, rules.quiet, rules.zone);
  const reminder = { nominal, at: nominal, kind: 'lead', lead } as const;
  if (!hush) return reminder;
  // In quiet hours that the contact begins in, later would be too late.
  if (start >= hush.to) return { ...reminder, at: hush.to };
  if (!arranged || !within(arranged.at, hush)) return { ...reminder, at: hush.from };
  // Arranged in these very hours: by somebody who is awake, or for somebody who may be asleep.
  return arranged.own ? reminder : { ...reminder, silent: true };
}

/** What somebody else arranged too late for its lead time. */
const atOnce = ({ lead = 0 }: Reminder, at: Date, { quiet, zone }: Rules): Reminder => ({
  nominal: at,
  at,
  kind: 'lead',
  lead,
  ...(quietAround(at, quiet, zone) && { silent: true }),
});

const within = (at: Date, { from, to }: Stretch): boolean => from <= at && at < to;

const dueOf = ({ at, kind, lead }: Reminder): Due => ({ at, kind, ...(lead !== undefined && { lead }) });

const latest = (...dates: (Date | undefined)[]): Date | undefined =>
  dates.reduce((a, b) => (a === undefined || (b !== undefined && b > a) ? b : a), undefined);

function after(reminders: readonly Reminder[], through: Date): DueState {
  const next = reminders.find(({ nominal }) => nominal > through);
  return { due: next && dueOf(next), remindedThrough: through };
}

/**
 * The reminders of a contact that was just planned, moved or given to somebody. `own`: by its manager, who sees what they
 * do. What others do too late for a lead time is due at once.
 */
export function plan(contact: Remindable, rules: Rules, now: Date, own: boolean): DueState {
  if (contact.status !== 'planned') return {};
  const arranged = { at: now, own };
  const reminders = remindersOf({ ...contact, arranged }, rules);
  const [first] = reminders;
  const dueNow = first?.kind === 'lead' && first.nominal <= now;
  return { ...after(reminders, dueNow ? new Date(now.getTime() - 1) : now), arranged };
}

/** Whether the reminder of what somebody else just arranged for a manager comes at once: its lead is past already. */
export function ringsAtOnce(contact: Remindable, rules: Rules, now: Date): boolean {
  const { due } = plan(contact, rules, now, false);
  return due !== undefined && due.at <= now;
}

/** Why no reminder precedes a planned contact: switched off, begun already, or no one is there to be told. */
export type Unrung = 'off' | 'begun' | 'away';

/** Whether the manager of a contact that was just arranged will hear of it by its start; undefined: they will. */
export function unrung(contact: Remindable & Pick<DueState, 'arranged'>, rules: Rules, now: Date): Unrung | undefined {
  if (contact.status !== 'planned') return undefined;
  if (!rules.active) return 'away';
  if (contact.start <= now) return 'begun';
  return (contact.leads ?? rules.leads).length === 0 ? 'off' : undefined;
}

/**
 * The reminders of a contact whose time stays as it is, while lead times, zone or quiet hours change. What has come does
 * not come again; what quiet hours held back, or what is about to come, still comes; new lead times that are past do not.
 */
export function replan(contact: Remindable & DueState, rules: Rules, now: Date): DueState {
  const { due, remindedThrough, arranged } = contact;
  if (isAhead(arranged?.at, now)) return plan(contact, rules, now, arranged?.own ?? true);
  const reminders = remindersOf(contact, rules);
  if (reminders.length === 0) return { remindedThrough };
  if (due && (due.kind === 'snooze' || due.at <= now)) return { due, remindedThrough };
  const through = (heldBack(contact, rules, now) ? remindedThrough : latest(remindedThrough, now)) ?? now;
  const next = after(reminders, through);
  // Its time would have come already under the new rules: now is the time.
  return next.due && next.due.at < now ? { ...next, due: { ...next.due, at: now } } : next;
}

/** Nothing was arranged later than now: a clock was ahead then, and has been set back since. */
const isAhead = (at: Date | undefined, now: Date): boolean => at !== undefined && at.getTime() > now.getTime() + SKEW;

/** Whether the next reminder would have come by now but for quiet hours, or for a manager who could not be reached. */
const heldBack = ({ due, start, end }: Remindable & DueState, { zone }: Rules, now: Date): boolean =>
  due === undefined || (due.kind === 'overdue' ? end : leadTime(start, due.lead ?? 0, zone)) <= now;

/** What comes of a reminder that is due. */
export interface Ring {
  /** Undefined: silence. The contact was done, cancelled, moved or removed, or the moment is long past. */
  ring?: { kind: Due['kind']; late: boolean; silent?: true } | undefined;
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
  const late = now.getTime() - last.at.getTime() > LATE;
  return { ring: { kind: last.kind, late, ...(last.silent && { silent: true }) }, next };
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
