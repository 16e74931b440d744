/*
 * What advertising sources bring: contacts, what of them is done, and the amounts of documents.
 */

/** What a currency holds, in hundredths, of so many documents. */
export interface Money {
  /** ISO 4217; null where none was written. */
  currency: string | null;
  amount: number;
  documents: number;
}

/** A source; null: contacts that tell none, and documents of clients of whom no contact does. */
export interface SourceYield {
  source: string | null;
  /** Contacts that happened, those of them that are fully done, and the clients they were with. */
  happened: number;
  done: number;
  clients: number;
  money: Money[];
}

export const emptyYield = (source: string | null): SourceYield => ({
  source,
  happened: 0,
  done: 0,
  clients: 0,
  money: [],
});

/** Amounts of each currency, those of the most documents first. */
export function addMoney(all: readonly Money[]): Money[] {
  const sums = new Map<string | null, Money>();
  for (const { currency, amount, documents } of all) {
    const sum = sums.get(currency) ?? { currency, amount: 0, documents: 0 };
    sums.set(currency, sum);
    sum.amount += amount;
    sum.documents += documents;
  }
  return [...sums.values()].sort(
    (a, b) => b.documents - a.documents || (a.currency ?? '').localeCompare(b.currency ?? ''),
  );
}
