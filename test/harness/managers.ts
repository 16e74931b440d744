import type { Store } from '../../src/store/index.ts';

const viewer = (id: number) => ({ id, role: 'manager', ownOnly: false, access: 'active' }) as const;

/** A zone in which it is noon now, give or take half an hour: far from quiet hours and digests, whenever a test runs. */
export function noonZone(): string {
  const ahead = 12 - new Date().getUTCHours();
  // The names of these zones count the other way round.
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

/** Lets somebody in as a manager, as an administrator would. */
export const admitManager = (store: Store, id: number, language: 'ru' | 'en' = 'ru'): Promise<unknown> =>
  store.users.admit({
    id,
    name: `Manager ${id}`,
    username: undefined,
    role: 'manager',
    ownOnly: false,
    access: 'active',
    language,
    zone: noonZone(),
    zoneChosen: true,
    workingDays: [1, 2, 3, 4, 5, 6, 7],
    reachable: true,
  });

/**
 * Plans a call of a manager's that is never overdue, straight in the database, by default a minute ago, so that what
 * rings at once is no news of the past; its id is made of its words.
 */
export const planCall = (
  store: Store,
  manager: number,
  content: string,
  start: Date,
  now: Date = new Date(Date.now() - 60_000),
): Promise<unknown> =>
  store.contacts.create(
    viewer(manager),
    content.replaceAll(' ', '-'),
    {
      status: 'planned',
      start,
      channel: 'phone',
      direction: 'outgoing',
      manager,
      priority: 'medium',
      state: 1,
      minutes: 7 * 24 * 60,
      content,
      documents: [],
      analytics: [],
    },
    { now },
  );
