import { DateTime } from 'luxon';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshFilter, type JournalFilter } from '../../../src/domain/journal/journal-filter.ts';
import { abc, DEFAULT_CUTOFFS } from '../../../src/domain/report/abc.ts';
import type { AmountSum, ClientAmount } from '../../../src/domain/report/amounts.ts';
import type { StableClient } from '../../../src/domain/report/stability.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import type { Period } from '../../../src/domain/time/period.ts';
import type { Store } from '../../../src/store/index.ts';
import { withStore } from '../../harness/store.ts';
import { all, type Generated, generate, keep, NOW, nobody, own, randomOf, reading, seenOf, ZONE } from './generated.ts';

const november: Period = { kind: 'month', anchor: '2026-11-01' };
const october: Period = { kind: 'month', anchor: '2026-10-01' };
const month: JournalFilter = { ...freshFilter(NOW, ZONE), period: november };
const CLIENTS = 40;

interface Paper {
  _id: string;
  organization?: string;
  author: number;
  type?: string;
  firm?: string;
  amount?: number;
  currency?: string;
  date?: Date;
  createdAt: Date;
  live: boolean;
}

let store: Store;
let contacts: Generated[] = [];
let papers: Paper[] = [];
withStore((opened) => {
  store = opened;
});

/** Who answers for a client; every tenth was merged into the first. */
const managerOf = (index: number) => 2 + (index % 3);
const isMerged = (index: number) => index > 0 && index % 10 === 0;
const becomes = (id: string) => (isMerged(Number(id.slice(1))) ? 'o0' : id);

function generatePapers(): Paper[] {
  const { next, pick } = randomOf(5);
  return Array.from({ length: 1500 }, (_, index) => {
    const createdAt = new Date(Date.UTC(2026, 8, 20) + Math.floor(next() * 75 * 24) * 3_600_000);
    const day = new Date(Date.UTC(2026, 8, 20) + Math.floor(next() * 75) * 86_400_000);
    return {
      _id: `d${index}`,
      author: pick([2, 3, 4]),
      createdAt,
      live: next() < 0.95,
      ...(next() < 0.95 && { organization: `o${Math.floor(next() ** 2 * CLIENTS)}` }),
      ...(next() < 0.9 && { type: pick(['contract', 'invoice']) }),
      ...(next() < 0.5 && { firm: pick(['f1', 'f2']) }),
      // Amounts that no sum of binary fractions holds, and many that are equal.
      ...(next() < 0.9 && { amount: pick([0, 0.1, 0.2, 100, 1234.56, Math.floor(next() * 1e7) / 100]) }),
      ...(next() < 0.9 && { currency: pick(['RUB', 'RUB', 'USD', 'EUR']) }),
      ...(next() < 0.8 && { date: day }),
    };
  });
}

/** Clients that are dealt with for two years, some as often each month, some in waves, some in one of the years alone. */
function monthly(): Generated[] {
  const [model] = generate();
  if (!model) return [];
  const { removed: _, plannedFor: __, ...plain } = { ...model, plannedFor: undefined };
  const { next } = randomOf(3);
  return Array.from({ length: 30 }, (_client, client) =>
    Array.from({ length: 24 }, (_month, month) => {
      const steady = 4 + client;
      const wave = client % 3 === 0 ? steady : Math.round(steady * (1 + (next() - 0.5) * (client % 3)));
      const gone = (client % 5 === 3 && month < 12) || (client % 5 === 4 && month >= 12);
      return Array.from({ length: gone ? 0 : wave }, (_contact, index): Generated => {
        const start = new Date(Date.UTC(2024, 10 + month, 1 + (index % 27), 6 + (index % 10)));
        const id = `m${client}-${month}-${index}`;
        const organization = `p${client}`;
        return {
          ...plain,
          id,
          root: id,
          start,
          end: start,
          status: 'happened',
          state: 3,
          organization,
          manager: 2 + (client % 2),
        };
      });
    }).flat(),
  ).flat();
}

beforeAll(async () => {
  contacts = [...generate(), ...monthly()];
  papers = generatePapers();
  await keep(store, contacts);
  const { connection } = store;
  await connection.collection<{ _id: string }>('documents').insertMany(papers);
  await connection.collection<{ _id: string }>('organizations').insertMany(
    Array.from({ length: CLIENTS }, (_, index) => ({
      _id: `o${index}`,
      name: `Client ${index}`,
      manager: managerOf(index),
      ...(isMerged(index) ? { mergedInto: 'o0' } : { mergedInto: null }),
      ...(index === 0 && { absorbs: ['o10', 'o20', 'o30'] }),
    })),
  );
});

/** Whether a document is of a month: by its own day, or, where it bears none, by the reader's day of its entry. */
const isOf = ({ date, createdAt }: Paper, monthKey: string) =>
  (date ? date.toISOString() : (DateTime.fromJSDate(createdAt, { zone: ZONE }).toISO() ?? '')).startsWith(monthKey);

const seesPaper = (viewer: Viewer, { author, organization }: Paper) =>
  !viewer.ownOnly ||
  author === viewer.id ||
  (organization !== undefined && managerOf(Number(organization.slice(1))) === viewer.id);

/** Clients by currency, counted in whole hundredths. */
function clientsOf(rows: readonly Paper[]): Map<string, Omit<ClientAmount, 'class'>> {
  const found = new Map<string, Omit<ClientAmount, 'class'>>();
  for (const paper of rows) {
    const { amount = 0, organization, currency = null } = paper;
    if (amount <= 0 || organization === undefined) continue;
    const key = `${currency}/${becomes(organization)}`;
    const none = { currency, organization: becomes(organization), documents: 0, amount: 0, before: 0 };
    const one = found.get(key) ?? none;
    found.set(key, one);
    const cents = Math.round(amount * 100);
    if (isOf(paper, '2026-11')) {
      one.amount += cents;
      one.documents++;
    } else if (isOf(paper, '2026-10')) one.before += cents;
  }
  return found;
}

describe('amounts of documents', () => {
  const wantedOf = (viewer: Viewer, also: (paper: Paper) => boolean = () => true) => {
    const rows = papers.filter((paper) => paper.live && also(paper) && seesPaper(viewer, paper));
    const clients = [...clientsOf(rows).values()];
    const currencies = [...new Set(clients.map(({ currency }) => currency))];
    const classed = currencies.flatMap((currency) => {
      const mine = clients.filter((one) => one.currency === currency && one.amount > 0);
      return abc(
        mine.map((one) => ({ ...one, name: one.organization, value: one.amount })),
        DEFAULT_CUTOFFS,
      );
    });
    return { rows, clients, classed };
  };
  const asked = (viewer: Viewer, filter = month, type?: string) =>
    store.overviews.amounts(
      viewer,
      { filter, reading },
      { cutoffs: DEFAULT_CUTOFFS, before: october, ...(type !== undefined && { type }) },
    );
  const keyOf = ({ currency, organization }: Pick<ClientAmount, 'currency' | 'organization'>) =>
    `${currency}/${organization}`;

  it.each([
    ['a supervisor', all],
    ['one who sees own clients only', own],
  ])('are what an independent count finds, each currency by itself, for %s', async (_, viewer) => {
    const { rows, clients, classed } = wantedOf(viewer);
    const found = await asked(viewer);
    const plain = ({ currency, organization, documents, amount, before, class: klass }: ClientAmount) => ({
      ...{ currency, organization, documents, amount, before, class: klass },
    });
    expect(new Map(found.clients.map((one) => [keyOf(one), plain(one)]))).toEqual(
      new Map(classed.map((one) => [keyOf(one), plain(one)])),
    );
    // Several currencies, each with clients of its own classes.
    expect(new Set(found.clients.map(({ currency }) => currency)).size).toBe(4);
    for (const { currency, class: klass, amount, before, clients: count } of found.sums) {
      const mine = classed.filter((one) => one.currency === currency && one.class === klass);
      const gone = clients.filter((one) => one.currency === currency && one.amount === 0);
      const held = klass === null ? gone : mine;
      const sum = (of: (one: Omit<ClientAmount, 'class'>) => number) => held.reduce((total, one) => total + of(one), 0);
      expect({ amount, before }).toEqual({ amount: sum((one) => one.amount), before: sum((one) => one.before) });
      if (klass !== null) expect(count).toBe(mine.length);
    }
    const now = rows.filter((paper) => isOf(paper, '2026-11'));
    const priced = now.filter(({ amount = 0 }) => amount > 0);
    expect(found.unpriced).toBe(now.length - priced.length);
    expect(found.clientless).toBe(priced.filter(({ organization }) => organization === undefined).length);
    const typed = priced.filter(({ organization }) => organization !== undefined);
    const types = new Map(['contract', 'invoice', null].map((type) => [type, 0]));
    for (const { type = null } of typed) types.set(type, (types.get(type) ?? 0) + 1);
    expect(new Map(found.types.map(({ type, documents }) => [type, documents]))).toEqual(types);
  });

  it('stand in order: the currency of the most clients first, in it the greatest amount', async () => {
    const { clients } = await asked(all);
    const sizes = new Map<string | null, number>();
    for (const { currency } of clients) sizes.set(currency, (sizes.get(currency) ?? 0) + 1);
    for (const [index, client] of clients.entries()) {
      const next = clients[index + 1];
      if (!next) continue;
      if (next.currency === client.currency) expect(next.amount).toBeLessThanOrEqual(client.amount);
      else expect(sizes.get(next.currency) ?? 0).toBeLessThanOrEqual(sizes.get(client.currency) ?? 0);
    }
  });

  it.each([
    ['of one type', month, 'invoice', ({ type }: Paper) => type === 'invoice'],
    ['of a firm', { ...month, firms: ['f1'] }, undefined, ({ firm }: Paper) => firm === 'f1'],
    [
      'of a client and what was merged into it',
      { ...month, organization: 'o0' },
      undefined,
      ({ organization = '' }: Paper) => becomes(organization || 'o1') === 'o0',
    ],
    [
      'of the clients of a manager',
      { ...month, manager: 3 },
      undefined,
      ({ organization }: Paper) =>
        organization !== undefined && managerOf(Number(becomes(organization).slice(1))) === 3,
    ],
  ] as const)('are those %s where a filter says so', async (_, filter, type, fits) => {
    const { classed } = wantedOf(all, fits);
    const found = await asked(all, { ...filter, firms: [...filter.firms] }, type);
    expect(new Map(found.clients.map((one) => [keyOf(one), one.amount]))).toEqual(
      new Map(classed.map((one) => [keyOf(one), one.amount])),
    );
    expect(classed.length).toBeGreaterThan(0);
  });

  it('are none for somebody who has left', async () => {
    const none: AmountSum[] = [];
    expect(await asked(nobody)).toEqual({ clients: [], sums: none, types: [], unpriced: 0, clientless: 0 });
  });
});

describe('hours by weekdays', () => {
  it.each([
    ['a supervisor', all, 'activity', ZONE],
    ['one who sees own contacts only', own, 'all', ZONE],
    ['a reader elsewhere, over a change of clocks', all, 'efficiency', 'America/New_York'],
  ] as const)('are what an independent count finds, for %s', async (_, viewer, measure, zone) => {
    const wanted = new Map<string, number>();
    for (const { start, status, state } of seenOf(contacts, viewer)) {
      const at = DateTime.fromJSDate(start, { zone });
      if (at.toFormat('yyyy-MM') !== '2026-11') continue;
      if (measure !== 'all' && status !== 'happened') continue;
      if (measure === 'efficiency' && state !== 3) continue;
      const key = `${at.weekday}/${at.hour}`;
      wanted.set(key, (wanted.get(key) ?? 0) + 1);
    }
    const found = await store.overviews.hours(viewer, { filter: month, reading: { now: NOW, zone } }, measure);
    expect(new Map(found.map(({ weekday, hour, count }) => [`${weekday}/${hour}`, count]))).toEqual(wanted);
    // What a row leads to holds as many.
    const monday = await store.reports.count(viewer, {
      measure,
      filter: { ...month, weekday: 1 },
      fields: [],
      reading: { now: NOW, zone },
    });
    const mondays = [...wanted].filter(([key]) => key.startsWith('1/'));
    expect(monday.whole.count).toBe(mondays.reduce((sum, [, count]) => sum + count, 0));
    expect(monday.whole.count).toBeGreaterThan(0);
  });
});

describe('ABC x XYZ', () => {
  const months = (first: string) =>
    Array.from({ length: 12 }, (_, index) => DateTime.fromISO(first).plus({ months: index }).toFormat('yyyy-MM'));
  const [now, before] = [months('2025-11-01'), months('2024-11-01')];

  const clientsOf = (viewer: Viewer) => {
    const clients = new Map<string, { months: number[]; before: number }>();
    for (const { organization, status, start } of seenOf(contacts, viewer)) {
      if (organization === undefined || status !== 'happened') continue;
      const month = DateTime.fromJSDate(start, { zone: ZONE }).toFormat('yyyy-MM');
      if (!now.includes(month) && !before.includes(month)) continue;
      const one = clients.get(organization) ?? { months: now.map(() => 0), before: 0 };
      clients.set(organization, one);
      const place = now.indexOf(month);
      if (place < 0) one.before++;
      else one.months[place] = (one.months[place] ?? 0) + 1;
    }
    return clients;
  };
  const classes = (values: Map<string, number>) =>
    new Map(
      abc(
        [...values].filter(([, value]) => value > 0).map(([name, value]) => ({ name, value })),
        DEFAULT_CUTOFFS,
      ).map((row) => [row.name, row.class]),
    );

  it.each([
    ['a supervisor', all],
    ['one who sees own contacts only', own],
  ])('tells class, steadiness and the class before, as an independent count does, for %s', async (_, viewer) => {
    const clients = clientsOf(viewer);
    const totalOf = ({ months: all12 }: { months: number[] }) => all12.reduce((sum, one) => sum + one, 0);
    const nowClasses = classes(new Map([...clients].map(([id, one]) => [id, totalOf(one)])));
    const thenClasses = classes(new Map([...clients].map(([id, one]) => [id, one.before])));
    const steady = (one: { months: number[] }) => {
      const mean = totalOf(one) / 12;
      if (mean === 0) return null;
      const spread = Math.sqrt(one.months.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 12) / mean;
      return spread <= 0.1 ? 'X' : spread <= 0.25 ? 'Y' : 'Z';
    };
    const wanted = new Map(
      [...clients].map(([organization, one]) => [
        organization,
        {
          organization,
          months: one.months,
          total: totalOf(one),
          before: one.before,
          class: nowClasses.get(organization) ?? null,
          classBefore: thenClasses.get(organization) ?? null,
          steadiness: steady(one),
        },
      ]),
    );
    const how = { measure: 'activity', cutoffs: DEFAULT_CUTOFFS } as const;
    const found = await store.overviews.stability(viewer, { filter: month, reading }, how);
    expect(new Map(found.clients.map((one) => [one.organization, one]))).toEqual(wanted);
    const count = (
      fits: (one: Pick<StableClient, 'class' | 'classBefore'> & { steadiness: string | null }) => boolean,
    ) => [...wanted.values()].filter(fits).length;
    for (const { class: klass, steadiness, clients: held } of found.squares) {
      expect(held).toBe(count((one) => one.class === klass && one.steadiness === steadiness));
    }
    for (const { from, to, clients: held } of found.moves) {
      expect(held).toBe(count((one) => one.classBefore === from && one.class === to));
    }
    expect(found.moves.reduce((sum, { clients: held }) => sum + held, 0)).toBe(wanted.size);
    // Those that moved stand first.
    const moved = found.clients.map((one) => one.class !== one.classBefore);
    expect(moved.lastIndexOf(true)).toBeLessThan(moved.indexOf(false));
    if (viewer === all) expect(new Set(found.squares.map(({ steadiness }) => steadiness)).size).toBe(3);
  });

  it('is nothing for somebody who has left', async () => {
    const how = { measure: 'activity', cutoffs: DEFAULT_CUTOFFS } as const;
    const none = { clients: [], squares: [], moves: [] };
    expect(await store.overviews.stability(nobody, { filter: month, reading }, how)).toEqual(none);
  });
});

describe('sources', () => {
  it.each([
    ['a supervisor', all, []],
    ['one who sees own contacts only', own, []],
    ['a filter of two sources', all, ['s1', null]],
  ] as const)('bring what an independent count finds, each document once, for %s', async (_, viewer, only) => {
    const mine = seenOf(contacts, viewer);
    const wanted = new Map<
      string | null,
      { happened: number; done: number; clients: Set<string>; money: Map<string, number> }
    >();
    const of = (source: string | null) => {
      const one = wanted.get(source) ?? { happened: 0, done: 0, clients: new Set(), money: new Map() };
      wanted.set(source, one);
      return one;
    };
    const counts = (source: string | null) => only.length === 0 || only.some((one) => one === source);
    for (const { status, start, state, organization, source = null } of mine) {
      const local = DateTime.fromJSDate(start, { zone: ZONE }).toFormat('yyyy-MM');
      if (status !== 'happened' || local !== '2026-11' || !counts(source)) continue;
      const one = of(source);
      one.happened++;
      if (state === 3) one.done++;
      if (organization !== undefined) one.clients.add(organization);
    }
    const firstSource = (organization: string | undefined) =>
      mine
        .filter((one) => organization !== undefined && one.organization === organization && one.source !== undefined)
        .sort((a, b) => a.start.getTime() - b.start.getTime() || (a.id < b.id ? -1 : 1))[0]?.source ?? null;
    for (const paper of papers) {
      const { amount = 0, currency = null, organization } = paper;
      if (!paper.live || amount <= 0 || !isOf(paper, '2026-11') || !seesPaper(viewer, paper)) continue;
      const source = firstSource(organization);
      if (!counts(source)) continue;
      const { money } = of(source);
      money.set(`${currency}`, (money.get(`${currency}`) ?? 0) + Math.round(amount * 100));
    }
    const filter = { ...month, sources: [...only] };
    const found = await store.overviews.sources(viewer, { filter, reading });
    const told = found.map(({ source, money, ...rest }) => [
      source,
      { ...rest, money: new Map(money.map(({ currency, amount }) => [`${currency}`, amount])) },
    ]);
    expect(new Map(told as [string | null, object][])).toEqual(
      new Map([...wanted].map(([source, one]) => [source, { ...one, clients: one.clients.size }])),
    );
    expect(wanted.size).toBeGreaterThan(1);
  });
});

describe('targets', () => {
  it('are set by whoever supervises, from a week on, and seen as contacts are', async () => {
    const { targets } = store;
    const manager: Viewer = { id: 3, role: 'manager', ownOnly: false, access: 'active' };
    expect(await targets.set(manager, 3, { from: '2026-11-02', aWeek: 1 })).toBe(false);
    for (const [from, aWeek] of [
      ['2026-11-02', 20],
      ['2026-11-16', 30],
      ['2026-11-16', 25],
      ['2026-11-09', 10],
    ] as const) {
      expect(await targets.set(all, 3, { from, aWeek })).toBe(true);
    }
    await targets.set(all, 2, { from: '2026-11-02', aWeek: 5 });
    // What was set for later days is dropped by what is set for earlier ones.
    const steps = [
      { from: '2026-11-02', aWeek: 20 },
      { from: '2026-11-09', aWeek: 10 },
    ];
    expect(await targets.of(manager)).toEqual(
      new Map([
        [3, steps],
        [2, [{ from: '2026-11-02', aWeek: 5 }]],
      ]),
    );
    expect(await targets.of(own)).toEqual(new Map([[3, steps]]));
    expect(await targets.of(nobody)).toEqual(new Map());
  });
});
