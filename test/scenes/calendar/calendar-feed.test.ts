import { request } from 'node:http';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../../src/domain/contact/contact.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import type { Phone } from '../../../src/sandbox/index.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, say } from '../../harness/phone.ts';

let bot: TestBot;
const viewer = (phone: Phone): Viewer => ({ id: phone.user.id, role: 'manager', ownOnly: false, access: 'active' });
const created = new Date('2026-11-01T09:00:00Z');
const put = (phone: Phone, id: string, start: string, fields: Partial<ContactFields> = {}) =>
  bot.store.contacts.create(
    viewer(phone),
    id,
    {
      status: 'planned',
      start: new Date(start),
      channel: 'phone',
      direction: 'outgoing',
      manager: phone.user.id,
      priority: 'medium',
      state: 1,
      content: id,
      documents: [],
      analytics: [],
      ...fields,
    },
    { now: created },
  );

const addressOn = (phone: Phone): string => /https?:\/\/\S+\.ics/.exec(phone.last().text)?.[0] ?? '';

/** The feed as another program reads it. */
async function read(address: string): Promise<Map<string, ICAL.Event>> {
  const response = await fetch(address);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/calendar');
  const text = await response.text();
  // RFC 5545: lines end in CRLF and are at most 75 octets long.
  for (const line of text.split('\r\n')) {
    expect(line).not.toContain('\n');
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  }
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  return new Map(events.map((event) => [event.uid, event]));
}

const propertyOf = (event: ICAL.Event | undefined, name: string): unknown =>
  event?.component.getFirstPropertyValue(name);

beforeAll(async () => {
  bot = await startBot({ now: '2026-11-23T09:00:00Z', undisturbed: true });
  await bot.store.organizations.create(
    { id: 'acme', name: 'Acme, Ltd; «Север»', phones: [], emails: [], addresses: [] },
    created,
  );
  for (const phone of [bot.ivan, bot.mary]) await phone.start();
});
afterAll(() => bot.stop());

describe('the address of the feed', () => {
  it('is given by a tap, in words about who can reach it, and shown once', async () => {
    const { ivan } = bot;
    await say(ivan, '/calendar');
    await press(ivan, 'В телефон');
    expect(ivan.last().text).toContain('секретный адрес');
    await press(ivan, 'Получить адрес');
    expect(addressOn(ivan)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/feed\/\d+-[\w-]{32}\.ics$/);
    expect(ivan.last().text).toContain('снаружи до него никто не дойдёт');
    await press(ivan, 'Назад');
    await press(ivan, 'В телефон');
    expect(addressOn(ivan)).toBe('');
    expect(ivan.last().text).toContain('Адрес выдан: сегодня 12:00');
    await say(ivan, '/settings');
    await press(ivan, 'Календарь в телефоне');
    expect(buttonsOf(ivan)).toEqual(expect.arrayContaining(['🔄 Новый адрес', '🚫 Отозвать']));
    const [row] = await bot.store.connection.collection('feeds').find().toArray();
    expect(Object.keys(row ?? {}).sort()).toEqual(['_id', 'createdAt', 'hash', 'revision']);
  });

  it('ends when it is renewed or revoked; a button of the one before does nothing', async () => {
    const { mary } = bot;
    await say(mary, '/calendar');
    await press(mary, 'To my phone');
    await press(mary, 'Get the address');
    const first = addressOn(mary);
    const message = mary.last().message_id;
    expect((await fetch(first)).status).toBe(200);
    await press(mary, 'New address');
    await press(mary, 'No');
    expect((await fetch(first)).status).toBe(200);
    await press(mary, 'New address');
    await press(mary, 'Yes');
    const second = addressOn(mary);
    expect(second).not.toBe(first);
    expect((await fetch(first)).status).toBe(404);
    expect((await fetch(second)).status).toBe(200);
    await mary.tapData(message, 'feed:revoke:1');
    await mary.settled();
    expect((await fetch(second)).status).toBe(200);
    await press(mary, 'Revoke');
    await press(mary, 'Yes');
    expect((await fetch(second)).status).toBe(404);
    expect(mary.last().text).not.toContain('An address was given out');
    await press(mary, 'Get the address');
    const third = addressOn(mary);
    for (const revision of [1, 2, 3]) await mary.tapData(message, `feed:revoke:${revision}`);
    await mary.settled();
    expect((await fetch(third)).status).toBe(200);
    expect((await fetch(second)).status).toBe(404);
    expect(bot.faults).toEqual([]);
  });

  it('is the same 404 for whatever is wrong with it', async () => {
    const { ivan, mary } = bot;
    await say(ivan, '/calendar');
    await press(ivan, 'В телефон');
    await press(ivan, 'Новый адрес');
    await press(ivan, 'Да');
    const address = addressOn(ivan);
    const wrong = [
      address.replace(/-[\w-]{32}/, `-${'a'.repeat(32)}`),
      address.replace(String(ivan.user.id), String(mary.user.id)),
      address.replace(/\d+-/, '1-'),
      address.replace('.ics', ''),
      address.replace('.ics', '.txt'),
      `${new URL(address).origin}/feed/`,
      `${new URL(address).origin}/feed/%00`,
    ];
    for (const one of wrong) expect((await fetch(one)).status).toBe(404);
    const answers = await Promise.all(wrong.slice(0, 4).map(async (one) => (await fetch(one)).text()));
    expect(new Set(answers).size).toBe(1);
  });
});

describe('what a calendar program reads', () => {
  let address: string;
  beforeAll(async () => {
    const { ivan } = bot;
    await say(ivan, '/calendar');
    await press(ivan, 'В телефон');
    await press(ivan, 'Новый адрес');
    await press(ivan, 'Да');
    address = addressOn(ivan);
  });

  it('is the moment meant, in every zone, over changes of the clocks', async () => {
    const { ivan } = bot;
    // Around the changes of Berlin, New York, Lord Howe (half an hour) and Casablanca (Ramadan), 2026 and 2027.
    const moments = [
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
      '2026-11-01T05:30:00Z',
      '2026-11-01T06:30:00Z',
      '2027-03-28T00:59:00Z',
      '2027-03-28T01:00:00Z',
      '2027-03-14T06:59:00Z',
      '2027-03-14T07:00:00Z',
      '2027-04-03T14:59:00Z',
      '2027-04-03T15:00:00Z',
      '2027-02-07T02:00:00Z',
    ];
    for (const [index, moment] of moments.entries()) await put(ivan, `dst${index}`, moment, { minutes: 45 });
    for (const zone of [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Europe/Moscow',
    ]) {
      await bot.store.users.setZone(ivan.user.id, zone);
      const events = await read(address);
      for (const [index, moment] of moments.entries()) {
        const event = events.get(`dst${index}@sloop`);
        expect(event?.startDate.toJSDate().toISOString()).toBe(new Date(moment).toISOString());
        expect(event?.endDate.toJSDate().getTime()).toBe(new Date(moment).getTime() + 45 * 60_000);
      }
    }
  });

  it('holds 90 days back and all ahead, nobody else’s, no removed ones', async () => {
    const { ivan, mary } = bot;
    await put(ivan, 'old', '2026-08-25T08:00:00Z');
    await put(ivan, 'young', '2026-08-25T10:00:00Z');
    await put(ivan, 'far', '2029-08-25T10:00:00Z');
    await put(mary, 'hers', '2026-11-24T10:00:00Z');
    await put(ivan, 'gone', '2026-11-24T10:00:00Z');
    await bot.store.contacts.remove(viewer(ivan), 'gone', { key: 'k', revision: 1, now: created });
    const uids = [...(await read(address)).keys()];
    expect(uids).toEqual(expect.arrayContaining(['young@sloop', 'far@sloop']));
    for (const absent of ['old', 'hers', 'gone']) expect(uids).not.toContain(`${absent}@sloop`);
  });

  it('tells client, text, status and revision; the same contact keeps its name', async () => {
    const { ivan } = bot;
    const content = `Строка, с запятой; точкой с запятой \\ и "кавычками"\nвторая строка 👨‍👩‍👧‍👦 ${'очень длинная '.repeat(20)}`;
    await put(ivan, 'text', '2026-11-25T10:00:00Z', { organization: 'acme', content });
    const before = (await read(address)).get('text@sloop');
    expect(before?.summary).toContain('📞 Acme, Ltd; «Север»: Строка, с запятой; точкой с запятой \\ и "кавычками"');
    expect(before?.description).toBe(content);
    expect(propertyOf(before, 'sequence')).toBe(0);
    expect(propertyOf(before, 'status')).toBe('CONFIRMED');
    expect(String(propertyOf(before, 'url'))).toContain('?start=c_text');
    const now = new Date('2026-11-23T09:30:00Z');
    const set = { status: 'cancelled' as const, reason: 'уехал', start: new Date('2026-11-26T10:00:00Z') };
    await bot.store.contacts.change(viewer(ivan), 'text', { key: 'c', revision: 1, now }, set);
    const after = (await read(address)).get('text@sloop');
    expect(propertyOf(after, 'status')).toBe('CANCELLED');
    expect(propertyOf(after, 'sequence')).toBe(1);
    expect(after?.startDate.toJSDate()).toEqual(set.start);
    expect(after?.description).toContain('Причина: уехал');
    expect(String(propertyOf(after, 'last-modified'))).toBe('2026-11-23T09:30:00Z');
  });

  it('is not sent again while nothing has changed', async () => {
    const { ivan } = bot;
    const first = await fetch(address);
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]+"$/);
    const ask = (header: string) => conditional(address, header);
    bot.setNow('2026-11-23T09:45:00Z');
    expect(await ask(tag)).toBe(304);
    expect(await ask(`"other", W/${tag}`)).toBe(304);
    expect(await ask('"other"')).toBe(200);
    await put(ivan, 'fresh', '2026-11-27T10:00:00Z');
    expect(await ask(tag)).toBe(200);
    expect((await fetch(address, { method: 'HEAD' })).status).toBe(200);
  });

  it('ends at once for who works here no more', async () => {
    const { ivan } = bot;
    const users = bot.store.connection.collection<{ _id: number }>('users');
    await users.updateOne({ _id: ivan.user.id }, { $set: { access: 'retired' } });
    expect((await fetch(address)).status).toBe(404);
    await users.updateOne({ _id: ivan.user.id }, { $set: { access: 'active', ownOnly: true } });
    expect((await read(address)).size).toBeGreaterThan(10);
    expect(bot.faults).toEqual([]);
  });
});

/** A request as a calendar program makes it; `fetch` answers 304 from a cache of its own rules. */
const conditional = (address: string, tag: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request(address, { headers: { 'if-none-match': tag } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
