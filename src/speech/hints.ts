import type { User } from '../domain/user.ts';
import type { Store } from '../store/index.ts';

/** So many clients of the speaker's latest contacts are named, and so many of those who speak for them. */
const CLIENTS = 30;
const PERSONS = 30;

/** Names that a user is likely to say: of those they dealt with last, and may see. */
export async function namesLikelySaid(
  { contacts, organizations, persons }: Pick<Store, 'contacts' | 'organizations' | 'persons'>,
  user: User,
): Promise<string[]> {
  const recent = await contacts.recentOrganizations(user.id, CLIENTS);
  const [clients, people] = await Promise.all([organizations.many(user, recent), persons.ofAny(user, recent, PERSONS)]);
  return [...new Set([...clients, ...people].map(({ name }) => name))];
}
