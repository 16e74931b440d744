import type { AbcClass } from './abc.ts';
import type { GroupField } from './grouping.ts';

/*
 * Reports that are laid out beforehand: what a head of sales looks at, without setting up fields and measures.
 */

export const views = [
  'glance',
  'trend',
  'plan',
  'targets',
  'coverage',
  'answers',
  'stability',
  'amounts',
  'hours',
  'sources',
] as const;
export type View = (typeof views)[number];

/** Whether a layout, or a report without one, can be set against the period before: some tell how things stand now. */
export const isComparable = (view: View | undefined): boolean =>
  view !== 'coverage' && view !== 'answers' && view !== 'stability';

/** Whether a layout tells classes, whose cutoffs can be set. */
export const isClassed = (view: View): boolean => view === 'coverage' || view === 'amounts' || view === 'stability';

/** Whether what is counted can be chosen: the other layouts have measures of their own. */
export const isMeasured = (view: View | undefined): boolean =>
  view === undefined || view === 'trend' || view === 'hours' || view === 'stability';

/** Whether a layout looks at a stretch of time of its own, and not at the period that is set. */
export const hasOwnPeriod = (view: View | undefined): boolean => view === 'trend' || view === 'stability';

/** What the lines of a trend are of. */
export const trendFields = ['manager', 'type', 'channel'] as const satisfies readonly GroupField[];
export type TrendField = (typeof trendFields)[number];

/** How far back a trend looks: so many weeks or months, the one under way among them. */
export const trendSpans = { week: 13, month: 12 } as const;
export type TrendSpan = keyof typeof trendSpans;

/** A manager at a glance: what was counted of contacts that begin in the period, and beside them. Minutes are of those that happened. */
export interface Glance {
  happened: number;
  /** Planned and not overdue. */
  ahead: number;
  cancelled: number;
  overdue: number;
  /** Happened and fully done; and of high priority besides. */
  done: number;
  highDone: number;
  minutes: number;
  /** Clients entered in the period for whom the manager is responsible. */
  newClients: number;
  /** Letters of clients answered from here in the period. */
  letters: number;
}

export const emptyGlance = (): Glance => ({
  happened: 0,
  ahead: 0,
  cancelled: 0,
  overdue: 0,
  done: 0,
  highDone: 0,
  minutes: 0,
  newClients: 0,
  letters: 0,
});

export const glanceFields = Object.keys(emptyGlance()) as (keyof Glance)[];

export function addGlances(all: readonly Glance[]): Glance {
  const sum = emptyGlance();
  for (const one of all) for (const field of glanceFields) sum[field] += one[field];
  return sum;
}

/** The part of what was due by now that is still open; undefined where nothing was due. */
export const overdueShare = ({ happened, overdue }: Glance): number | undefined =>
  happened + overdue === 0 ? undefined : overdue / (happened + overdue);

/** The part of what happened that is fully done; undefined where nothing happened. */
export const doneShare = ({ happened, done }: Glance): number | undefined =>
  happened === 0 ? undefined : done / happened;

/**
 * What became of a contact that was planned for a day: it happened on that day; it happened, or is planned, on another; it
 * was cancelled; it is overdue; its time is yet to come.
 */
export const outcomes = ['kept', 'moved', 'cancelled', 'overdue', 'ahead'] as const;
export type PlanOutcome = (typeof outcomes)[number];
export type PlanFact = Record<PlanOutcome, number>;

export const emptyPlan = (): PlanFact => ({ kept: 0, moved: 0, cancelled: 0, overdue: 0, ahead: 0 });
export const plannedIn = (plan: PlanFact): number => outcomes.reduce((sum, one) => sum + plan[one], 0);
/** The part of what was due that was kept; undefined where nothing was due. */
export function keptShare(plan: PlanFact): number | undefined {
  const due = plannedIn(plan) - plan.ahead;
  return due === 0 ? undefined : plan.kept / due;
}

/** Days since a client's last contact, each up to and with this many; the last is everything longer. */
export const silences = [7, 30, 90] as const;
/** A client of a class that was silent for longer than so many days is missed. */
export const SILENT_AFTER: Record<AbcClass, number> = { A: 30, B: 60, C: 90 };

/** Answers within an hour, four hours and a day, in minutes; the last is everything longer. */
export const answerBounds = [60, 240, 1440] as const;

/** How soon letters were answered. Times are minutes from a letter's arrival to the first answer that left. */
export interface AnswerTimes {
  letters: number;
  answered: number;
  /** Not answered, nor handled in another way. */
  waiting: number;
  /** How many answers came within each of the bounds, and later. */
  within: number[];
  /** The time that half of the answers, and nine in ten, took at most; absent where there is none. */
  median?: number;
  slow?: number;
}

/** A client's letter that waits for an answer. */
export interface WaitingLetter {
  id: string;
  organization: string;
  /** Whose it is, where that is known. */
  who: number | null;
  since: Date;
}
