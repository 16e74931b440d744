import { derivedId } from './domain/id.ts';
import { visitor } from './domain/user.ts';
import { nearestLanguage } from './i18n/index.ts';
import type { Store } from './store/index.ts';

/** The people of the sandbox, as its chat page knows them. */
interface Player {
  id: number;
  first_name: string;
  last_name?: string;
  language_code: string;
}

const clients = [
  { name: 'ООО «Ромашка»', phone: '+74951234567', people: ['Анна Петрова', 'Игорь Смирнов'] },
  { name: 'Acme Ltd', phone: '+442079460958', people: ['John Smith'] },
  { name: 'АО «Вектор»', phone: '+78123456789', people: ['Мария Волкова'] },
  { name: 'Globex Corporation', phone: '+12025550143', people: ['Hank Scorpio', 'Lisa Green'] },
];

/** Whose letters are recognised: the page that writes letters offers these. */
const addresses: Record<string, string> = {
  'Анна Петрова': 'anna@romashka.example',
  'John Smith': 'john@acme.example',
  'Мария Волкова': 'maria@vector.example',
  'Hank Scorpio': 'hank@globex.example',
};

/**
 * What the sandbox starts with: its administrator (the first) and managers let in, and a few clients, so that a visitor has somebody to call. Repeated
 * starts add nothing.
 */
export async function seedDemo(store: Store, players: readonly Player[], zone: string, now: Date): Promise<void> {
  const managers = players.slice(1);
  for (const { id, first_name: first, last_name: last, language_code: code } of players) {
    const name = [first, last].filter(Boolean).join(' ');
    const user = visitor({ id, name, username: undefined, language: nearestLanguage(code), zone });
    const role = id === players[0]?.id ? 'administrator' : 'manager';
    await store.users.admit({ ...user, role, access: 'active', zoneChosen: true });
  }
  for (const [index, { name, phone, people }] of clients.entries()) {
    const id = derivedId('demo', name);
    const manager = managers[index % managers.length]?.id;
    const about = { id, name, phones: [phone], emails: [], addresses: [], ...(manager !== undefined && { manager }) };
    await store.organizations.create(about, now);
    for (const person of people) {
      const entry = {
        id: derivedId('demo', name, person),
        name: person,
        organization: id,
        phones: [],
        emails: [addresses[person] ?? []].flat(),
      };
      await store.persons.create(entry, now);
    }
  }
}
