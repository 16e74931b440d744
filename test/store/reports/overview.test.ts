import { DateTime } from 'luxon';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../../src/domain/contact/contact.ts';
import { freshFilter, type JournalFilter } from '../../../src/domain/journal/journal-filter.ts';
import {
  type AnswerTimes,
  emptyGlance,
  emptyPlan,
  type Glance,
  outcomes,
  type PlanFact,
  plannedIn,
} from '../../../src/domain/report/views.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import type { Store } from '../../../src/store/index.ts';
import { withStore } from '../../harness/store.ts';
import {
  all,
  DAY,
  type Generated,
  generate,
  keep,
  NOW,
  nobody,
  own,
  randomOf,
  reading,
  seenOf,
  ZONE,
} from './generated.ts';

const FROM = new Date('2026-10-31T21:00:00Z');
const TO = new Date('2026-11-30T21:00:00Z');
const month: JournalFilter = { ...freshFilter(NOW, ZONE), period: { kind: 'month', anchor: '2026-11-01' } };
const inMonth = (at: Date) => at >= FROM && at < TO;

let store: Store;
let contacts: Generated[] = [];
withStore((opened) => {
  store = opened;
});

beforeAll(async () => {
  contacts = generate();
  await keep(store, contacts);
  const { connection } = store;
  const client = (_id: string, manager: number, createdAt: string, more: object = {}) => ({
    _id,
    name: _id,
    manager,
    createdAt: new Date(createdAt),
    ...more,
  });
  await connection
    .collection<{ _id: string }>('organizations')
    .insertMany([
      client('n1', 3, '2026-11-05T10:00:00Z'),
      client('n2', 3, '2026-10-05T10:00:00Z'),
      client('n3', 2, '2026-11-06T10:00:00Z'),
      client('n4', 2, '2026-11-06T10:00:00Z', { mergedInto: 'n3' }),
    ]);
  const letter = (_id: string, author: number, state: string, more: object = { letter: 'l' }) => ({
    _id,
    author,
    state,
    sentAt: new Date('2026-11-07T10:00:00Z'),
    ...more,
  });
  await connection
    .collection<{ _id: string }>('outgoing')
    .insertMany([
      letter('s1', 3, 'sent'),
      letter('s2', 3, 'sent', {}),
      letter('s3', 3, 'refused'),
      letter('s4', 2, 'sent'),
    ]);
});

const seen = (viewer: Viewer) => seenOf(contacts, viewer);

describe('managers at a glance', () => {
  it.each([
    ['a supervisor', all],
    ['one who sees own contacts only', own],
  ])('are what an independent count finds, for %s', async (_, viewer) => {
    const wanted = new Map<number, Glance>();
    const of = (id: number) => {
      const one = wanted.get(id) ?? emptyGlance();
      wanted.set(id, one);
      return one;
    };
    for (const contact of seen(viewer).filter(({ start }) => inMonth(start))) {
      const one = of(contact.manager);
      if (contact.status === 'cancelled') one.cancelled++;
      if (contact.status === 'planned') {
        if (contact.end < NOW) one.overdue++;
        else one.ahead++;
      }
      if (contact.status !== 'happened') continue;
      one.happened++;
      one.minutes += contact.minutes ?? 0;
      if (contact.state === 3) one.done++;
      if (contact.state === 3 && contact.priority === 'high') one.highDone++;
    }
    of(3).newClients = 1;
    of(3).letters = 1;
    if (!viewer.ownOnly) {
      of(2).newClients = 1;
      of(2).letters = 1;
    }
    expect(await store.overviews.glance(viewer, { filter: month, reading })).toEqual(wanted);
  });

  it('are nothing for somebody who has left', async () => {
    expect(await store.overviews.glance(nobody, { filter: month, reading })).toEqual(new Map());
  });
});

describe('plan and fact', () => {
  it('tells of everything first planned for the period what became of it', async () => {
    const day = (at: Date) => DateTime.fromJSDate(at, { zone: ZONE }).toISODate();
    const wanted = new Map<number, PlanFact>();
    let total = 0;
    for (const { plannedFor, status, start, end, manager } of seen(all)) {
      if (!plannedFor || !inMonth(plannedFor)) continue;
      total++;
      const plan = wanted.get(manager) ?? emptyPlan();
      wanted.set(manager, plan);
      const same = day(plannedFor) === day(start);
      if (status === 'cancelled') plan.cancelled++;
      else if (status === 'happened') plan[same ? 'kept' : 'moved']++;
      else if (end < NOW) plan.overdue++;
      else plan[same ? 'ahead' : 'moved']++;
    }
    const told = await store.overviews.planFact(all, { filter: month, reading });
    expect(told).toEqual(wanted);
    // Each contact has one outcome.
    expect([...told.values()].reduce((sum, plan) => sum + plannedIn(plan), 0)).toBe(total);
    for (const outcome of outcomes) expect([...told.values()].some((plan) => plan[outcome] > 0)).toBe(true);
  });

  it('keeps the moment a contact was first planned for, however it is moved and by whatever it began', async () => {
    const fields: ContactFields = {
      status: 'planned',
      start: new Date('2027-03-01T10:00:00Z'),
      channel: 'phone',
      direction: 'outgoing',
      manager: 3,
      priority: 'low',
      state: 1,
      content: 'x',
      documents: [],
      analytics: [],
    };
    await store.contacts.create(all, 'moved', fields, { now: NOW });
    const later = new Date('2027-03-09T10:00:00Z');
    await store.contacts.change(all, 'moved', { key: 'k1', revision: 1, now: NOW }, { start: later });
    await store.contacts.create(all, 'never', { ...fields, status: 'happened' }, { now: NOW });
    const march: JournalFilter = { ...month, period: { kind: 'month', anchor: '2027-03-01' } };
    expect(await store.overviews.planFact(all, { filter: march, reading })).toEqual(
      new Map([[3, { ...emptyPlan(), moved: 1 }]]),
    );
    await store.contacts.change(all, 'never', { key: 'k2', revision: 1, now: NOW }, { status: 'planned' });
    expect((await store.overviews.planFact(all, { filter: march, reading })).get(3)).toEqual({
      ...emptyPlan(),
      moved: 1,
      ahead: 1,
    });
    await store.connection.collection<{ _id: string }>('contacts').deleteMany({ _id: { $in: ['moved', 'never'] } });
  });
});

describe('coverage', () => {
  const dealt = () => {
    const clients = new Map<string, { count: number; last: Date }>();
    for (const { organization, status, start } of seen(all)) {
      if (organization === undefined || status !== 'happened' || start > NOW) continue;
      const one = clients.get(organization) ?? { count: 0, last: new Date(0) };
      clients.set(organization, {
        count: one.count + (inMonth(start) ? 1 : 0),
        last: new Date(Math.max(start.getTime(), one.last.getTime())),
      });
    }
    return clients;
  };

  it('counts clients by contacts and silence, and names those dealt with most and least', async () => {
    const wanted = new Map<string, number>();
    for (const { count, last } of dealt().values()) {
      const days = (NOW.getTime() - last.getTime()) / DAY;
      const silence = days <= 7 ? 0 : days <= 30 ? 1 : days <= 90 ? 2 : 3;
      wanted.set(`${count}/${silence}`, (wanted.get(`${count}/${silence}`) ?? 0) + 1);
    }
    const { counts, most, least } = await store.overviews.coverage(all, { filter: month, reading });
    expect(new Map(counts.map(({ count, silence, clients }) => [`${count}/${silence}`, clients]))).toEqual(wanted);
    const sorted = [...dealt().values()].map(({ count }) => count).filter((count) => count > 0);
    sorted.sort((a, b) => b - a);
    expect(most.map(({ count }) => count)).toEqual(sorted.slice(0, 10));
    expect(least.map(({ count }) => count)).toEqual(sorted.toReversed().slice(0, 10));
  });

  it('lists clients that are silent for longer than the limit of their class', async () => {
    const limits = [
      { from: 20, since: new Date(NOW.getTime() - 2 * DAY) },
      { from: 5, since: new Date(NOW.getTime() - 5 * DAY) },
      { from: 0, since: new Date(NOW.getTime() - 20 * DAY) },
    ];
    const wanted = [...dealt()].filter(([, { count, last }]) => {
      const limit = limits.find(({ from }) => count >= from);
      return limit && last < limit.since;
    });
    const { clients, total } = await store.overviews.missed(all, { filter: month, reading }, limits);
    expect(total).toBe(wanted.length);
    expect(new Set(clients.map(({ id }) => id))).toEqual(new Set(wanted.map(([id]) => id)));
    expect(wanted.length).toBeGreaterThan(3);
  });
});

describe('answers to letters', () => {
  const august: JournalFilter = { ...month, period: { kind: 'month', anchor: '2026-08-01' } };
  const responsible = new Map([
    ['n1', 3],
    ['n3', 2],
  ]);
  interface Row {
    _id: string;
    state: string;
    deliveredAt: Date;
    organization?: string;
    quiet?: string;
    taken?: { by: number };
    readers: number[];
  }
  let letters: Row[] = [];
  let sent: { _id: string; letter: string; author: number; state: string; sentAt: Date }[] = [];

  beforeAll(async () => {
    const { next, pick } = randomOf(11);
    letters = Array.from({ length: 400 }, (_, index) => ({
      _id: `a${index}`,
      state: pick(['new', 'new', 'taken', 'registered', 'excluded', 'removed']),
      deliveredAt: new Date(Date.UTC(2026, 6, 25) + Math.floor(next() * 45 * 1440) * 60_000),
      ...(next() < 0.9 && { organization: pick(['n1', 'n3', 'unknown']) }),
      ...(next() < 0.1 && { quiet: 'newsletter' }),
      ...(next() < 0.3 && { taken: { by: pick([2, 3, 4]) } }),
      readers: next() < 0.2 ? [3] : [],
    }));
    sent = letters.flatMap(({ _id, deliveredAt }, index) =>
      Array.from({ length: pick([0, 1, 1, 2]) }, (_, nth) => ({
        _id: `s-${index}-${nth}`,
        letter: _id,
        author: pick([2, 3, 4]),
        state: pick(['sent', 'sent', 'sent', 'refused']),
        sentAt: new Date(deliveredAt.getTime() + Math.floor(next() ** 4 * 5000) * 60_000 + 30_000),
      })),
    );
    await store.connection.collection<{ _id: string }>('letters').insertMany(letters);
    await store.connection.collection<{ _id: string }>('outgoing').insertMany(sent);
  });

  /** The value that so many of a hundred have at most: the nearest rank. */
  const rank = (sorted: readonly number[], part: number) => sorted[Math.ceil(sorted.length * part) - 1];

  function wanted(rows: readonly Row[]): AnswerTimes {
    const took = rows
      .flatMap(({ _id, deliveredAt }) => {
        const answers = sent.filter(({ letter, state }) => letter === _id && state === 'sent');
        const first = Math.min(...answers.map(({ sentAt }) => sentAt.getTime()));
        return answers.length > 0 ? [Math.floor((first - deliveredAt.getTime()) / 60_000)] : [];
      })
      .sort((a, b) => a - b);
    const [median, slow] = [rank(took, 0.5), rank(took, 0.9)];
    const isAnswered = ({ _id }: Row) => sent.some(({ letter, state }) => letter === _id && state === 'sent');
    return {
      letters: rows.length,
      answered: took.length,
      waiting: rows.filter((row) => !isAnswered(row) && row.state !== 'registered').length,
      within: [
        took.filter((minutes) => minutes <= 60).length,
        took.filter((minutes) => minutes > 60 && minutes <= 240).length,
        took.filter((minutes) => minutes > 240 && minutes <= 1440).length,
        took.filter((minutes) => minutes > 1440).length,
      ],
      ...(median !== undefined && { median }),
      ...(slow !== undefined && { slow }),
    };
  }

  const whoseIs = ({ _id, taken, organization = '' }: Row): number | null => {
    const [first] = sent
      .filter(({ letter, state }) => letter === _id && state === 'sent')
      .sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
    return first?.author ?? taken?.by ?? responsible.get(organization) ?? null;
  };
  const counting = () =>
    letters.filter(
      ({ state, quiet, organization, deliveredAt }) =>
        ['new', 'taken', 'registered'].includes(state) &&
        !quiet &&
        organization !== undefined &&
        deliveredAt >= new Date('2026-07-31T21:00:00Z') &&
        deliveredAt < new Date('2026-08-31T21:00:00Z'),
    );

  it.each([
    ['a supervisor', all],
    ['a manager, of the letters they may see', own],
  ])('are what an independent count finds, for %s', async (_, viewer) => {
    const may = ({ readers, organization }: Row) => viewer === all || readers.includes(3) || organization === 'n1';
    const rows = counting().filter(may);
    const told = await store.overviews.answers(viewer, { filter: august, reading });
    const managers = [...new Set(rows.map(whoseIs))];
    expect(new Map(told.managers.map(({ manager, ...times }) => [manager, times]))).toEqual(
      new Map(managers.map((manager) => [manager, wanted(rows.filter((row) => whoseIs(row) === manager))])),
    );
    expect(told.whole).toEqual(wanted(rows));
    expect(told.waiting.length).toBe(wanted(rows).waiting);
    const since = told.waiting.map((letter) => letter.since.getTime());
    expect(since).toEqual(since.toSorted((a, b) => a - b));
  });

  it('follow the filter of manager and client, and are nothing for somebody who has left', async () => {
    const filter = { ...august, manager: 2, organization: 'n1' };
    const rows = counting().filter((row) => row.organization === 'n1' && whoseIs(row) === 2);
    const told = await store.overviews.answers(all, { filter, reading });
    expect(told.whole).toEqual(wanted(rows));
    expect(await store.overviews.answers(nobody, { filter: august, reading })).toEqual({ managers: [], waiting: [] });
  });
});
