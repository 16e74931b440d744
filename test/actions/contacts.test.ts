import { beforeEach, describe, expect, it } from 'vitest';
import type { Acting, Target } from '../../src/actions/acting.ts';
import {
  bringBackContact,
  cancelContact,
  contactHappened,
  createContact,
  editContact,
  handOverContact,
  moveContact,
  planNext,
  planStated,
  removeContact,
  restoreContact,
  takeBack,
} from '../../src/actions/contacts/index.ts';
import type { Contact, ContactFields } from '../../src/domain/contact/contact.ts';
import { newId } from '../../src/domain/id.ts';
import type { Store } from '../../src/store/index.ts';
import { withStore } from '../harness/store.ts';

let store: Store;
withStore((opened) => {
  store = opened;
});

const now = new Date('2026-11-23T09:00:00Z');
const tomorrow = new Date('2026-11-24T12:00:00Z');
const as = (id: number, at = now): Acting => ({
  store,
  viewer: { id, role: 'manager', ownOnly: false, access: 'active' },
  now: at,
});
const planned: ContactFields = {
  status: 'planned',
  start: tomorrow,
  channel: 'phone',
  direction: 'outgoing',
  manager: 1,
  priority: 'high',
  state: 1,
  content: 'обсудить договор',
  documents: [],
  analytics: [],
};

let contact: Contact;
beforeEach(async () => {
  const made = await createContact(as(1), { id: newId(), fields: planned });
  if (!('contact' in made)) throw new Error(made.outcome);
  contact = made.contact;
});
const target = (key: string, { id, revision } = contact): Target => ({ id, revision, key });
const stored = () => store.contacts.get(as(1).viewer, contact.id);

describe('a contact is registered', () => {
  it('once under its id, whoever repeats it', async () => {
    const again = await createContact(as(1), { id: contact.id, fields: { ...planned, content: 'другое' } });
    expect(again).toMatchObject({ outcome: 'repeated', contact: { content: 'обсудить договор' } });
  });

  it('neither before it has happened, nor without anything said', async () => {
    const future = { ...planned, status: 'happened', start: tomorrow } as const;
    expect(await createContact(as(1), { id: newId(), fields: future })).toEqual({ outcome: 'future' });
    const { content: _, ...empty } = planned;
    expect(await createContact(as(1), { id: newId(), fields: empty })).toEqual({ outcome: 'empty' });
    const known = { ...empty, persons: ['anna'] };
    expect(await createContact(as(1), { id: newId(), fields: known })).toMatchObject({ outcome: 'created' });
  });

  it('as the next of a chain, once for each offer, by whoever plans it', async () => {
    const next = await planNext(as(1), contact, 'offer', { start: tomorrow, content: 'выслать счёт' });
    expect(next).toMatchObject({ previous: contact.id, root: contact.id, manager: 1, content: 'выслать счёт' });
    expect(next).toMatchObject({ priority: 'high', status: 'planned' });
    expect((await planNext(as(1), contact, 'offer', { start: now })).id).toBe(next.id);
    expect(await planNext(as(2), contact, 'theirs', { start: tomorrow })).toMatchObject({ manager: 2 });
    expect(await planStated(as(1), contact, 'step')).toBeUndefined();
    const stated = { ...contact, step: { at: tomorrow, about: 'позвонить', channel: 'email' } };
    expect(await planStated(as(1), stated, 'step')).toMatchObject({ content: 'позвонить', channel: 'email' });
    expect(await planStated(as(1, new Date('2026-12-01')), stated, 'later')).toBeUndefined();
  });
});

describe('a contact', () => {
  it('is moved, and planned again where it was not planned any more', async () => {
    const later = new Date('2026-11-25T12:00:00Z');
    await moveContact(as(1), target('move'), later);
    expect(await stored()).toMatchObject({ start: later, state: 1, status: 'planned' });
    contact = (await stored()) ?? contact;
    await cancelContact(as(1), target('cancel'), 'заболел');
    contact = (await stored()) ?? contact;
    expect(contact).toMatchObject({ status: 'cancelled', reason: 'заболел' });
    await moveContact(as(1), target('again'), tomorrow);
    expect(await stored()).toMatchObject({ status: 'planned', state: 1, start: tomorrow });
    expect(await stored()).not.toHaveProperty('reason');
  });

  it('is cancelled and restored at its old time', async () => {
    await cancelContact(as(1), target('cancel'), 'заболел');
    await restoreContact(as(1), { ...target('restore'), revision: 2 });
    expect(await stored()).toMatchObject({ status: 'planned', start: tomorrow });
    expect(await stored()).not.toHaveProperty('reason');
  });

  it('has happened fully done, at the latest now', async () => {
    await contactHappened(as(1), { ...target('done'), planned: contact.start }, { result: 'подписали' });
    expect(await stored()).toMatchObject({ status: 'happened', state: 3, start: now, result: 'подписали' });
  });

  it('is removed and brought back', async () => {
    await removeContact(as(1), target('remove'));
    expect(await stored()).toMatchObject({ removed: { by: 1 } });
    await bringBackContact(as(1), { ...target('back'), revision: 2 });
    expect(await stored()).not.toHaveProperty('removed');
  });

  it('changes once for one key, not on an old revision, and not by somebody who may not', async () => {
    expect((await editContact(as(1), target('edit'), { content: 'новое' })).outcome).toBe('done');
    expect((await editContact(as(1), target('edit'), { content: 'новое' })).outcome).toBe('repeated');
    expect(await editContact(as(1), target('other'), { content: 'чужое' })).toMatchObject({
      outcome: 'overtaken',
      contact: { content: 'новое' },
    });
    expect(await cancelContact(as(2), { ...target('stranger'), revision: 2 })).toEqual({ outcome: 'absent' });
    expect(await stored()).toMatchObject({ content: 'новое', status: 'planned' });
  });
});

describe('whoever runs a contact', () => {
  const head: Acting = { ...as(9), viewer: { id: 9, role: 'supervisor', ownOnly: false, access: 'active' } };
  // Read at the test's own time: the store is there by then.
  const chief = (at = now): Acting => ({ ...head, store, now: at });
  const waiting = async () =>
    (await store.contactNews.due(new Date(now.getTime() + 60_000), 99)).map(({ chat }) => chat).sort();
  beforeEach(() => store.connection.collection('contactNews').deleteMany({}));

  it('is told of what others do, once however often the tap comes, and of nothing they do themselves', async () => {
    await moveContact(as(1), target('own'), new Date('2026-11-25T12:00:00Z'));
    expect(await waiting()).toEqual([]);
    const seen = await stored();
    for (let twice = 0; twice < 2; twice++)
      expect(await cancelContact(chief(), target('tap', seen), 'занят')).toMatchObject({ concerns: [1] });
    expect(await waiting()).toEqual([1]);
  });

  it('is told of a hand-over, and so is whoever gets it; taken back in time, nobody is', async () => {
    const changed = await handOverContact(chief(), target('over'), 2);
    expect(changed).toMatchObject({ outcome: 'done', concerns: [2, 1] });
    expect(await waiting()).toEqual([1, 2]);
    const after = target('back', await store.contacts.get(head.viewer, contact.id));
    for (let twice = 0; twice < 2; twice++)
      expect(await takeBack(chief(new Date(now.getTime() + 30_000)), after)).toMatchObject({ contact: { manager: 1 } });
    expect(await waiting()).toEqual([]);
  });

  it('is not told where the reminder comes at once anyway', async () => {
    await moveContact(chief(), target('soon'), new Date(now.getTime() + 600_000));
    expect(await waiting()).toEqual([]);
  });

  it('keeps what was done by another, or longer ago than a minute, or changed since', async () => {
    const changed = await handOverContact(chief(), target('over'), 2);
    if (changed.outcome !== 'done') throw new Error(changed.outcome);
    const after = target('back', changed.contact);
    const other: Acting = { ...chief(), viewer: { ...head.viewer, id: 8 } };
    expect(await takeBack(other, after)).toEqual({ outcome: 'late' });
    expect(await takeBack(chief(new Date(now.getTime() + 61_000)), after)).toEqual({ outcome: 'late' });
    await editContact(as(2), target('theirs', changed.contact), { content: 'иначе' });
    expect(await takeBack(chief(), after)).toEqual({ outcome: 'late' });
  });
});
