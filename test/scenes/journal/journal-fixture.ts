import type { ContactFields } from '../../../src/domain/contact/contact.ts';
import type { Phone } from '../../../src/sandbox/index.ts';
import type { TestBot } from '../../harness/bot.ts';

/** Adds contacts straight to the store, under the ids c0, c1, ... */
export function contactMaker(bot: TestBot) {
  let made = 0;
  return async (fields: Partial<ContactFields>, manager: Phone = bot.ivan): Promise<string> => {
    const id = `c${made++}`;
    const viewer = { id: manager.user.id, role: 'manager', ownOnly: false, access: 'active' } as const;
    const all: ContactFields = {
      status: 'happened',
      start: new Date('2026-11-23T07:00:00Z'),
      channel: 'phone',
      direction: 'outgoing',
      manager: manager.user.id,
      priority: 'medium',
      state: 1,
      documents: [],
      analytics: [],
      ...fields,
    };
    await bot.store.contacts.create(viewer, id, all, { now: new Date('2026-11-20T00:00:00Z') });
    return id;
  };
}

export async function addClients(bot: TestBot): Promise<void> {
  const client = (id: string, name: string) =>
    bot.store.organizations.create({ id, name, phones: [], emails: [], addresses: [] }, new Date('2026-11-01'));
  await client('romashka', 'ООО «Ромашка»');
  await client('acme', 'Acme Ltd');
}
