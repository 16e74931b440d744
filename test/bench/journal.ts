import { daySpans, daysOf } from '../../src/domain/calendar/calendar.ts';
import { freshFilter, type JournalFilter } from '../../src/domain/journal/journal-filter.ts';
import { EVERYBODY } from '../../src/domain/rights.ts';
import { currentPeriod } from '../../src/domain/time/period.ts';
import { type Bench, type BenchDatabase, type BenchRow, ms, quantile } from './bench.ts';
import { type Random, randomFrom } from './seed-words.ts';

/*
 * The journal, a contact's card and the calendar, on a hundred times as much of everything: a
 * manager has as many contacts in both databases, so what he looks at is as long.
 */

const ZONE = 'Europe/Moscow';
const PAGE = 8;
const ROUNDS = 300;
const WARM_UP = 40;

/** One look at a database, of a random manager, client, day. */
type Look = (database: BenchDatabase, random: Random) => Promise<unknown>;

const filterOf = ({ seeded }: BenchDatabase, set: Partial<JournalFilter>): JournalFilter => ({
  ...freshFilter(seeded.now, ZONE),
  ...set,
});

const queryOf = (database: BenchDatabase, filter: JournalFilter) => ({
  filter,
  now: database.seeded.now,
  zone: ZONE,
  ascending: false,
});

/** A moment of the last three years. */
const momentOf = ({ seeded }: BenchDatabase, random: Random): Date =>
  new Date(seeded.now.getTime() - Math.floor(random() * 1000) * 86_400_000);

const managerOf = ({ seeded }: BenchDatabase, random: Random): number =>
  seeded.manager(Math.floor(random() * seeded.managers));
const clientOf = ({ seeded }: BenchDatabase, random: Random): string =>
  seeded.organization(Math.floor(random() * seeded.organizations));

type FilterMaker = (database: BenchDatabase, random: Random) => JournalFilter;

const periodOf = (kind: 'day' | 'month' | 'year', database: BenchDatabase, random: Random) => ({
  period: currentPeriod(kind, momentOf(database, random), ZONE),
});

const filters: Record<string, FilterMaker> = {
  'journal page: a day of all': (db, random) => filterOf(db, periodOf('day', db, random)),
  'journal page: a month of all': (db, random) => filterOf(db, periodOf('month', db, random)),
  'journal page: a month of one manager': (db, random) =>
    filterOf(db, { ...periodOf('month', db, random), manager: managerOf(db, random) }),
  'journal page: one client, all time': (db, random) =>
    filterOf(db, { period: { kind: 'all' }, organization: clientOf(db, random) }),
  'journal page: everything there is': (db) => filterOf(db, { period: { kind: 'all' } }),
  'journal page: a year of one manager without cancelled and incoming': (db, random) =>
    filterOf(db, { ...periodOf('year', db, random), manager: managerOf(db, random), off: ['cancelled', 'incoming'] }),
};

const pageOf =
  (make: FilterMaker): Look =>
  (database, random) =>
    database.store.journal.page(EVERYBODY, queryOf(database, make(database, random)), PAGE, 0);

const looks: Record<string, Look> = {
  ...Object.fromEntries(Object.entries(filters).map(([what, make]) => [what, pageOf(make)])),
  async 'contact card'({ store, seeded }, random) {
    const id = seeded.contact(Math.floor(random() * seeded.contacts));
    const contact = await store.contacts.get(EVERYBODY, id);
    if (!contact) return;
    await Promise.all([
      store.organizations.named([contact.organization ?? '']),
      store.persons.named(contact.persons ?? []),
      store.users.named([contact.manager]),
      store.dictionaries.many([contact.type ?? '', contact.source ?? '']),
      store.contacts.chainAround(EVERYBODY, contact, 50),
    ]);
  },
  async 'calendar: a day of one manager'(db, random) {
    const day = momentOf(db, random).toISOString().slice(0, 10);
    const [span] = daySpans([day], ZONE);
    if (span) await db.store.calendar.list(EVERYBODY, managerOf(db, random), span, { limit: PAGE });
  },
  async 'calendar: a month of one manager'(db, random) {
    const days = daySpans(daysOf('month', momentOf(db, random).toISOString().slice(0, 10)), ZONE);
    await db.store.calendar.counts(EVERYBODY, managerOf(db, random), days, db.seeded.now);
  },
};

/** The same look at both databases by turns, so that whatever else the machine does meets both. */
async function compare(what: string, look: Look, small: BenchDatabase, big: BenchDatabase): Promise<BenchRow> {
  const times = { small: [] as number[], big: [] as number[] };
  const random = randomFrom(1);
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const [size, database] of [['small', small] as const, ['big', big] as const]) {
      const startedAt = performance.now();
      await look(database, random);
      if (round >= WARM_UP) times[size].push(performance.now() - startedAt);
    }
  }
  const [little, much] = [quantile(times.small, 0.5), quantile(times.big, 0.5)];
  const p95 = `p95 ${ms(quantile(times.small, 0.95))} → ${ms(quantile(times.big, 0.95))}`;
  return {
    what,
    aim: 'at most 2 × the time on a hundredth',
    measured: `${ms(little)} → ${ms(much)}: ${(much / little).toFixed(2)} × (${p95})`,
    met: much <= 2 * little,
  };
}

/** What the server reads for a page, and whether it sorts in memory. */
async function explained(big: BenchDatabase): Promise<BenchRow[]> {
  const random = randomFrom(2);
  const rows: BenchRow[] = [];
  for (const [what, make] of Object.entries(filters)) {
    const plans = [];
    for (let round = 0; round < 20; round++) {
      plans.push(await big.store.journal.explain(EVERYBODY, queryOf(big, make(big, random)), PAGE, round % 3));
    }
    const documents = plans.reduce((sum, { page, count }) => sum + page.documents + count.documents, 0);
    const shown = plans.reduce((sum, { page }) => sum + page.returned, 0);
    const sorts = plans.some(({ page }) => page.stages.some((stage) => stage.startsWith('SORT')));
    rows.push({
      what: `${what}: documents read`,
      aim: 'at most 3 a shown one, count included; no sort in memory',
      measured: `${(documents / Math.max(1, shown)).toFixed(2)} a shown one; ${sorts ? 'sorted in memory' : 'no sort'}`,
      met: documents <= 3 * shown && !sorts,
    });
  }
  return rows;
}

/** Filters that no index carries: bounded, whatever is asked. */
async function searched(big: BenchDatabase): Promise<BenchRow[]> {
  const all = { period: { kind: 'all' } } as const;
  const combinations: Record<string, Partial<JournalFilter>> = {
    'two common words, all time': { ...all, words: 'договор скидка' },
    'a word that is nowhere, all time': { ...all, words: 'каракатица' },
    'high priority by fax (there is none), all time': { ...all, channels: ['fax'], priorities: ['high'] },
    'no result, a month': { result: 'none', period: currentPeriod('month', big.seeded.now, ZONE) },
  };
  const rows: BenchRow[] = [];
  for (const [what, set] of Object.entries(combinations)) {
    const times: number[] = [];
    let found = '';
    for (let round = 0; round < 5; round++) {
      const startedAt = performance.now();
      const page = await big.store.journal.page(EVERYBODY, queryOf(big, filterOf(big, set)), PAGE, 0);
      times.push(performance.now() - startedAt);
      found = `${page.count}${page.more ? '+' : ''} found${page.within ? ` among the nearest ${page.within}` : ''}`;
    }
    const worst = Math.max(...times);
    const aim = 'at most 4.5 s, and said where not all was looked through';
    rows.push({ what: `journal page: ${what}`, aim, measured: `${ms(worst)} at worst; ${found}`, met: worst <= 4500 });
  }
  return rows;
}

export const bench: Bench = async ({ database, size, say }) => {
  const sizes = { contacts: size(1_000_000), organizations: size(100_000), managers: size(100) };
  const hundredth = (count: number) => Math.max(1, Math.round(count / 100));
  const big = await database(sizes);
  const small = await database({
    contacts: hundredth(sizes.contacts),
    organizations: hundredth(sizes.organizations),
    managers: hundredth(sizes.managers),
  });
  const rows: BenchRow[] = [];
  for (const [what, look] of Object.entries(looks)) {
    say(what);
    rows.push(await compare(what, look, small, big));
  }
  say('plans, searches');
  return [...rows, ...(await explained(big)), ...(await searched(big))];
};
