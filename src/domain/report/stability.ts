import { currentPeriod, periodRange, shiftPeriod } from '../time/period.ts';
import type { AbcClass } from './abc.ts';

/*
 * ABC x XYZ: how much a client is worth, and how evenly it is dealt with month by month; and which class it was in before.
 */

export const steadinesses = ['X', 'Y', 'Z'] as const;
/** X: the months differ little, Y: noticeably, Z: much. */
export type Steadiness = (typeof steadinesses)[number];

/** The coefficient of variation up to which a client is X, and Y, in percent: the usual limits. */
export const STEADY_TO = { X: 10, Y: 25 } as const;
/** So many whole months are looked at, and as many before them. */
export const STABILITY_MONTHS = 12;

/** A client in the months looked at; a class is null where nothing was counted. */
export interface StableClient {
  organization: string;
  /** Contacts of each month, the earliest first. */
  months: number[];
  total: number;
  before: number;
  class: AbcClass | null;
  classBefore: AbcClass | null;
  steadiness: Steadiness | null;
}

export interface Stability {
  /** Those whose class changed first, then the others; within them the greater first. */
  clients: StableClient[];
  /** How many clients each square of the table holds. */
  squares: { class: AbcClass; steadiness: Steadiness; clients: number }[];
  /** How many went from one class to another, or stayed. */
  moves: { from: AbcClass | null; to: AbcClass | null; clients: number }[];
}

/** The whole months that are over: as a half-open stretch, and as many months before it. */
export function stabilityStretches(now: Date, zone: string): { from: Date; to: Date; before: Date } {
  const current = currentPeriod('month', now, zone);
  const start = (back: number) => periodRange(shiftPeriod(current, -back, zone), zone).from ?? now;
  return { from: start(STABILITY_MONTHS), to: start(0), before: start(2 * STABILITY_MONTHS) };
}

/** The standard deviation of the months as a part of their mean (of all of them); undefined where nothing was counted. */
export function variation(months: readonly number[]): number | undefined {
  const mean = months.reduce((sum, one) => sum + one, 0) / months.length;
  if (!mean) return undefined;
  return Math.sqrt(months.reduce((sum, one) => sum + (one - mean) ** 2, 0) / months.length) / mean;
}
