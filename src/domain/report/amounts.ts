import type { AbcClass } from './abc.ts';

/*
 * Amounts of documents by client. Those of one currency are never added to those of another: each has classes of its own.
 */

/** A client in one currency. Amounts are in hundredths, so that their sums are exact. */
export interface ClientAmount {
  /** ISO 4217; null where none was written. */
  currency: string | null;
  organization: string;
  documents: number;
  amount: number;
  /** The same in the period before; 0 where none is compared. */
  before: number;
  class: AbcClass;
}

/** What a class of a currency holds; class null: clients that have amounts in the period before alone. */
export interface AmountSum {
  currency: string | null;
  class: AbcClass | null;
  clients: number;
  documents: number;
  amount: number;
  before: number;
}

/** Amounts by client: the largest of each currency, and what all of them hold. */
export interface Amounts {
  /** The currency of the most clients first; within it the greatest amount first. */
  clients: ClientAmount[];
  sums: AmountSum[];
  /** How many documents of each type were added up, the most first. */
  types: { type: string | null; documents: number }[];
  /** How many documents of the period tell no amount, or none above nothing; and how many of the others no client. */
  unpriced: number;
  clientless: number;
}

/** What a currency holds in all its classes. */
export function currencySums(sums: readonly AmountSum[]): (Omit<AmountSum, 'class'> & { classes: AmountSum[] })[] {
  const currencies = [...new Set(sums.map(({ currency }) => currency))];
  return currencies
    .map((currency) => {
      const all = sums.filter((one) => one.currency === currency);
      const sum = (of: (one: AmountSum) => number) => all.reduce((total, one) => total + of(one), 0);
      const classes = all
        .filter((one) => one.class !== null)
        .sort((a, b) => (a.class ?? '').localeCompare(b.class ?? ''));
      return {
        currency,
        classes,
        clients: classes.reduce((total, { clients }) => total + clients, 0),
        documents: sum(({ documents }) => documents),
        amount: sum(({ amount }) => amount),
        before: sum(({ before }) => before),
      };
    })
    .sort((a, b) => b.clients - a.clients || (a.currency ?? '').localeCompare(b.currency ?? ''));
}
