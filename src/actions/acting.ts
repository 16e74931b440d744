import type { Viewer } from '../domain/rights.ts';
import type { Operation, Store } from '../store/index.ts';

/** Who does something, when, and what it is done to. The store's queries hold the viewer's rights. */
export interface Acting {
  store: Store;
  viewer: Viewer;
  now: Date;
}

/**
 * The contact that a change is about, as the user who wants it saw it: `revision` tells a change that came in between, and the
 * same `key` again is the same change again.
 */
export interface Target {
  id: string;
  revision: number;
  key: string;
}

export const operationOf = ({ now }: Acting, { revision, key }: Target): Operation => ({ key, revision, now });
