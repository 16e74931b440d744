import { expect, it } from 'vitest';
import type { Acting } from '../../src/actions/acting.ts';
import { registerLetter, sendLetter } from '../../src/actions/letters/index.ts';
import type { ContactFields } from '../../src/domain/contact/contact.ts';
import type { Letter } from '../../src/domain/letter/letter.ts';
import type { Store } from '../../src/store/index.ts';
import { withStore } from '../harness/store.ts';

let store: Store;
withStore((opened) => {
  store = opened;
});

const now = new Date('2026-11-23T09:00:00Z');
const as = (id: number): Acting => ({
  store,
  viewer: { id, role: 'supervisor', ownOnly: false, access: 'active' },
  now,
});
const fields: ContactFields = {
  status: 'happened',
  start: now,
  channel: 'email',
  direction: 'incoming',
  manager: 1,
  priority: 'medium',
  state: 1,
  content: 'Пришлите договор',
  documents: [],
  analytics: [],
};
const letter: Letter = {
  id: 'letter',
  from: { name: 'Anna', address: 'anna@romashka.example' },
  to: [],
  subject: 'Договор',
  deliveredAt: now,
  text: 'Пришлите договор',
  files: [],
  references: [],
  size: 1,
  places: [{ mailbox: 'box', uidValidity: '1', uid: 1 }],
  state: 'new',
  readers: [1, 2],
  pushes: [],
  marks: [],
};

it('a letter becomes one contact, whoever registers it and however often', async () => {
  await store.letters.addAll([letter], now);
  const later = { ...fields, start: new Date('2026-11-24T09:00:00Z') };
  expect(await registerLetter(as(1), { letter: 'letter', fields: later })).toEqual({ outcome: 'future' });
  const first = await registerLetter(as(1), { letter: 'letter', fields });
  expect(first).toMatchObject({ contact: { id: 'letter', letter: 'letter' }, letter: { state: 'registered' } });
  expect(first).not.toHaveProperty('by');
  const second = await registerLetter(as(2), { letter: 'letter', fields: { ...fields, content: 'моё' } });
  expect(second).toMatchObject({ outcome: 'registered', by: 1, contact: { content: 'Пришлите договор' } });
});

it('a letter to a client waits to be sent, once, as the latest of its conversation', async () => {
  const mailbox = { id: 'able', address: 'sales@sloop.test' };
  const words = { to: 'anna@romashka.example', subject: 'Re: Договор', text: 'Высылаю', files: [] };
  const links = { thread: ['<a@romashka>', '<b@romashka>'], contact: 'letter' };
  for (let twice = 0; twice < 2; twice++) await sendLetter(as(1), { id: 'answer', mailbox, ...words, ...links });
  expect(await store.connection.collection('outgoing').find().toArray()).toEqual([
    expect.objectContaining({
      ...words,
      _id: 'answer',
      author: 1,
      mailbox: 'able',
      messageId: '<sloop.answer@sloop.test>',
      inReplyTo: '<b@romashka>',
      references: links.thread,
      contact: 'letter',
      state: 'waiting',
    }),
  ]);
});
