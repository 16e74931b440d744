import fc from 'fast-check';
import { DateTime } from 'luxon';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Analytic, type Contact, endOf } from '../../../src/domain/contact/contact.ts';
import { freshFilter, type JournalFilter } from '../../../src/domain/journal/journal-filter.ts';
import { abc } from '../../../src/domain/report/abc.ts';
import { type Counted, type GroupField, groupFields, measures } from '../../../src/domain/report/grouping.ts';
import { createLeafSums } from '../../../src/domain/report/leaves.ts';
import { abcFields } from '../../../src/domain/report/report.ts';
import { rowFilter } from '../../../src/domain/report/report-row.ts';
import { isTimeField, spansIn } from '../../../src/domain/report/time-axis.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import { stems } from '../../../src/domain/text/stems.ts';
import type { Store } from '../../../src/store/index.ts';
import { countPipeline } from '../../../src/store/reports/report.ts';
import { withStore } from '../../harness/store.ts';
import { isThorough } from '../../thorough.ts';

const COUNT = isThorough ? 5000 : 2000;
/** Random cases are so many times fewer in `npm test`. */
const runs = (thorough: number) => ({ numRuns: isThorough ? thorough : Math.ceil(thorough / 3) });
const NOW = new Date('2026-11-23T09:00:00Z');
const all: Viewer = { id: 1, role: 'supervisor', ownOnly: false, access: 'active' };
const own: Viewer = { id: 3, role: 'manager', ownOnly: true, access: 'active' };

let store: Store;
let contacts: Contact[];

/** A generator of our own, so that a failure can be repeated. */
function randomOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  return { next, pick };
}

/** Days that are an hour longer or shorter somewhere, and a year's end: moments about which days are told apart wrongly. */
const CHANGES = [
  '2025-12-31T21:00:00Z',
  '2026-03-08T07:00:00Z',
  '2026-03-28T22:00:00Z',
  '2026-10-24T21:00:00Z',
  '2026-11-01T06:00:00Z',
].map((moment) => Date.parse(moment));
const HOUR = 3_600_000;

/** A word that one in two contents hold, in some form. */
const CONTENTS = ['Обсудить договоры', 'Договора нет', 'Выставить счёт', 'Call back'];

const analytic = (id: string): Analytic => ({
  id: 'a',
  characteristic: { id, name: id },
  kind: 'place',
  latitude: 0,
  longitude: 0,
});

function generate(): Contact[] {
  const { next, pick } = randomOf(42);
  const maybe = <K extends string, T>(key: K, values: readonly T[]) =>
    next() < 0.8 ? ({ [key]: pick(values) } as Record<K, T>) : {};
  const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  return Array.from({ length: COUNT }, (_, index) => {
    const any = Date.UTC(2025, 10, 1) + Math.floor(next() * 400 * 86_400) * 1000;
    const start = new Date(next() < 0.8 ? any : pick(CHANGES) + Math.floor((next() - 0.5) * 600) * (HOUR / 60));
    const minutes = next() < 0.6 ? { minutes: 5 + Math.floor(next() * 120) } : {};
    const people = [pick(ids('p', 30)), ...(next() < 0.3 ? [pick(ids('p', 30))] : [])];
    return {
      id: `c${index}`,
      root: `c${index}`,
      status: pick(['happened', 'happened', 'happened', 'planned', 'cancelled'] as const),
      start,
      end: endOf(start, minutes.minutes),
      ...minutes,
      channel: pick(['phone', 'email', 'meeting']),
      direction: pick(['incoming', 'outgoing'] as const),
      manager: 1 + Math.floor(next() ** 2 * 8),
      priority: pick(['high', 'medium', 'low'] as const),
      state: pick([0, 1, 2, 3, 3] as const),
      ...maybe('organization', ids('o', 40)),
      ...(next() < 0.8 && { persons: [...new Set(people)] }),
      ...maybe('type', ids('t', 6)),
      ...maybe('firm', ids('f', 3)),
      ...maybe('source', ids('s', 5)),
      ...maybe('content', CONTENTS),
      ...maybe('result', ['done']),
      documents: Array.from(new Set(next() < 0.4 ? [pick(ids('d', 9)), pick(ids('d', 9))] : [])),
      analytics: next() < 0.3 ? [analytic(pick(ids('k', 3)))] : [],
      author: 1,
      createdAt: start,
      revision: 1,
      ...(next() < 0.1 && { removed: { at: NOW, by: 1 } }),
    };
  });
}

withStore((opened) => {
  store = opened;
});
beforeAll(async () => {
  contacts = generate();
  const rows = contacts.map(({ id, ...rest }) => ({
    _id: id,
    ...rest,
    live: rest.removed === undefined,
    stems: stems(rest.content ?? ''),
  }));
  await store.connection.collection<{ _id: string }>('contacts').insertMany(rows);
  await store.connection
    .collection<{ _id: string; mergedInto: string }>('organizations')
    .insertMany([{ _id: 'o9', mergedInto: 'o1' }]);
});

/** First moment of a period and of what follows it, by the calendar of luxon. */
function rangeOf(period: JournalFilter['period'], zone: string): { from?: Date; to?: Date } {
  if (period.kind === 'all') return {};
  if (period.kind === 'range') return period;
  const months = { month: 1, quarter: 3, halfYear: 6, year: 12 };
  const { kind } = period;
  const first = DateTime.fromISO(period.anchor, { zone });
  const length = kind === 'day' ? { days: 1 } : kind === 'week' ? { days: 7 } : { months: months[kind] };
  return { from: first.toJSDate(), to: first.plus(length).toJSDate() };
}

/** What the journal's filter means, told a second time. */
const passes = (contact: Contact, filter: JournalFilter, viewer: Viewer, zone: string): boolean => {
  const { from, to } = rangeOf(filter.period, zone);
  const is = (wanted: string | null | undefined, value: string | undefined) =>
    wanted === undefined || (value ?? null) === wanted;
  const has = (wanted: 'some' | 'none' | undefined, some: boolean) =>
    wanted === undefined || (wanted === 'some') === some;
  const listed = <T>(list: readonly (T | null)[], value: T | undefined) =>
    list.length === 0 || list.includes(value ?? null);
  return (
    contact.removed === undefined &&
    (viewer.ownOnly ? contact.manager === viewer.id : true) &&
    (!from || contact.start >= from) &&
    (!to || contact.start < to) &&
    (filter.manager === undefined || contact.manager === filter.manager) &&
    // Client 9 was merged into client 1.
    is(filter.organization, contact.organization === 'o9' ? 'o1' : contact.organization) &&
    (filter.person === undefined ||
      (filter.person === null ? !contact.persons : contact.persons?.includes(filter.person) === true)) &&
    (filter.document === undefined || contact.documents.includes(filter.document)) &&
    has(filter.documents, contact.documents.length > 0) &&
    has(filter.analytics, contact.analytics.length > 0) &&
    has(filter.result, contact.result !== undefined) &&
    (filter.words === undefined || /договор/i.test(contact.content ?? '')) &&
    (!filter.overdue || (contact.status === 'planned' && contact.end < NOW)) &&
    (filter.characteristics.length === 0 ||
      contact.analytics.some(({ characteristic }) => filter.characteristics.includes(characteristic?.id ?? ''))) &&
    listed(filter.channels, contact.channel) &&
    listed(filter.states, contact.state) &&
    listed(filter.priorities, contact.priority) &&
    listed(filter.types, contact.type) &&
    listed(filter.firms, contact.firm) &&
    listed(filter.sources, contact.source) &&
    !filter.off.includes(contact.status) &&
    !filter.off.includes(contact.direction)
  );
};

const measured: Record<(typeof measures)[number], (contact: Contact) => boolean> = {
  activity: ({ status }) => status === 'happened',
  efficiency: ({ status, state }) => status === 'happened' && state === 3,
  significance: ({ status, state, priority }) => status === 'happened' && state === 3 && priority === 'high',
  all: () => true,
};

type Reading = { filter: JournalFilter; zone: string; byDocument: boolean };

function valuesOf(
  contact: Contact,
  field: GroupField,
  { filter, zone, byDocument }: Reading,
): (string | number | null)[] {
  const day = DateTime.fromJSDate(contact.start, { zone });
  if (field === 'day') return [day.toFormat('yyyy-MM-dd')];
  if (field === 'month') return [day.toFormat('yyyy-MM')];
  if (field === 'week') return [day.toFormat("kkkk-'W'WW")];
  // Of a filter's document the other documents of its contacts are no groups.
  if (field === 'document' && filter.document !== undefined) return [filter.document];
  if (field === 'document') return contact.documents.length > 0 ? contact.documents : [null];
  if (field === 'person' && typeof filter.person === 'string') return [filter.person];
  // Beside documents, a contact stands under the first of its persons.
  if (field === 'person') return (byDocument ? contact.persons?.slice(0, 1) : contact.persons) ?? [null];
  return [contact[field] ?? null];
}

/** Sets of contacts by the path of their group, "" for the whole: sums over documents need no care in sets. */
function expected(chosen: Contact[], fields: readonly GroupField[], reading: Reading): Map<string, Contact[]> {
  const groups = new Map<string, Contact[]>([['', chosen]]);
  for (const contact of chosen) {
    let paths = [''];
    for (const field of fields) {
      paths = paths.flatMap((path) => valuesOf(contact, field, reading).map((value) => `${path}/${value}`));
      for (const path of new Set(paths)) {
        const group = groups.get(path);
        if (group) group.push(contact);
        else groups.set(path, [contact]);
      }
    }
  }
  return groups;
}

type Totals = { count: number; minutes: number };

/** Each listed group by its path, as the database tells it. */
function actual(
  { whole, levels }: Counted,
  side: (group: Counted['whole']) => Totals | undefined,
): Map<string, Totals> {
  const found = new Map<string, Totals>();
  const put = (path: string, group: Counted['whole']) => {
    const { count, minutes } = side(group) ?? { count: 0, minutes: 0 };
    found.set(path, { count, minutes });
  };
  put('', whole);
  for (const group of levels.flat()) put(group.keys.map((key) => `/${key}`).join(''), group);
  return found;
}

const some = <T>(values: readonly T[]) => fc.subarray([...values], { maxLength: 2 });
const presence = fc.constantFrom('some' as const, 'none' as const);
/** The parts of a filter that are seldom set, one of them at a time. */
const rarelySet: fc.Arbitrary<Partial<JournalFilter>> = fc.oneof(
  fc.constantFrom('p1', null).map((person) => ({ person })),
  fc.constantFrom('d1', 'd2').map((document) => ({ document })),
  presence.map((documents) => ({ documents })),
  presence.map((analytics) => ({ analytics })),
  presence.map((result) => ({ result })),
  fc.constant({ words: 'договор' }),
  fc.constant({ overdue: true }),
  fc.subarray(['k1', 'k2'], { minLength: 1 }).map((characteristics) => ({ characteristics })),
  fc.subarray(['f1', 'f2', null], { minLength: 1 }).map((firms) => ({ firms })),
);
const filters: fc.Arbitrary<JournalFilter> = fc
  .record({
    period: fc.constantFrom<JournalFilter['period'][]>(
      { kind: 'all' },
      { kind: 'day', anchor: '2026-03-29' },
      { kind: 'week', anchor: '2026-10-26' },
      { kind: 'month', anchor: '2026-03-01' },
      { kind: 'quarter', anchor: '2026-01-01' },
      { kind: 'halfYear', anchor: '2026-01-01' },
      { kind: 'year', anchor: '2026-01-01' },
      { kind: 'range', from: new Date('2026-02-10T10:30:00Z'), to: new Date('2026-09-01T00:00:00Z') },
    ),
    manager: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined, freq: 3 }),
    organization: fc.option(fc.constantFrom('o1', 'o2', null), { nil: undefined, freq: 5 }),
    channels: some(['phone', 'email', 'meeting']),
    states: some([0, 1, 2, 3] as const),
    off: some(['happened', 'planned', 'incoming'] as const),
    priorities: some(['high', 'low'] as const),
    types: some(['t1', 't2', 't3', null]),
    sources: some(['s1', 's2', null]),
    rare: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 3, arbitrary: rarelySet }),
  })
  .map(({ manager, organization, rare, ...rest }) => ({
    ...freshFilter(NOW, 'UTC'),
    ...rest,
    ...(manager !== undefined && { manager }),
    ...(organization !== undefined && { organization }),
    ...rare,
  }));
/** In Beirut the clock changes at midnight: one day has none. */
const ZONES = ['Europe/Moscow', 'America/New_York', 'Asia/Beirut', 'Asia/Kolkata'] as const;
const zones = fc.constantFrom(...ZONES);
const groupings = fc.shuffledSubarray([...groupFields], { maxLength: 3 });

interface Case {
  measure: (typeof measures)[number];
  filter: JournalFilter;
  fields: readonly GroupField[];
  zone: string;
  viewer: Viewer;
}

const minutesOf = (list: Contact[]) => list.reduce((sum, { minutes = 0 }) => sum + minutes, 0);

/** Counts in the database, and here, and compares every group's count and minutes. */
async function compare({ measure, filter, fields, zone, viewer }: Case): Promise<void> {
  const counted = await store.reports.count(viewer, { measure, filter, fields, reading: { now: NOW, zone } });
  const chosen = contacts.filter((one) => measured[measure](one) && passes(one, filter, viewer, zone));
  const wanted = [...expected(chosen, fields, { filter, zone, byDocument: fields.includes('document') })].map(
    ([path, list]) => [path, { count: list.length, minutes: minutesOf(list) }] as const,
  );
  expect(actual(counted, (group) => group)).toEqual(new Map(wanted));
}

describe(`reports over ${COUNT} contacts`, () => {
  it.each(groupFields)('by %s count what an independent count finds, in every zone', async (field) => {
    for (const zone of ZONES) {
      const filter: JournalFilter = { ...freshFilter(NOW, zone), period: { kind: 'all' } };
      await compare({ measure: 'all', filter, fields: [field], zone, viewer: all });
    }
  });

  it('count what an independent count finds, for random filters, groupings, zones and rights', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...measures),
        filters,
        groupings,
        zones,
        fc.constantFrom(all, all, own),
        (measure, filter, fields, zone, viewer) => compare({ measure, filter, fields, zone, viewer }),
      ),
      runs(40),
    );
  }, 120_000);

  it('compares with what an independent count finds of the period before', async () => {
    const cases = fc.constantFrom(
      ['2026-03-01', '2026-02-01', 'month'] as const,
      ['2026-10-01', '2026-09-01', 'month'] as const,
      ['2026-11-02', '2026-10-26', 'week'] as const,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...measures),
        filters,
        groupings,
        zones,
        cases,
        async (measure, other, fields, zone, [now, then, kind]) => {
          const filter = { ...other, period: { kind, anchor: now } };
          const before = { ...other, period: { kind, anchor: then } };
          const time = fields.find(isTimeField);
          const spans = (anchor: string) => {
            const { from, to } = rangeOf({ kind, anchor }, zone);
            return time && from && to ? spansIn(time, { from, to }, zone) : [];
          };
          const [of, against] = [spans(now), spans(then)];
          const counted = await store.reports.count(all, {
            measure,
            filter,
            fields,
            reading: { now: NOW, zone },
            before: { period: before.period, ...(time && { spans: { now: of, before: against } }) },
          });
          const chosen = (one: JournalFilter) =>
            contacts.filter((contact) => measured[measure](contact) && passes(contact, one, all, zone));
          // A span is told by its place; one without a place stands in no group of time.
          const placed = (path: string) =>
            path.replace(/[^/]+/g, (key) => (against.includes(key) ? (of[against.indexOf(key)] ?? '-') : key));
          const wanted = [
            ...expected(chosen(before), fields, { filter: before, zone, byDocument: fields.includes('document') }),
          ]
            .map(([path, list]) => [placed(path), { count: list.length, minutes: minutesOf(list) }] as const)
            .filter(([path]) => !path.includes('/-'));
          const told = [...actual(counted, (group) => group.before)].filter(([path, { count }]) => !path || count > 0);
          expect(new Map(told)).toEqual(new Map(wanted));
          const nowWanted = [
            ...expected(chosen(filter), fields, { filter, zone, byDocument: fields.includes('document') }),
          ].map(([path, list]) => [path, list.length] as const);
          const nowTold = [...actual(counted, (group) => group)].filter(([path, { count }]) => !path || count > 0);
          expect(new Map(nowTold.map(([path, { count }]) => [path, count]))).toEqual(new Map(nowWanted));
        },
      ),
      runs(25),
    );
  }, 120_000);

  it('lists the largest groups of each level, with the exact whole, how many there are, and their values', async () => {
    const filter: JournalFilter = { ...freshFilter(NOW, 'UTC'), period: { kind: 'all' } };
    const query = {
      measure: 'all',
      filter,
      fields: ['organization', 'type'],
      reading: { now: NOW, zone: 'UTC' },
    } as const;
    const [whole, some] = [await store.reports.count(all, query), await store.reports.count(all, query, 5)];
    expect(some.whole).toEqual(whole.whole);
    expect([some.groups, some.rows]).toEqual([whole.groups, whole.rows]);
    for (const [depth, level] of some.levels.entries()) {
      const sorted = (whole.levels[depth] ?? []).map(({ count }) => count).sort((a, b) => b - a);
      expect(level.map(({ count }) => count)).toEqual(sorted.slice(0, 5));
    }
    const counts = (whole.levels[0] ?? []).filter(({ keys }) => keys[0] !== null).map(({ count }) => count);
    const values = [...new Set(counts)].sort((a, b) => b - a);
    expect(some.values).toEqual(
      values.map((value) => ({ value, rows: counts.filter((count) => count === value).length })),
    );
  });

  it('sends every group in portions, which sum up to what is counted in the database', async () => {
    await fc.assert(
      fc.asyncProperty(filters, groupings, zones, fc.boolean(), async (other, fields, zone, compared) => {
        const monthOf = (anchor: string) => ({ kind: 'month' as const, anchor });
        const [now, before] = [monthOf('2026-03-01'), monthOf('2026-02-01')];
        const filter = { ...other, period: now };
        const time = fields.find(isTimeField);
        const spans = (period: typeof before) => {
          const { from, to } = rangeOf(period, zone);
          return time && from && to ? spansIn(time, { from, to }, zone) : [];
        };
        const query = {
          measure: 'all' as const,
          filter,
          fields,
          reading: { now: NOW, zone },
          ...(compared && {
            before: {
              period: before,
              ...(time && { spans: { now: spans(now), before: spans(before) } }),
            },
          }),
        };
        const sums = createLeafSums(fields, compared);
        for await (const portion of await store.reports.leaves(all, query)) for (const leaf of portion) sums.add(leaf);
        const [streamed, counted] = [sums.counted(), await store.reports.count(all, query, COUNT)];
        expect(streamed.whole).toEqual(counted.whole);
        for (const side of ['now', 'before'] as const) {
          const of = (group: Counted['whole']) => (side === 'now' ? group : group.before);
          expect(actual(streamed, of)).toEqual(actual(counted, of));
        }
        expect(streamed.values).toEqual(counted.values);
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it('gives classes that an independent count gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...measures),
        filters,
        fc.constantFrom(...abcFields),
        fc.constantFrom({ a: 0.8, b: 0.95 }, { a: 0.5, b: 0.8 }, { a: 0.155, b: 0.3 }),
        async (measure, filter, field, cutoffs) => {
          const reading = { now: NOW, zone: 'Europe/Moscow' };
          const query = { measure, filter, fields: [field], reading };
          const { levels, values: counted, valued } = await store.reports.count(all, query);
          const { values: timed } = await store.reports.count(all, { ...query, by: 'minutes' });
          const among = contacts.filter(
            (one) => one[field] !== undefined && measured[measure](one) && passes(one, filter, all, 'Europe/Moscow'),
          );
          const valuesOf = (of: (contact: Contact) => number) => {
            const sums = new Map<string, number>();
            for (const one of among) sums.set(String(one[field]), (sums.get(String(one[field])) ?? 0) + of(one));
            return [...sums.values()].filter((value) => value > 0).sort((x, y) => y - x);
          };
          const listed = (rows: typeof timed) => rows.flatMap(({ value, rows: count }) => Array(count).fill(value));
          expect(valued).toBe(among.length);
          expect(listed(counted)).toEqual(valuesOf(() => 1));
          expect(listed(timed)).toEqual(valuesOf(({ minutes = 0 }) => minutes));
          const told = abc(
            (levels[0] ?? [])
              .filter(({ keys }) => keys[0] !== null)
              .map(({ keys, count }) => ({ name: String(keys[0]), value: count })),
            cutoffs,
          );
          const counts = new Map<string, number>();
          for (const one of contacts) {
            const value = one[field];
            if (value === undefined || !measured[measure](one) || !passes(one, filter, all, 'Europe/Moscow')) continue;
            counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
          }
          const values = [...counts.values()];
          const total = values.reduce((sum, value) => sum + value, 0);
          const wanted = new Map(
            [...counts].map(([name, value]) => {
              const greater = values.filter((one) => one > value).reduce((sum, one) => sum + one, 0);
              const thousandths = (greater * 1000) / total;
              const klass =
                greater === 0 || thousandths < Math.round(cutoffs.a * 1000)
                  ? 'A'
                  : thousandths < Math.round(cutoffs.b * 1000)
                    ? 'B'
                    : 'C';
              return [name, klass];
            }),
          );
          expect(new Map(told.map((row) => [row.name, row.class]))).toEqual(wanted);
        },
      ),
      runs(25),
    );
  }, 120_000);

  it('names for each row the journal that holds just its contacts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...measures),
        filters,
        groupings,
        zones,
        async (measure, filter, fields, zone) => {
          const { levels } = await store.reports.count(all, { measure, filter, fields, reading: { now: NOW, zone } });
          const rows = levels.at(-1) ?? [];
          const unset = rows.filter(({ keys }) => keys.includes(null));
          for (const { keys, count } of [...rows.slice(0, 2), ...unset.slice(0, 2)]) {
            const row = fields.map((field, index) => ({ field, key: keys[index] ?? null }));
            const narrowed = rowFilter(filter, measure, row, zone);
            const found = await store.journal.count(all, { filter: narrowed, now: NOW, zone, ascending: false });
            expect(found).toEqual({ count: Math.min(count, 1000), more: count > 1000 });
          }
        },
      ),
      runs(40),
    );
  }, 120_000);

  it('counts a month by manager and client without fetching a contact', async () => {
    const pipeline = countPipeline(
      all,
      {
        measure: 'activity',
        fields: ['manager', 'organization'],
        filter: { ...freshFilter(NOW, 'UTC'), period: { kind: 'month', anchor: '2026-03-01' } },
        reading: { now: NOW, zone: 'UTC' },
      },
      2000,
    );
    const plan = JSON.stringify(await store.connection.model('Contact').aggregate(pipeline).explain());
    expect(plan).toContain('PROJECTION_COVERED');
    expect(plan.split('"rejectedPlans"')[0]).not.toContain('"FETCH"');
  });
});
