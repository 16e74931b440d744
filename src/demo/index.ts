import { type User, visitor } from '../domain/user.ts';
import { nearestLanguage } from '../i18n/index.ts';
import type { Store } from '../store/index.ts';
import { historyOf } from './history.ts';
import { clientId, demoAddresses, demoClients, type Player, personId } from './people.ts';

export { type DemoLetter, letterFor } from './people.ts';

/** Contacts stored side by side. */
const AT_ONCE = 20;

/**
 * What the sandbox starts with: its administrator (the first) and managers let in, clients to call, and two months of
 * contacts with them. Repeated starts add nothing.
 */
export async function seedDemo(store: Store, players: readonly Player[], zone: string, now: Date): Promise<void> {
  const users: User[] = [];
  for (const [index, player] of players.entries()) users.push(await letIn(store, player, index === 0, zone));
  await seedClients(store, players, now);
  await seedHistory(store, users, now);
}

/** The time zone is asked as it is of everybody: when they press Start. */
async function letIn(store: Store, player: Player, administrator: boolean, zone: string): Promise<User> {
  const { id, first_name: first, last_name: last, language_code: code } = player;
  const name = [first, last].filter(Boolean).join(' ');
  const user = visitor({ id, name, username: undefined, language: nearestLanguage(code), zone });
  return store.users.admit({ ...user, role: administrator ? 'administrator' : 'manager', access: 'active' });
}

async function seedClients(store: Store, players: readonly Player[], now: Date): Promise<void> {
  for (const { name, phone, people, of } of demoClients) {
    const id = clientId(name);
    const manager = players[of]?.id;
    const about = { id, name, phones: [phone], emails: [], addresses: [], ...(manager !== undefined && { manager }) };
    await store.organizations.create(about, now);
    for (const person of people) {
      const emails = [demoAddresses[person] ?? []].flat();
      const entry = { id: personId(name, person), name: person, organization: id, phones: [], emails };
      await store.persons.create(entry, now);
    }
  }
}

async function seedHistory(store: Store, users: readonly User[], now: Date): Promise<void> {
  const [first] = users;
  // It is as long as it was at the first start, and no one's own contacts are added to.
  if (!first || (await store.contacts.recentOrganizations(first.id, 1)).length > 0) return;
  const contacts = users.flatMap((user, index) => {
    const clients = demoClients.filter(({ of }) => of === index);
    return historyOf(user.id, clients, user.zone, now).map((contact) => ({ user, ...contact }));
  });
  for (let from = 0; from < contacts.length; from += AT_ONCE) {
    const batch = contacts.slice(from, from + AT_ONCE);
    await Promise.all(batch.map(({ user, id, fields, at }) => store.contacts.create(user, id, fields, { now: at })));
  }
}
