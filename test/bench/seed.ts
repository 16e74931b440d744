import type { AnyBulkWriteOperation, Db, Document } from 'mongodb';
import { endOf, priorities, type Status } from '../../src/domain/contact/contact.ts';
import { stems } from '../../src/domain/text/stems.ts';
import { firstEntries } from '../../src/seeds.ts';
import { derivedOf } from '../../src/store/clients/directory-row.ts';
import { progressBar } from './progress.ts';
import { organizationName, personName, pick, type Random, randomFrom, sentence } from './seed-words.ts';

/** How much there is to be. Persons: one for each organization. */
export interface Sizes {
  contacts: number;
  organizations: number;
  managers: number;
}

/** What was made. Ids are told by number: `contact(0)` to `contact(contacts - 1)`. */
export interface Seeded extends Sizes {
  /** The moment the data is made for: 7 in 8 contacts lie before it. */
  now: Date;
  from: Date;
  to: Date;
  manager(index: number): number;
  organization(index: number): string;
  person(index: number): string;
  contact(index: number): string;
  /** Name of an organization, made again from its number. */
  organizationName(index: number): string;
}

const BATCH = 2000;
const SENTENCES = 3000;
const DAY_MS = 86_400_000;
/** A Monday, noon in Moscow. */
const NOW = new Date('2026-11-23T09:00:00Z');
const FROM = new Date(NOW.getTime() - 1400 * DAY_MS);
const TO = new Date(NOW.getTime() + 200 * DAY_MS);

/** What every entry of the directory begins with. */
const FRESH = { revision: 1, operations: [] };

const numbered = (letter: string) => (index: number) => `${letter}${String(index).padStart(9, '0')}`;

export function seededOf(sizes: Sizes): Seeded {
  return {
    ...sizes,
    now: NOW,
    from: FROM,
    to: TO,
    manager: (index) => 1_000_000 + index,
    organization: numbered('o'),
    person: numbered('p'),
    contact: numbered('c'),
    organizationName: (index) => organizationName(randomFrom(index + 1)),
  };
}

/**
 * Fills an empty database with managers, organizations, persons and contacts, fast: documents as the store would have
 * written them, in bulk, through the driver. Open the store over it afterwards: its indexes are quicker built at the end.
 */
export async function seed(db: Db, sizes: Sizes, progress = progressBar): Promise<Seeded> {
  const seeded = seededOf(sizes);
  const fill = filler(db, progress);
  await fill('dictionaries', firstEntries.length, (index) => {
    const { id, ...rest } = firstEntries[index] ?? { id: String(index) };
    return { _id: id, ...rest };
  });
  await fill('users', sizes.managers, (index) => managerRow(seeded, index));
  await fill('organizations', sizes.organizations, (index) => organizationRow(seeded, index));
  await fill('persons', sizes.organizations, (index) => personRow(seeded, index));
  const phrases = phrasesFrom(randomFrom(7));
  await fill('contacts', sizes.contacts, (index) => contactRow(seeded, index, phrases));
  return seeded;
}

function filler(db: Db, progress: typeof progressBar) {
  return async (name: string, count: number, rowOf: (index: number) => Document): Promise<void> => {
    const collection = db.collection(name);
    const advance = progress(name.padEnd(13), count);
    // One batch is made while the one before it is written.
    let written: Promise<unknown> = Promise.resolve();
    for (let begin = 0; begin < count; begin += BATCH) {
      const length = Math.min(BATCH, count - begin);
      const operations: AnyBulkWriteOperation[] = Array.from({ length }, (_, offset) => ({
        insertOne: { document: rowOf(begin + offset) },
      }));
      await written;
      advance(begin);
      written = collection.bulkWrite(operations, { ordered: false, writeConcern: { w: 1, journal: false } });
    }
    await written;
    advance(count);
  };
}

function managerRow(seeded: Seeded, index: number): Document {
  return {
    _id: seeded.manager(index),
    name: personName(randomFrom(900_000_000 + index)),
    role: 'manager',
    ownOnly: false,
    access: 'active',
    language: index % 2 === 0 ? 'ru' : 'en',
    zone: 'Europe/Moscow',
    zoneChosen: true,
    workingDays: [1, 2, 3, 4, 5],
    reachable: true,
  };
}

function organizationRow(seeded: Seeded, index: number): Document {
  const name = seeded.organizationName(index);
  const phones = [`+7495${String(1_000_000 + index).slice(-7)}`];
  const emails = [`office@client${index}.example`];
  return {
    _id: seeded.organization(index),
    name,
    phones,
    emails,
    addresses: [],
    manager: seeded.manager(index % seeded.managers),
    ...derivedOf({ name, phones, emails }),
    ...FRESH,
    touchedBy: [seeded.manager(index % seeded.managers)],
    createdAt: new Date(FROM.getTime() + index),
  };
}

function personRow(seeded: Seeded, index: number): Document {
  const name = personName(randomFrom(500_000_000 + index));
  const phones = [`+7916${String(1_000_000 + index).slice(-7)}`];
  return {
    _id: seeded.person(index),
    name,
    organization: seeded.organization(index),
    phones,
    emails: [],
    ...derivedOf({ name, phones, emails: [] }),
    ...FRESH,
    orgManager: seeded.manager(index % seeded.managers),
    touchedBy: [seeded.manager(index % seeded.managers)],
    createdAt: new Date(FROM.getTime() + index),
  };
}

interface Phrase {
  text: string;
  stems: string[];
}

/** Stems are dear to make: contacts share a few thousand sentences. */
const phrasesFrom = (random: Random): Phrase[] =>
  Array.from({ length: SENTENCES }, () => {
    const text = sentence(random);
    return { text, stems: stems(text) };
  });

function contactRow(seeded: Seeded, index: number, phrases: readonly Phrase[]): Document {
  const random = randomFrom(100_000_000 + index);
  const client = Math.floor(random() * seeded.organizations);
  const start = startOf(seeded, random);
  const status: Status = random() < 0.05 ? 'cancelled' : start > seeded.now || random() < 0.01 ? 'planned' : 'happened';
  const content = pick(random, phrases);
  const result = status === 'happened' && random() < 0.5 ? pick(random, phrases) : undefined;
  const minutes = pick(random, [undefined, 5, 15, 30, 60, 90]);
  const manager = seeded.manager(random() < 0.8 ? client % seeded.managers : Math.floor(random() * seeded.managers));
  const removed = random() < 0.01;
  return {
    _id: seeded.contact(index),
    status,
    start,
    end: endOf(start, minutes),
    ...(minutes !== undefined && { minutes }),
    channel: pick(random, ['phone', 'phone', 'phone', 'email', 'meeting', 'messenger']),
    direction: random() < 0.4 ? 'incoming' : 'outgoing',
    manager,
    priority: pick(random, priorities),
    state: status === 'planned' ? 1 : pick(random, [0, 1, 2, 3, 3, 3]),
    organization: seeded.organization(client),
    ...(random() < 0.7 && { persons: [seeded.person(client)] }),
    ...(random() < 0.6 && { type: pick(random, typeIds) }),
    ...(random() < 0.3 && { source: pick(random, sourceIds) }),
    content: content.text,
    ...(result && { result: result.text }),
    documents: [],
    analytics: [],
    root: seeded.contact(index),
    author: manager,
    createdAt: start,
    revision: 1,
    live: !removed,
    ...(removed && { removed: { at: start, by: manager } }),
    stems: result ? [...new Set([...content.stems, ...result.stems])] : content.stems,
    operations: [],
    history: [],
  };
}

const idsOf = (kind: string): string[] => firstEntries.filter((entry) => entry.kind === kind).map(({ id }) => id);
const typeIds = idsOf('type');
const sourceIds = idsOf('source');

/** A quarter of an hour between 9 and 19 in Moscow, on any day of the span. */
function startOf({ from, to }: Seeded, random: Random): Date {
  const days = Math.floor((to.getTime() - from.getTime()) / DAY_MS);
  const day = new Date(from.getTime() + Math.floor(random() * days) * DAY_MS);
  return new Date(day.setUTCHours(6, Math.floor(random() * 40) * 15, 0, 0));
}
