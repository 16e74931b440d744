/*
 * What must be sent to somebody some time, as the part that knows of it hands it to the sender. It stands on claim, do,
 * complete (`claim.ts`); how an item is worded and sent is the business of neither.
 */

/** One thing that is due: what it is called in its collection, and the chat it goes to. Nothing is claimed yet. */
export interface Waiting {
  id: string;
  chat: number;
}

/** A claimed item, read again: what is to be sent, and what is done with the claim afterwards. */
export interface TakenWork<Item> {
  item: Item;
  /** It has arrived. What is due next is stored; a claim that was lost meanwhile changes nothing. */
  complete(now: Date): Promise<unknown>;
  /** Not now, through no fault of the item: due again at `until`. */
  release(until: Date): Promise<unknown>;
  /** It failed: due again after a backoff that grows with each time. */
  fail(now: Date): Promise<unknown>;
}

/** One kind of work that ends in a message: reminders, digests, letters, scheduled reports. */
export interface Work<Item> {
  /** For logs and metrics: one word. */
  name: string;
  /** What is due, the longest due first. Costs what is due, not what exists, and claims nothing. */
  due(now: Date, limit: number): Promise<readonly Waiting[]>;
  /**
   * Claims one and reads it again. Undefined where somebody else was quicker, or where there is nothing to say any more
   * (then it has been completed already).
   */
  take(waiting: Waiting, now: Date): Promise<TakenWork<Item> | undefined>;
}
