import { describe, expect, it } from 'vitest';
import type { ContactFields } from '../../../src/domain/contact/contact.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import type { Store } from '../../../src/store/index.ts';
import { withStore } from '../../harness/store.ts';

let store: Store;
withStore((opened) => {
  store = opened;
});

const now = new Date('2026-11-23T09:00:00Z');
const me: Viewer = { id: 1, role: 'manager', ownOnly: true, access: 'active' };
const other: Viewer = { ...me, id: 2 };
const fields = (manager: number, start = now): ContactFields => ({
  status: 'planned',
  start,
  channel: 'phone',
  direction: 'outgoing',
  manager,
  priority: 'medium',
  state: 1,
  content: 'secret',
  documents: [],
  analytics: [],
});

describe('the history of a contact', () => {
  it('is whole and in order however long, the oldest folded into their own collection', async () => {
    await store.contacts.create(me, 'long', fields(1), { now });
    for (let revision = 1; revision <= 260; revision++) {
      const operation = { key: `k${revision}`, revision, now };
      const changed = await store.contacts.change(me, 'long', operation, { content: `text ${revision}` });
      expect(changed.outcome).toBe('done');
    }
    const row = await store.connection.db?.collection('contacts').findOne({ _id: 'long' as never });
    expect(row?.history.length).toBeLessThanOrEqual(100);
    expect(row?.folded).toBe(200);
    const all: unknown[] = [];
    for (let skip = 0; skip < 300; skip += 7) {
      const page = await store.contacts.history(me, 'long', skip, 7);
      expect(page.total).toBe(260);
      all.push(...page.entries.map(({ to }) => to));
    }
    expect(all).toEqual(Array.from({ length: 260 }, (_, index) => `text ${260 - index}`));
  });

  it('leaves room in the contact, however long what is added to again and again', async () => {
    await store.contacts.create(me, 'heavy', fields(1), { now });
    const [characteristics, additions] = [70, 16];
    for (let n = 1; n <= characteristics; n++) {
      const text = { id: `t${n}`, kind: 'text' as const, text: 'я'.repeat(2000) };
      await store.contacts.addAnalytics(me, 'heavy', { key: `t${n}`, now }, { analytics: [text] });
    }
    const said = { analytics: [], content: 'я'.repeat(8000) };
    const say = (n: number) => store.contacts.addAnalytics(me, 'heavy', { key: `c${n}`, now }, said);
    for (let n = 0; n < additions; n += 2) await Promise.all([say(n), say(n + 1)]);
    const contact = await store.contacts.get(me, 'heavy');
    expect(contact?.analytics).toHaveLength(characteristics);
    expect(contact?.content?.length).toBe('secret'.length + additions * 8001);
    // Whole and in order: each entry begins where the one before it ended.
    const { entries, total } = await store.contacts.history(me, 'heavy', 0, 2000);
    const texts = entries.filter(({ field }) => field === 'content').toReversed();
    expect(texts).toHaveLength(additions);
    for (const [index, { from }] of texts.entries()) if (index > 0) expect(from).toBe(texts[index - 1]?.to);
    expect(entries).toHaveLength(total);
    const paged: unknown[] = [];
    for (let skip = 0; skip < total; skip += 7)
      paged.push(...(await store.contacts.history(me, 'heavy', skip, 7)).entries);
    expect(paged).toEqual(entries);
  });

  it('is nobody else’s to read', async () => {
    expect(await store.contacts.history(other, 'long', 0, 10)).toEqual({ entries: [], total: 0 });
  });
});

describe('additions', () => {
  it('by several at once are all there', async () => {
    await store.contacts.create(me, 'shared', fields(1), { now });
    const add = (index: number) =>
      store.contacts.addAnalytics(
        me,
        'shared',
        { key: `a${index}`, now },
        { analytics: [{ id: `x${index}`, kind: 'number', number: index }] },
      );
    await Promise.all(Array.from({ length: 10 }, (_, index) => add(index)));
    const repeated = await add(3);
    expect(repeated.outcome).toBe('repeated');
    const contact = await store.contacts.get(me, 'shared');
    expect(contact?.analytics.map(({ id }) => id).sort()).toEqual(Array.from({ length: 10 }, (_, i) => `x${i}`));
  });
});

describe('the chain around a contact', () => {
  it('tells others’ contacts as busy, with the date only, to who sees own ones only', async () => {
    const day = (n: number) => new Date(Date.UTC(2026, 10, n, 9));
    const { contact: first } = await store.contacts.create(me, 'r1', fields(1, day(1)), { now });
    const { contact: second } = await store.contacts.create(other, 'r2', fields(2, day(2)), { now, previous: first });
    await store.contacts.create(me, 'r3', fields(1, day(3)), { now, previous: second });
    const links = await store.contacts.chainAround(me, first, 10);
    expect(links.map(({ id }) => id)).toEqual(['r1', 'r2', 'r3']);
    expect(links[1]).toEqual({ id: 'r2', start: day(2), previous: 'r1', busy: true });
    const all = await store.contacts.chainAround({ ...me, ownOnly: false }, first, 10);
    expect(all.every((link) => 'contact' in link)).toBe(true);
    expect((await store.contacts.chainAround(me, first, 1)).map(({ id }) => id)).toEqual(['r1', 'r2']);
  });
});
