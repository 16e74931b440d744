import type { ContactFields } from '../../../src/domain/contact/contact.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import type { Store } from '../../../src/store/index.ts';

/** Who sees and may do everything. */
export const boss: Viewer = { id: 1, role: 'supervisor', ownOnly: false, access: 'active' };

const usual = {
  status: 'happened',
  channel: 'phone',
  direction: 'outgoing',
  priority: 'medium',
  state: 1,
  documents: [],
  analytics: [],
} satisfies Partial<ContactFields>;

/** Stores contacts for reports to count: an outgoing call that happened, but for what is told. */
export const createAdder =
  (store: () => Store, now: string) =>
  async (id: string, fields: Partial<ContactFields> & { manager: number; start: Date }): Promise<void> => {
    await store().contacts.create(boss, id, { ...usual, content: `about ${id}`, ...fields }, { now: new Date(now) });
  };
